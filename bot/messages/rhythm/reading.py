"""What a rep is given to read: the month, the scorecard, or a lesson that comes back; never on top of the plan (K5)."""

from bot.domain.hints.hint_kinds import AnyHint
from bot.domain.reviews.review import MorningExtras
from bot.messages.hints.hints import describe_hint
from bot.messages.reviews.rep_review import describe_extras
from bot.messages.text.message import Message
from bot.messages.text.words import Words


def build_month_reading(words: Words, extras: MorningExtras) -> Message:
    """Review the month with the personal goal, or show the scorecard."""
    block = "month_review.fallback" if extras.month is not None else "scorecard.fallback"
    return Message(fallback=words.plain(block), parts=tuple(describe_extras(words, extras)))


def build_lesson_reading(words: Words, hint: AnyHint) -> Message:
    """Bring back a lesson, propose the exercise, or tell of a pattern."""
    message = Message(fallback="", parts=tuple(describe_hint(words, hint)))
    return Message(fallback=message.lines[0], parts=message.parts)
