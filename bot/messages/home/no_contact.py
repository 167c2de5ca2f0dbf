"""The answer to a line that tells of no contact: that nothing was counted, and what can be done instead."""

from collections.abc import Sequence

from bot.domain.log.activity import Entry, Kind, NextStep
from bot.domain.log.next_steps import AgreedStep
from bot.domain.log.no_contact import NoContact, Stance
from bot.messages.calendar.step_values import StepDay
from bot.messages.home.day_view import format_step, make_move_pick
from bot.messages.log.entry_list import describe_entry
from bot.messages.text.button_values import AccountRef, DraftKind, DraftRef, StepRef
from bot.messages.text.message import Button, Controls, DatePick, Emphasis, Message, MessagePart, Paragraph
from bot.messages.text.parts import name_step_account, shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

NAME_SHOWN = 80


def build_no_contact(
    words: Words, told: NoContact, *, draft_id: int, step: NextStep | None, kind: Kind | None
) -> Message:
    """Say that nothing was counted, in one sentence, with buttons for what may have been meant all the same.

    ``kind`` is that of the contact when it is logged after all, None when it cannot be.
    """
    day = step.date if step is not None and told.stance is Stance.DENIED else None
    block, buttons = _choose_block(told), list[Button | DatePick]()
    if told.stance is Stance.REMINDER:
        pick = words.plain("no_contact.remind_pick")
        buttons.append(DatePick(label=pick, action="draft_remind", value=write_value(DraftRef(draft_id))))
    if told.stance is Stance.UNWANTED and told.account is not None:
        buttons.append(_make_quiet(words, told.account.id))
    if day is not None:
        label, value = words.plain("no_contact.plan_button", day=day), write_value(DraftRef(draft_id))
        buttons.append(Button(label=label, action="draft_plan", value=value, emphasis=Emphasis.PRIMARY))
    if kind is not None and told.stance is not Stance.REMINDER:
        buttons.append(_make_anyway(words, DraftKind(draft_id, kind)))
    values = {"account": _name(told), "day": day}
    controls = (Controls(tuple(buttons)),) if buttons else ()
    return Message(
        fallback=words.plain(f"no_contact.{block}", **values),
        parts=(Paragraph(words.render(f"no_contact.{block}", **values)), *controls),
    )


def build_called_off(
    words: Words, told: NoContact, *, steps: Sequence[AgreedStep], entries: Sequence[Entry], anyway: DraftKind | None
) -> Message:
    """Show the open steps to drop or to move, and the entries to take out, that a line may have been about.

    ``anyway`` is the draft to log all the same, with its kind, None when that cannot be meant.
    """
    parts: list[MessagePart] = []
    values = {"account": _name(told), "steps": len(steps)}
    if steps:
        parts.append(Paragraph(words.render("no_contact.steps", **values)))
    for step in steps:
        drop = Button(
            label=words.plain("no_contact.drop_button"), action="step_drop", value=write_value(StepRef(step.id))
        )
        text = format_step(words, "step_coming", step)
        parts += [Paragraph(text), Controls((*_make_move(words, step, told), drop, make_move_pick(words, step)))]
    if entries:
        parts.append(Paragraph(words.render("no_contact.entries", **values)))
    for entry in entries:
        parts += describe_entry(words, entry)
    block = "steps" if steps else "entries" if entries else "none_stored" if told.removes else "none_open"
    if not parts:
        parts.append(Paragraph(words.render(f"no_contact.{block}", **values)))
    if anyway is not None:
        parts.append(Controls((_make_anyway(words, anyway),)))
    return Message(fallback=words.plain(f"no_contact.{block}", **values), parts=tuple(parts))


def _make_move(words: Words, step: AgreedStep, told: NoContact) -> list[Button]:
    """Return the button that moves a step to the day that the line names, if any."""
    if told.coming is None or told.coming == step.due_on or told.removes:
        return []
    label = words.plain("no_contact.move_button", day=told.coming)
    value = write_value(StepDay(step.id, told.coming))
    return [Button(label=label, action="step_to", value=value, emphasis=Emphasis.PRIMARY)]


def build_step_dropped(words: Words, step: AgreedStep) -> Message:
    """Confirm that an open step was dropped, with the way back (K12)."""
    return _tell_step(words, step, "dropped", words.plain("controls.restore"), "step_back")


def build_step_back(words: Words, step: AgreedStep) -> Message:
    """Confirm that a dropped step is open again."""
    return _tell_step(words, step, "back", words.plain("no_contact.drop_button"), "step_drop")


def _tell_step(words: Words, step: AgreedStep, block: str, label: str, action: str) -> Message:
    values = {"account": shorten(name_step_account(words, step), NAME_SHOWN), "day": step.due_on}
    button = Button(label=label, action=action, value=write_value(StepRef(step.id)))
    return Message(
        fallback=words.plain(f"no_contact.{block}", **values),
        parts=(Paragraph(words.render(f"no_contact.{block}", **values)), Controls((button,))),
    )


def _choose_block(told: NoContact) -> str:
    if told.stance is Stance.REMINDER:
        return "which_day"
    if told.stance is Stance.UNWANTED:
        return "unwanted" if told.account is not None else "unwanted_unknown"
    return "denied"


def _name(told: NoContact) -> str:
    return shorten(told.account.name, NAME_SHOWN) if told.account is not None else ""


def _make_quiet(words: Words, account_id: int) -> Button:
    label = words.plain("account_card.quiet_on")
    return Button(label=label, action="account_quiet_on", value=write_value(AccountRef(account_id)))


def _make_anyway(words: Words, draft: DraftKind) -> Button:
    label = words.plain("no_contact.anyway_button")
    return Button(label=label, action="draft_anyway", value=write_value(draft))
