"""The reply to a log line: what was stored, its effect on a deal, the day's progress, and the next step."""

from bot.domain.deals.deals import Deal
from bot.domain.home.day import LoggedEntry, LoggedExtras
from bot.domain.log.activity import Entry, NextStep, lacks_next_step
from bot.domain.log.advance import AdvanceRule
from bot.domain.log.next_steps import AgreedStep
from bot.domain.log.situations import NoteReading, Situation
from bot.messages.deals.deal_parts import name_situation
from bot.messages.text.button_values import (
    AccountRef,
    EntryAdvance,
    EntryDeal,
    EntryRef,
    EntrySituation,
    EntryStep,
    write_value,
)
from bot.messages.text.message import MOST_IN_ROW, Button, Controls, DatePick, Message, MessagePart, Paragraph
from bot.messages.text.parts import describe_progress_shortly, name_activity, shorten
from bot.messages.text.words import Words

NOTE_SHOWN = 300
NOTHING = LoggedExtras()


def build_activity_logged(
    words: Words,
    logged: LoggedEntry,
    *,
    after: LoggedExtras = NOTHING,
    changed: bool = False,
    none_agreed: bool = False,
) -> Message:
    """Confirm what was stored (or ``changed``) and its effect, with buttons for a next step, a correction and undo."""
    entry = logged.entry
    what = name_activity(words, entry.kind, entry.count)
    headline = words.render(
        "activity_logged.changed" if changed else "activity_logged.stored",
        what=what,
        account=entry.account_name,
        day=None if entry.day == logged.today else entry.day,
    )
    parts: list[MessagePart] = [Paragraph(headline)]
    if entry.note:
        parts.append(Paragraph(words.render("activity_logged.note", note=shorten(entry.note, NOTE_SHOWN)), quiet=True))
    if logged.note_was_cut:
        parts.append(Paragraph(words.render("activity_logged.note_cut"), quiet=True))
    parts.extend(_describe_settled(words, step, entry) for step in logged.settled)
    parts.extend(_describe_deal(words, logged, after.deal))
    parts.extend(_describe_situation(words, logged))
    parts.extend(_describe_next_step(words, entry, none_agreed=none_agreed))
    parts.append(Paragraph(describe_progress_shortly(words, logged.progress), quiet=True))
    if logged.progress.is_complete:
        parts.append(Paragraph(words.render("progress.complete"), quiet=True))
    parts.append(_make_controls(words, entry, asks=not none_agreed, moments=after.moments))
    return Message(
        fallback=words.plain("activity_logged.fallback", what=what, account=entry.account_name),
        parts=tuple(parts),
    )


def build_activity_removed(words: Words, logged: LoggedEntry) -> Message:
    """Confirm what was removed from the log, and the day's progress without it."""
    entry = logged.entry
    what = name_activity(words, entry.kind, entry.count)
    return Message(
        fallback=words.plain("activity_removed.fallback", what=what, account=entry.account_name),
        parts=(
            Paragraph(words.render("activity_removed.removed", what=what, account=entry.account_name, day=entry.day)),
            Paragraph(describe_progress_shortly(words, logged.progress), quiet=True),
        ),
    )


def _describe_settled(words: Words, step: AgreedStep, entry: Entry) -> MessagePart:
    block = "kept" if entry.day <= step.due_on else "late"
    return Paragraph(words.render(f"activity_logged.{block}", due_on=step.due_on), quiet=True)


def _describe_deal(words: Words, logged: LoggedEntry, deal: Deal | None) -> list[MessagePart]:
    """Return whether the contact moved its deal, by which rule, with a button to correct that (V1)."""
    entry = logged.entry
    if deal is None:
        return _ask_deal(words, logged)
    rule = AdvanceRule(entry.advance_rule) if entry.advance_rule else None
    is_advance = rule is not None and rule.is_advance
    if rule is not None and is_advance:
        text = words.render("activity_logged.advance", name=deal.name, why=words.plain(f"activity_logged.rule_{rule}"))
    else:
        text = words.render(
            "activity_logged.continuation",
            name=deal.name,
            count=deal.activity_rollup.contacts_since,
            is_denied=rule is AdvanceRule.DENIED,
            is_dated=entry.next_step is not None,
        )
    block = "no_advance" if is_advance else "yes_advance"
    button = Button(
        label=words.plain(f"activity_logged.{block}"),
        action="advance_say",
        value=write_value(EntryAdvance(entry.id, is_advance=not is_advance)),
    )
    return [Paragraph(text), Controls((button,))]


