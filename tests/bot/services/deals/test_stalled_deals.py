"""Stalled deals: detected, reported once, repeated after a while, and finally put up for a decision (V1, N5, K5)."""

import json
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.stalls import USUAL_CONTACTS
from bot.domain.exchange.subject import FileSubject
from bot.domain.hints.stall_news import StallNews
from bot.domain.people.people import Workspace
from bot.messages.hints.stall_news import describe_stall_news
from bot.messages.reviews.team_summary import build_team_summary
from bot.messages.text.message import Message
from bot.messages.text.words import load_words
from bot.services.bot import Bot
from bot.services.deals.change_deal import hand_over
from bot.services.deals.day_memo import DayMemo
from bot.services.deals.load_deals import list_own_deals
from bot.services.deals.scan_stalls import ScanCounts, load_stall_inputs, scan_all
from bot.services.exchange.import_tables import write_import
from bot.services.exchange.table import load_table
from bot.services.hints.find_stall_news import find_stall_news, save_told
from bot.services.hints.list_stalls import judge_workspace
from bot.services.people.person_cache import Person, PersonCache
from bot.services.people.set_up_people import find_team, join_team
from bot.services.reviews.summarise_team import load_team_day
from bot.storage.tables.deals import deals
from tests.bot.services.calendar.test_calendar_answers import NoDirectory
from tests.bot.services.delivery.mornings import look_at_morning
from tests.bot.services.log.test_advances import open_deal
from tests.conftest import StillClock, Talk, identify
from tests.interactions import agree_totals, answer_ritme


async def tell(bot: Bot, person: Person) -> StallNews | None:
    """Scan, and return the report as in a morning nudge."""
    await scan_all(bot.database, now=bot.now())
    async with bot.database.reading() as connection:
        look = await look_at_morning(connection, person, now=bot.now())
        news = (await find_stall_news(connection, [look], memo=DayMemo())).get(person.rep.id)
    await save_told(bot.database, [news] if news else [])
    return news


def read(news: StallNews | None) -> list[str]:
    assert news is not None
    return Message(fallback="", parts=tuple(describe_stall_news(load_words("nl"), news))).lines


async def test_a_scan_looks_only_at_what_may_have_changed(bot: Bot, talk: Talk, clock: StillClock) -> None:
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    await open_deal(bot, talk.person, "nieuw Jansen Metaal Zaag 5k")
    assert await scan_all(bot.database, now=bot.now()) == ScanCounts(looked_at=2, changed=0)
    assert await scan_all(bot.database, now=bot.now()) == ScanCounts()
    await talk.says("mail Acme")
    assert await scan_all(bot.database, now=bot.now()) == ScanCounts(looked_at=1, changed=0)
    clock.move(days=7)  # five working days
    assert await scan_all(bot.database, now=bot.now()) == ScanCounts(looked_at=2, changed=2)


async def set_opening(connection: AsyncConnection, *, opened_on: date) -> None:
    await connection.execute(update(deals).values(opened_on=opened_on))


async def test_a_deal_of_long_ago_costs_no_more_than_one_of_ten_years(bot: Bot, talk: Talk) -> None:
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    judges = []
    # At most ten years back, rounded to the start of the year: from 2016.
    for opened_on in (date(2016, 3, 18), date(1900, 1, 1), date(1, 1, 1)):
        await bot.database.write(partial(set_opening, opened_on=opened_on))
        async with bot.database.reading() as connection:
            judge = load_stall_inputs(connection, workspace=talk.person.workspace, deals=(), today=date(2026, 3, 18))
            judges.append(await judge)
    assert {judge.workdays.days[0] for judge in judges} == {date(2016, 1, 4)}  # a Monday; the year began on a Friday


async def test_the_most_valuable_stalled_deal_is_told_with_a_question(bot: Bot, talk: Talk, clock: StillClock) -> None:
    await open_deal(bot, talk.person, "nieuw Jansen Metaal Zaag 5k")
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    assert await tell(bot, talk.person) is None
    clock.move(days=7)
    lines = read(await tell(bot, talk.person))
    assert lines[:2] == ["Staat stil", "Acme · Kassen (€ 45.000) staat stil: 5 werkdagen zonder volgende stap."]
    assert lines[2].startswith("Vraag vandaag eens: “")


async def test_k5_the_same_deal_waits_five_working_days_whatever_changed(
    bot: Bot, talk: Talk, clock: StillClock
) -> None:
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    clock.move(days=7)  # Wednesday 25 March
    assert await tell(bot, talk.person) is not None
    clock.move(days=1)
    assert await tell(bot, talk.person) is None
    clock.move(days=5)  # Tuesday 31 March: four working days
    assert await tell(bot, talk.person) is None
    clock.move(days=1)
    news = await tell(bot, talk.person)
    assert news is not None
    assert news.round == 2
    # The norm is ten working days in the first stage; on the eleventh a reason is added.
    clock.move(days=1)
    assert await tell(bot, talk.person) is None


async def test_on_one_day_the_news_stays_the_same(bot: Bot, talk: Talk, clock: StillClock) -> None:
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    clock.move(days=7)
    assert read(await tell(bot, talk.person)) == read(await tell(bot, talk.person))


async def test_k5_the_third_time_it_asks_for_a_decision_and_then_rests(bot: Bot, talk: Talk, clock: StillClock) -> None:
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    told = []
    for _ in range(4):
        clock.move(days=14)
        told.append(await tell(bot, talk.person))
    assert [(news.round, news.asks_decision) for news in told if news] == [
        (1, False),
        (2, False),
        (3, True),
    ]
    assert read(told[2])[-1].startswith("Tijd om te kiezen: ")
    assert told[3] is None
    await talk.says("bezoek Acme, volgende stap vandaag")
    clock.move(days=14)
    news = await tell(bot, talk.person)
    assert news is not None
    assert news.round == 1


