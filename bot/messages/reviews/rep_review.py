"""A rep's weekly and monthly review, and the thought at the end of the week (R8, R10)."""

from bot.domain.log.activity import RHYTHM_KINDS
from bot.domain.reviews.review import MorningExtras, RepMonth, RepWeek, Steps, Thought, find_thought
from bot.messages.certainties.method_views import describe_goal
from bot.messages.certainties.scorecard import describe_scorecard
from bot.messages.text.message import Button, Controls, Divider, Heading, Message, MessagePart, Paragraph
from bot.messages.text.parts import (
    describe_progress,
    name_count,
    name_counts,
    name_own_count,
    name_progress,
)
from bot.messages.text.text import Text
from bot.messages.text.words import Words

# The shortest streak to show, in working days.
STREAK_TOLD = 3


def build_week_review(words: Words, week: RepWeek, *, with_thought: bool = True) -> Message:
    """Review a week: activities, advances, and one thought with an action unless the morning nudge had it."""
    counts = name_progress(words, week.progress)
    parts = describe_week(words, week)
    if with_thought and not is_empty_week(week):
        parts += [*describe_thought(words, find_thought(week)), _make_controls(words)]
    return Message(fallback=words.plain("week_review.fallback", **counts), parts=tuple(parts))


def build_past_week(words: Words, week: RepWeek) -> Message:
    """Review a week that is over, which nothing can be done about."""
    parts = describe_week(words, week)
    if is_empty_week(week) and not week.won:
        parts = [Heading(words.render("week_review.title", day=week.monday))]
        parts.append(Paragraph(words.render("week_review.empty_before")))
    counts = name_progress(words, week.progress)
    return Message(fallback=words.plain("week_review.fallback", **counts), parts=tuple(parts))


def _make_controls(words: Words) -> Controls:
    """Return what can be done about the thought at once."""
    log = Button(label=words.plain("controls.open_log"), action="log_open")
    return Controls((log, Button(label=words.plain("small_talk.day_button"), action="day_show")))


def build_month_review(words: Words, month: RepMonth) -> Message:
    """Review a month against the previous one."""
    return Message(fallback=words.plain("month_review.fallback"), parts=tuple(describe_month(words, month)))


def describe_extras(words: Words, extras: MorningExtras) -> list[MessagePart]:
    """Return the optional parts of a morning plan."""
    parts: list[MessagePart] = []
    if extras.month is not None:
        parts += describe_month(words, extras.month)
    if extras.scorecard is not None:
        parts += [
            Heading(words.render("scorecard.title", day=extras.scorecard.month, team="")),
            *describe_scorecard(words, extras.scorecard),
        ]
    if extras.goal is not None:
        parts += [Heading(words.render("goal.title")), *describe_goal(words, extras.goal)]
    if extras.week is not None:
        parts += [Divider(), *describe_week(words, extras.week)]
    if extras.thought is not None:
        parts += [Divider(), *describe_thought(words, extras.thought)]
    return parts


def describe_week(words: Words, week: RepWeek) -> list[MessagePart]:
    """Return a week as message parts."""
    parts: list[MessagePart] = [Heading(words.render("week_review.title", day=week.monday))]
    if is_empty_week(week):
        return [*parts, Paragraph(_describe_empty(words, week))]
    parts += describe_progress(words, week.progress)
    parts.append(Paragraph(_format_steps(words, "week_review", week.steps)))
    if week.streak >= STREAK_TOLD:
        parts.append(Paragraph(words.render("week_review.streak", streak=week.streak)))
    hour = "week_review.no_hour" if week.best_hour is None else "week_review.best_hour"
    parts.append(Paragraph(words.render(hour, best=week.best_hour), quiet=True))
    before = name_counts(words, week.before, (each.kind for each in week.progress.targets.own))
    block = "before" if any(week.before.values()) else "no_before"
    parts.append(Paragraph(words.render(f"week_review.{block}", until=week.before_until, **before), quiet=True))
    return parts


def _describe_empty(words: Words, week: RepWeek) -> Text:
    """Return what is true of a week without contacts (K11): a deal may have been won in it, or it may go on."""
    if week.won:
        return words.render("week_review.empty_won", count=week.won)
    if week.leads_only:
        return words.render("week_review.leads")
    if week.goes_on:
        return words.render("week_review.empty_so_far" if week.days else "week_review.not_begun")
    return words.render("week_review.empty" if week.days else "week_review.free")


def is_empty_week(week: RepWeek) -> bool:
    """Return whether the week has no data."""
    return week.progress.is_empty and not week.steps.made


def describe_month(words: Words, month: RepMonth) -> list[MessagePart]:
    """Return a month against the previous one as message parts; missing data are named."""
    has_before = any(month.before.values())
    parts: list[MessagePart] = [Heading(words.render("month_review.title", day=month.month))]
    if month.is_empty:
        return [*parts, Paragraph(words.render("month_review.empty"))]
    for kind in RHYTHM_KINDS:
        what = name_count(words, kind, month.done.get(kind, 0))
        before = month.before.get(kind, 0) if has_before else None
        parts.append(Paragraph(words.render("month_review.line", what=what, before=before)))
    parts += _list_own_of_month(words, month, has_before=has_before)
    parts.append(Paragraph(_format_steps(words, "month_review", month.steps)))
    if not has_before:
        parts.append(Paragraph(words.render("month_review.no_before"), quiet=True))
    elif month.before_until is not None:
        parts.append(Paragraph(words.render("month_review.before_until", day=month.before_until), quiet=True))
    return parts


def _list_own_of_month(words: Words, month: RepMonth, *, has_before: bool) -> list[MessagePart]:
    return [
        Paragraph(
            words.render(
                "month_review.line",
                what=name_own_count(words, kind.named, month.done.get(kind.id, 0)),
                before=month.before.get(kind.id, 0) if has_before else None,
            )
        )
        for kind in month.own_kinds
        if month.done.get(kind.id) or month.before.get(kind.id)
    ]


def describe_thought(words: Words, thought: Thought) -> list[MessagePart]:
    """Return one thought and one action (R10)."""
    return [
        Paragraph(words.render(f"thought.{thought.kind}", count=thought.count, account=thought.account)),
        Paragraph(words.render(f"thought.{thought.kind}_act", count=thought.count)),
    ]


def _format_steps(words: Words, file: str, steps: Steps) -> Text:
    """Format the steps agreed, and how many of those due were kept on their day (V2, K7)."""
    return words.render(
        f"{file}.steps", made=steps.made, kept=steps.kept, late=steps.late, missed=steps.missed, all=steps.due
    )
