"""Replies about teams: joined, left, renamed, removed, and led besides the own one."""

from collections.abc import Sequence

from bot.domain.people.people import Team
from bot.messages.people.channel import make_channel_button
from bot.messages.text.button_values import RemovalRef, TeamName, TeamRef, TeamRemoval
from bot.messages.text.line_form import make_word_button
from bot.messages.text.message import Button, Controls, Divider, Emphasis, Heading, Message, MessagePart, Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.text import to_plain
from bot.messages.text.words import Words

TEAMS_SHOWN = 8


def build_joined(
    words: Words, team: Team, *, is_new: bool, left: Team | None, has_days: bool, leads: bool, ritme: str
) -> Message:
    """Confirm a user's new team, what its manager sees, the one that was left for it, and the setup steps left.

    ``has_days`` is whether days of the user stay with the team that was left.
    """
    block = "setup.team_made" if is_new else "setup.team_joined"
    values = {"team": team.name, "ritme": ritme}
    parts: list[MessagePart] = [Paragraph(words.render(block, **values))]
    if not leads:
        parts.append(Paragraph(words.render("teams.seen"), quiet=True))
    elif is_new:
        fill = Button(label=words.plain("teams.fill_button"), action="set_up_open", emphasis=Emphasis.PRIMARY)
        parts.append(Controls((fill,)))
    if left is not None:
        text = words.render("teams.left_for_it", team=left.name, has_days=has_days)
        parts += [Paragraph(text), _offer_return(words, left)]
    if team.channel is None:
        parts.append(Paragraph(words.render("setup.team_needs_channel", leads=leads)))
        parts += [Controls((make_channel_button(words, team),))] if leads else []
    return Message(fallback=words.plain(block, **values), parts=tuple(parts))


def build_team_question(words: Words, name: str, known: Sequence[Team], *, own: Team | None) -> Message:
    """Ask before a team is made: one of the teams there are may be meant, and the own one would be left."""
    make = make_team_button(words, name)
    joins = [make_join_button(words, team) for team in known[:TEAMS_SHOWN] if own is None or team.id != own.id]
    parts: list[MessagePart] = [Paragraph(words.render("teams.make_ask", team=name))]
    if own is not None:
        parts.append(Paragraph(words.render("teams.would_leave", team=own.name), quiet=True))
    return Message(fallback=words.plain("teams.make_ask", team=name), parts=(*parts, Controls((make, *joins))))


def make_join_button(words: Words, team: Team) -> Button:
    """Return the button that joins a team."""
    label = words.plain("teams.join", team=shorten(team.name))
    return Button(label=label, action="team_join", value=write_value(TeamRef(team.id)))


def make_team_button(words: Words, name: str) -> Button:
    """Return the button that makes a team of this name."""
    label = words.plain("controls.create", name=shorten(name))
    return Button(label=label, action="team_make", value=write_value(TeamName(name)))


def build_left(words: Words, team: Team, *, has_days: bool) -> Message:
    """Confirm that a user is in no team any more, with the way back; ``has_days``: days of the user stay with it."""
    text = words.render("teams.left", team=team.name, has_days=has_days)
    return Message(fallback=to_plain(text), parts=(Paragraph(text), _offer_return(words, team)))


def build_team_said(words: Words, block: str, **values: object) -> Message:
    """Confirm in one line what was done with a team."""
    return Message(
        fallback=words.plain(f"teams.{block}", **values), parts=(Paragraph(words.render(f"teams.{block}", **values)),)
    )


def build_leading(words: Words, team: Team) -> Message:
    """Confirm that a manager leads one more team, with its week and where its channel is chosen."""
    said = build_team_said(words, "lead", team=team.name)
    week = make_word_button(words.plain("menu.team_week"), "team", f"week {team.name}")
    buttons = (week, make_channel_button(words, team))
    return Message(fallback=said.fallback, parts=(*said.parts, Controls(buttons)))


def build_team_removed(words: Words, team: Team, *, receiver: Team | None, removal_id: int) -> Message:
    """Confirm that a team was removed, and where its members went, with the way back."""
    said = build_team_said(words, "removed", team=team.name, receiver=receiver.name if receiver else "")
    back = Button(label=words.plain("controls.undo"), action="team_restore", value=write_value(RemovalRef(removal_id)))
    return Message(fallback=said.fallback, parts=(*said.parts, Controls((back,))))


def build_removal_question(words: Words, team: Team, members: int, others: Sequence[Team]) -> Message:
    """Ask whether a team may be removed; while there are people in it, to which team they go."""
    block = "teams.remove_ask_members" if members else "teams.remove_ask"
    values = {"team": team.name, "count": members}

    def make(label: str, to: int | None, emphasis: Emphasis = Emphasis.PLAIN) -> Button:
        value = write_value(TeamRemoval(team.id, to))
        return Button(label=label, action="team_remove", value=value, emphasis=emphasis)

    if members:
        buttons = [
            make(words.plain("teams.move_to", team=shorten(other.name)), other.id) for other in others[:TEAMS_SHOWN]
        ]
        buttons.append(make(words.plain("teams.move_to_none"), None))
    else:
        buttons = [make(words.plain("teams.remove"), None, Emphasis.DANGER)]
    text = words.render(block, **values)
    return Message(fallback=words.plain(block, **values), parts=(Paragraph(text), Controls(tuple(buttons))))


def join_messages(words: Words, messages: Sequence[tuple[Team, Message]]) -> Message:
    """Return one message with those of several teams below each other, each under the name of its team."""
    parts: list[MessagePart] = []
    for team, message in messages:
        heading = Heading(words.render("teams.heading", team=team.name))
        parts += [*([Divider()] if parts else []), heading, *message.parts]
    return Message(fallback=messages[0][1].fallback, parts=tuple(parts))


def _offer_return(words: Words, team: Team) -> Controls:
    label = words.plain("teams.back_to", team=shorten(team.name))
    return Controls((Button(label=label, action="team_join", value=write_value(TeamRef(team.id))),))
