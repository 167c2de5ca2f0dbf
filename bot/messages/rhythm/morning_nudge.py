"""The morning nudge: one promise, one act, three names with a reason, and the rest behind one button (R2, K5, K6)."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.hints.hint_kinds import AnyHint
from bot.domain.hints.stall_news import StallNews
from bot.domain.home.day import RepDay
from bot.domain.reviews.review import MorningExtras
from bot.domain.rhythm.occasions import MORNING_NUDGE
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
from bot.messages.text.message import Button, Controls, Divider, Message, MessagePart, Paragraph, Row
from bot.messages.text.parts import (
    make_step_button,
    make_suggestion_button,
    name_progress,
    name_step_account,
    name_targets,
    shorten,
)
from bot.messages.text.text import Text
from bot.messages.text.words import Words

NO_EXTRAS = MorningExtras()
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


def build_morning_nudge(words: Words, day: RepDay, parts: MorningParts = NOTHING_ELSE) -> Message:
    """Build the morning nudge within its budget of words and buttons; what does not fit is in the whole morning."""
    more = Button(label=words.plain("morning_nudge.more"), action="morning_more", value=MORNING_NUDGE.kind)
    pieces = [
        Piece(GREETING, (Paragraph(_format_greeting(words, day)),)),
        Piece(YESTERDAY, (Paragraph(_format_yesterday(words, day), quiet=True),)),
        *_list_promises(words, day),
        *_list_acts(words, parts),
        *_list_names(words, day),
        *_list_ready(words, parts.extras),
    ]
    if not (day.steps_due or day.suggestions or parts != NOTHING_ELSE):
        pieces.append(Piece(NAME, describe_nobody(words, day)))
    pieces.append(Piece(MORE, (Controls((more,)),)))
    return Message(fallback=_name_day(words, day), parts=fit_pieces(pieces))


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
    return words.plain("morning_nudge.fallback", name=_name_first(day), **name_targets(words, day.progress))


def _name_first(day: RepDay) -> str:
    return shorten(day.rep.name.split()[0], NAME_SHOWN) if day.rep.name.split() else ""


def _format_greeting(words: Words, day: RepDay) -> Text:
    return words.render("morning_nudge.greeting", name=_name_first(day), **name_targets(words, day.progress))


def describe_nobody(words: Words, day: RepDay) -> tuple[MessagePart, ...]:
    """Return what to say when there is nobody to propose: that the list is done, or how to begin (K11)."""
    if day.has_accounts:
        return (Paragraph(words.render("home.plan_done"), quiet=True),)
    return describe_start(words, day)


def _format_yesterday(words: Words, day: RepDay) -> Text:
    before = day.before
    if day.is_return:
        return words.render("morning_nudge.welcome_back")
    if before.is_empty:
        return words.render("morning_nudge.yesterday_empty")
    block = "yesterday_complete" if before.is_complete else "yesterday"
    return words.render(f"morning_nudge.{block}", day=day.before_day, **name_progress(words, before))


def _list_promises(words: Words, day: RepDay) -> list[Piece]:
    """Return the first promise as a row, and the names of the others in one line (V2)."""
    if not day.steps_due:
        return []
    # What is promised for today goes before what was left open.
    first, *others = sorted(day.steps_due, key=lambda step: step.due_on != day.day)
    row = Row(format_step(words, name_due_block(first, day), first), make_step_button(words, first))
    if not others:
        return [Piece(PROMISE, (row,))]
    names = ", ".join(shorten(name_step_account(words, step), NAME_SHOWN) for step in others[:NAMES_SHOWN])
    also = words.render("morning_nudge.also_promised", names=names, count=max(0, len(others) - NAMES_SHOWN))
    return [Piece(PROMISE, (row,)), Piece(ALSO_PROMISED, (Paragraph(also, quiet=True),))]


def _list_acts(words: Words, parts: MorningParts) -> list[Piece]:
    acts: list[Sequence[MessagePart]] = []
    if parts.extras.thought is not None:
        acts.append(describe_thought(words, parts.extras.thought))
    if parts.news is not None:
        acts.append(describe_stall_shortly(words, parts.news))
    if parts.hint is not None:
        acts.append(describe_hint(words, parts.hint))
    return [Piece(ACT, tuple(act)) for act in acts[:1]]


def _list_names(words: Words, day: RepDay) -> list[Piece]:
    return [
        Piece(NAME, (Row(format_suggestion(words, each), make_suggestion_button(words, each)),))
        for each in day.suggestions
    ]


def _list_ready(words: Words, extras: MorningExtras) -> list[Piece]:
    """Return a line that says what is behind the button: only who wants one message a day has it there."""
    if extras.month is not None:
        return [Piece(READY, (Paragraph(words.render("morning_nudge.month_ready"), quiet=True),))]
    if extras.week is not None:
        return [Piece(READY, (Paragraph(words.render("morning_nudge.week_ready"), quiet=True),))]
    return []