def _ask_deal(words: Words, logged: LoggedEntry) -> list[MessagePart]:
    if len(logged.deals) <= 1:
        return []
    buttons = tuple(
        Button(label=shorten(deal.name), action="entry_deal", value=write_value(EntryDeal(logged.entry.id, deal.id)))
        for deal in logged.deals[:MOST_IN_ROW]
    )
    return [Paragraph(words.render("activity_logged.which_deal")), Controls(buttons)]


def _describe_situation(words: Words, logged: LoggedEntry) -> list[MessagePart]:
    """Return the situation in the note or, if uncertain, the likely ones as a choice (V3, K8); empty for an advance."""
    entry, reading = logged.entry, logged.reading
    if entry.advance_rule is not None and AdvanceRule(entry.advance_rule).is_advance:
        return []
    if entry.situation is not None:
        situation = Situation(entry.situation)
        return _tell_situation(words, entry, situation) if situation.is_obstacle else []
    if reading is None or entry.deal_id is None:
        return []
    return _offer_situations(words, entry, reading)


def _tell_situation(words: Words, entry: Entry, situation: Situation) -> list[MessagePart]:
    buttons = []
    if entry.account_id is not None:
        value = write_value(AccountRef(entry.account_id))
        buttons.append(Button(label=words.plain("activity_logged.ask"), action="question_for", value=value))
    if entry.deal_id is not None:
        label = words.plain("activity_logged.other_situation")
        buttons.append(Button(label=label, action="situation_other", value=write_value(EntryRef(entry.id))))
    text = words.render("activity_logged.situation", situation=name_situation(words, situation))
    return [Paragraph(text, quiet=True), *([Controls(tuple(buttons))] if buttons else [])]


def _offer_situations(words: Words, entry: Entry, reading: NoteReading) -> list[MessagePart]:
    buttons = tuple(
        Button(
            label=name_situation(words, candidate.situation),
            action="situation_is",
            value=write_value(EntrySituation(entry.id, candidate.situation)),
        )
        for candidate in reading.candidates
    )
    return [Paragraph(words.render("activity_logged.ask_situation"), quiet=True), Controls(buttons)]


def _describe_next_step(words: Words, entry: Entry, *, none_agreed: bool) -> list[MessagePart]:
    if entry.next_step is not None:
        step = entry.next_step
        return [Paragraph(words.render("activity_logged.next_step", date=step.date, time=step.time))]
    if not lacks_next_step(entry):
        return []
    return [Paragraph(words.render("activity_logged.none_agreed" if none_agreed else "activity_logged.ask_next_step"))]


def _make_controls(words: Words, entry: Entry, *, asks: bool, moments: tuple[NextStep, ...]) -> Controls:
    value = write_value(EntryRef(entry.id))
    buttons = (
        Button(label=words.plain("controls.edit"), action="entry_edit", value=value),
        Button(label=words.plain("controls.undo"), action="entry_undo", value=value),
    )
    if entry.next_step is not None:
        calendar = Button(label=words.plain("activity_logged.to_calendar"), action="step_calendar", value=value)
        return Controls((calendar, *buttons))
    if not (asks and lacks_next_step(entry)):
        return Controls(buttons)
    picker = DatePick(label=words.plain("controls.pick_next_step"), action="step_pick", value=value)
    none = Button(label=words.plain("activity_logged.none_button"), action="step_none", value=value)
    return Controls((picker, *(_make_moment(words, entry, moment) for moment in moments), none, *buttons))


def _make_moment(words: Words, entry: Entry, moment: NextStep) -> Button:
    label = words.plain("activity_logged.moment", date=moment.date, time=moment.time)
    return Button(label=label, action="step_take", value=write_value(EntryStep(entry.id, moment.date, moment.time)))
