"""The forecast of nudges: recipients, times and reasons, including why not."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.services.people.person_cache import Person, PersonCache
from bot.services.people.set_up_people import join_team
from bot.services.rhythm.forecast_nudges import forecast_nudges
from bot.services.rhythm.plan_nudges import plan_nudges
from bot.storage.database import Database
from handlers.cli.forecast_table import describe_forecast, draw_table
from tests.conftest import StillClock, Talk, identify

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


async def forecast(
    database: Database, since: str, until: str, *, kinds: tuple[str, ...] = ("morning_nudge", "team_summary")
) -> list[tuple[str, str, str, bool, str]]:
    found = await forecast_nudges(database, since=local(since), until=local(until))
    rows = [describe_forecast(item) for item in found if item.kind in kinds]
    return [(str(r["to"]), str(r["kind"]), str(r["utc"]), bool(r["due"]), str(r["reason"])) for r in rows]


async def test_the_sunday_of_the_clock_change_has_no_nudge_and_the_monday_after_it_is_an_hour_earlier_in_utc(
    database: Database, anna: Person
) -> None:
    assert await forecast(database, "2026-03-27T08:30", "2026-03-30T08:30") == [
        (anna.rep.name, "morning_nudge", "2026-03-27T07:30:00Z", True, "due"),
        (anna.rep.name, "morning_nudge", "2026-03-28T07:30:00Z", False, "weekend"),
        (anna.rep.name, "morning_nudge", "2026-03-29T06:30:00Z", False, "weekend"),
        (anna.rep.name, "morning_nudge", "2026-03-30T06:30:00Z", True, "due"),
    ]


async def test_everybody_has_a_moment_of_their_own_clock(
    database: Database, people: PersonCache, anna: Person, clock: StillClock
) -> None:
    await identify(people, clock, "USYD", "Kim Lee", timezone="Australia/Sydney")
    assert [(row[0], row[2]) for row in await forecast(database, "2026-03-19T00:00", "2026-03-19T23:59")] == [
        (anna.rep.name, "2026-03-19T07:30:00Z"),
        ("Kim Lee", "2026-03-19T21:30:00Z"),
    ]


async def test_a_holiday_is_named_and_a_team_without_a_channel_too(
    database: Database, anna: Person, clock: StillClock
) -> None:
    await join_team(database, rep=anna.rep, name="Noord", now=clock.now())
    assert [row[3:] for row in await forecast(database, "2026-04-27T08:00", "2026-04-27T18:00")] == [
        (False, "holiday: Koningsdag"),
        (False, "holiday: Koningsdag"),
    ]
    assert [row[1:] for row in await forecast(database, "2026-04-28T16:00", "2026-04-28T18:00")] == [
        ("team_summary", "2026-04-28T15:00:00Z", False, "no_channel")
    ]


async def test_what_is_on_its_way_already_is_not_due_again(database: Database, anna: Person, clock: StillClock) -> None:
    clock.moment = local("2026-03-19T08:30")
    await plan_nudges(database, now=clock.now())
    assert await forecast(database, "2026-03-19T08:30", "2026-03-19T08:31") == [
        (anna.rep.name, "morning_nudge", "2026-03-19T07:30:00Z", False, "already waiting")
    ]


async def test_the_table_has_a_line_for_each_under_a_line_of_names(database: Database, anna: Person) -> None:
    found = await forecast_nudges(database, since=local("2026-03-19T08:30"), until=local("2026-03-19T08:31"))
    head, line = draw_table([describe_forecast(item) for item in found]).splitlines()
    assert head.split() == ["local", "zone", "utc", "to", "kind", "due", "reason", "workspace"]
    assert line.split()[:3] == ["2026-03-19T08:30+01:00", "Europe/Amsterdam", "2026-03-19T07:30:00Z"]
    assert line.split()[-4:] == ["morning_nudge", "yes", "due", anna.workspace.name]


@pytest.mark.usefixtures("anna")
async def test_a_person_is_told_about_everything_that_could_have_come_and_why_it_does_not(
    database: Database,
) -> None:
    since, until = local("2026-03-20T00:00"), local("2026-03-20T23:59")
    found = await forecast_nudges(database, since=since, until=until, now=since, name="anna")
    assert [(item.kind, item.is_due, item.reason) for item in found] == [
        ("morning_nudge", True, "due"),
        ("catch_up", False, "week_review_instead"),
        ("week_review", True, "due"),
        ("wrap_up", False, "not_in_intensity"),
    ]
    assert await forecast_nudges(database, since=since, until=until, name="nobody") == []


async def test_a_catch_up_depends_on_the_figures_of_its_own_moment(
    database: Database, talk: Talk, clock: StillClock
) -> None:
    async def explain(now: datetime) -> list[str]:
        since, until = local("2026-03-18T13:30"), local("2026-03-18T13:31")
        return [item.reason for item in await forecast_nudges(database, since=since, until=until, now=now)]

    assert await explain(local("2026-03-17T09:00")) == ["if behind by then"]
    assert await explain(clock.now()) == ["nothing_left"]
    for line in ("bezoek Acme", "gebeld met Jansen Metaal", "2 mails"):
        await talk.says(line)
    assert await explain(clock.now()) == ["not_behind"]
