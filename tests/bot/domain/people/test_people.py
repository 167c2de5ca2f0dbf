"""Workspaces, teams and reps: what a role may do, the targets of a day, and whose calendar holds (R1, R4)."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import strategies as st

from bot.domain.calendar.workdays import Absence, CompanyDay, WorkWeek
from bot.domain.log.activity import RHYTHM_KINDS, Kind
from bot.domain.people.people import Rep, Role, Targets, Team, Workspace, find_zone

# 6 January 2026 is a Tuesday, Epiphany: a holiday in Bavaria, not in all of Germany, the Netherlands or Belgium.
EPIPHANY = date(2026, 1, 6)
KINGS_DAY = date(2026, 4, 27)  # a Monday; a holiday in the Netherlands only
MONDAY = date(2026, 3, 16)
ACME = Workspace(
    id=1,
    platform="slack",
    external_id="T1",
    name="Acme",
    country="NL",
    timezone="Europe/Amsterdam",
    language="nl",
)
ANNA = Rep(
    id=1,
    workspace_id=1,
    external_id="U1",
    name="Anna",
    timezone="America/New_York",
    language="nl",
    role=Role.REP,
    team_id=None,
    targets=Targets(),
    address="U1",
)
counts = st.integers(min_value=0, max_value=1_000)
targets = st.builds(Targets, message=counts, call=counts, visit=counts)


@pytest.mark.parametrize(("role", "leads"), [("rep", False), ("manager", True), ("administrator", True)])
def test_a_manager_and_an_administrator_lead_and_a_rep_does_not(role: str, *, leads: bool) -> None:
    assert Role(role).leads == leads


def test_a_day_asks_five_messages_two_calls_and_one_visit() -> None:
    assert {kind: Targets().of(kind) for kind in RHYTHM_KINDS} == {Kind.MESSAGE: 5, Kind.CALL: 2, Kind.VISIT: 1}


def test_each_kind_has_its_own_target() -> None:
    assert [Targets(message=7, call=8, visit=9).of(kind) for kind in (Kind.MESSAGE, Kind.CALL, Kind.VISIT)] == [7, 8, 9]


def test_a_rep_has_the_holidays_of_the_workspace_or_those_of_an_own_country() -> None:
    belgian = replace(ANNA, country="BE")
    assert [rep.make_calendar(ACME).is_worked(KINGS_DAY) for rep in (ANNA, belgian)] == [False, True]


def test_the_region_of_the_workspace_holds_for_its_own_country_only() -> None:
    bavarian = replace(ACME, country="DE", region="BY")
    assert not ANNA.make_calendar(bavarian).is_worked(EPIPHANY)
    assert not replace(ANNA, country="DE").make_calendar(bavarian).is_worked(EPIPHANY)
    assert replace(ANNA, country="BE").make_calendar(bavarian).region is None


def test_the_region_of_a_rep_goes_before_that_of_the_workspace() -> None:
    bavarian, berliner = replace(ACME, country="DE", region="BY"), replace(ANNA, region="BE")
    assert berliner.make_calendar(bavarian).is_worked(EPIPHANY)
    assert not replace(ANNA, region="BY").make_calendar(replace(bavarian, region=None)).is_worked(EPIPHANY)


def test_a_rep_has_an_own_week_own_absences_and_the_days_of_the_company() -> None:
    calendar = replace(ANNA, week=WorkWeek("1110100")).make_calendar(
        ACME,
        absences=(Absence(id=1, rep_id=1, first_day=date(2026, 3, 17), last_day=date(2026, 3, 17)),),
        company_days=(CompanyDay(date(2026, 3, 18), is_worked=False, name="Verhuizing"),),
    )
    # Tuesday is the absence, Wednesday the company's, Thursday free every week.
    assert calendar.list_worked(MONDAY, date(2026, 3, 22)) == [MONDAY, date(2026, 3, 20)]


def test_a_company_works_from_monday_to_friday_but_on_holidays_of_its_region_and_days_of_its_own() -> None:
    closed = CompanyDay(date(2026, 1, 8), is_worked=False, name="Inventur")
    calendar = replace(ACME, country="DE", region="BY").make_calendar((closed,))
    worked = calendar.list_worked(date(2026, 1, 5), date(2026, 1, 11))
    assert worked == [date(2026, 1, 5), date(2026, 1, 7), date(2026, 1, 9)]


def test_a_workspace_has_the_usual_stages_and_after_sale_moments_until_it_sets_its_own() -> None:
    own = replace(ACME, stages="proef,getekend", after_sale="=4,8;tuinbouw=12")
    assert ACME.deal_stages.names == ("intake", "behoefte", "offerte", "onderhandeling")
    assert own.deal_stages.names == ("proef", "getekend")
    assert ACME.after_sale_moments.of("Tuinbouw") == (2, 6, 13, 26)
    assert [own.after_sale_moments.of(segment) for segment in (None, "Tuinbouw")] == [(4, 8), (12,)]


def test_a_rep_and_a_team_have_their_own_hour() -> None:
    team = Team(id=1, workspace_id=1, name="Noord", timezone="Europe/Amsterdam", channel=None, summary_at=time(17))
    noon = datetime(2026, 1, 15, 12)  # noqa: DTZ001 - each zone is added
    # In winter New York is five hours behind UTC and Amsterdam one hour ahead.
    assert noon.replace(tzinfo=ANNA.zone).utcoffset() == timedelta(hours=-5)
    assert noon.replace(tzinfo=team.zone).utcoffset() == timedelta(hours=1)


def test_a_zone_stays_when_the_library_has_dropped_it() -> None:
    held = find_zone("Europe/Amsterdam")
    ZoneInfo.clear_cache(only_keys=["Europe/Amsterdam"])
    assert find_zone("Europe/Amsterdam") is held
