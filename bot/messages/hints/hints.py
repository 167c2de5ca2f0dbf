"""What a plan brings up besides the day itself: one thing, with what can be done about it (N1-N4, Z1-Z6, O5)."""

from collections.abc import Callable

from bot.domain.deals.deals import Deal
from bot.domain.hints.hints import Hint, Part
from bot.domain.lessons.lesson_returns import Because
from bot.domain.lessons.lessons import Lesson
from bot.domain.statistics.patterns import Pattern
from bot.messages.certainties.method_views import say_pattern
from bot.messages.deals.deal_parts import name_deal, name_situation
from bot.messages.lessons.lessons import name_origin
from bot.messages.text.button_values import (
    AccountRef,
    FeedbackRef,
    HintPart,
    HintRef,
    LessonRef,
    ReferralGiven,
    write_value,
)
from bot.messages.text.message import Button, Controls, Divider, Emphasis, Message, Paragraph
from bot.messages.text.message import Part as MessagePart
from bot.messages.text.parts import shorten
from bot.messages.text.words import Words

QUOTE_SHOWN, NAME_SHOWN = 300, 60


def describe_hint(words: Words, hint: Hint) -> list[MessagePart]:
    """Return a hint with its buttons: what it proposes, not now, and no more of this kind."""
    text, button = DESCRIPTIONS[hint.part](words, hint)
    value = _refer_to(hint)
    later = Button(label=words.plain("hints.later"), action="hint_later", value=value)
    off = Button(
        label=words.plain("hints.off"),
        action="hint_off",
        value=write_value(HintPart(hint.part)),
        confirm=words.plain("hints.confirm_off", what=words.plain(f"hints.part_{hint.part}")),
    )
    return [Divider(), text, Controls((button, later, off))]


def build_hint_said(words: Words, block: str, **values: object) -> Message:
    """Say in one line what was done with a hint."""
    return Message(
        fallback=words.plain(f"hints.{block}", **values), parts=(Paragraph(words.say(f"hints.{block}", **values)),)
    )


def _describe_lesson(words: Words, hint: Hint) -> tuple[Paragraph, Button]:
    lesson, deal, because = hint.facts["lesson"], hint.facts["deal"], hint.facts["because"]
    assert isinstance(lesson, Lesson)  # noqa: S101 - put there by whoever found the hint
    assert isinstance(deal, Deal)  # noqa: S101 - idem
    why = (
        name_situation(words, lesson.situation)
        if because is Because.SITUATION and lesson.situation is not None
        else deal.stage
    )
    text = words.say(
        "hints.lesson" if hint.facts["is_own"] else "hints.lesson_shared",
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
        value=_refer_to(hint),
        emphasis=Emphasis.PRIMARY,
    )
    return Paragraph(text), button


def _describe_loss(words: Words, hint: Hint) -> tuple[Paragraph, Button]:
    lesson = hint.facts["lesson"]
    assert isinstance(lesson, Lesson)  # noqa: S101 - put there by whoever found the hint
    text = words.say("hints.loss", name=name_origin(words, lesson), day=lesson.day)
    button = Button(
        label=words.plain("lessons.open"),
        action="lesson_open",
        value=write_value(LessonRef(lesson.id)),
        emphasis=Emphasis.PRIMARY,
    )
    return Paragraph(text), button


def _describe_exercise(words: Words, hint: Hint) -> tuple[Paragraph, Button]:
    text = words.say("hints.exercise", count=hint.facts["count"])
    button = Button(label=words.plain("hints.exercise_begin"), action="exercise_open", emphasis=Emphasis.PRIMARY)
    return Paragraph(text), button


def _describe_promise(words: Words, hint: Hint) -> tuple[Paragraph, Button]:
    text = words.say("hints.promise", account=_name(hint), note=shorten(str(hint.facts["note"]), QUOTE_SHOWN))
    button = Button(
        label=words.plain("hints.told"),
        action="feedback_told",
        value=write_value(FeedbackRef(int(hint.subject))),
        emphasis=Emphasis.PRIMARY,
    )
    return Paragraph(text), button


def _describe_opinion(words: Words, hint: Hint) -> tuple[Paragraph, Button]:
    text = words.say(f"hints.reputation_{hint.facts['why']}", account=_name(hint))
    button = Button(
        label=words.plain("hints.note_score"),
        action="feedback_open",
        value=write_value(AccountRef(_account_of(hint))),
        emphasis=Emphasis.PRIMARY,
    )
    return Paragraph(text), button


