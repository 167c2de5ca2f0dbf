"""The team's week and month in the manager's channel: totals, trend, and decisions; no names (K10)."""

from collections.abc import Sequence

from bot.domain.log.activity import RHYTHM_KINDS
from bot.domain.reviews.team_review import (
    DealsClosed,
    Decision,
    DecisionKind,
    TeamMonth,
    TeamWeek,
    WeekTotal,
    list_decisions,
)
from bot.messages.certainties.method_views import describe_scorecard
from bot.messages.text.chart import Chart, Series
from bot.messages.text.message import Heading, Message, MessagePart, Paragraph, Picture, Table
from bot.messages.text.parts import describe_progress, name_counts, name_own_kind
from bot.messages.text.text import Text, to_plain
from bot.messages.text.words import Words


def build_team_week(words: Words, week: TeamWeek) -> Message:
    """Show a team's week against its targets, its advances, the trend of eight weeks, and points to decide."""
    title = words.render("team_week.title", team=week.team.name, day=week.monday)
    parts: list[MessagePart] = [Heading(title)]
    if not week.people:
        return Message(fallback=to_plain(title), parts=(*parts, Paragraph(words.render("team_week.nobody"))))
    steps = week.steps
    parts += describe_progress(words, week.progress)
    parts.append(Paragraph(words.render("team_week.steps", made=steps.made, kept=steps.kept, missed=steps.missed)))
    parts += _describe_coverage(words, week)
    parts += [Heading(words.render("team_week.trend_title")), _make_picture(words, week)]
    parts.append(_make_table(words, week.trend))
    decisions = list_decisions(week)
    parts.append(Heading(words.render("team_week.decisions_title")))
    parts += [Paragraph(_format_decision(words, each)) for each in decisions] or [
        Paragraph(words.render("team_week.no_decisions"))
    ]
    return Message(fallback=to_plain(title), parts=tuple(parts))


def build_team_month(words: Words, month: TeamMonth) -> Message:
    """Show a team's month from activities to advances and deals; missing measurements are named (R9)."""
    title = words.render("team_month.title", team=month.team.name, day=month.month)
    counts = name_counts(words, month.done, month.own_kinds)
    parts: list[MessagePart] = [
        Heading(title),
        Paragraph(words.render("team_month.activities", count=month.contacts, **counts)),
        Paragraph(
            words.render("team_month.advances", made=month.steps.made, kept=month.steps.kept, missed=month.steps.missed)
        ),
        _describe_deals(words, month.deals),
        Paragraph(_format_change(words, month)),
    ]
    if month.scorecard is not None:
        values = {"day": month.month, "team": month.team.name}
        parts += [Heading(words.render("scorecard.team_title", **values)), *describe_scorecard(words, month.scorecard)]
    return Message(fallback=to_plain(title), parts=tuple(parts))


def _describe_deals(words: Words, deals: DealsClosed) -> Paragraph:
    """Return the deals that followed from the advances, or a sentence that there are no deals yet."""
    if not deals.are_known:
        return Paragraph(words.render("team_month.no_deals"), quiet=True)
    return Paragraph(
        words.render("team_month.deals", made=deals.won, missed=deals.lost, worth=deals.value, margin=deals.margin)
    )


def _describe_coverage(words: Words, week: TeamWeek) -> list[MessagePart]:
    customers, suspects = week.coverage.customers, week.coverage.suspects
    if not customers.size and not suspects.size:
        return [Paragraph(words.render("team_week.no_coverage"), quiet=True)]
    return [
        Paragraph(
            words.render(
                "team_week.coverage",
                customers_seen=customers.this_quarter,
                customers=customers.size,
                suspects_seen=suspects.this_quarter,
                suspects=suspects.size,
            )
        )
    ]


def _make_picture(words: Words, week: TeamWeek) -> Picture:
    """Return the trend as a bar chart; the text below it has the same figures."""
    series = tuple(
        Series(
            name=words.plain(f"team_week.series_{kind}"),
            values=tuple(None if each.is_empty else each.done.get(kind, 0) for each in week.trend),
        )
        for kind in RHYTHM_KINDS
    )
    chart = Chart(
        title=words.plain("team_week.chart_title", team=week.team.name),
        labels=tuple(words.plain("team_week.chart_label", day=each.monday) for each in week.trend),
        series=series,
    )
    measured = [each for each in week.trend if not each.is_empty]
    first, last = (_count_drawn(each) for each in (measured[0], measured[-1])) if measured else (0, 0)
    alt = words.plain("team_week.chart_alt", team=week.team.name, count=len(measured), done=first, target=last)
    return Picture(chart=chart, alt=alt)


def _count_drawn(week: WeekTotal) -> int:
    """Return how many activities of a week the chart shows."""
    return sum(week.done.get(kind, 0) for kind in RHYTHM_KINDS)


def _make_table(words: Words, trend: Sequence[WeekTotal]) -> Table:
    series = [words.plain(f"team_week.series_{kind}") for kind in RHYTHM_KINDS]
    names = (words.plain("team_week.column_week"), *series, words.plain("team_week.column_advances"))
    return Table(rows=(names, *(_list_cells(words, each) for each in trend)))


def _list_cells(words: Words, week: WeekTotal) -> tuple[str, ...]:
    monday = words.plain("team_week.chart_label", day=week.monday)
    if week.is_empty:
        return (monday, words.plain("team_week.not_measured"), *("",) * len(RHYTHM_KINDS))
    return (monday, *(str(week.done.get(kind, 0)) for kind in RHYTHM_KINDS), str(week.advances))


def _format_decision(words: Words, decision: Decision) -> Text:
    subject = decision.subject
    if decision.own is not None:
        subject = name_own_kind(words, decision.own)
    elif decision.kind is DecisionKind.KIND_BEHIND:
        subject = words.plain(f"team_week.series_{decision.subject}")
    return words.render(f"team_week.{decision.kind}", count=decision.count, what=subject)


def _format_change(words: Words, month: TeamMonth) -> Text:
    if not month.contacts_before:
        return words.render("team_month.no_before")
    return words.render(
        "team_month.change",
        count=month.contacts - month.contacts_before,
        made=month.steps.made - month.steps_before.made,
    )
