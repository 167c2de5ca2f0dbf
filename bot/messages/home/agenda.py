"""A rep's open appointments, asked for in a message: overdue, today's and later ones, each to be moved."""

from collections.abc import Sequence

from bot.domain.home.day import Agenda, RepDay
from bot.domain.log.next_steps import AgreedStep
from bot.messages.home.day_view import describe_due_steps, format_step, make_card_button, make_move_pick
from bot.messages.home.small_talk import make_day_button, make_log_button
from bot.messages.text.message import Controls, Heading, Message, MessagePart, Paragraph, Row
from bot.messages.text.words import Words

# Later steps shown with their buttons; the Home page has them all.
LATER_SHOWN = 5


def build_agenda(words: Words, agenda: Agenda, *, day: RepDay) -> Message:
    """Show the open steps with their buttons; without one, say how to agree on one."""
    due = (*agenda.overdue, *agenda.today)
    if not due and not agenda.later:
        text = words.render("agenda.empty")
        controls = Controls((make_log_button(words), make_day_button(words)))
        return Message(fallback=words.plain("agenda.empty"), parts=(Paragraph(text), controls))
    parts: list[MessagePart] = [Heading(words.render("agenda.title")), *describe_due_steps(words, due, day=day)]
    parts += _describe_later(words, agenda.later[:LATER_SHOWN])
    if agenda.has_more or len(agenda.later) > LATER_SHOWN:
        parts.append(Paragraph(words.render("agenda.more"), quiet=True))
    return Message(fallback=words.plain("agenda.title"), parts=tuple(parts))


def _describe_later(words: Words, steps: Sequence[AgreedStep]) -> list[MessagePart]:
    parts: list[MessagePart] = []
    for step in steps:
        text = format_step(words, "step_coming", step)
        if step.account_id is None:
            parts.append(Paragraph(text))
        else:
            parts.append(Row(text, make_card_button(words, step.account_id)))
        parts.append(Controls((make_move_pick(words, step),)))
    return parts
