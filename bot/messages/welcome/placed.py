"""What somebody hears who was put in a team, declines it, or is invited to begin; and what its manager sees of that."""

from collections.abc import Sequence

from bot.domain.log.activity import RHYTHM_KINDS
from bot.domain.people.people import Rep, Team
from bot.domain.people.team_start import TeamStart
from bot.messages.text.button_values import TeamRef
from bot.messages.text.message import Button, Controls, Emphasis, Message, MessagePart, Paragraph
from bot.messages.text.parts import name_count
from bot.messages.text.record_values import write_value
from bot.messages.text.text import Span
from bot.messages.text.words import Words
from bot.messages.welcome.greeting import first_name, make_hour_button, make_later_button, make_log_button
from bot.messages.welcome.welcome_values import TeamPlacing


def build_placed(words: Words, rep: Rep, team: Team, *, by: Rep, leaders: Sequence[Rep]) -> Message:
    """Tell somebody who was put in a team by whom, what who leads it sees and never sees, and how to decline."""
    leads = any(each.id == rep.id for each in leaders)
    said = words.render("set_up.told_leads" if leads else "set_up.told_placed", by=by.name, team=team.name)
    hello = (*words.render("set_up.hello", name=first_name(rep)), Span(" ")) if rep.is_awaited else ()
    parts: list[MessagePart] = [Paragraph((*hello, *said))]
    if rep.is_awaited:
        parts.append(Paragraph(words.render("set_up.what", at=rep.rhythm.morning_at)))
    names = [each.name for each in leaders]
    block = "set_up.seen_by_you" if leads else "set_up.seen"
    parts.append(Paragraph(words.render(block, **({} if leads else {"leaders": _join(words, names)}))))
    begin = [make_log_button(words), make_hour_button(words)] if rep.is_awaited else []
    if rep.is_awaited and rep.leads_since is None:
        counts = [name_count(words, kind, rep.targets.of(kind)) for kind in RHYTHM_KINDS if rep.targets.of(kind)]
        parts.append(Paragraph(words.render("set_up.targets", what=_join(words, counts)), quiet=True))
    later = [make_later_button(words)] if rep.is_awaited else []
    decline = Button(
        label=words.plain("set_up.decline_button"),
        action="team_decline",
        value=write_value(TeamPlacing(team.id, by.id)),
    )
    fallback = words.plain("set_up.told_leads" if leads else "set_up.told_placed", by=by.name, team=team.name)
    return Message(fallback=fallback, parts=(*parts, Controls((*begin, decline, *later))))


def build_declined(words: Words, team: Team, *, by: Rep | None) -> Message:
    """Confirm that somebody is not in a team, with the way back."""
    values = {"team": team.name, "by": by.name if by is not None else ""}
    back = Button(label=words.plain("set_up.rejoin_button"), action="team_join", value=write_value(TeamRef(team.id)))
    return Message(
        fallback=words.plain("set_up.declined", **values),
        parts=(Paragraph(words.render("set_up.declined", **values)), Controls((back,))),
    )


def build_declined_told(words: Words, *, name: str, team: str) -> Message:
    """Tell who put somebody in a team that he or she declined."""
    text = words.render("set_up.declined_told", name=name, team=team)
    return Message(fallback=words.plain("set_up.declined_told", name=name, team=team), parts=(Paragraph(text),))


def build_invitation(words: Words, *, by: str) -> Message:
    """Invite somebody who has not begun, on behalf of who leads the team."""
    return Message(
        fallback=words.plain("set_up.invitation", by=by),
        parts=(
            Paragraph(words.render("set_up.invitation", by=by)),
            Paragraph(words.render("set_up.invitation_only"), quiet=True),
            Controls((make_log_button(words), make_hour_button(words), make_later_button(words))),
        ),
    )


def build_invited(words: Words, team: Team) -> Message:
    """Confirm the invitation, without saying how many got it."""
    text = words.render("set_up.invited", team=team.name)
    return Message(fallback=words.plain("set_up.invited", team=team.name), parts=(Paragraph(text),))


def describe_team_start(words: Words, start: TeamStart) -> list[MessagePart]:
    """Return how many of a team have begun, as far as it may be said (K10), with the invitation of the others."""
    if not start.people:
        return []
    if start.begun is None:
        text = words.render("set_up.begun_unknown")
    elif start.lacking == 0:
        return [Paragraph(words.render("set_up.begun_all"), quiet=True)]
    else:
        text = words.render("set_up.begun", begun=start.begun, people=start.people)
    parts: list[MessagePart] = [Paragraph(text, quiet=True)]
    if start.can_invite:
        label = (
            words.plain("set_up.invite")
            if start.lacking is None
            else words.plain("set_up.invite_count", lacking=start.lacking)
        )
        value = write_value(TeamRef(start.team_id))
        parts.append(Controls((Button(label=label, action="team_invite", value=value, emphasis=Emphasis.PLAIN),)))
    return parts


def _join(words: Words, names: Sequence[str]) -> str:
    """Return names as a phrase: "Marieke", "Marieke en Jan"; empty for nobody."""
    *before, last = names or [""]
    return words.plain("set_up.and", before=", ".join(before), last=last) if before else last
