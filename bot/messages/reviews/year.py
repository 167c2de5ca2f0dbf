"""A rep's year: working days, yearly totals, and the marathon (R5)."""

from bot.domain.log.activity import RHYTHM_KINDS, Kind, OwnKindId
from bot.domain.log.own_kinds import OwnKind
from bot.domain.reviews.year import MARATHON, Year
from bot.messages.text.button_values import LeaveDays
from bot.messages.text.message import Button, Controls, Heading, Message, MessagePart, Paragraph
from bot.messages.text.parts import name_count, name_own_kind
from bot.messages.text.record_values import write_value
from bot.messages.text.text import to_plain
from bot.messages.text.words import Words

LEAVE_DAYS = "leave_days"
# The days of leave of most full-time contracts in the Netherlands and Belgium.
LEAVE_CHOICES = (20, 25, 30)


def build_year(words: Words, year: Year, *, ritme: str = "/ritme") -> Message:
    """Show the year in working days; a yearly total always appears with its daily figure (R2)."""
    title = words.render("year.title", year=str(year.year))
    parts: list[MessagePart] = [
        Heading(title),
        Paragraph(words.render("year.days", days=year.days, done=year.days_done, first_day=year.since)),
        *_describe_leave_left(words, year),
        *(Paragraph(words.render("year.line", **_count(words, year, kind))) for kind in RHYTHM_KINDS),
        *(Paragraph(words.render("year.own_line", **_count_own(words, year, kind))) for kind in year.own_kinds),
        _describe_pace(words, year),
    ]
    marathon = words.render(
        "year.marathon",
        km=round(year.kilometres, 1),
        length=MARATHON,
        metres=round(year.kilometres_a_day * 1000),
    )
    parts += [Paragraph(marathon, quiet=True), *_ask_leave(words, year, ritme)]
    return Message(fallback=to_plain(title), parts=tuple(parts))


def build_leave_set(words: Words, days: int) -> Message:
    """Confirm how many days of leave a rep has in a year (R4)."""
    text = words.render("year.leave_set", count=days)
    return Message(fallback=to_plain(text), parts=(Paragraph(text),))


def _describe_leave_left(words: Words, year: Year) -> list[MessagePart]:
    """Say what was left out of the working days though it is not in the calendar yet (R4)."""
    if not year.leave_left:
        return []
    return [Paragraph(words.render("year.leave_left", days=year.leave_left), quiet=True)]


def _ask_leave(words: Words, year: Year, ritme: str) -> list[MessagePart]:
    """Ask for the days of leave in a year while they are unknown (R4)."""
    if not year.asks_leave:
        return []
    buttons = tuple(_make_leave_button(words, days) for days in LEAVE_CHOICES)
    return [Paragraph(words.render("year.leave_ask", ritme=ritme), quiet=True), Controls(buttons)]


def _make_leave_button(words: Words, days: int) -> Button:
    label = words.plain("year.leave_button", count=days)
    return Button(label=label, action=LEAVE_DAYS, value=write_value(LeaveDays(days)))


def _describe_pace(words: Words, year: Year) -> Paragraph:
    if year.pace is None:
        return Paragraph(words.render("year.too_early"), quiet=True)
    block = "pace" if year.lately is None else "pace_lately"
    return Paragraph(words.render(f"year.{block}", days=year.pace.days, day=year.pace.since), quiet=True)


def _project(year: Year, key: Kind | OwnKindId) -> dict[str, object]:
    return {
        "projected": None if year.pace is None else year.pace.projected.get(key, 0),
        "lately": None if year.lately is None else year.lately.projected.get(key, 0),
    }


def _count(words: Words, year: Year, kind: Kind) -> dict[str, object]:
    return {
        "done": year.done[kind],
        "goal": name_count(words, kind, year.wanted[kind]),
        **_project(year, kind),
    }


def _count_own(words: Words, year: Year, kind: OwnKind) -> dict[str, object]:
    return {
        "done": year.done[kind.id],
        "name": name_own_kind(words, kind.named),
        "target": year.wanted.get(kind.id, 0),
        **_project(year, kind.id),
    }