async def test_a_deal_that_moves_is_not_told(bot: Bot, talk: Talk, clock: StillClock) -> None:
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    clock.move(days=7)
    await scan_all(bot.database, now=bot.now())
    await talk.says("bezoek Acme, volgende stap over 2 weken")
    async with bot.database.reading() as connection:
        look = await look_at_morning(connection, talk.person, now=bot.now())
        assert await find_stall_news(connection, [look], memo=DayMemo()) == {}


async def test_the_team_sees_number_value_and_the_longest_standing_reasons(
    bot: Bot, people: PersonCache, talk: Talk, clock: StillClock
) -> None:
    await join_team(bot.database, rep=talk.person.rep, name="Noord", now=bot.now())
    bot.people.forget(talk.person)
    person = await bot.people.find("T1", "UANNA", now=bot.now())
    assert person is not None
    await agree_totals(bot, person)
    await open_deal(bot, person, "nieuw Acme Kassen 45k")
    await open_deal(bot, person, "nieuw Jansen Metaal Zaag 5k")
    assert (await look(bot, person)) == ["Er staat geen deal stil."]
    clock.move(days=7)
    await scan_all(bot.database, now=bot.now())
    team = await find_team(bot.database, rep=person.rep)
    async with bot.database.reading() as connection:
        day = await load_team_day(connection, team=team, workspace=person.workspace, now=bot.now())
    assert build_team_summary(load_words("nl", today=day.day), day).lines[-2:] == [
        "Staat stil",
        "2 deals, samen € 50.000: 2 zonder volgende stap (de eerste sinds wo 25 mrt).",
    ]
    lines = await look(bot, person)
    assert lines[:2] == [
        "2 deals staan stil, samen € 50.000",
        "Acme · Kassen · Anna de Wit · € 45.000: 5 werkdagen zonder volgende stap.",
    ]
    assert lines[2].startswith("Vraag mee te geven: “")
    bram = await identify(people, clock, "UBRAM", "Bram Kok")
    assert (await look(bot, bram))[0].startswith("Je hebt nog geen open deals.")


async def look(bot: Bot, person: Person) -> list[str]:
    return (await answer_ritme(bot, person=person, text="team vastgelopen", directory=NoDirectory())).lines


async def test_the_command_line_judges_every_open_deal(bot: Bot, talk: Talk, workspace: Workspace) -> None:
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    await open_deal(bot, talk.person, "nieuw Jansen Metaal Zaag offerte 5k")
    later = bot.now().date() + timedelta(days=7)
    rows = await judge_workspace(bot.database, workspace=workspace, today=later)
    assert json.loads(json.dumps(rows))[0] == {
        "id": 1,
        "account": "Acme",
        "deal": "Kassen",
        "owner": "Anna de Wit",
        "stage": "intake",
        "value": 45000.0,
        "margin": None,
        "next_step": None,
        "contacts_since_advance": 0,
        "stalled": True,
        "reasons": [{"reason": "no_step", "figure": 5, "norm": 4}],
    }
    today = await judge_workspace(bot.database, workspace=workspace, today=bot.now().date())
    assert [row["stalled"] for row in today] == [False, False]


async def test_deals_won_without_a_contact_teach_nothing_of_contacts(
    bot: Bot, talk: Talk, workspace: Workspace
) -> None:
    for number in range(20):
        await open_deal(bot, talk.person, f'nieuw Acme "Kas {number}"')
        await open_deal(bot, talk.person, f'Acme "Kas {number}" gewonnen')
    async with bot.database.reading() as connection:
        judge = await load_stall_inputs(connection, workspace=workspace, deals=(), today=bot.now().date())
    assert judge.norms.won_deals == 20
    assert judge.norms.contacts == USUAL_CONTACTS


async def test_a_new_owner_hears_of_a_deal_for_the_first_time(
    bot: Bot, talk: Talk, people: PersonCache, clock: StillClock
) -> None:
    bram = await identify(people, clock, "UBRAM", "Bram Kok")
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    for _ in range(4):
        clock.move(days=14)
        await tell(bot, talk.person)
    (listed,) = await list_own_deals(bot.database, person=talk.person, now=bot.now())
    await hand_over(bot.database, person=talk.person, deal_id=listed.deal.id, to=bram.rep, now=bot.now())
    news = await tell(bot, bram)
    assert news is not None
    assert (news.round, news.asks_decision) == (1, False)


async def test_an_owner_whom_a_file_names_hears_of_a_deal_for_the_first_time(
    bot: Bot, talk: Talk, people: PersonCache, clock: StillClock, tmp_path: Path
) -> None:
    bram = await identify(people, clock, "UBRAM", "Bram Kok")
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    for _ in range(4):
        clock.move(days=14)
        await tell(bot, talk.person)
    path = tmp_path / "deals.csv"
    path.write_text("account,deal,owner\nAcme,Kassen,Bram Kok\n", encoding="utf-8")
    workspace_id = bram.workspace.id
    report = await write_import(
        bot.database,
        subject=FileSubject.DEALS,
        workspace_id=workspace_id,
        table=load_table(path),
        skip_bad=False,
        now=bot.now(),
    )
    assert report.changed == 1
    news = await tell(bot, bram)
    assert news is not None
    assert news.round == 1
