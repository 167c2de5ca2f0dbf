"""The morning nudge: today's targets, yesterday in one line, due steps and whom to contact (R2)."""

from collections.abc import Sequence

from bot.domain.home.day import RepDay
from bot.domain.rhythm.occasions import MORNING_NUDGE
from bot.messages.home.day_view import IN_MORNING, describe_steps, describe_suggestions
from bot.messages.rhythm.nudge_controls import make_snooze_controls
from bot.messages.text.message import Message, MessagePart, Paragraph
from bot.messages.text.parts import name_progress, name_targets
from bot.messages.text.text import Text
from bot.messages.text.words import Words


def build_morning_nudge(
    words: Words, day: RepDay, *, notice: Sequence[MessagePart] = (), extras: Sequence[MessagePart] = ()
) -> Message:
    """Build the morning nudge, kept small enough not to discourage (R2).

    ``notice`` confirms an action on the nudge, ``extras`` are parts of some mornings only.
    """
    targets = name_targets(words, day.progress)
    name = day.rep.name.split()[0] if day.rep.name else ""
    parts: list[MessagePart] = [
        Paragraph(words.render("morning_nudge.greeting", name=name, **targets)),
        Paragraph(_format_yesterday(words, day), quiet=True),
        *describe_steps(words, day),
        *describe_suggestions(words, day, place=IN_MORNING),
        *notice,
    ]
    if not (day.steps_due or day.suggestions or notice or extras):
        parts.append(
            Paragraph(words.render("morning_nudge.nobody" if day.before.is_empty else "home.plan_done"), quiet=True)
        )
    parts += extras
    parts.append(make_snooze_controls(words, MORNING_NUDGE.kind))
    return Message(fallback=words.plain("morning_nudge.fallback", name=name, **targets), parts=tuple(parts))


def _format_yesterday(words: Words, day: RepDay) -> Text:
    before = day.before
    if day.is_return:
        return words.render("morning_nudge.welcome_back")
    if before.is_empty:
        return words.render("morning_nudge.yesterday_empty")
    block = "yesterday_complete" if before.is_complete else "yesterday"
    counts = name_progress(words, before)
    return words.render(f"morning_nudge.{block}", day=day.before_day, **counts)
