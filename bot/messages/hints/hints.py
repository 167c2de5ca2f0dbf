"""Render a hint of the plan with its buttons (N1-N4, Z1-Z6, O5)."""

from typing import assert_never

from bot.domain.hints import hint_kinds as kinds
from bot.domain.hints.hint_kinds import AnyHint
from bot.domain.hints.hints import Hint
from bot.domain.lessons.lesson_returns import ReturnReason
from bot.domain.people.stages import name_stage
from bot.messages.certainties.method_views import format_pattern
from bot.messages.deals.deal_parts import name_deal, name_situation
from bot.messages.lessons.lessons import name_origin
from bot.messages.text.button_values import AccountRef, FeedbackRef, HintPart, HintRef, LessonRef, ReferralGiven
from bot.messages.text.message import Button, Controls, DatePick, Emphasis, Message, MessagePart, Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

QUOTE_SHOWN, NOTE_SHOWN, NAME_SHOWN = 160, 80, 40


def describe_hint(words: Words, hint: AnyHint) -> list[MessagePart]:
    """Return a hint with its buttons: the proposed action, not now, and switch off this kind."""
    text, button = _describe(words, hint)
    value = _make_value(hint)
    later = Button(label=words.plain("hints.later"), action="hint_later", value=value)
    off = Button(
        label=words.plain("hints.off"),
        action="hint_off",
        value=write_value(HintPart(hint.part)),
        confirm=words.plain("hints.confirm_off", what=words.plain(f"hints.part_{hint.part}")),
    )
    return [text, Controls((button, later, off))]


def build_hint_said(words: Words, block: str) -> Message:
    """Confirm in one line the response to a hint."""
    return Message(fallback=words.plain(f"hints.{block}"), parts=(Paragraph(words.render(f"hints.{block}")),))


def build_part_off(words: Words) -> Message:
    """Confirm that a part of the method is left out from now on, with where it is switched on again."""
    said = build_hint_said(words, "noted_off")
    settings = Button(label=words.plain("controls.settings"), action="settings_open")
    return Message(fallback=said.fallback, parts=(*said.parts, Controls((settings,))))


def _describe(words: Words, hint: AnyHint) -> tuple[Paragraph, Button | DatePick]:  # noqa: C901, PLR0911, PLR0912 - one case for each kind
    match hint:
        case kinds.LessonHint():
            return _describe_lesson(words, hint)
        case kinds.LossHint():
            return _describe_loss(words, hint)
        case kinds.ExerciseHint():
            return _describe_exercise(words, hint)
        case kinds.PatternHint():
            return _describe_pattern(words, hint)
        case kinds.PromiseHint():
            return _describe_promise(words, hint)
        case kinds.ReputationHint():
            return _describe_opinion(words, hint)
        case kinds.ReferralHint():
            return _describe_referral(words, hint)
        case kinds.RepeatHint():
            return _describe_repeat(words, hint)
        case kinds.AfterSaleHint():
            return _describe_after_sale(words, hint)
        case kinds.ReboundHint():
            return _describe_rebound(words, hint)
        case kinds.RelationsHint():
            return _describe_relations(words, hint)
        case kinds.IntroductionHint():
            return _describe_introduction(words, hint)
        case _:
            assert_never(hint)


def _describe_lesson(words: Words, hint: kinds.LessonHint) -> tuple[Paragraph, Button]:
    lesson, deal = hint.found.lesson, hint.found.deal
    why = (
        name_situation(words, lesson.situation)
        if hint.found.because is ReturnReason.SITUATION and lesson.situation is not None
        else name_stage(deal.stage, words.language)
    )
    text = words.render(
        "hints.lesson" if hint.is_own else "hints.lesson_shared",
        day=lesson.day,
        what=name_origin(words, lesson),
        who=lesson.rep_name,
        note=shorten(lesson.quote, QUOTE_SHOWN),
        name=name_deal(deal),
        why=why,
    )
    button = Button(
        label=words.plain("hints.useful"),
        action="hint_done",
        value=_make_value(hint),
        emphasis=Emphasis.PRIMARY,
    )
    return Paragraph(text), button


def _describe_loss(words: Words, hint: kinds.LossHint) -> tuple[Paragraph, Button]:
    lesson = hint.lesson
    text = words.render("hints.loss", name=name_origin(words, lesson), day=lesson.day)
    button = Button(
        label=words.plain("lessons.open"),
        action="lesson_open",
        value=write_value(LessonRef(lesson.id)),
        emphasis=Emphasis.PRIMARY,
    )
    return Paragraph(text), button


def _describe_exercise(words: Words, hint: kinds.ExerciseHint) -> tuple[Paragraph, Button]:
    text = words.render("hints.exercise", count=hint.lost)
    button = Button(label=words.plain("hints.exercise_begin"), action="exercise_open", emphasis=Emphasis.PRIMARY)
    return Paragraph(text), button