def _describe_referral(words: Words, hint: Hint) -> tuple[Paragraph, Button]:
    text = words.say(f"hints.referral_{hint.facts['why']}", account=_name(hint), score=hint.facts["score"])
    button = Button(
        label=words.plain("referrals.ask_button"),
        action="referral_ask",
        value=write_value(AccountRef(_account_of(hint))),
        emphasis=Emphasis.PRIMARY,
    )
    return Paragraph(text), button


def _describe_repeat(words: Words, hint: Hint) -> tuple[Paragraph, Button]:
    facts = hint.facts
    block = "hints.repeat_expected" if "expected" in facts else "hints.repeat_after"
    values = {name: facts[name] for name in ("expected", "count", "weeks", "day") if name in facts}
    return Paragraph(words.say(block, account=_name(hint), **values)), _make_log(words, hint)


def _describe_rebound(words: Words, hint: Hint) -> tuple[Paragraph, Button]:
    facts = hint.facts
    reason = words.plain(f"lessons.reason_{facts['reason']}") if facts["reason"] else ""
    values = {"account": _name(hint), "due_on": facts["due_on"], "day": facts["day"], "reason": reason}
    return Paragraph(words.say(f"hints.rebound_{facts['why']}", **values)), _make_log(words, hint)


def _describe_relations(words: Words, hint: Hint) -> tuple[Paragraph, Button]:
    deal = hint.facts["deal"]
    assert isinstance(deal, Deal)  # noqa: S101 - put there by whoever found the hint
    text = words.say("hints.relations", name=name_deal(deal), worth=deal.value, count=hint.facts["count"])
    button = Button(
        label=words.plain("hints.who"),
        action="contact_open",
        value=write_value(AccountRef(deal.account_id)),
        emphasis=Emphasis.PRIMARY,
    )
    return Paragraph(text), button


def _describe_introduction(words: Words, hint: Hint) -> tuple[Paragraph, Button]:
    other = shorten(str(hint.facts["other"]), NAME_SHOWN)
    text = words.say("hints.introduction", account=_name(hint), name=other)
    value = write_value(ReferralGiven(_account_of(hint), other))
    button = Button(
        label=words.plain("hints.connected"), action="referral_given", value=value, emphasis=Emphasis.PRIMARY
    )
    return Paragraph(text), button


def _describe_pattern(words: Words, hint: Hint) -> tuple[Paragraph, Button]:
    pattern = hint.facts["pattern"]
    assert isinstance(pattern, Pattern)  # noqa: S101 - put there by whoever found the hint
    value = _refer_to(hint)
    button = Button(label=words.plain("hints.useful"), action="hint_done", value=value, emphasis=Emphasis.PRIMARY)
    asks = {pattern.value: str(hint.facts["ask"])}
    return Paragraph(say_pattern(words, pattern, asks=asks)), button


def _make_log(words: Words, hint: Hint) -> Button:
    label = words.plain("controls.log_account", account=_name(hint))
    value = write_value(AccountRef(_account_of(hint)))
    return Button(label=label, action="account_log", value=value, emphasis=Emphasis.PRIMARY)


def _refer_to(hint: Hint) -> str:
    return write_value(HintRef(hint.part, hint.subject))


def _account_of(hint: Hint) -> int:
    assert hint.account_id is not None  # noqa: S101 - put there by what found the hint
    return hint.account_id


def _name(hint: Hint) -> str:
    return shorten(hint.account_name, NAME_SHOWN)


Describe = Callable[[Words, Hint], tuple[Paragraph, Button]]

DESCRIPTIONS: dict[Part, Describe] = {
    Part.LESSON: _describe_lesson,
    Part.LOSS: _describe_loss,
    Part.EXERCISE: _describe_exercise,
    Part.PROMISE: _describe_promise,
    Part.REPUTATION: _describe_opinion,
    Part.REFERRAL: _describe_referral,
    Part.REPEATING: _describe_repeat,
    Part.REBOUND: _describe_rebound,
    Part.RELATIONS: _describe_relations,
    Part.INTRODUCTION: _describe_introduction,
    Part.PATTERN: _describe_pattern,
}
