"""The reply to a correction by talking: before and after, or a question about what is meant (K12)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.domain.log.activity import Entry
from bot.domain.log.correcting.correction import DayPlace
from bot.messages.accounts.account_unclear import keep_line
from bot.messages.log.entries_removed import make_restore_button
from bot.messages.text.button_values import CorrectionChoice, DraftRef
from bot.messages.text.message import MOST_IN_ROW, Button, Controls, Message, MessagePart, Paragraph
from bot.messages.text.parts import name_activity, shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.text import Text, to_plain
from bot.messages.text.words import Words

NOTE_SHOWN = 120
_MOST_ASKED = MOST_IN_ROW - 2


def tell_corrected(
    words: Words,
    *,
    below: tuple[MessagePart, ...],
    before: Entry,
    after: Entry,
    today: date,
    revision_id: int | None,
) -> Message:
    """Tell what an entry was and what it is now, above the rest of the answer to it or to its line."""
    if revision_id is None:
        told: list[MessagePart] = [
            Paragraph(words.render("correction.unchanged", **_describe(words, after, after, today)))
        ]
    else:
        told = [
            Paragraph(words.render("correction.was", **_describe(words, before, after, today))),
            Paragraph(words.render("correction.now", **_describe(words, after, before, today))),
            Controls((make_restore_button(words, revision_id),)),
        ]
    what = name_activity(words, after.kind, after.count, after.own)
    fallback = words.plain("correction.fallback", what=what, account=after.account_name)
    return Message(fallback=fallback, parts=(*told, *below))


def build_entry_asked(
    words: Words, *, draft_id: int, entries: Sequence[Entry], can_be_line: bool, line: str
) -> Message:
    """Ask which entry a correction is about or, when there is one, whether it is that one or a new line."""
    buttons = [
        Button(
            label=shorten(_name_entry(words, entry)),
            action="correction_choose",
            value=write_value(CorrectionChoice(draft_id, entry.id)),
        )
        for entry in entries[:_MOST_ASKED]
    ]
    if can_be_line:
        label = words.plain("correction.as_line")
        buttons.append(Button(label=label, action="correction_log", value=write_value(DraftRef(draft_id))))
    several = "which" if len(entries) > 1 else "which_one"
    question = words.render(f"correction.{'which_or_line' if can_be_line else several}")
    return _ask(words, question, draft_id, buttons, line=line)


def build_day_asked(words: Words, *, happened: CorrectionChoice, on: date, step: date, line: str) -> Message:
    """Ask whether a day is the one on which it happened (``on``) or that of the next step."""
    as_step = replace(happened, place=DayPlace.NEXT_STEP)
    buttons = [
        Button(
            label=words.plain("correction.happened", day=on), action="correction_choose", value=write_value(happened)
        ),
        Button(label=words.plain("correction.step", day=step), action="correction_choose", value=write_value(as_step)),
    ]
    return _ask(words, words.render("correction.which_day"), happened.draft_id, buttons, line=line)


def _ask(words: Words, question: Text, draft_id: int, buttons: Sequence[Button], *, line: str) -> Message:
    cancel = Button(label=words.plain("controls.cancel"), action="draft_cancel", value=write_value(DraftRef(draft_id)))
    return Message(
        fallback=to_plain(question), parts=(Paragraph(question), keep_line(words, line), Controls((*buttons, cancel)))
    )


def _name_entry(words: Words, entry: Entry) -> str:
    what = name_activity(words, entry.kind, entry.count, entry.own)
    return words.plain("correction.entry", what=what, account=entry.account_name, day=entry.day)


def _describe(words: Words, entry: Entry, other: Entry, today: date) -> dict[str, object]:
    """Return an entry as template values: its day, next step and note only where they differ from the other."""
    shows_day = entry.day != other.day or entry.day != today
    shows_step = entry.next_step != other.next_step
    return {
        "what": name_activity(words, entry.kind, entry.count, entry.own),
        "account": entry.account_name,
        "day": entry.day if shows_day else None,
        "shows_step": shows_step,
        "step": entry.next_step.date if entry.next_step else None,
        "at": entry.next_step.time if entry.next_step else None,
        "note": shorten(entry.note, NOTE_SHOWN) if entry.note != other.note else None,
    }
