"""No total over fewer than four people, and no difference of two totals that reveals one (K10)."""

from datetime import date, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.statistics.team_totals import RepDay, Tally, TotalsRule

MONDAY = date(2026, 3, 16)
RULE, AGREED = TotalsRule(), TotalsRule(frozenset([0, 1, 2, *map(ord, "abcde")]))


def on(days: dict[int, str]) -> Tally:
    """Return a tally in which each named person did one thing, by day from the Monday on."""
    return {(ord(name), MONDAY + timedelta(days=day)): 1 for day, names in days.items() for name in names}


def week_of(days: dict[int, str], *, rule: TotalsRule = RULE) -> int | None:
    return rule.add_up(on(days), MONDAY, MONDAY + timedelta(days=6))


def test_k10_a_total_needs_four_people_with_something_counted() -> None:
    assert [RULE.may_show(range(people)) for people in range(6)] == [False, False, False, False, True, True]
    assert RULE.may_show([1, 1, 1, 1]) is False


def test_k10_a_small_team_that_agreed_is_shown_and_a_total_over_nobody_never() -> None:
    assert [AGREED.may_show(range(people)) for people in range(3)] == [False, True, True]


def test_k10_a_week_is_not_shown_when_the_days_leave_one_person_over() -> None:
    assert week_of({0: "abcd", 1: "abcd"}) == 8
    assert week_of({0: "abcd", 1: "e"}) is None
    assert week_of({0: "abcd", 1: "e"}, rule=AGREED) == 5
    assert week_of({0: "ab", 1: "cd"}) == 4


def test_k10_a_week_in_two_months_is_not_shown_when_the_month_would_leave_one_person_over() -> None:
    # Tuesday the 31st is in March, Wednesday in April.
    first = date(2026, 3, 30)
    tally = {(person, first + timedelta(days=1 if person < 3 else 2)): 1 for person in range(6)}
    assert RULE.may_show_period(tally, first, first + timedelta(days=6)) is False
    assert RULE.may_show_period(
        {**tally, (9, first + timedelta(days=1)): 1, (8, first + timedelta(days=2)): 1},
        first,
        first + timedelta(days=6),
    )


@given(
    st.dictionaries(
        st.tuples(st.integers(1, 6), st.dates(date(2026, 3, 26), date(2026, 4, 3))),
        st.just(1),
        min_size=15,
        max_size=54,
    )
)
def test_k10_what_is_left_of_any_shown_total_without_the_totals_within_it_is_over_four_people(
    tally: dict[RepDay, int],
) -> None:
    days = [(day, day) for day in _list_days(date(2026, 2, 23), date(2026, 5, 3))]
    weeks = [(first, first + timedelta(days=6)) for first, _ in days[::7]]
    months = [(date(2026, 3, 1), date(2026, 3, 31)), (date(2026, 4, 1), date(2026, 4, 30))]
    shown = [period for period in (*days, *weeks, *months) if RULE.may_show_period(tally, *period)]
    for (first, last), (begins, ends) in product(shown, shown):
        if (begins, ends) != (first, last) and first <= begins and ends <= last:
            inside = [each for each in shown if each != (first, last) and first <= each[0] and each[1] <= last]
            left = {rep for rep, day in tally if first <= day <= last and not _is_in(day, inside)}
            assert not left or RULE.may_show(left)
            without_one = {rep for rep, day in tally if first <= day <= last and not _is_in(day, [(begins, ends)])}
            assert not without_one or RULE.may_show(without_one)


def _is_in(day: date, periods: list[tuple[date, date]]) -> bool:
    return any(first <= day <= last for first, last in periods)


def _list_days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
