"""How much somebody hears on a day, and when news that is too much is told (K5)."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.people.rhythm import Intensity, Rhythm
from bot.domain.rhythm.day_budget import DayHeard, find_news_moment, has_room
from tests.bot.domain.rhythm.test_occasions import make_rep

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM).astimezone(UTC)


def tell(heard: DayHeard, now: str, *, is_urgent: bool = False, intensity: Intensity = Intensity.STANDARD) -> str:
    """Return the local moment at which news is told."""
    rep = make_rep(rhythm=Rhythm(intensity=intensity))
    moment = find_news_moment(rep, WorkCalendar(country="NL", week=rep.week), heard, is_urgent=is_urgent, now=at(now))
    return f"{moment.astimezone(AMSTERDAM):%a %H:%M}"


PLAN = DayHeard({"morning_nudge": 1}, planned=frozenset({"morning_nudge"}))
FULL = DayHeard({"morning_nudge": 1, "deal_given": 1}, planned=frozenset({"morning_nudge", "deal_given"}))


# 18 March 2026 is a Wednesday.
@pytest.mark.parametrize(
    ("heard", "now", "told"),
    [
        (PLAN, "2026-03-18T10:00", "Wed 10:00"),
        (FULL, "2026-03-18T10:00", "Thu 08:30"),
        # Before the plan one place is kept for it.
        (DayHeard(), "2026-03-18T08:10", "Wed 08:10"),
        (DayHeard({"greeting": 1}), "2026-03-18T08:10", "Thu 08:30"),
        # Not at night, and not at the weekend.
        (DayHeard(), "2026-03-18T23:00", "Thu 08:00"),
        (DayHeard(), "2026-03-21T10:00", "Mon 08:00"),
        (FULL, "2026-03-20T10:00", "Mon 08:30"),
    ],
)
def test_k5_news_is_told_when_the_day_has_room_for_it(heard: DayHeard, now: str, told: str) -> None:
    assert tell(heard, now) == told


def test_k5_on_the_last_day_of_the_week_only_urgent_news_goes_before_the_review() -> None:
    friday = "2026-03-20T10:00"
    assert (tell(PLAN, friday), tell(PLAN, friday, is_urgent=True)) == ("Mon 08:30", "Fri 10:00")


@pytest.mark.parametrize("intensity", [Intensity.WEEKLY, Intensity.QUIET])
def test_k5_who_wants_the_plan_alone_hears_one_piece_of_news_beside_it(intensity: Intensity) -> None:
    now = "2026-03-18T10:00"
    assert (tell(PLAN, now, intensity=intensity), tell(FULL, now, intensity=intensity)) == ("Wed 10:00", "Thu 08:30")


def test_k5_who_ignores_what_comes_hears_news_a_week_after_the_last() -> None:
    assert tell(replace(PLAN, last=date(2026, 3, 17)), "2026-03-18T10:00", is_urgent=True) == "Tue 08:30"
    assert tell(replace(DayHeard(), last=date(2026, 3, 11)), "2026-03-18T10:00") == "Wed 10:00"


@pytest.mark.parametrize(
    ("kind", "heard", "fits"),
    [
        ("morning_nudge", DayHeard({"greeting": 1}), True),
        ("catch_up", PLAN, True),
        ("catch_up", FULL, False),
        ("reading", FULL, False),
        ("week_review", FULL, False),
        # A plan that was put off is the same one again.
        ("morning_nudge", DayHeard({"morning_nudge": 1, "deal_given": 1}), True),
        # Of what is sent at the same moment the plan goes first, then news, then what pushes.
        ("morning_nudge", DayHeard(sending={"deal_given": 1, "role_given": 1}), True),
        ("catch_up", DayHeard({"morning_nudge": 1}, sending={"deal_given": 1}), False),
    ],
)
def test_k5_what_comes_by_itself_fits_into_the_day_or_not(kind: str, heard: DayHeard, *, fits: bool) -> None:
    assert has_room(kind, Intensity.STANDARD, heard) is fits
