"""A rep's day on request, with the parts that the morning nudge and the Home page share."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.domain.accounts.contact_plan import Suggestion
from bot.domain.home.day import RepDay
from bot.domain.log.next_steps import AgreedStep
from bot.messages.text.button_values import AccountInPlan, AccountRef, StepRef
from bot.messages.text.message import Button, Controls, DatePick, Heading, Message, MessagePart, Paragraph, Row
from bot.messages.text.parts import (
    describe_progress,
    make_step_button,
    make_suggestion_button,
    name_step_account,
    shorten,
)
from bot.messages.text.record_values import write_value
from bot.messages.text.text import Span, Text
from bot.messages.text.words import Words

NOTE_SHOWN = 80
NAME_SHOWN = 60
ONE_DAY = timedelta(days=1)
# A plan's buttons carry the message they are in, so that an update renders that kind of message again.
IN_TODAY = ""
IN_MORNING = "morning"


def build_today(words: Words, day: RepDay, *, notice: Sequence[MessagePart] = ()) -> Message:
    """Show a rep's day so far; ``notice`` is appended to confirm an action."""
    return Message(
        fallback=words.plain("today.fallback", day=day.day),
        parts=(
            Heading(words.render("today.title", day=day.day)),
            *describe_day_off(words, day),
            *describe_progress(words, day.progress),
            *describe_steps(words, day),
            *describe_suggestions(words, day),
            *notice,
        ),
    )


def describe_day_off(words: Words, day: RepDay) -> list[MessagePart]:
    """Say why nothing is asked today: the rep only leads, or is free (K4)."""
    if day.rep.leads_only_on(day.day):
        return [Paragraph(words.render("selling.today"), quiet=True)]
    return [Paragraph(words.render("home.free_day"), quiet=True)] if day.is_free else []


def describe_steps(words: Words, day: RepDay) -> list[MessagePart]:
    """Return the steps due today or overdue, each with a button to log it (V2)."""
    if not day.steps_due:
        return []
    return [Heading(words.render("today.steps_title")), *describe_due_steps(words, day.steps_due, day=day)]


def describe_due_steps(words: Words, steps: Iterable[AgreedStep], *, day: RepDay) -> list[MessagePart]:
    """Return due steps, each with a button to log it; an overdue one can also be moved or marked as missed."""
    parts: list[MessagePart] = []
    for step in steps:
        is_today = step.due_on == day.day
        text = format_step(words, name_due_block(step, day), step)
        card = (make_card_button(words, step.account_id),) if step.account_id is not None else ()
        parts.append(
            Row(text, make_step_button(words, step), (*(() if is_today else (_make_missed(words, step),)), *card))
        )
        if not is_today:
            parts.append(Controls((make_move_pick(words, step),)))
    return parts


def name_due_block(step: AgreedStep, day: RepDay) -> str:
    """Return the name of the block for a step that is due: today's, of the working day before, or of earlier."""
    if step.due_on == day.day:
        return "step_today"
    return "step_yesterday" if step.due_on == day.day - ONE_DAY else "step_overdue"


def build_step_settled(words: Words, step: AgreedStep, *, moved_to: date | None = None) -> Message:
    """Confirm that a step was moved to another day, or marked as not done."""
    block = "today.missed" if moved_to is None else "today.moved"
    values = {"account": shorten(name_step_account(words, step), NAME_SHOWN), "due_on": moved_to or step.due_on}
    return Message(fallback=words.plain(block, **values), parts=(Paragraph(words.render(block, **values)),))


def build_step_silenced(words: Words, step: AgreedStep) -> Message:
    """Confirm that no morning names a step again."""
    values = {"account": shorten(name_step_account(words, step), NAME_SHOWN)}
    return Message(
        fallback=words.plain("today.silenced", **values), parts=(Paragraph(words.render("today.silenced", **values)),)
    )


def make_move_pick(words: Words, step: AgreedStep) -> DatePick:
    """Return the field that moves a step to another day."""
    return DatePick(label=words.plain("controls.step_move"), action="step_move", value=write_value(StepRef(step.id)))


def _make_missed(words: Words, step: AgreedStep) -> Button:
    label = words.plain("controls.step_missed")
    return Button(label=label, action="step_missed", value=write_value(StepRef(step.id)))


def describe_suggestions(words: Words, day: RepDay, *, place: str = IN_TODAY) -> list[MessagePart]:
    """Return whom to contact and why (R2), with buttons; ``place`` is the message they are in."""
    if not day.suggestions:
        return []
    return [
        Heading(words.render("today.contacts_title")),
        *(
            Row(
                format_suggestion(words, suggestion),
                make_suggestion_button(words, suggestion),
                _make_plan_buttons(words, suggestion, place=place),
            )
            for suggestion in day.suggestions
        ),
    ]


def format_suggestion(words: Words, suggestion: Suggestion) -> Text:
    """Format a suggested account with the reason, in one line."""
    reason = words.render(
        f"today.{suggestion.why}",
        account=shorten(suggestion.account_name, NAME_SHOWN),
        contacts=suggestion.contacts,
        days=suggestion.days,
    )
    return reason + describe_score(words, suggestion)


def describe_score(words: Words, suggestion: Suggestion) -> Text:
    """Return what stands behind the reason of a suggested account: the customer's latest score, if any (K2)."""
    score = suggestion.score
    if score is None:
        return ()
    return (Span(" · "), *words.render("today.score", score=score.score, day=score.day))


def _make_plan_buttons(words: Words, suggestion: Suggestion, *, place: str) -> tuple[Button, ...]:
    """Return what else can be done with a suggested account: another one, snooze it for a month, see its card."""
    value = write_value(AccountInPlan(suggestion.account_id, place))
    return (
        Button(label=words.plain("controls.plan_other"), action="plan_other", value=value),
        Button(label=words.plain("controls.plan_rest"), action="plan_rest", value=value),
        make_card_button(words, suggestion.account_id),
    )


def make_card_button(words: Words, account_id: int) -> Button:
    """Return the button that shows the card of an account."""
    label = words.plain("account_card.button")
    return Button(label=label, action="account_show", value=write_value(AccountRef(account_id)))


def format_step(words: Words, block: str, step: AgreedStep) -> Text:
    """Format an agreed step with this block."""
    return words.render(
        f"today.{block}",
        account=shorten(name_step_account(words, step), NAME_SHOWN),
        note=shorten(step.note, NOTE_SHOWN),
        time=step.due_time,
        due_on=step.due_on,
        score=step.score,
    )
