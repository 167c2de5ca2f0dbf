"""Afternoon messages: the catch-up nudge and the wrap-up (R3, O2)."""

from bot.domain.home.day import RepDay
from bot.domain.log.activity import Kind
from bot.domain.rhythm.nudges import SmallAction
from bot.domain.rhythm.occasions import CATCH_UP
from bot.messages.rhythm.nudge_controls import make_snooze_controls
from bot.messages.text.message import Button, Controls, Message, MessagePart, Paragraph
from bot.messages.text.parts import (
    describe_progress_shortly,
    make_step_button,
    make_suggestion_button,
    name_own_kind,
    name_step_account,
    shorten,
)
from bot.messages.text.text import Text, to_plain
from bot.messages.text.words import Words

NOTE_SHOWN = 60


def build_catch_up(words: Words, day: RepDay, act: SmallAction) -> Message:
    """Suggest one small action for today; earlier shortfalls are not mentioned (R3)."""
    sentence = _format_act(words, act, day)
    return Message(
        fallback=to_plain(sentence),
        parts=(
            Paragraph(sentence),
            Paragraph(describe_progress_shortly(words, day.progress), quiet=True),
            *_make_controls(words, act),
            make_snooze_controls(words, CATCH_UP.kind),
        ),
    )


def build_wrap_up(words: Words, day: RepDay) -> Message:
    """Close the day: one more after a complete day (O2), a summary of a partial one, a kind word for an empty one."""
    if day.progress.is_complete:
        sentence = _format_one_more(words, day)
        log = make_suggestion_button(words, day.suggestions[0]) if day.suggestions else _make_log_button(words)
        return Message(fallback=to_plain(sentence), parts=(Paragraph(sentence), Controls((log,))))
    block = "nothing_logged" if day.progress.is_empty else "end_of_day"
    sentence = words.render(f"afternoon.{block}")
    parts: list[MessagePart] = [Paragraph(sentence)]
    if not day.progress.is_empty:
        parts.append(Paragraph(describe_progress_shortly(words, day.progress), quiet=True))
    return Message(fallback=to_plain(sentence), parts=(*parts, Controls((_make_log_button(words),))))


def _make_log_button(words: Words) -> Button:
    return Button(label=words.plain("controls.open_log"), action="log_open")


def _format_one_more(words: Words, day: RepDay) -> Text:
    if day.suggestions:
        return words.render("afternoon.one_more_with", account=day.suggestions[0].account_name)
    return words.render("afternoon.one_more")


def _format_act(words: Words, act: SmallAction, day: RepDay) -> Text:
    if act.step is not None:
        block = "promised_today" if act.step.due_on == day.day else "promised"
        values = {"account": name_step_account(words, act.step), "note": shorten(act.step.note, NOTE_SHOWN)}
        return words.render(f"afternoon.{block}", due_on=act.step.due_on, time=act.step.due_time, **values)
    if act.own is not None:
        return words.render("afternoon.own_kind", name=name_own_kind(words, act.own.named))
    block = "call_account" if act.kind is Kind.CALL else "write_account"
    return words.render(f"afternoon.{block}", account=act.suggestion.account_name if act.suggestion else "")


def _make_controls(words: Words, act: SmallAction) -> list[MessagePart]:
    if act.step is not None:
        return [Controls((make_step_button(words, act.step),))]
    if act.own is not None:
        return [Controls((_make_log_button(words),))]
    return [Controls((make_suggestion_button(words, act.suggestion),))] if act.suggestion else []
