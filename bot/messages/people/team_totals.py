"""Asking a small team whether its totals may be shown, and that somebody joined (K10)."""

from collections.abc import Mapping, Sequence

from bot.domain.people.people import Rep, Team
from bot.domain.statistics.team_totals import write_people
from bot.messages.text.button_values import TotalsAnswer
from bot.messages.text.message import Button, Controls, Emphasis, Message, MessagePart, Paragraph
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

# Of those who joined a team at once.
NAMES_SHOWN = 8


def build_team_joined(words: Words, joined: Mapping[str, Sequence[str]]) -> Message:
    """Tell who leads teams who joined them; ``joined`` has the names by team."""
    told = [
        {"names": tuple(names[:NAMES_SHOWN]), "team": team, "more": len(names[NAMES_SHOWN:])}
        for team, names in joined.items()
    ]
    parts = tuple(Paragraph(words.render("team_totals.joined", **values)) for values in told)
    return Message(fallback=words.plain("team_totals.joined", **told[0]), parts=parts)


def build_totals_question(words: Words, team: Team, others: Sequence[Rep], *, own_id: int) -> Message:
    """Ask one person of a small team privately, with exactly what would be seen."""
    people = write_people([own_id, *(rep.id for rep in others)])
    values = {"team": team.name, "names": tuple(rep.name for rep in others)}
    return Message(
        fallback=words.plain("team_totals.ask", **values),
        parts=(
            Paragraph(words.render("team_totals.ask", **values)),
            Paragraph(words.render("team_totals.what")),
            Paragraph(words.render("team_totals.privately"), quiet=True),
            Controls((_make_yes(words, team, people), _make_no(words, team, people))),
        ),
    )


def build_totals_answered(words: Words, team: Team, people: str, *, agrees: bool, is_shown: bool) -> Message:
    """Confirm an answer, with the way back; who else answered what is not said."""
    block = "team_totals." + ("declined" if not agrees else "shown" if is_shown else "agreed")
    back = _make_no(words, team, people) if agrees else _make_yes(words, team, people)
    text = words.render(block, team=team.name)
    return Message(fallback=words.plain(block, team=team.name), parts=(Paragraph(text), Controls((back,))))


def build_totals_state(words: Words, team: Team, *, is_small: bool, changed: bool = False) -> Message:
    """Say which totals of a team are shown when there is nothing to answer (any more)."""
    block = "team_totals." + ("changed" if changed else "asked_later" if is_small else "large")
    parts: tuple[MessagePart, ...] = (Paragraph(words.render(block, team=team.name)),)
    return Message(fallback=words.plain(block, team=team.name), parts=parts)


def _make_yes(words: Words, team: Team, people: str) -> Button:
    value = write_value(TotalsAnswer(team.id, agrees=True, people=people))
    return Button(label=words.plain("team_totals.yes"), action="totals_answer", value=value, emphasis=Emphasis.PRIMARY)


def _make_no(words: Words, team: Team, people: str) -> Button:
    value = write_value(TotalsAnswer(team.id, agrees=False, people=people))
    return Button(label=words.plain("team_totals.no"), action="totals_answer", value=value)
