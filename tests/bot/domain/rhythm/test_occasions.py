"""When nudges are due: local time across clock changes, holidays and leap days."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.workdays import Absence, DayPart, WorkCalendar, WorkWeek
from bot.domain.people.people import Rep, Role, Targets, Team
from bot.domain.people.rhythm import Intensity, Rhythm
from bot.domain.rhythm.occasions import (
    CATCH_UP,
    MORNING_NUDGE,
    TEAM_SUMMARY,
    WEEK_REVIEW,
    WRAP_UP,
    OccasionMoment,
    OccasionVerdict,
    find_next_rep_moment,
    judge_rep_moment,
    judge_team_moment,
    list_rep_moments,
    to_instant,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NEW_YORK = ZoneInfo("America/New_York")
HALF_PAST_EIGHT = time(8, 30)
ZONES = [
    ZoneInfo(name)
    for name in ("Europe/Amsterdam", "Europe/London", "America/New_York", "Australia/Sydney", "Asia/Kolkata")
]


WEDNESDAY, FRIDAY = date(2026, 3, 18), date(2026, 3, 20)


def make_rep(*, zone: str = "Europe/Amsterdam", week: str = "1111100", rhythm: Rhythm | None = None) -> Rep:
    return Rep(
        id=1,
        workspace_id=1,
        external_id="U1",
        name="Anna",
        timezone=zone,
        language="nl",
        role=Role.REP,
        team_id=None,
        targets=Targets(),
        address="U1",
        rhythm=rhythm or Rhythm(),
        week=WorkWeek(week),
    )


def list_day(rep: Rep, day: date, *absences: Absence) -> list[tuple[str, time, str]]:
    """Return the nudges of a day (kind, local time and reason), each evaluated at its own moment."""
    calendar = WorkCalendar(country="NL", week=rep.week, absences=absences)
    verdicts = [
        judge_rep_moment(moment, rep=rep, calendar=calendar, now=to_instant(day, moment.at, rep.zone))
        for moment in list_rep_moments(rep, day)
    ]
    return [
        (verdict.occasion.kind, verdict.due_at.astimezone(rep.zone).time(), verdict.reason)
        for verdict in verdicts
        if verdict is not None
    ]


def judge(day: date, now: datetime, *, country: str = "NL") -> str:
    moment = OccasionMoment(occasion=MORNING_NUDGE, day=day, at=HALF_PAST_EIGHT)
    verdict = judge_rep_moment(moment, rep=make_rep(), calendar=WorkCalendar(country=country), now=now)
    assert verdict is not None
    return verdict.reason


@pytest.mark.slow
@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [
        (date(2026, 3, 27), 7),  # winter time
        (date(2026, 3, 30), 6),  # the Monday after the clock went forward
        (date(2026, 10, 23), 6),  # summer time
        (date(2026, 10, 26), 7),  # the Monday after the clock went back
    ],
)
def test_half_past_eight_is_half_past_eight_on_both_sides_of_a_clock_change(day: date, utc_hour: int) -> None:
    assert to_instant(day, HALF_PAST_EIGHT, AMSTERDAM) == datetime(
        day.year, day.month, day.day, utc_hour, 30, tzinfo=UTC
    )


def test_an_hour_that_comes_twice_counts_once_and_is_the_first() -> None:
    assert to_instant(date(2026, 10, 25), time(2, 30), AMSTERDAM) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_an_hour_that_is_skipped_is_an_hour_later() -> None:
    assert to_instant(date(2026, 3, 29), time(2, 30), AMSTERDAM) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@given(
    start=st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - bounds are naive
    zone=st.sampled_from(ZONES),
    at=st.times().map(lambda moment: moment.replace(second=0, microsecond=0)),
)
def test_walking_from_moment_to_moment_meets_every_local_day_exactly_once(
    start: datetime, zone: ZoneInfo, at: time
) -> None:
    rep = make_rep(zone=zone.key, week="1111111", rhythm=Rhythm(intensity=Intensity.QUIET, morning_at=at))
    moment: datetime | None = start
    days = []
    for _ in range(400):
        assert moment is not None
        moment = find_next_rep_moment(rep, after=moment)
        days += [moment.astimezone(zone).date()] if moment else []
    assert all(later - earlier == timedelta(days=1) for earlier, later in pairwise(days))


def test_a_nudge_is_due_from_its_minute_until_noon() -> None:
    day = date(2026, 3, 18)
    assert judge(day, to_instant(day, time(8, 29, 59), AMSTERDAM)) == "not_yet"
    assert judge(day, to_instant(day, time(8, 30), AMSTERDAM)) == "due"
    assert judge(day, to_instant(day, time(11, 59, 59), AMSTERDAM)) == "due"
    assert judge(day, to_instant(day, time(12), AMSTERDAM)) == "too_late"


def test_a_summary_is_due_until_eight_in_the_evening() -> None:
    day = date(2026, 3, 18)
    team = Team(id=1, workspace_id=1, name="Noord", timezone="Europe/Amsterdam", channel="C1", summary_at=time(17))
    verdict = judge_team_moment(
        OccasionMoment(occasion=TEAM_SUMMARY, day=day, at=time(17)),
        team=team,
        calendar=WorkCalendar(country="NL"),
        now=to_instant(day, time(19, 59), AMSTERDAM),
    )
    assert verdict is not None
    assert (verdict.is_due, verdict.expires_at) == (True, to_instant(day, time(20), AMSTERDAM))


@pytest.mark.parametrize(
    ("day", "country", "reason"),
    [
        (date(2026, 3, 28), "NL", "weekend"),
        (date(2026, 4, 27), "NL", "holiday: Koningsdag"),
        (date(2026, 4, 27), "BE", "due"),
        (date(2026, 7, 21), "BE", "holiday: Nationale feestdag"),
        (date(2026, 7, 21), "NL", "due"),
        (date(2027, 1, 1), "NL", "holiday: Nieuwjaarsdag"),
        (date(2028, 2, 29), "NL", "due"),
    ],
)
def test_only_working_days_of_the_country_have_a_nudge(day: date, country: str, reason: str) -> None:
    assert judge(day, to_instant(day, time(9), AMSTERDAM), country=country) == reason


def test_a_rep_in_new_york_is_woken_by_the_clock_of_new_york() -> None:
    after = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)
    rep = make_rep(zone=NEW_YORK.key)
    assert find_next_rep_moment(rep, after=after) == datetime(2026, 3, 18, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("intensity", "wednesday", "friday"),
    [
        (Intensity.QUIET, ["morning_nudge"], ["morning_nudge"]),
        (Intensity.STANDARD, ["morning_nudge", "catch_up"], ["morning_nudge", "week_review"]),
        (
            Intensity.ACTIVE,
            ["morning_nudge", "catch_up", "wrap_up"],
            ["morning_nudge", "catch_up", "week_review"],
        ),
    ],
)
def test_each_intensity_has_its_number_of_messages_on_friday_too(
    intensity: Intensity, wednesday: list[str], friday: list[str]
) -> None:
    rep = make_rep(rhythm=Rhythm(intensity=intensity))
    for day, kinds in ((WEDNESDAY, wednesday), (FRIDAY, friday)):
        assert [kind for kind, _, reason in list_day(rep, day) if reason == "due"] == kinds
        assert len(kinds) == intensity.most_a_day


def test_the_week_ends_on_the_last_day_that_somebody_works() -> None:
    rep = make_rep(week="1111000")
    assert list_day(rep, date(2026, 3, 19))[-1] == (WEEK_REVIEW.kind, time(16, 45), "due")
    assert list_day(rep, FRIDAY) == []


def test_half_days_move_what_would_fall_into_the_free_half_to_its_edge() -> None:
    active = Rhythm(intensity=Intensity.ACTIVE)
    assert list_day(make_rep(week="11a1100", rhythm=active), WEDNESDAY) == [
        (MORNING_NUDGE.kind, time(8, 30), "due"),
        (CATCH_UP.kind, time(13, 30), "off_at_this_hour"),
        (WRAP_UP.kind, time(12), "due"),
    ]
    assert list_day(make_rep(week="11p1100", rhythm=active), WEDNESDAY)[:2] == [
        (MORNING_NUDGE.kind, time(13), "due"),
        (CATCH_UP.kind, time(13, 30), "due"),
    ]


@pytest.mark.parametrize(
    ("rhythm", "reason"),
    [
        (Rhythm(paused_at=datetime(2026, 3, 1, tzinfo=UTC)), "paused"),
        (Rhythm(silent_on=WEDNESDAY), "silent_today"),
        (Rhythm(switched_off=frozenset({"morning_nudge"})), "switched_off"),
        (Rhythm(morning_at=time(6, 30)), "quiet_hours"),
        (Rhythm(quiet_from=time(0), quiet_until=time(9)), "quiet_hours"),
        (Rhythm(quiet_from=time(7), quiet_until=time(7)), "due"),
    ],
)
def test_everything_that_a_rep_does_not_want_has_its_reason(rhythm: Rhythm, reason: str) -> None:
    assert list_day(make_rep(rhythm=rhythm), WEDNESDAY)[0][2] == reason


def test_somebody_away_hears_nothing_and_half_a_free_day_is_half_a_day() -> None:
    away = Absence(id=1, rep_id=1, first_day=WEDNESDAY, last_day=WEDNESDAY, reason="vakantie")
    morning_off = Absence(id=1, rep_id=1, first_day=WEDNESDAY, last_day=WEDNESDAY, part=DayPart.MORNING)
    assert [reason for _, _, reason in list_day(make_rep(), WEDNESDAY, away)] == ["absent: vakantie"] * 2
    assert [reason for _, _, reason in list_day(make_rep(), WEDNESDAY, morning_off)] == ["off_at_this_hour", "due"]


def test_nothing_is_sent_into_the_quiet_hours_however_late_it_leaves() -> None:
    rep = make_rep(rhythm=Rhythm(intensity=Intensity.ACTIVE, quiet_from=time(17)))
    moment = OccasionMoment(occasion=WRAP_UP, day=WEDNESDAY, at=time(16, 45))
    verdict = judge_rep_moment(
        moment, rep=rep, calendar=WorkCalendar(country="NL"), now=datetime(2026, 3, 18, 15, 45, tzinfo=UTC)
    )
    assert isinstance(verdict, OccasionVerdict)
    assert verdict.expires_at == to_instant(WEDNESDAY, time(17), AMSTERDAM)


def test_after_a_stop_there_is_no_next_moment() -> None:
    rep = make_rep(rhythm=Rhythm(paused_at=datetime(2026, 3, 1, tzinfo=UTC)))
    assert find_next_rep_moment(rep, after=datetime(2026, 3, 18, tzinfo=UTC)) is None
