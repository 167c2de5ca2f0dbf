"""What did not arrive, for administrators, on the page of one's own."""

from bot.domain.home.day import DeadLetter, Overview
from bot.messages.text.message import Divider, Heading, MessagePart, Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.text import Text
from bot.messages.text.words import Words

REASON_SHOWN = 60


def describe_undelivered(words: Words, overview: Overview) -> list[MessagePart]:
    """Return how many deliveries failed or are in doubt and the latest of them; nothing for who is no administrator."""
    undelivered = overview.undelivered
    if undelivered is None:
        return []
    title: list[MessagePart] = [Divider(), Heading(words.say("home.undelivered_title"))]
    if not undelivered.count:
        return [*title, Paragraph(words.say("home.undelivered_none"), quiet=True)]
    return [
        *title,
        Paragraph(words.say("home.undelivered_count", count=undelivered.count)),
        *(Paragraph(_say_letter(words, letter, overview), quiet=True) for letter in undelivered.latest),
    ]


def _say_letter(words: Words, letter: DeadLetter, overview: Overview) -> Text:
    due_at = letter.due_at.astimezone(overview.day.rep.zone)
    return words.say(
        "home.undelivered_line",
        day=due_at.date(),
        time=due_at.time(),
        kind=letter.kind,
        in_doubt=letter.is_in_doubt,
        reason=shorten(letter.reason, REASON_SHOWN),
    )
