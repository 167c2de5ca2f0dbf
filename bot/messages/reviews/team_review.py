"""The team's week and month in the manager's channel: totals, trend, and decisions; no names (K10)."""

from collections.abc import Sequence

from bot.domain.log.activity import RHYTHM_KINDS, Kind, OwnKindId
from bot.domain.reviews.team_review import (
    DealsClosed,
    Decision,
    DecisionKind,
    TeamMonth,
    TeamSteps,
    TeamWeek,
    WeekTotal,
    list_decisions,
)
from bot.messages.certainties.scorecard import describe_team_scorecard
from bot.messages.text.chart import Chart, Series
from bot.messages.text.message import Heading, Message, MessagePart, Paragraph, Picture, Table
from bot.messages.text.parts import describe_team_progress, list_counts, name_own_kind, shorten
from bot.messages.text.text import Text, to_plain
from bot.messages.text.words import Words

# A title, and the sentence that says why there are no figures.
NOTHING_TO_TELL = 2
# Of the name of an own kind, in a legend and above a column.
SERIES_SHOWN = 16


def build_team_week(words: Words, week: TeamWeek) -> Message:
    """Show a team's week against its targets, its advances, the trend of eight weeks, and points to decide."""
    title = words.render("team_week.title", team=week.team.name, day=week.monday)
    parts: list[MessagePart] = [Heading(title)]
    if not week.people:
        block = "nobody_then" if week.is_off else "nobody"
        return Message(fallback=to_plain(title), parts=(*parts, Paragraph(words.render(f"team_week.{block}"))))
    decisions = list_decisions(week)
    parts += describe_team_progress(words, week.progress)
    parts += _describe_steps(words, "team_week.steps", week.steps)
    parts += _describe_coverage(words, week)
    if any(not each.is_empty for each in week.trend):
        parts += [Heading(words.render("team_week.trend_title")), _make_picture(words, week)]
        parts.append(_make_table(words, week))
    if len(parts) == 1 and not decisions:
        return Message(fallback=to_plain(title), parts=(*parts, _say_no_figures(words)))
    parts += [Heading(words.render("team_week.decisions_title"))] if decisions else []
    parts += [Paragraph(_format_decision(words, each)) for each in decisions] or [
        Paragraph(words.render("team_week.no_decisions"))
    ]
    return Message(fallback=to_plain(title), parts=tuple(parts))


def build_team_month(words: Words, month: TeamMonth) -> Message:
    """Show a team's month from activities to advances and deals; missing measurements are named (R9)."""
    title = words.render("team_month.title", team=month.team.name, day=month.month)
    parts: list[MessagePart] = [Heading(title)]
    counts = ", ".join(list_counts(words, month.done, month.own_kinds))
    if counts:
        parts.append(Paragraph(words.render("team_month.activities", count=month.contacts, names=counts)))
    parts += _describe_steps(words, "team_month.advances", month.steps)
    parts += [*_describe_deals(words, month.deals), *_describe_change(words, month)]
    if month.scorecard is not None:
        values = {"day": month.month, "team": month.team.name}
        lines = describe_team_scorecard(words, month.scorecard)
        parts += [Heading(words.render("scorecard.team_title", **values)), *lines] if lines else []
    if len(parts) == 1:
        return Message(fallback=to_plain(title), parts=(*parts, _say_no_figures(words)))
    parts += [] if month.deals.are_known else [Paragraph(words.render("team_month.no_deals"), quiet=True)]
    return Message(fallback=to_plain(title), parts=tuple(parts))


def has_team_figures(message: Message) -> bool:
    """Return whether a review has anything besides its title and the sentence that there are no figures."""
    return len(message.parts) > NOTHING_TO_TELL


def _say_no_figures(words: Words) -> Paragraph:
    return Paragraph(words.render("team_summary.no_figures"), quiet=True)


def _describe_steps(words: Words, block: str, steps: TeamSteps) -> list[MessagePart]:
    if steps.is_empty:
        return []
    return [Paragraph(words.render(block, made=steps.made, kept=steps.kept, missed=steps.missed))]


