"""The reply to a log line: what was stored, its effect on a deal, the day's progress, and the next step."""

from collections.abc import Sequence

from bot.domain.deals.deals import Deal, DealState
from bot.domain.home.day import LoggedEntry, LoggedExtras, Teaching, asks_commitment, asks_step, made_complete
from bot.domain.log.activity import RHYTHM_KINDS, Entry, NextStep
from bot.domain.log.advance import AdvanceRule, is_own_plan
from bot.domain.log.next_steps import AgreedStep
from bot.domain.log.situations import NoteReading, Situation
from bot.messages.accounts.account_news import describe_account_news
from bot.messages.deals.deal_parts import name_situation
from bot.messages.text.button_values import (
    AccountRef,
    EntryAdvance,
    EntryAlso,
    EntryDeal,
    EntryHour,
    EntryRef,
    EntrySituation,
    EntryStep,
    StepRef,
)
from bot.messages.text.message import MOST_IN_ROW, Button, Controls, DatePick, Message, MessagePart, Paragraph
from bot.messages.text.parts import describe_progress_shortly, name_activity, shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

NOTE_SHOWN = 300
REPLACED_NOTE_SHOWN = 60
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
    what = name_activity(words, entry.kind, entry.count, entry.own)
    asked = ask_step(words, logged, none_agreed=none_agreed, moments=after.moments)
    parts = [
        *describe_stored(words, logged, changed=changed),
        *describe_effects(words, logged, after.deal),
        *describe_account_news(words, entry, after),
        *ask_hour(words, entry, after.hours),
        *describe_next_step(words, logged, none_agreed=none_agreed),
        *_tell_holiday(words, after.holiday),
        *describe_day(words, [logged]),
        Controls((*asked, *_make_corrections(words, entry))),
    ]
    return Message(
        fallback=words.plain("activity_logged.fallback", what=what, account=entry.account_name),
        parts=tuple(parts),
    )


def describe_stored(words: Words, logged: LoggedEntry, *, changed: bool) -> list[MessagePart]:
    """Return what was stored (or ``changed``), with its note."""
    entry = logged.entry
    headline = words.render(
        "activity_logged.changed" if changed else "activity_logged.stored",
        what=name_activity(words, entry.kind, entry.count, entry.own),
        account=entry.account_name,
        day=None if entry.day == logged.today else entry.day,
    )
    parts: list[MessagePart] = [Paragraph(headline)]
    if entry.note:
        parts.append(Paragraph(words.render("activity_logged.note", note=shorten(entry.note, NOTE_SHOWN)), quiet=True))
    if logged.note_was_cut:
        parts.append(Paragraph(words.render("activity_logged.note_cut"), quiet=True))
    if logged.maybe_kind in RHYTHM_KINDS:
        label = words.plain(f"activity_logged.also_{logged.maybe_kind}")
        also = Button(label=label, action="entry_also", value=write_value(EntryAlso(entry.id, logged.maybe_kind)))
        parts += [Paragraph(words.render("activity_logged.maybe_kind"), quiet=True), Controls((also,))]
    return parts


def describe_effects(words: Words, logged: LoggedEntry, deal: Deal | None) -> list[MessagePart]:
    """Return what a contact did: steps that it settled, its deal and the situation in its note, with their buttons."""
    return [
        *(_describe_settled(words, step, logged.entry) for step in logged.settled),
        *_describe_replaced(words, logged.replaced),
        *_describe_deal(words, logged, deal),
        *_describe_situation(words, logged),
    ]


def describe_day(words: Words, entries: Sequence[LoggedEntry]) -> list[MessagePart]:
    """Return the day's progress; one more is asked for once a day, by what made it complete (O2, K5)."""
    progress = entries[0].progress
    parts: list[MessagePart] = [Paragraph(describe_progress_shortly(words, progress), quiet=True)]
    if made_complete(entries):
        parts.append(Paragraph(words.render("progress.complete"), quiet=True))
    return parts


def _describe_settled(words: Words, step: AgreedStep, entry: Entry) -> MessagePart:
    block = "kept" if entry.day <= step.due_on else "late"
    return Paragraph(words.render(f"activity_logged.{block}", due_on=step.due_on), quiet=True)


