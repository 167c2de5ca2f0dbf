"""The team's week and month in the manager's channel: totals, trend, and decisions; no names (K10)."""

from collections.abc import Sequence

from bot.domain.log.activity import RHYTHM_KINDS, Kind, OwnKindId
from bot.domain.meetings.agenda import Meeting
from bot.domain.reviews.team_review import (
    DealsClosed,
    TeamMonth,
    TeamSteps,
    TeamWeek,
    WeekTotal,
    list_decisions,
)
from bot.messages.certainties.scorecard import describe_team_scorecard
from bot.messages.meetings.agenda import describe_meeting, make_note_button
from bot.messages.meetings.points import describe_decision
from bot.messages.meetings.share import make_share_button
from bot.messages.text.chart import Trend, TrendPanel
from bot.messages.text.meeting_values import Shareable
from bot.messages.text.message import Controls, Heading, Message, MessagePart, Paragraph, Picture, Table
from bot.messages.text.parts import describe_team_progress, list_counts, name_own_kind, shorten
from bot.messages.text.text import to_plain
from bot.messages.text.words import Words

# A title, and the sentence that says why there are no figures.
NOTHING_TO_TELL = 2
# Of the name of an own kind, above a panel and a column; and what the title of a picture has room for.
SERIES_SHOWN, TEAM_SHOWN = 16, 18


def build_team_week(words: Words, week: TeamWeek, meeting: Meeting | None = None) -> Message:
    """Show a team's week against its targets, its advances, the trend of eight weeks, and points to decide.

    With a ``meeting`` these are its agenda; without one each can be put on it.
    """
    title = words.render("team_week.title", team=week.team.name, day=week.monday)
    parts: list[MessagePart] = [Heading(title)]
    if not week.people:
        block = "nobody_then" if week.is_off else "nobody"
        return Message(fallback=to_plain(title), parts=(*parts, Paragraph(words.render(f"team_week.{block}"))))
    decisions = _describe_decisions(words, week, meeting)
    parts += describe_team_progress(words, week.progress)
    parts += _describe_steps(words, "team_week.steps", week.steps)
    parts += _describe_coverage(words, week)
    if any(not each.is_empty for each in week.trend):
        parts += [Heading(words.render("team_week.trend_title")), _make_picture(words, week)]
        parts.append(_make_table(words, week))
    if len(parts) == 1 and not decisions:
        return Message(fallback=to_plain(title), parts=(*parts, _say_no_figures(words)))
    parts += decisions or [Paragraph(words.render("team_week.no_decisions", missed=week.steps.missed))]
    if meeting is not None and not decisions:
        parts.append(make_note_button(words, week.team))
    if meeting is None:
        parts.append(Controls((make_share_button(words, team_id=week.team.id, what=Shareable.WEEK),)))
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


def _describe_decisions(words: Words, week: TeamWeek, meeting: Meeting | None) -> list[MessagePart]:
    if meeting is not None:
        return describe_meeting(words, meeting)
    decisions = [describe_decision(words, each, team_id=week.team.id) for each in list_decisions(week)]
    if not decisions:
        return []
    shown = [part for parts in decisions for part in parts]
    return [Heading(words.render("team_week.decisions_title")), *shown]


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
    """Return what one person did on a working day, week by week; the table below it has the totals (R2)."""
    labels = tuple(words.plain("team_week.chart_label", day=each.monday) for each in week.trend)
    panels = tuple(_make_panel(words, week, kind, name) for kind, name in _list_drawn(words, week))
    title = words.plain("team_week.chart_title", team=shorten(week.team.name, TEAM_SHOWN))
    measured = [each for each in week.trend if not each.is_empty]
    told = [
        words.plain("team_week.chart_alt_kind", name=panel.name, done=panel.shown[-1], target=panel.target_shown)
        for panel in panels
        if panel.shown[-1]
    ]
    alt = words.plain("team_week.chart_alt", team=week.team.name, count=len(measured), names="; ".join(told))
    return Picture(chart=Trend(title=title, labels=labels, panels=panels), alt=alt)


def _make_panel(words: Words, week: TeamWeek, kind: Kind | OwnKindId, name: str) -> TrendPanel:
    values = tuple(each.per_day(kind) for each in week.trend)
    days = week.trend[-1].days
    target = _find_target(week, kind) / days if days else 0.0
    shown = (None if each is None else words.plain("team_week.per_day", count=_round(each)) for each in values)
    return TrendPanel(
        name=name[:1].upper() + name[1:],
        values=values,
        shown=tuple(each or "" for each in shown),
        target=target,
        target_shown=words.plain("team_week.chart_target", target=_round(target)) if target else "",
    )


def _round(count: float) -> float:
    """Return a figure to show: what is done less than once a day needs a digit more to tell two weeks apart."""
    return round(count, 1 if count >= 1 else 2)


def _find_target(week: TeamWeek, kind: Kind | OwnKindId) -> int:
    """Return the target of the whole team for the week; 0 where nothing is asked."""
    if isinstance(kind, Kind):
        return week.progress.targets.of(kind)
    return next((own.target for own in week.progress.own if own.kind.id == kind), 0)


def _list_drawn(words: Words, week: TeamWeek) -> list[tuple[Kind | OwnKindId, str]]:
    """Return the kinds of the trend with their names: the usual three, and the team's own that were done most (R1)."""
    usual: list[tuple[Kind | OwnKindId, str]] = [
        (kind, words.plain(f"team_week.series_{kind}")) for kind in RHYTHM_KINDS
    ]
    return usual + [(own.id, shorten(name_own_kind(words, own.named), SERIES_SHOWN)) for own in week.drawn_kinds]


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
