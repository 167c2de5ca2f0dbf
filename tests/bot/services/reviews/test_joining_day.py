"""Whoever begins on a Wednesday is not measured on the Monday and the Tuesday, whatever work was taken over (K4)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from bot.domain.accounts.account import AccountStage
from bot.services.calendar.calendars import load_calendar
from bot.services.deals.day_memo import DayMemo
from bot.services.people.person_cache import Person
from bot.services.reviews.count_team import load_team_count
from bot.services.reviews.load_morning_extras import load_months
from bot.services.reviews.review_rep import RepCalendar
from bot.storage.people.people import list_teams
from bot.storage.tables.accounts import accounts
from tests.bot.services.deals.deal_chat import Mentions
from tests.bot.services.people.test_leaving import Office, give_account, office
from tests.conftest import identify, set_first_day
from tests.interactions import answer_ritme

EMPTY = (
    "Deze week staan er geen contacten in je log. Kan gebeuren; volgende week is er weer een. Begin met één bericht."
)
__all__ = ["office"]


async def begin(office: Office) -> Person:
    """Have Dirk begin on Wednesday 25 March, with Bram's account and the step that was due on Monday."""
    await give_account(office, office.bram)
    await office.says(office.bram, "log", "gebeld met Acme, volgende stap maandag")
    office.clock.move(days=7)
    dirk = await identify(office.bot.people, office.clock, "UDIRK", "Dirk Bos")
    await give_account(office, dirk)
    await office.says(dirk, "log", "2 mails")
    office.clock.move(days=2)
    return dirk


async def test_k4_a_step_that_was_due_before_somebody_began_is_not_missed(office: Office) -> None:
    dirk = await begin(office)
    assert "Afspraken gemaakt: 0" in await office.says(dirk, "ritme", "week")
    # Whoever has the step by now: it was Bram who agreed it.
    assert "Afspraken gemaakt: 0" in await office.says(dirk, "ritme", "maand")
    assert "Afspraken gemaakt: 1" in await office.says(office.bram, "ritme", "maand")


async def test_k4_what_a_predecessor_did_counts_for_the_coverage_of_who_took_over(office: Office) -> None:
    dirk = await begin(office)
    assert await office.says(dirk, "ritme", "dekking") == [
        "Wie je ziet, en wie je vergeet",
        "Nog geen klanten op je naam.",
        "Prospects (1)",
        "▰▰▰▰▰▰▰▰▰▰  deze maand 1 van 1, 100%",
        "▰▰▰▰▰▰▰▰▰▰  dit kwartaal 1 van 1, 100%",
    ]


async def test_k4_a_moment_that_passed_before_somebody_began_is_not_on_the_scorecard(office: Office) -> None:
    dirk = await begin(office)
    assert await read_rebound(office, dirk) == []
    await set_first_day(office.bot, office.bram, date(2025, 1, 1))
    office.bot.people.forget_all()
    assert await read_rebound(office, office.bram) == [
        "Rebound: 1 van 1 keer weer contact met wie nee zei of wegging, in 90 dagen"
    ]


async def read_rebound(office: Office, owner: Person) -> list[str]:
    """Return what the scorecard of the owner of Acme says of rebounds.

    Its contract ends in August: the time to call was half a year before, until the middle of March.
    """
    await give_account(office, owner)
    former = update(accounts).where(accounts.c.name == "Acme")
    former = former.values(stage=AccountStage.FORMER, contract_end=date(2026, 8, 25))
    await office.bot.database.write(lambda connection: connection.execute(former))
    person = await office.now(owner)
    card = await answer_ritme(office.bot, person=person, text="scorekaart", directory=Mentions())
    return [line for line in card.lines if "Rebound" in line and not line.startswith("Nog te vroeg")]


async def test_k4_an_empty_week_is_told_by_its_days(office: Office) -> None:
    bram, carla = office.bram, office.carla
    title = "Je week vanaf maandag 23 maart"
    await office.says(carla, "ritme", "werkdagen wo t/m vr")
    await office.says(office.anna, "ritme", "ik verkoop niet")
    office.clock.move(days=5)  # Monday
    assert await office.says(carla, "ritme", "week") == [title, "Jouw werkweek moet nog beginnen."]
    assert await office.says(bram, "ritme", "week") == [
        title,
        "Deze week staan er nog geen contacten in je log. Begin met één bericht.",
    ]
    assert await office.says(office.anna, "ritme", "week") == [
        title,
        "Jij leidt en verkoopt zelf niet: van jou tel ik niets.",
    ]
    await office.says(carla, "ritme", "vakantie 25 maart t/m 27 maart")
    assert await office.says(carla, "ritme", "week") == [title, "Deze week was je vrij. Hopelijk was het goed."]
    office.clock.move(days=5)  # Saturday
    assert await office.says(bram, "ritme", "week") == [
        title,
        EMPTY,
    ]


async def test_k4_who_leads_and_never_logged_is_in_no_target_until_the_first_line(office: Office) -> None:
    anna = (await office.now(office.anna)).rep
    today, workspace = office.clock.now().date(), office.anna.workspace
    monday = today - timedelta(days=today.weekday())

    async def count_wanted() -> int:
        async with office.bot.database.reading() as connection:
            [team] = await list_teams(connection, workspace_id=anna.workspace_id)
            counted = await load_team_count(connection, team=team, workspace=workspace, first=monday)
        return counted.add_day(today).call

    without = await count_wanted()
    await office.says(office.anna, "log", "2 mails")
    assert await count_wanted() == without + anna.targets.call


@pytest.mark.parametrize(("first_day", "is_told"), [(20, True), (25, True), (26, False), (31, False)])
async def test_k4_a_month_of_fewer_than_five_working_days_here_is_not_looked_back_on(
    office: Office, first_day: int, *, is_told: bool
) -> None:
    await office.says(office.bram, "log", "gebeld met Acme")
    await set_first_day(office.bot, office.bram, date(2026, 3, first_day))
    bram = await office.now(office.bram)
    first = date(2026, 4, 1)
    async with office.bot.database.reading() as connection:
        calendar = await load_calendar(connection, person=bram, since=date(2026, 3, 1))
        told = await load_months(connection, [RepCalendar(bram.rep, calendar)], first, memo=DayMemo())
    assert (bram.rep.id in told) is is_told