def _describe_replaced(words: Words, steps: Sequence[AgreedStep]) -> list[MessagePart]:
    """Return the earlier steps that the new one took the place of, each with a button to keep it too (K12)."""
    if not steps:
        return []
    buttons = tuple(
        Button(
            label=words.plain("activity_logged.keep_both", due_on=step.due_on, count=len(steps)),
            action="step_both",
            value=write_value(StepRef(step.id)),
        )
        for step in steps[:MOST_IN_ROW]
    )
    told = [
        Paragraph(
            words.render(
                "activity_logged.replaced",
                due_on=step.due_on,
                time=step.due_time,
                note=shorten(step.note, REPLACED_NOTE_SHOWN),
            ),
            quiet=True,
        )
        for step in steps
    ]
    return [*told, Controls(buttons)]


def _describe_deal(words: Words, logged: LoggedEntry, deal: Deal | None) -> list[MessagePart]:
    """Return whether the contact moved its deal, by which rule, with a button to correct that (V1).

    A deal that was won or lost moves no more (K1).
    """
    entry = logged.entry
    if asks_commitment(logged, deal):
        return [*(_ask_deal(words, logged) if deal is None else ()), *_ask_commitment(words, entry)]
    if deal is None:
        return [*_tell_said(words, entry), *_ask_deal(words, logged)]
    if deal.state is not DealState.OPEN:
        return [Paragraph(words.render(f"activity_logged.deal_{deal.state}", name=deal.name), quiet=True)]
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


def _tell_said(words: Words, entry: Entry) -> list[MessagePart]:
    """Return what the rep said about the date of a message that belongs to no deal (K9)."""
    rule = AdvanceRule(entry.advance_rule) if entry.advance_rule else None
    if rule is None or not rule.was_said or not is_own_plan(entry.kind):
        return []
    return [Paragraph(words.render("activity_logged.said", is_advance=rule.is_advance), quiet=True)]


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
    if logged.teaching is Teaching.ASKED and reading is not None:
        return _offer_situations(words, entry, reading)
    if logged.teaching is Teaching.DONE and entry.situation is not None:
        return _tell_taught(words, entry, Situation(entry.situation))
    if entry.advance_rule is not None and AdvanceRule(entry.advance_rule).is_advance:
        return []
    if entry.situation is not None:
        situation = Situation(entry.situation)
        return _tell_situation(words, entry, situation) if situation.is_obstacle else []
    if reading is None or entry.deal_id is None or reading.seems_harmless:
        return []
    return _offer_situations(words, entry, reading)


def _tell_situation(words: Words, entry: Entry, situation: Situation) -> list[MessagePart]:
    text = words.render("activity_logged.situation", situation=name_situation(words, situation))
    return [Paragraph(text, quiet=True), _make_situation_controls(words, entry, situation)]


def _tell_taught(words: Words, entry: Entry, situation: Situation) -> list[MessagePart]:
    """Confirm the situation that the rep has set, which can be put right as well (K12)."""
    if situation is Situation.NEUTRAL:
        text = words.render("activity_logged.taught_none")
    else:
        text = words.render("activity_logged.taught", situation=name_situation(words, situation))
    return [Paragraph(text, quiet=True), _make_situation_controls(words, entry, situation)]


def _make_situation_controls(words: Words, entry: Entry, situation: Situation) -> Controls:
    wrong = Button(
        label=words.plain("activity_logged.other_situation"),
        action="situation_other",
        value=write_value(EntryRef(entry.id)),
    )
    if entry.account_id is None or not situation.is_obstacle:
        return Controls((wrong,))
    value = write_value(AccountRef(entry.account_id))
    return Controls((Button(label=words.plain("activity_logged.ask"), action="question_for", value=value), wrong))


def _offer_situations(words: Words, entry: Entry, reading: NoteReading) -> list[MessagePart]:
    buttons = [_make_choice(name_situation(words, each), entry, each) for each in reading.choices]
    none = _make_choice(words.plain("activity_logged.none_of_these"), entry, Situation.NEUTRAL)
    return [Paragraph(words.render("activity_logged.ask_situation"), quiet=True), Controls((*buttons, none))]


