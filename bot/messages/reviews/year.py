"""A rep's year: working days, yearly totals, and the marathon (R5)."""

from bot.domain.log.activity import RHYTHM_KINDS, Kind
from bot.domain.log.own_kinds import OwnKind
from bot.domain.reviews.year import MARATHON, Year
from bot.messages.text.message import Heading, Message, MessagePart, Paragraph
from bot.messages.text.parts import name_count, name_own_kind
from bot.messages.text.text import to_plain
from bot.messages.text.words import Words


def build_year(words: Words, year: Year) -> Message:
    """Show the year in working days; a yearly total always appears with its daily figure (R2)."""
    title = words.render("year.title", year=str(year.year))
    parts: list[MessagePart] = [
        Heading(title),
        Paragraph(words.render("year.days", days=year.days, done=year.days_done)),
        *(Paragraph(words.render("year.line", **_count(words, year, kind))) for kind in RHYTHM_KINDS),
        *(Paragraph(words.render("year.own_line", **_count_own(words, year, kind))) for kind in year.own_kinds),
    ]
    if year.projected is None:
        parts.append(Paragraph(words.render("year.too_early"), quiet=True))
    marathon = words.render(
        "year.marathon",
        km=round(year.kilometres, 1),
        length=MARATHON,
        metres=round(year.kilometres_a_day * 1000),
    )
    return Message(fallback=to_plain(title), parts=(*parts, Paragraph(marathon, quiet=True)))


def _count(words: Words, year: Year, kind: Kind) -> dict[str, object]:
    return {
        "done": year.done[kind],
        "goal": name_count(words, kind, year.wanted[kind]),
        "projected": None if year.projected is None else year.projected[kind],
    }


def _count_own(words: Words, year: Year, kind: OwnKind) -> dict[str, object]:
    return {
        "done": year.done[kind.id],
        "name": name_own_kind(words, kind.named),
        "target": year.wanted.get(kind.id, 0),
        "projected": None if year.projected is None else year.projected.get(kind.id, 0),
    }