def _describe_promise(words: Words, hint: kinds.PromiseHint) -> tuple[Paragraph, Button | DatePick]:
    values = {"account": _name(hint.account_name), "note": shorten(hint.note, NOTE_SHOWN), "score": hint.owed_for}
    if hint.owed_for is not None:
        value = write_value(FeedbackRef(hint.feedback_id))
        promise = DatePick(label=words.plain("feedback.promise"), action="feedback_promise", value=value)
        return Paragraph(words.render("hints.promise_owed", **values)), promise
    text = words.render("hints.promise", **values)
    button = Button(
        label=words.plain("hints.told"),
        action="feedback_told",
        value=write_value(FeedbackRef(int(hint.subject))),
        emphasis=Emphasis.PRIMARY,
    )
    return Paragraph(text), button


def _describe_opinion(words: Words, hint: kinds.ReputationHint) -> tuple[Paragraph, Button]:
    text = words.render(f"hints.reputation_{hint.why}", account=_name(hint.account_name))
    button = Button(
        label=words.plain("hints.note_score"),
        action="feedback_open",
        value=write_value(AccountRef(hint.account_id)),
        emphasis=Emphasis.PRIMARY,
    )
    return Paragraph(text), button


def _describe_referral(words: Words, hint: kinds.ReferralHint) -> tuple[Paragraph, Button]:
    text = words.render(f"hints.referral_{hint.why}", account=_name(hint.account_name), score=hint.score)
    button = Button(
        label=words.plain("referrals.ask_button"),
        action="referral_ask",
        value=write_value(AccountRef(hint.account_id)),
        emphasis=Emphasis.PRIMARY,
    )
    return Paragraph(text), button


def _describe_repeat(words: Words, hint: kinds.RepeatHint) -> tuple[Paragraph, Button]:
    text = words.render(
        "hints.repeat_expected",
        account=_name(hint.account_name),
        expected=hint.expected,
        count=hint.orders,
        day=hint.day,
    )
    return Paragraph(text), _make_log(words, hint.account_id, hint.account_name)


def _describe_after_sale(words: Words, hint: kinds.AfterSaleHint) -> tuple[Paragraph, Button]:
    text = words.render("hints.repeat_after", account=_name(hint.account_name), weeks=hint.weeks, day=hint.day)
    return Paragraph(text), _make_log(words, hint.account_id, hint.account_name)


def _describe_rebound(words: Words, hint: kinds.ReboundHint) -> tuple[Paragraph, Button]:
    text = words.render(
        f"hints.rebound_{hint.why}",
        account=_name(hint.account_name),
        due_on=hint.due_on,
        day=hint.day,
        reason=words.plain(f"lessons.reason_{hint.reason}") if hint.reason else "",
    )
    return Paragraph(text), _make_log(words, hint.account_id, hint.account_name)


def _describe_relations(words: Words, hint: kinds.RelationsHint) -> tuple[Paragraph, Button]:
    deal = hint.deal
    text = words.render("hints.relations", name=name_deal(deal), worth=deal.worth, count=deal.activity_rollup.contacts)
    button = Button(
        label=words.plain("hints.who"),
        action="contact_open",
        value=write_value(AccountRef(deal.account_id)),
        emphasis=Emphasis.PRIMARY,
    )
    return Paragraph(text), button


def _describe_introduction(words: Words, hint: kinds.IntroductionHint) -> tuple[Paragraph, Button]:
    other = _name(hint.other)
    text = words.render("hints.introduction", account=_name(hint.account_name), name=other)
    value = write_value(ReferralGiven(hint.account_id, other))
    button = Button(
        label=words.plain("hints.connected"), action="referral_given", value=value, emphasis=Emphasis.PRIMARY
    )
    return Paragraph(text), button


def _describe_pattern(words: Words, hint: kinds.PatternHint) -> tuple[Paragraph, Button]:
    pattern = hint.pattern
    button = Button(
        label=words.plain("hints.useful"), action="hint_done", value=_make_value(hint), emphasis=Emphasis.PRIMARY
    )
    return Paragraph(format_pattern(words, pattern, asks={pattern.value: hint.ask})), button


def _make_log(words: Words, account_id: int, account_name: str) -> Button:
    label = words.plain("controls.log_account", account=_name(account_name))
    value = write_value(AccountRef(account_id))
    return Button(label=label, action="account_log", value=value, emphasis=Emphasis.PRIMARY)


def _make_value(hint: Hint) -> str:
    return write_value(HintRef(hint.part, hint.subject))


def _name(account_name: str) -> str:
    return shorten(account_name, NAME_SHOWN)
