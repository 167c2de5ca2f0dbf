"""Undelivered messages, for administrators, on the Home page."""

from bot.domain.home.day import DeadLetter, Overview
from bot.messages.text.message import Divider, Heading, MessagePart, Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.text import Text
from bot.messages.text.words import Words

REASON_SHOWN = 60


def describe_dead_letters(words: Words, overview: Overview) -> list[MessagePart]:
    """Return the number of failed or uncertain deliveries and the latest of them; empty for other roles."""
    dead_letters = overview.dead_letters
    if dead_letters is None:
        return []
    title: list[MessagePart] = [Divider(), Heading(words.render("home.undelivered_title"))]
    if not dead_letters.count:
        return [*title, Paragraph(words.render("home.undelivered_none"), quiet=True)]
    return [
        *title,
        Paragraph(words.render("home.undelivered_count", count=dead_letters.count)),
        *(
            Paragraph(_format_dead_letter(words, dead_letter, overview), quiet=True)
            for dead_letter in dead_letters.latest
        ),
    ]


def _format_dead_letter(words: Words, dead_letter: DeadLetter, overview: Overview) -> Text:
    due_at = dead_letter.due_at.astimezone(overview.day.rep.zone)
    return words.render(
        "home.undelivered_line",
        day=due_at.date(),
        time=due_at.time(),
        kind=dead_letter.kind,
        in_doubt=dead_letter.is_in_doubt,
        reason=shorten(dead_letter.reason, REASON_SHOWN),
    )