def _describe_deals(words: Words, deals: DealsClosed) -> list[MessagePart]:
    """Return the deals that followed from the advances."""
    if deals.won is None and deals.lost is None:
        return []
    values = {"made": deals.won, "missed": deals.lost, "worth": deals.value, "margin": deals.margin}
    return [Paragraph(words.render("team_month.deals", **values))]


def _describe_coverage(words: Words, week: TeamWeek) -> list[MessagePart]:
    coverage = week.coverage
    pools = [
        words.plain(f"team_week.pool_{name}", done=pool.this_quarter, target=pool.size)
        for name, pool in (("customers", coverage.customers), ("suspects", coverage.suspects))
        if pool is not None and pool.size
    ]
    return [Paragraph(words.render("team_week.coverage", names=" · ".join(pools)))] if pools else []


def _make_picture(words: Words, week: TeamWeek) -> Picture:
    """Return the trend as a bar chart; the text below it has the same figures."""
    series = tuple(
        Series(name=name, values=tuple(each.done.get(kind) for each in week.trend))
        for kind, name in _list_drawn(words, week)
    )
    chart = Chart(
        title=words.plain("team_week.chart_title", team=week.team.name),
        labels=tuple(words.plain("team_week.chart_label", day=each.monday) for each in week.trend),
        series=series,
    )
    measured = [each for each in week.trend if not each.is_empty]
    drawn = [kind for kind, _ in _list_drawn(words, week)]
    first, last = (_count_drawn(each, drawn) for each in (measured[0], measured[-1])) if measured else (0, 0)
    alt = words.plain("team_week.chart_alt", team=week.team.name, count=len(measured), done=first, target=last)
    return Picture(chart=chart, alt=alt)


def _list_drawn(words: Words, week: TeamWeek) -> list[tuple[Kind | OwnKindId, str]]:
    """Return the kinds of the trend with their names: the usual three, and the team's own that were done most (R1)."""
    usual: list[tuple[Kind | OwnKindId, str]] = [
        (kind, words.plain(f"team_week.series_{kind}")) for kind in RHYTHM_KINDS
    ]
    return usual + [(own.id, shorten(name_own_kind(words, own.named), SERIES_SHOWN)) for own in week.drawn_kinds]


def _count_drawn(week: WeekTotal, kinds: Sequence[Kind | OwnKindId]) -> int:
    """Return how many activities of a week the chart shows."""
    return sum(week.done.get(kind, 0) for kind in kinds)


def _make_table(words: Words, week: TeamWeek) -> Table:
    drawn = _list_drawn(words, week)
    names = (words.plain("team_week.column_week"), *(name for _, name in drawn))
    rows = (_list_cells(words, each, [kind for kind, _ in drawn]) for each in week.trend)
    return Table(rows=((*names, words.plain("team_week.column_advances")), *rows))


def _list_cells(words: Words, week: WeekTotal, kinds: Sequence[Kind | OwnKindId]) -> tuple[str, ...]:
    monday = words.plain("team_week.chart_label", day=week.monday)
    if week.is_empty:
        return (monday, words.plain("team_week.not_measured"), *("",) * len(kinds))
    figures = (*(week.done.get(kind) for kind in kinds), week.advances)
    return (monday, *("" if figure is None else str(figure) for figure in figures))


def _format_decision(words: Words, decision: Decision) -> Text:
    subject = decision.subject
    if decision.own is not None:
        subject = name_own_kind(words, decision.own)
    elif decision.kind is DecisionKind.KIND_BEHIND:
        subject = words.plain(f"team_week.series_{decision.subject}")
    return words.render(f"team_week.{decision.kind}", count=decision.count, what=subject)


def _describe_change(words: Words, month: TeamMonth) -> list[MessagePart]:
    """Return the change since the month before of what may be shown of both."""
    if month.contacts is None or month.contacts_before is None:
        return []
    made, before = month.steps.made, month.steps_before.made
    steps = None if made is None or before is None else made - before
    count = month.contacts - month.contacts_before
    days = month.days if month.days != month.days_before else None
    values = {"days": days, "days_before": month.days_before}
    return [Paragraph(words.render("team_month.change", count=count, made=steps, **values))]
