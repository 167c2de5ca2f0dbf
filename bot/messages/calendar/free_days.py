"""Messages about a rep's free days and working week (R4)."""

from collections.abc import Sequence
from datetime import date

from bot.domain.calendar.free_list import FreeList
from bot.domain.calendar.free_words import SICK
from bot.domain.calendar.school_holidays import SchoolHoliday
from bot.domain.calendar.workdays import Absence, DayPart
from bot.domain.log.next_steps import AgreedStep
from bot.messages.calendar.step_values import StepDay
from bot.messages.text.button_values import AbsenceRef
from bot.messages.text.line_form import LineKind, make_line_button, make_word_button
from bot.messages.text.message import Button, Controls, Heading, Message, MessagePart, Paragraph, Row
from bot.messages.text.parts import name_step_account, shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.text import Text, to_plain
from bot.messages.text.words import Words

ABSENCES_SHOWN = 10
NAME_SHOWN, NOTE_SHOWN = 60, 80


def build_freed(
    words: Words, absence: Absence, *, cost: float, today: date, steps: Sequence[AgreedStep] = (), back_on: date
) -> Message:
    """Confirm free days and their effect on the year, with an undo button; sickness may have passed by ``today``.

    The ``steps`` that fall in them can each be moved to the day on which the rep is ``back_on`` (K4).
    """
    is_sick, is_past = absence.reason in SICK, absence.last_day < today
    values = {"days": name_span(words, absence), "cost": cost, "is_sick": is_sick, "is_past": is_past}
    text = words.render("free_days.freed", **values)
    undo = Controls((_make_undo(words, absence, "undo"),))
    return Message(fallback=to_plain(text), parts=(Paragraph(text), *_list_steps(words, steps, back_on), undo))


def _list_steps(words: Words, steps: Sequence[AgreedStep], back_on: date) -> list[MessagePart]:
    """Return what was agreed for days off, each with a button that moves it to the first day back."""
    if not steps:
        return []
    label = words.plain("free_days.move", day=back_on)
    return [
        Paragraph(words.render("free_days.steps", count=len(steps))),
        *(
            Row(
                _format_step(words, step),
                Button(label=label, action="step_replan", value=write_value(StepDay(step.id, back_on))),
            )
            for step in steps
        ),
    ]


def _format_step(words: Words, step: AgreedStep) -> Text:
    account, note = shorten(name_step_account(words, step), NAME_SHOWN), shorten(step.note, NOTE_SHOWN)
    return words.render("free_days.step", account=account, note=note, due_on=step.due_on, time=step.due_time)


def build_taken_back(words: Words) -> Message:
    """Confirm that free days are workdays again."""
    return _say(words.render("free_days.taken_back"))


def build_at_work(words: Words, taken: Absence) -> Message:
    """Confirm that days are workdays again, with the button that makes them free after all."""
    text = words.render("free_days.at_work", days=name_span(words, taken))
    part = {DayPart.MORNING: " ochtend", DayPart.AFTERNOON: " middag"}.get(taken.part, "")
    days = (
        f"{taken.first_day}{part}" if taken.first_day == taken.last_day else f"{taken.first_day} t/m {taken.last_day}"
    )
    word = taken.reason if taken.reason in SICK else "vrij"
    undo = make_word_button(words.plain("controls.undo"), word, days)
    return Message(fallback=to_plain(text), parts=(Paragraph(text), Controls((undo,))))


def build_free_list(words: Words, free: FreeList) -> Message:
    """List a rep's upcoming free days, each with an undo button, and the public and school holidays."""
    title = words.render("free_days.title" if free.absences else "free_days.none")
    parts: list[MessagePart] = [Heading(title) if free.absences else Paragraph(title)]
    for absence in free.absences[:ABSENCES_SHOWN]:
        text = words.render("free_days.line", days=name_span(words, absence), reason=absence.reason)
        parts += [Paragraph(text), Controls((_make_undo(words, absence, "delete"),))]
    if free.holidays:
        named = ", ".join(words.plain("free_days.holiday", day=day, name=name) for day, name in free.holidays)
        parts.append(Paragraph(words.render("free_days.holidays", names=named), quiet=True))
    if free.school_holidays:
        named = ", ".join(_name_school_holiday(words, each) for each in free.school_holidays)
        parts.append(Paragraph(words.render("free_days.school_holidays", names=named), quiet=True))
    parts.append(Controls((make_line_button(words, LineKind.FREE),)))
    return Message(fallback=to_plain(title), parts=tuple(parts))


def build_week_set(words: Words, *, days: float, week: str) -> Message:
    """Confirm on which days a rep works."""
    return _say(words.render("free_days.week", days=days, week=week))


def name_span(words: Words, absence: Absence) -> str:
    """Format an absence: "vrijdag 20 maart", "ma 6 juli t/m vr 17 juli", "donderdag 19 maart, middag"."""
    if absence.first_day == absence.last_day:
        return words.plain("free_days.one_day", day=absence.first_day, part=str(absence.part))
    return words.plain("free_days.span", first_day=absence.first_day, last_day=absence.last_day)


def build_status_set(words: Words, *, is_on: bool) -> Message:
    """Confirm whether an away status on the chat platform makes days free."""
    text = words.render("free_days.status_on" if is_on else "free_days.status_off")
    label = words.plain("free_days.turn_off" if is_on else "free_days.turn_on")
    turn = make_word_button(label, "status", "uit" if is_on else "aan")
    return Message(fallback=to_plain(text), parts=(Paragraph(text), Controls((turn,))))


def _name_school_holiday(words: Words, holiday: SchoolHoliday) -> str:
    return words.plain(
        "free_days.school_holiday", name=holiday.name, first_day=holiday.first_day, last_day=holiday.last_day
    )


def _make_undo(words: Words, absence: Absence, label: str) -> Button:
    return Button(label=words.plain(f"controls.{label}"), action="free_back", value=write_value(AbsenceRef(absence.id)))


def _say(text: Text) -> Message:
    return Message(fallback=to_plain(text), parts=(Paragraph(text),))
