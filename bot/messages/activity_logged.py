"""The answer to a line of the log: what was stored, the day so far, and the next step."""

from bot.domain.activity import Entry, Kind
from bot.domain.day import Logged
from bot.domain.next_steps import AgreedStep
from bot.messages.message import Button, Controls, DatePick, Message, Paragraph, Part
from bot.messages.parts import describe_progress_shortly, name_activity, shorten
from bot.messages.words import Words

NOTE_SHOWN = 300


def build_activity_logged(words: Words, logged: Logged, *, changed: bool = False) -> Message:
    """Say what was stored (or ``changed``), and offer to add a next step, edit and undo."""
    entry = logged.entry
    what = name_activity(words, entry.kind, entry.count)
    headline = words.say(
        "activity_logged.changed" if changed else "activity_logged.stored",
        what=what,
        account=entry.account_name,
        day=None if entry.day == logged.today else entry.day,
    )
    parts: list[Part] = [Paragraph(headline)]
    if entry.note:
        parts.append(Paragraph(words.say("activity_logged.note", note=shorten(entry.note, NOTE_SHOWN)), quiet=True))
    if logged.note_was_cut:
        parts.append(Paragraph(words.say("activity_logged.note_cut"), quiet=True))
    parts.extend(_describe_settled(words, step, entry) for step in logged.settled)
    parts.extend(_describe_next_step(words, entry))
    parts.append(Paragraph(describe_progress_shortly(words, logged.progress), quiet=True))
    if logged.progress.is_complete:
        parts.append(Paragraph(words.say("progress.complete"), quiet=True))
    parts.append(_make_controls(words, entry))
    return Message(
        fallback=words.plain("activity_logged.fallback", what=what, account=entry.account_name),
        parts=tuple(parts),
    )


def build_activity_removed(words: Words, logged: Logged) -> Message:
    """Say what was taken out of the log, and how far the day is without it."""
    entry = logged.entry
    what = name_activity(words, entry.kind, entry.count)
    return Message(
        fallback=words.plain("activity_removed.fallback", what=what, account=entry.account_name),
        parts=(
            Paragraph(words.say("activity_removed.removed", what=what, account=entry.account_name, day=entry.day)),
            Paragraph(describe_progress_shortly(words, logged.progress), quiet=True),
        ),
    )


def lacks_next_step(entry: Entry) -> bool:
    """Return whether a next step should be asked for: after a call or visit with an account (V2)."""
    return entry.next_step is None and entry.account_name is not None and entry.kind is not Kind.MESSAGE


def _describe_settled(words: Words, step: AgreedStep, entry: Entry) -> Part:
    block = "kept" if entry.day <= step.due_on else "late"
    return Paragraph(words.say(f"activity_logged.{block}", due_on=step.due_on), quiet=True)


def _describe_next_step(words: Words, entry: Entry) -> list[Part]:
    if entry.next_step is not None:
        step = entry.next_step
        return [Paragraph(words.say("activity_logged.next_step", date=step.date, time=step.time))]
    if lacks_next_step(entry):
        return [Paragraph(words.say("activity_logged.ask_next_step"))]
    return []


def _make_controls(words: Words, entry: Entry) -> Controls:
    value = str(entry.id)
    buttons = (
        Button(label=words.plain("controls.edit"), action="entry_edit", value=value),
        Button(label=words.plain("controls.undo"), action="entry_undo", value=value),
    )
    if not lacks_next_step(entry):
        return Controls(buttons)
    picker = DatePick(label=words.plain("controls.pick_next_step"), action="step_pick", value=value)
    return Controls((picker, *buttons))
