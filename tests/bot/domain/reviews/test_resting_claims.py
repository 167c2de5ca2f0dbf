"""K5: which of a team's figures rest after three days, and until when."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.domain.delivery.memory import Said
from bot.domain.hints.stall_news import StalledTotal
from bot.domain.home.day import TeamDay
from bot.domain.home.progress import Progress
from bot.domain.people.people import Targets, Team
from bot.domain.reviews.resting_claims import rest_claims

MONDAY = date(2026, 3, 16)
TEAM = Team(id=1, workspace_id=1, name="Noord", timezone="Europe/Amsterdam", channel="C1", summary_at=time(17))


def make_day(number: int, *, stalled: int = 0, overdue: int | None = None) -> TeamDay:
    day = MONDAY + timedelta(days=number)
    return TeamDay(
        team=TEAM,
        day=day,
        next_day=day + timedelta(days=1),
        people=4,
        active=4,
        progress=Progress(done={}, targets=Targets()),
        steps_made=None,
        steps_kept=None,
        due_next=None,
        overdue=overdue,
        stalled=StalledTotal(deals=stalled),
    )


def tell(days: list[TeamDay]) -> list[tuple[int, int | None]]:
    """Return what is told of these days: the deals that stand still (0 for nothing), and the open steps."""
    heard = list[Said]()
    told = []
    for day in days:
        shown, said = rest_claims(day, heard)
        heard.insert(0, said)
        told.append((shown.stalled.deals, shown.overdue))
    return told


@pytest.mark.parametrize(
    ("stalled", "told"),
    [
        # The same all the time: three days. A new number each day: three days, and again after a week.
        ([5] * 12, [5, 5, 5] + [0] * 9),
        ([*range(1, 13)], [1, 2, 3, 0, 0, 0, 0, 0, 0, 10, 0, 0]),
        # Once nothing stood still, it is new.
        ([5, 5, 5, 5, 0, 5, 5], [5, 5, 5, 0, 0, 5, 5]),
    ],
)
def test_k5_what_stands_still_is_told_three_days_and_then_once_a_week_when_it_changed(
    stalled: list[int], told: list[int]
) -> None:
    days = [make_day(number, stalled=each) for number, each in enumerate(stalled)]
    assert [each for each, _ in tell(days)] == told


def test_k5_an_open_number_rests_after_three_days_until_it_is_another_one() -> None:
    days = [make_day(number, overdue=each) for number, each in enumerate([7, 7, 7, 7, 8, 7, 7, 7, 7])]
    assert [each for _, each in tell(days)] == [7, 7, 7, None, 8, 7, 7, 7, None]
    hidden = [make_day(number, overdue=each) for number, each in enumerate([7, 7, None, 7, 7])]
    assert [each for _, each in tell(hidden)] == [7, 7, None, 7, None]


def test_k5_that_a_decision_is_asked_for_rests_until_other_deals_stand_still() -> None:
    heard = list[Said]()
    told = []
    for number, ids in enumerate([{1, 2}, {1, 2}, {1, 2}, {1, 2}, {1, 2}, {1, 2}, {1, 2}, {1, 2}, {1, 2}, {1, 3}]):
        day = replace(make_day(number), has_decisions=True, stalled_ids=frozenset(ids))
        shown, said = rest_claims(day, heard)
        heard.insert(0, said)
        told.append(shown.has_decisions)
    assert told == [True, True, True, False, False, False, False, False, False, True]
