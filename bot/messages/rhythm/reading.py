"""What a rep is given to read: the month, the scorecard, or a lesson that comes back; never on top of the plan (K5)."""

from bot.domain.hints.hint_kinds import AnyHint
from bot.domain.reviews.review import MorningExtras
from bot.messages.hints.hints import describe_hint
from bot.messages.home.small_talk import make_day_button, make_log_button
from bot.messages.reviews.rep_review import describe_extras
from bot.messages.text.line_form import LineKind, make_line_button
from bot.messages.text.message import Controls, Message
from bot.messages.text.words import Words


def build_month_reading(words: Words, extras: MorningExtras) -> Message:
    """Review the month with the personal goal, or show the scorecard; with what can be done about it."""
    block = "month_review.fallback" if extras.month is not None else "scorecard.fallback"
    goal = (make_line_button(words, LineKind.GOAL),) if extras.goal is not None else ()
    buttons = (*goal, make_log_button(words), make_day_button(words))
    return Message(fallback=words.plain(block), parts=(*describe_extras(words, extras), Controls(buttons)))


def build_lesson_reading(words: Words, hint: AnyHint) -> Message:
    """Bring back a lesson, propose the exercise, or tell of a pattern."""
    message = Message(fallback="", parts=tuple(describe_hint(words, hint)))
    return Message(fallback=message.lines[0], parts=message.parts)
