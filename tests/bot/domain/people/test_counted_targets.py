"""Whose day counts, and how much (K4): the targets of a day and of a period, of one and of a team (R1)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.workdays import Absence, DayPart, WorkCalendar, WorkWeek
from bot.domain.log.activity import RHYTHM_KINDS, Kind, OwnKindId
from bot.domain.log.own_kinds import KindContent, OwnKind, Period
from bot.domain.people.counted_targets import CountedDays, count_day, count_period, sum_targets
from bot.domain.people.people import Rep, Role, Targets, Workspace, make_targets
from bot.domain.people.team_targets import DayTargets, TargetChange

ACME = Workspace(
    id=1, platform="slack", external_id="T1", name="Acme", country="NL", timezone="Europe/Amsterdam", language="nl"
)
MONDAY = date(2026, 3, 16)
DAYS = [MONDAY + timedelta(days=number) for number in range(28)]
POST = OwnKind(OwnKindId(1), KindContent("Post", target=3))
FAIR = OwnKind(OwnKindId(2), KindContent("Beurs", target=2, period=Period.WEEK))
DEMO = OwnKind(OwnKindId(3), KindContent("Demo", counts_for=Kind.VISIT))
NONE = {Kind.MESSAGE: 0, Kind.CALL: 0, Kind.VISIT: 0}
some_days = st.none() | st.sampled_from(DAYS)


def make_rep(
    *,
    week: str = "1111100",
    first_day: date | None = None,
    leads_since: date | None = None,
    left_on: date | None = None,
    targets: Targets | None = None,
) -> Rep:
    return Rep(
        id=1,
        workspace_id=1,
        external_id="U1",
        name="Anna",
        timezone="Europe/Amsterdam",
        language="nl",
        role=Role.REP,
        team_id=None,
        targets=Targets() if targets is None else targets,
        address="U1",
        week=WorkWeek(week),
        first_day=first_day,
        leads_since=leads_since,
        left_at=None if left_on is None else datetime(left_on.year, left_on.month, left_on.day, 12, tzinfo=UTC),
    )


def away(first: date, last: date, part: DayPart = DayPart.WHOLE) -> Absence:
    return Absence(id=1, rep_id=1, first_day=first, last_day=last, part=part)


def list_targets(targets: Targets) -> dict[Kind, int]:
    return {kind: targets.of(kind) for kind in RHYTHM_KINDS}


def list_own(targets: Targets) -> dict[str, int]:
    return {each.kind.content.name: each.count for each in targets.own}


def day_of(rep: Rep, day: date, *absences: Absence) -> Targets:
    return sum_targets([count_day(rep, rep.make_calendar(ACME, absences=absences), day)])


@pytest.mark.parametrize(
    ("rep", "share"),
    [
        (make_rep(), 1.0),
        (make_rep(week="p111100"), 0.5),
        (make_rep(week="0111100"), 0.0),
        (make_rep(first_day=MONDAY), 1.0),
        (make_rep(first_day=MONDAY + timedelta(days=1)), 0.0),
        (make_rep(leads_since=MONDAY), 0.0),
        (make_rep(leads_since=MONDAY + timedelta(days=1)), 1.0),
        (make_rep(left_on=MONDAY), 0.0),
        (make_rep(left_on=MONDAY + timedelta(days=1)), 1.0),
    ],
)
def test_k4_a_day_counts_for_who_works_is_here_and_sells(rep: Rep, share: float) -> None:
    calendar = rep.make_calendar(ACME)
    assert calendar.count_share(MONDAY) == calendar.count_days(MONDAY, MONDAY) == share


def test_k4_a_day_away_counts_for_nothing_and_half_a_day_for_half() -> None:
    assert list_targets(day_of(make_rep(), MONDAY, away(MONDAY, MONDAY))) == NONE
    half = day_of(make_rep(), MONDAY, away(MONDAY, MONDAY, DayPart.MORNING))
    assert list_targets(half) == {Kind.MESSAGE: 3, Kind.CALL: 1, Kind.VISIT: 1}


def test_k4_halves_are_added_as_halves_and_rounded_up_once() -> None:
    mornings = make_rep(week="aaaaa00")
    week = sum_targets(count_period(mornings, mornings.make_calendar(ACME), MONDAY, MONDAY + timedelta(days=6)))
    assert list_targets(week) == {Kind.MESSAGE: 13, Kind.CALL: 5, Kind.VISIT: 3}


def test_k4_before_the_first_day_nothing_was_asked() -> None:
    thursday = make_rep(first_day=MONDAY + timedelta(days=3))
    week = sum_targets(count_period(thursday, thursday.make_calendar(ACME), MONDAY, MONDAY + timedelta(days=6)))
    assert list_targets(week) == {Kind.MESSAGE: 10, Kind.CALL: 4, Kind.VISIT: 2}


def test_k7_each_day_of_a_week_asks_the_targets_that_held_on_it() -> None:
    rep = make_rep(targets=Targets(message=10, call=4, visit=2))
    calendar, friday = rep.make_calendar(ACME), MONDAY + timedelta(days=4)
    changes = [
        TargetChange(rep.id, MONDAY + timedelta(days=1), DayTargets(message=1, call=1, visit=0)),
        TargetChange(rep.id, MONDAY + timedelta(days=3), DayTargets(message=5, call=2, visit=1)),
        TargetChange(99, MONDAY + timedelta(days=2), DayTargets(message=0, call=0, visit=0)),
    ]
    week = sum_targets(count_period(rep, calendar, MONDAY, friday, changes=changes))
    assert list_targets(week) == {Kind.MESSAGE: 1 + 10 + 20, Kind.CALL: 1 + 4 + 8, Kind.VISIT: 0 + 2 + 4}
    days = [sum_targets([count_day(rep, calendar, day, changes=changes)]) for day in DAYS[:5]]
    assert [each.message for each in days] == [1, 5, 5, 10, 10]


def test_a_day_asks_the_daily_targets_of_own_kinds_and_half_a_day_half() -> None:
    targets = make_targets(message=5, call=2, visit=1, own_kinds=(POST, FAIR, DEMO))
    assert list_own(day_of(make_rep(targets=targets), MONDAY)) == {"Post": 3, "Beurs": 0, "Demo": 0}
    assert list_own(day_of(make_rep(targets=targets, week="a000000"), MONDAY)) == {"Post": 2, "Beurs": 0, "Demo": 0}


@pytest.mark.parametrize(("weeks", "fairs"), [(0, 0), (0.2, 1), (0.5, 1), (0.6, 2), (1, 2), (1.1, 3), (2, 4)])
def test_a_period_asks_the_weekly_targets_of_its_working_weeks(weeks: float, fairs: int) -> None:
    targets = make_targets(message=0, call=0, visit=0, own_kinds=(POST, FAIR, DEMO))
    total = sum_targets([CountedDays(targets, days=0.0, weeks=weeks)])
    assert list_own(total) == {"Post": 0, "Beurs": fairs, "Demo": 0}


def test_own_targets_of_a_team_add_up_kind_by_kind_in_the_order_of_the_workspace() -> None:
    one = make_targets(message=5, call=2, visit=1, own_kinds=(POST, FAIR))
    other = make_targets(message=5, call=2, visit=1, own_kinds=(POST, FAIR), chosen={POST.id: 1})
    total = sum_targets([CountedDays(one, days=1.0, weeks=0.2), CountedDays(other, days=1.0, weeks=0.2)])
    # A fifth of two fairs each is less than one fair together.
    assert [(each.kind.content.name, each.count) for each in total.own] == [("Post", 4), ("Beurs", 1)]
    assert sum_targets([]) == Targets(message=0, call=0, visit=0)


reps = st.builds(
    make_rep,
    week=st.text(alphabet="01ap", min_size=7, max_size=7),
    first_day=some_days,
    leads_since=some_days,
    left_on=some_days,
    targets=st.builds(Targets, *([st.integers(min_value=0, max_value=9)] * 3)),
)
leaves = st.lists(
    st.builds(
        lambda first, length, part: away(first, first + timedelta(days=length), part),
        st.sampled_from(DAYS),
        st.integers(min_value=0, max_value=6),
        st.sampled_from(DayPart),
    ),
    max_size=3,
)


def recount_halves(rep: Rep, absences: list[Absence], day: date) -> int:
    """Count a day again in halves, by the rule as a person would say it; there is no holiday in these weeks."""
    if rep.first_day is not None and day < rep.first_day:
        return 0
    if rep.leads_since is not None and day >= rep.leads_since:
        return 0
    if rep.left_at is not None and day >= rep.left_at.date():
        return 0
    halves = {"1": {"am", "pm"}, "a": {"am"}, "p": {"pm"}, "0": set[str]()}[rep.week.code[day.weekday()]]
    for absence in absences:
        if absence.first_day <= day <= absence.last_day:
            halves -= {"whole": {"am", "pm"}, "morning": {"am"}, "afternoon": {"pm"}}[absence.part]
    return len(halves)


@given(
    team=st.lists(st.tuples(reps, leaves), max_size=5),
    first=st.sampled_from(DAYS[:12]),
    length=st.integers(min_value=0, max_value=6),
)
def test_k4_a_total_asks_exactly_what_the_days_of_each_member_ask(
    team: list[tuple[Rep, list[Absence]]], first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    span = [first + timedelta(days=number) for number in range(length + 1)]
    calendars = [rep.make_calendar(ACME, absences=tuple(absences)) for rep, absences in team]
    halves = [sum(recount_halves(rep, absences, day) for day in span) for rep, absences in team]
    assert [2 * calendar.count_days(first, last) for calendar in calendars] == halves
    asked = sum_targets(
        part
        for (rep, _), calendar in zip(team, calendars, strict=True)
        for part in count_period(rep, calendar, first, last)
    )
    for kind in RHYTHM_KINDS:
        doubled = sum(rep.targets.of(kind) * each for (rep, _), each in zip(team, halves, strict=True))
        assert asked.of(kind) == doubled // 2 + doubled % 2


@given(rep=reps, absences=leaves)
def test_k4_the_days_of_a_week_are_its_days_one_by_one(rep: Rep, absences: list[Absence]) -> None:
    calendar: WorkCalendar = rep.make_calendar(ACME, absences=tuple(absences))
    week = DAYS[:7]
    assert calendar.count_days(week[0], week[-1]) == sum(calendar.count_share(day) for day in week)
    assert calendar.list_counted(week[0], week[-1]) == [day for day in week if calendar.count_share(day)]
