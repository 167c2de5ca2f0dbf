"""When the owner hears of a stalled deal again, and what a team's stalled deals come to (V1, N5, K5)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.workday_index import WorkdayIndex
from bot.domain.deals.deals import ActivityRollup
from bot.domain.deals.stalls import Stall, StallReason
from bot.domain.hints.stall_news import (
    ReasonTotal,
    StalledDeal,
    StalledTotal,
    StallNews,
    StallNotice,
    add_up_stalled,
    count_round,
    is_news,
    write_reasons,
)
from bot.domain.log.situations import Situation
from bot.domain.questions.ask import Advice
from bot.domain.statistics.team_totals import TotalsRule
from bot.domain.text.money import Worth
from tests.bot.domain.deals.test_stalls import QUIET

# A Monday; the working days are Monday to Friday, without holidays.
MONDAY = date(2026, 3, 2)
DAYS = [MONDAY + timedelta(days=number) for number in range(60)]
WORKDAYS = WorkdayIndex([day for day in DAYS if day.isoweekday() <= 5])
NO_STEP, OVERDUE, MOVED = StallReason.NO_STEP, StallReason.STEP_OVERDUE, StallReason.CLOSE_MOVED
LONG = StallReason.LONG_IN_STAGE
WAITING = Advice(account_id=1, account_name="Acme", deal=QUIET, situation=Situation.NEUTRAL, questions=())


def stalled(
    told: StallNotice, *reasons: StallReason, last_contact: date | None = None, last_advance: date | None = None
) -> StalledDeal:
    rollup = ActivityRollup(last_contact=last_contact, last_advance=last_advance)
    return StalledDeal(replace(QUIET, activity_rollup=rollup), since=MONDAY, reasons=reasons or (NO_STEP,), told=told)


def on(day: int, rounds: int = 1, reasons: str = "no_step") -> StallNotice:
    return StallNotice(DAYS[day], reasons, rounds)


def list_news_days(found: StalledDeal) -> list[int]:
    return [at for at, day in enumerate(DAYS[:12]) if is_news(found, today=day, workdays=WORKDAYS)]


def test_a_stall_is_news_until_it_is_told() -> None:
    assert list_news_days(stalled(StallNotice())) == list(range(12))


def test_k5_what_was_told_on_monday_is_told_again_on_the_next_one() -> None:
    # Day 0 is the day itself, so that a message that failed can be made again.
    assert list_news_days(stalled(on(0))) == [0, 7, 8, 9, 10, 11]
    # However much changes meanwhile: a contact, or other reasons.
    assert list_news_days(stalled(on(0), last_contact=DAYS[1])) == [0, 7, 8, 9, 10, 11]
    assert list_news_days(stalled(on(0, reasons="no_step,close_moved"))) == [0, 7, 8, 9, 10, 11]
    # And what was told on a Friday on the next Friday: the weekend does not count.
    assert [is_news(stalled(on(4)), today=DAYS[day], workdays=WORKDAYS) for day in (4, 5, 10, 11)] == [
        True,
        False,
        False,
        True,
    ]


def test_every_telling_is_a_round_and_a_second_try_on_a_day_is_the_same_one() -> None:
    assert count_round(stalled(StallNotice()), today=DAYS[7]) == 1
    assert [count_round(stalled(on(0, rounds)), today=DAYS[7]) for rounds in (1, 2, 3)] == [2, 3, 4]
    assert [count_round(stalled(on(7, rounds)), today=DAYS[7]) for rounds in (1, 2, 3)] == [1, 2, 3]


def test_v1_an_advance_since_it_was_told_begins_anew_and_an_older_one_does_not() -> None:
    rounds = [count_round(stalled(on(5, 3), last_advance=DAYS[day]), today=DAYS[12]) for day in (4, 5, 6)]
    assert rounds == [4, 1, 1]


def test_a_contact_without_an_advance_does_not_begin_anew() -> None:
    assert count_round(stalled(on(0, 3), last_contact=DAYS[6]), today=DAYS[7]) == 4


def test_k5_a_stall_is_told_three_times_at_most_unless_the_deal_advanced() -> None:
    assert [is_news(stalled(on(0, rounds)), today=DAYS[11], workdays=WORKDAYS) for rounds in (1, 2, 3, 4, 7)] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert is_news(stalled(on(0, 3), last_advance=DAYS[1]), today=DAYS[11], workdays=WORKDAYS)
    # The third one can be composed again on its own day.
    assert is_news(stalled(on(0, 3)), today=DAYS[0], workdays=WORKDAYS)


def test_k5_the_third_time_a_decision_is_asked() -> None:
    stalls = (Stall(NO_STEP, 5, 4), Stall(MOVED, 2, 1))
    news = [StallNews(QUIET, stalls, number, MONDAY, WAITING) for number in (1, 2, 3)]
    assert [each.asks_decision for each in news] == [False, False, True]
    assert {each.code for each in news} == {"no_step,close_moved"}


def test_the_code_of_the_news_is_the_one_that_makes_it_old() -> None:
    news = StallNews(QUIET, (Stall(OVERDUE, 1, 0), Stall(LONG, 21, 20)), 1, MONDAY, WAITING)
    told = StallNotice(MONDAY, news.code, 1)
    assert not is_news(stalled(told, OVERDUE, LONG), today=DAYS[1], workdays=WORKDAYS)
    assert write_reasons([]) == ""


def total_of(*found: tuple[int | None, int, tuple[StallReason, ...]]) -> StalledTotal:
    return add_up_stalled(
        [
            StalledDeal(replace(QUIET, value=None if value is None else Decimal(value)), DAYS[since], reasons, on(0))
            for value, since, reasons in found
        ],
        TotalsRule(frozenset(range(1, 10))),
    )


def test_a_team_sees_how_many_deals_stall_their_value_and_the_two_oldest_reasons() -> None:
    assert total_of((45_000, 3, (NO_STEP, MOVED)), (None, 1, (NO_STEP,)), (5_000, 2, (LONG,))) == StalledTotal(
        deals=3,
        value=(Worth(Decimal(50_000), "EUR"),),
        reasons=(ReasonTotal(NO_STEP, 2, DAYS[1]), ReasonTotal(LONG, 1, DAYS[2])),
    )
    assert total_of() == StalledTotal()


def test_of_reasons_equally_old_the_commonest_comes_first_and_then_the_weightiest() -> None:
    by_count = total_of((1, 0, (NO_STEP, MOVED)), (1, 0, (MOVED,)))
    assert [each.reason for each in by_count.reasons] == [MOVED, NO_STEP]
    by_weight = total_of((1, 0, (MOVED, LONG)), (1, 0, (OVERDUE,)))
    assert [each.reason for each in by_weight.reasons] == [OVERDUE, LONG]


_deals = st.tuples(
    st.none() | st.integers(min_value=0, max_value=10**6),
    st.integers(min_value=0, max_value=59),
    st.lists(st.sampled_from([NO_STEP, LONG]), min_size=1, max_size=2, unique=True).map(tuple),
)


@given(st.lists(_deals, max_size=8))
def test_the_totals_do_not_depend_on_the_order_of_the_deals(
    found: list[tuple[int | None, int, tuple[StallReason, ...]]],
) -> None:
    total = total_of(*found)
    assert total == total_of(*reversed(found))
    assert {each.reason: each.deals for each in total.reasons} == {
        reason: number for reason in (NO_STEP, LONG) if (number := sum(reason in each[2] for each in found))
    }
