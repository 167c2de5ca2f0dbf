"""The morning nudge: one promise, one act, three names with a reason, and the rest behind one button (R2, K5, K6)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.deals.stalls import StallReason
from bot.domain.hints.hint_kinds import AnyHint, find_account
from bot.domain.hints.stall_news import StallNews
from bot.domain.home.day import RepDay
from bot.domain.log.next_steps import AgreedStep
from bot.domain.reviews.review import MorningExtras
from bot.domain.rhythm.occasions import MORNING_NUDGE
from bot.domain.rhythm.promises import Promises, choose_promises
from bot.messages.accounts.first_accounts import describe_start
from bot.messages.hints.hints import describe_hint
from bot.messages.hints.stall_news import describe_stall_news, describe_stall_shortly
from bot.messages.home.day_view import (
    IN_MORNING,
    describe_steps,
    describe_suggestions,
    format_step,
    format_suggestion,
    name_due_block,
)
from bot.messages.reviews.rep_review import describe_extras, describe_thought
from bot.messages.rhythm.budget import Piece, fit_pieces
from bot.messages.rhythm.nudge_controls import make_snooze_controls
from bot.messages.text.button_values import StepRef
from bot.messages.text.message import Button, Controls, DatePick, Divider, Message, MessagePart, Paragraph, Row
from bot.messages.text.parts import (
    list_targets,
    make_step_button,
    make_suggestion_button,
    name_progress,
    name_step_account,
    shorten,
)
from bot.messages.text.record_values import write_value
from bot.messages.text.text import Text
from bot.messages.text.words import Words

NO_EXTRAS = MorningExtras()
# Said once, not daily.
STARTS_AT_ZERO = "morning_nudge.yesterday_empty"
NAME_SHOWN, NAMES_SHOWN = 40, 3
# What is left out first of a morning that is too long: the higher, the sooner.
MORE, GREETING, PROMISE, ACT, NAME, ALSO_PROMISED, READY, YESTERDAY = range(8)


@dataclass(frozen=True, slots=True)
class MorningParts:
    """What a morning brings besides the day: a stalled deal, a hint, and what some days have."""

    news: StallNews | None = None
    hint: AnyHint | None = None
    extras: MorningExtras = NO_EXTRAS


NOTHING_ELSE = MorningParts()


@dataclass(frozen=True, slots=True)
class MorningNudge:
    """A morning nudge, with what it names, the step that it asks about, and whether the act found a place."""

    message: Message
    accounts: frozenset[int]
    steps: frozenset[int]
    asked: AgreedStep | None
    has_act: bool


def build_morning_nudge(words: Words, day: RepDay, parts: MorningParts = NOTHING_ELSE) -> MorningNudge:
    """Build the morning nudge within its budget of words and buttons; what does not fit is in the whole morning."""
    promises = choose_promises(day)
    parts = replace(parts, news=_find_other_news(parts.news, promises))
    more = Button(label=words.plain("morning_nudge.more"), action="morning_more", value=MORNING_NUDGE.kind)
    pieces = [
        Piece(GREETING, (Paragraph(_format_greeting(words, day)),)),
        *_list_yesterday(words, day),
        *_list_promises(words, day, promises.named),
        *_list_acts(words, parts, promises.asked),
        *_list_names(words, day),
        *_list_ready(words, parts.extras),
    ]
    if not (promises != Promises() or day.suggestions or parts != NOTHING_ELSE):
        words.take_stale()
        nobody = describe_nobody(words, day)
        # What can be done stays; the sentence comes once a week.
        kept = [part for part in nobody if isinstance(part, Controls)] if words.take_stale() else nobody
        pieces.append(Piece(NAME, tuple(kept)))
    shown = fit_pieces([*pieces, Piece(MORE, (Controls((more,)),))])
    steps = frozenset(step for piece in shown for step in piece.steps)
    return MorningNudge(
        message=Message(fallback=_name_day(words, day), parts=tuple(part for piece in shown for part in piece.parts)),
        accounts=frozenset(account for piece in shown for account in piece.accounts),
        steps=steps,
        asked=promises.asked if promises.asked is not None and promises.asked.id in steps else None,
        has_act=promises.asked is None and any(piece.rank == ACT for piece in shown),
    )


def _find_other_news(news: StallNews | None, promises: Promises) -> StallNews | None:
    """Return a stalled deal without its late step where that is named as a promise already; None if nothing is left."""
    named = _list_accounts([*promises.named, *([promises.asked] if promises.asked is not None else [])])
    if news is None or news.deal.account_id not in named:
        return news
    stalls = tuple(each for each in news.stalls if each.reason is not StallReason.STEP_OVERDUE)
    return replace(news, stalls=stalls) if stalls else None


def build_whole_morning(
    words: Words, day: RepDay, parts: MorningParts = NOTHING_ELSE, *, notice: Sequence[MessagePart] = ()
) -> Message:
    """Build the morning with all that there is today; ``notice`` confirms an action on it."""
    shown: list[MessagePart] = [
        Paragraph(_format_greeting(words, day)),
        Paragraph(_format_yesterday(words, day), quiet=True),
        *describe_steps(words, day),
        *describe_suggestions(words, day, place=IN_MORNING),
        *notice,
    ]
    if parts.news is not None:
        shown += [Divider(), *describe_stall_news(words, parts.news)]
    if parts.hint is not None:
        shown += [Divider(), *describe_hint(words, parts.hint)]
    shown += describe_extras(words, parts.extras)
    if not (day.steps_due or day.suggestions or notice or parts != NOTHING_ELSE):
        shown += describe_nobody(words, day)
    shown.append(make_snooze_controls(words, MORNING_NUDGE.kind))
    return Message(fallback=_name_day(words, day), parts=tuple(shown))


def _name_day(words: Words, day: RepDay) -> str:
    return words.plain("morning_nudge.fallback", name=_name_first(day), goals=list_targets(words, day.progress))


def _name_first(day: RepDay) -> str:
    return shorten(day.rep.name.split()[0], NAME_SHOWN) if day.rep.name.split() else ""


def _format_greeting(words: Words, day: RepDay) -> Text:
    return words.render("morning_nudge.greeting", name=_name_first(day), goals=list_targets(words, day.progress))


def describe_nobody(words: Words, day: RepDay) -> tuple[MessagePart, ...]:
    """Return what to say when there is nobody to propose: that there is nobody, or how to begin (K11)."""
    if not day.is_starting:
        return (Paragraph(words.render("home.plan_done"), quiet=True),)
    return describe_start(words, day)


def _format_yesterday(words: Words, day: RepDay) -> Text:
    before = day.before
    if day.is_return:
        return words.render("morning_nudge.welcome_back")
    if before.is_empty:
        return words.render(STARTS_AT_ZERO)
    block = "yesterday_complete" if before.is_complete else "yesterday"
    return words.render(f"morning_nudge.{block}", day=day.before_day, **name_progress(words, before))


def _list_yesterday(words: Words, day: RepDay) -> list[Piece]:
    """Return what was done on the working day before, unless the same was said less than a week ago."""
    if day.before.is_empty and not day.is_return and day.memory.find_last(STARTS_AT_ZERO) is not None:
        return []
    words.take_stale()
    text = _format_yesterday(words, day)
    return [] if words.take_stale() else [Piece(YESTERDAY, (Paragraph(text, quiet=True),))]


def _list_promises(words: Words, day: RepDay, steps: Sequence[AgreedStep]) -> list[Piece]:
    """Return the first promise as a row, and the names of the others in one line (V2)."""
    if not steps:
        return []
    first, *others = steps
    row = Row(format_step(words, name_due_block(first, day), first), make_step_button(words, first))
    pieces = [Piece(PROMISE, (row,), _list_accounts([first]), frozenset({first.id}))]
    if others:
        told = others[:NAMES_SHOWN]
        names = ", ".join(shorten(name_step_account(words, step), NAME_SHOWN) for step in told)
        also = words.render("morning_nudge.also_promised", names=names, count=len(others) - len(told))
        told_ids = frozenset(step.id for step in told)
        pieces.append(Piece(ALSO_PROMISED, (Paragraph(also, quiet=True),), _list_accounts(told), told_ids))
    return pieces


def _list_accounts(steps: Sequence[AgreedStep]) -> frozenset[int]:
    return frozenset(step.account_id for step in steps if step.account_id is not None)


def _list_acts(words: Words, parts: MorningParts, asked: AgreedStep | None) -> list[Piece]:
    """Return the one act of the morning: a step to decide on, the thought of the week, a stalled deal, or a hint."""
    if asked is not None:
        act = (Paragraph(format_step(words, "step_asked", asked)), _make_decisions(words, asked))
        return [Piece(ACT, act, _list_accounts([asked]), frozenset({asked.id}))]
    words.take_stale()
    if parts.extras.thought is not None:
        thought = parts.extras.thought
        about = frozenset({thought.account_id} if thought.account_id is not None else ())
        log = Controls((Button(label=words.plain("controls.open_log"), action="log_open"),))
        piece = Piece(ACT, (*describe_thought(words, thought), log), about)
    elif parts.news is not None:
        piece = Piece(ACT, tuple(describe_stall_shortly(words, parts.news)), frozenset({parts.news.deal.account_id}))
    elif parts.hint is not None:
        piece = Piece(ACT, tuple(describe_hint(words, parts.hint)), find_account(parts.hint))
    else:
        return []
    return [] if words.take_stale() else [piece]


def _make_decisions(words: Words, step: AgreedStep) -> Controls:
    value = write_value(StepRef(step.id))
    return Controls(
        (
            DatePick(label=words.plain("controls.step_move"), action="step_move", value=value),
            Button(label=words.plain("controls.step_drop"), action="step_missed", value=value),
            Button(label=words.plain("controls.step_silent"), action="step_silent", value=value),
        )
    )


def _list_names(words: Words, day: RepDay) -> list[Piece]:
    return [
        Piece(
            NAME,
            (Row(format_suggestion(words, each), make_suggestion_button(words, each)),),
            frozenset({each.account_id}),
        )
        for each in day.suggestions
    ]


def _list_ready(words: Words, extras: MorningExtras) -> list[Piece]:
    """Return a line that says what is behind the button: only who wants one message a day has it there."""
    if extras.month is not None:
        return [Piece(READY, (Paragraph(words.render("morning_nudge.month_ready"), quiet=True),))]
    if extras.week is not None:
        return [Piece(READY, (Paragraph(words.render("morning_nudge.week_ready"), quiet=True),))]
    return []
