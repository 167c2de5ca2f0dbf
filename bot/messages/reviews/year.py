"""A rep's year: working days, yearly totals, and the marathon (R5)."""

from bot.domain.log.activity import Kind
from bot.domain.reviews.year import MARATHON, Year
from bot.messages.text.message import Heading, Message, MessagePart, Paragraph
from bot.messages.text.parts import name_count
from bot.messages.text.text import to_plain
from bot.messages.text.words import Words


def build_year(words: Words, year: Year) -> Message:
    """Show the year in working days; a yearly total always appears with its daily figure (R2)."""
    title = words.render("year.title", year=str(year.year))
    parts: list[MessagePart] = [
        Heading(title),
        Paragraph(words.render("year.days", days=year.days, done=year.days_done)),
        *(Paragraph(words.render("year.line", **_count(words, year, kind))) for kind in Kind),
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