def _make_choice(label: str, entry: Entry, situation: Situation) -> Button:
    value = write_value(EntrySituation(entry.id, situation))
    return Button(label=label, action="situation_is", value=value)


def ask_hour(words: Words, entry: Entry, hours: Sequence[tuple[int, int]]) -> list[MessagePart]:
    """Ask when a call was made, with the likely windows to choose from (V4); empty when it is not asked."""
    if not hours:
        return []

    def make(label: str, hour: int) -> Button:
        return Button(label=label, action="call_hour", value=write_value(EntryHour(entry.id, hour)))

    choices = [make(words.plain("activity_logged.hour", begin=begin, end=end), begin) for begin, end in hours]
    unknown = make(words.plain("activity_logged.hour_unknown"), 0)
    return [Paragraph(words.render("activity_logged.ask_hour"), quiet=True), Controls((*choices, unknown))]


def _ask_commitment(words: Words, entry: Entry) -> list[MessagePart]:
    """Ask whether the customer agreed to the date in a message, which is an advance then (K9)."""
    yes, no = (
        Button(
            label=words.plain(f"activity_logged.{block}"),
            action="advance_say",
            value=write_value(EntryAdvance(entry.id, is_advance=is_advance)),
        )
        for block, is_advance in (("committed", True), ("own_plan", False))
    )
    return [Paragraph(words.render("activity_logged.ask_commitment")), Controls((yes, no))]


def describe_next_step(words: Words, logged: LoggedEntry, *, none_agreed: bool) -> list[MessagePart]:
    """Return the next step, or the question for it; a day that may have been meant as one is asked about (V2)."""
    entry, maybe = logged.entry, logged.maybe_step
    if entry.next_step is not None:
        step = entry.next_step
        return [Paragraph(words.render("activity_logged.next_step", date=step.date, time=step.time))]
    if maybe is not None and not none_agreed:
        return [Paragraph(words.render("activity_logged.maybe_step", date=maybe.date, time=maybe.time))]
    if not asks_step(logged):
        return []
    return [Paragraph(words.render("activity_logged.none_agreed" if none_agreed else "activity_logged.ask_next_step"))]


def _tell_holiday(words: Words, holiday: str) -> list[MessagePart]:
    """Say that the next step falls on a public holiday; it may stand, since the customer chose it (K4)."""
    return [Paragraph(words.render("activity_logged.holiday", name=holiday), quiet=True)] if holiday else []


def ask_step(
    words: Words, logged: LoggedEntry, *, none_agreed: bool, moments: tuple[NextStep, ...]
) -> tuple[Button | DatePick, ...]:
    """Return the controls of the question for a next step, none when it is not asked."""
    entry, maybe = logged.entry, logged.maybe_step
    if none_agreed or not asks_step(logged):
        return ()
    value = write_value(EntryRef(entry.id))
    if maybe is not None:
        label = words.plain("activity_logged.maybe_button", date=maybe.date, time=maybe.time)
        step = Button(label=label, action="step_take", value=write_value(EntryStep(entry.id, maybe.date, maybe.time)))
        return (step, Button(label=words.plain("activity_logged.note_button"), action="step_none", value=value))
    picker = DatePick(label=words.plain("controls.pick_next_step"), action="step_pick", value=value)
    none = Button(label=words.plain("activity_logged.none_button"), action="step_none", value=value)
    return (picker, *(_make_moment(words, entry, moment) for moment in moments), none)


def _make_corrections(words: Words, entry: Entry) -> tuple[Button, ...]:
    value = write_value(EntryRef(entry.id))
    buttons = (
        Button(label=words.plain("controls.edit"), action="entry_edit", value=value),
        Button(label=words.plain("controls.undo"), action="entry_undo", value=value),
    )
    if entry.next_step is None:
        return buttons
    return (Button(label=words.plain("activity_logged.to_calendar"), action="step_calendar", value=value), *buttons)


def _make_moment(words: Words, entry: Entry, moment: NextStep) -> Button:
    label = words.plain("activity_logged.moment", date=moment.date, time=moment.time)
    return Button(label=label, action="step_take", value=write_value(EntryStep(entry.id, moment.date, moment.time)))
