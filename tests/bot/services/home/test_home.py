"""The data of the Home page, and the buttons of its plan, on both databases."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.errors import AccountGone
from bot.domain.accounts.snoozed_accounts import Rest, SnoozedAccount
from bot.domain.home.day import DeadLetter, Overview
from bot.domain.log.activity import RHYTHM_KINDS, Kind
from bot.domain.log.errors import AccountUnknown
from bot.domain.people.people import Role
from bot.interactions.rhythm.plan import parse_rest
from bot.messages.text.button_values import AccountInPlan, AccountRef
from bot.messages.text.message import Message
from bot.ports import Profile
from bot.services.accounts.snooze_account import snooze_account
from bot.services.bot import Bot
from bot.services.home.load_day import load_current_day
from bot.services.home.load_home import HomeSnapshot, load_home, save_home_version
from bot.services.people.person_cache import Person, PersonCache
from bot.services.people.set_up_people import join_team
from bot.storage.accounts.snoozes import list_snoozed
from bot.storage.database import Database
from bot.storage.people.people import change_rep
from bot.storage.tables.accounts import account_snoozes, accounts
from bot.storage.tables.delivery import deliveries
from handlers.front.directory import ReachesEverybody
from tests.conftest import WEDNESDAY, StillClock, Talk, add_example_accounts, identify, set_first_day
from tests.interactions import agree_totals, answer_ritme, press

TODAY = date(2026, 3, 18)
NAMES = ("Acme", "Acme Nederland", "De Vries & Zn.", "Jansen Metaal", "Van Dam Logistiek", "Koninklijke Van Dam")


class NoDirectory(ReachesEverybody):
    """An empty directory."""

    async def find_channel(self, typed: str) -> None:
        raise AssertionError(typed)

    def find_person(self, typed: str) -> None:
        raise AssertionError(typed)

    async def fetch_profile(self, external_id: str) -> Profile | None:
        raise AssertionError(external_id)


@pytest.fixture
async def owned(database: Database, anna: Person, talk: Talk, accounts: dict[str, int]) -> dict[str, int]:  # noqa: ARG001 - the conversation comes first
    """Assign all accounts to Anna with decreasing value, and return their ids by name."""
    await own(database, anna, {name: accounts[name] for name in NAMES})
    return accounts


async def own(database: Database, person: Person, ids: Mapping[str, int]) -> None:
    async def work(connection: AsyncConnection) -> None:
        for place, account_id in enumerate(ids.values()):
            await connection.execute(
                update(accounts)
                .where(accounts.c.id == account_id)
                .values(owner_id=person.rep.id, value=Decimal(1000 - place))
            )

    await database.write(work)


async def list_proposed(bot: Bot, person: Person) -> list[str]:
    day = await load_current_day(bot.database, person=person, now=bot.now())
    return [suggestion.account_name for suggestion in day.suggestions]


async def ask(bot: Bot, person: Person, text: str) -> Message:
    return await answer_ritme(bot, person=person, text=text, directory=NoDirectory())


async def look(bot: Bot, person: Person) -> Overview:
    picture = await load_home(bot.database, person=person, now=bot.now(), is_opening=True)
    assert picture is not None
    return picture.overview


async def test_another_one_takes_the_place_of_a_name_until_tomorrow(
    bot: Bot, anna: Person, owned: dict[str, int], clock: StillClock
) -> None:
    before = await list_proposed(bot, anna)
    message = await press(bot, "plan_other", AccountInPlan(owned[before[0]], ""), person=anna)
    after = await list_proposed(bot, anna)
    assert (before[0] in after, len(after)) == (False, len(before))
    assert message.lines[0] == "Vandaag, woensdag 18 maart"
    clock.move(days=1)
    assert before[0] in await list_proposed(bot, anna)


async def test_in_the_morning_message_the_morning_message_comes_back(
    bot: Bot, anna: Person, owned: dict[str, int]
) -> None:
    message = await press(bot, "plan_other", AccountInPlan(owned["Acme"], "morning"), person=anna)
    assert message.lines[0] == "Goedemorgen Anna. Vandaag: 5 berichten, 2 telefoontjes, 1 bezoek."
    values = {control.value for control in message.controls if getattr(control, "action", "") == "plan_other"}
    assert {value.partition(":")[2] for value in values} == {"morning"}


async def test_when_there_is_no_other_name_that_is_said(bot: Bot, anna: Person, owned: dict[str, int]) -> None:
    for account_id in owned.values():
        await press(bot, "plan_other", AccountInPlan(account_id, ""), person=anna)
    for place in ("", "morning"):
        message = await press(bot, "plan_other", AccountInPlan(owned["Acme"], place), person=anna)
        assert message.lines[-1] == "Meer namen heb ik vandaag niet. Zelf iemand kiezen mag natuurlijk altijd."


async def test_not_this_month_lasts_a_month_and_can_be_taken_back(
    bot: Bot, anna: Person, owned: dict[str, int], clock: StillClock
) -> None:
    [first, *_] = await list_proposed(bot, anna)
    message = await press(bot, "plan_rest", AccountInPlan(owned[first], "morning"), person=anna)
    assert message.lines[-1] == f"{first} laat ik liggen tot zaterdag 18 april."
    [undo] = [control for control in message.controls if control.label == "Ongedaan maken"]
    assert (undo.action, undo.value) == ("plan_back", f"{owned[first]}:morning")
    clock.move(days=30)
    assert first not in await list_proposed(bot, anna)
    clock.move(days=1)
    assert first in await list_proposed(bot, anna)
    clock.move(days=-31)
    message = await press(bot, "plan_back", AccountInPlan(owned[first], ""), person=anna)
    assert message.lines[-1] == f"{first} doet weer mee."
    assert first in await list_proposed(bot, anna)


async def test_what_was_said_last_about_an_account_holds(
    bot: Bot, database: Database, anna: Person, owned: dict[str, int]
) -> None:
    for days in (31, 1, 7):
        until = TODAY + timedelta(days=days)
        await snooze_account(database, rep=anna.rep, account_id=owned["Acme"], until=until)
    async with database.reading() as connection:
        rests = await list_snoozed(connection, rep_id=anna.rep.id, after=TODAY, limit=10)
        later = await list_snoozed(connection, rep_id=anna.rep.id, after=TODAY + timedelta(days=7), limit=10)
    assert (rests, later) == ([SnoozedAccount(owned["Acme"], "Acme", date(2026, 3, 25))], [])
    assert await look(bot, anna) == await look(bot, anna)


async def test_what_one_rep_puts_aside_another_may_still_be_asked_for(
    bot: Bot, database: Database, people: PersonCache, clock: StillClock, anna: Person, owned: dict[str, int]
) -> None:
    bert = await identify(people, clock, "UBERT", "Bert")
    await press(bot, "plan_rest", AccountInPlan(owned["Acme"], ""), person=bert)
    async with database.reading() as connection:
        assert await list_snoozed(connection, rep_id=anna.rep.id, after=TODAY, limit=10) == []


async def test_an_account_of_another_workspace_is_refused(
    bot: Bot, database: Database, people: PersonCache, clock: StillClock, anna: Person, owned: dict[str, int]
) -> None:
    stranger = await identify(people, clock, "UANNA", "Anna de Wit", workspace="T2")
    await add_example_accounts(database, workspace_id=stranger.workspace.id, now=WEDNESDAY)
    for name in ("plan_other", "plan_rest", "plan_back"):
        with pytest.raises(AccountGone):
            await press(bot, name, AccountInPlan(owned["Acme"], ""), person=stranger)
    with pytest.raises(AccountGone):
        await press(bot, "peace_on", AccountRef(owned["Acme"]), person=stranger)
    async with database.reading() as connection:
        assert (await connection.execute(select(account_snoozes.c.id))).all() == []
    await ask(bot, stranger, "rust Jansen Metaal iedereen")
    assert (await ask(bot, anna, "rust")).lines[0] == "Er is nog geen account dat met rust gelaten wil worden."


async def test_whoever_asked_to_be_left_in_peace_is_proposed_to_nobody(
    bot: Bot, anna: Person, owned: dict[str, int]
) -> None:
    [first, *_] = await list_proposed(bot, anna)
    message = await ask(bot, anna, f"rust {first} iedereen")
    assert message.lines == [f"{first} laat ik met rust: ik stel dit account aan niemand meer voor."]
    assert first not in await list_proposed(bot, anna)
    listed = await ask(bot, anna, "peace")
    assert [control.label for control in listed.controls] == [f"{first}: toch weer benaderen", "Laat iemand met rust"]
    [undo] = [control for control in message.controls if control.label == "Ongedaan maken"]
    assert (undo.action, undo.value) == ("peace_off", str(owned[first]))
    again = await press(bot, "peace_off", AccountRef(owned[first]), person=anna)
    assert again.lines == [f"{first} mag weer benaderd worden."]
    assert first in await list_proposed(bot, anna)


async def test_peace_is_switched_on_and_off_in_words(bot: Bot, anna: Person, owned: dict[str, int]) -> None:  # noqa: ARG001 - the accounts have to be there
    await ask(bot, anna, "leave jansen metaal aan")
    assert "Jansen Metaal" not in await list_proposed(bot, anna)
    ended = await ask(bot, anna, "rust Jansen Metaal uit")
    assert ended.lines == ["Jansen Metaal mag weer benaderd worden."]


async def test_when_several_accounts_fit_one_is_chosen(bot: Bot, anna: Person, owned: dict[str, int]) -> None:
    question = await ask(bot, anna, "rust van dam")
    assert question.lines == ["Welke “van dam” bedoel je?"]
    assert {(control.label, control.value) for control in question.controls} == {
        ("Van Dam Logistiek", str(owned["Van Dam Logistiek"])),
        ("Koninklijke Van Dam", str(owned["Koninklijke Van Dam"])),
    }
    with pytest.raises(AccountUnknown):
        await ask(bot, anna, "rust Bakkerij Zonnig")


@pytest.mark.parametrize(
    ("rest", "read"),
    [
        ("Acme", ("Acme", Rest.OWN)),
        ("De Vries UIT", ("De Vries", Rest.NONE)),
        (" Acme  on ", ("Acme", Rest.OWN)),
        ("Acme iedereen", ("Acme", Rest.ALL)),
        ("", ("", Rest.OWN)),
    ],
)
def test_the_last_word_may_switch(rest: str, read: tuple[str, Rest]) -> None:
    assert parse_rest(rest) == read


async def test_k3_an_account_that_is_left_alone_is_so_for_oneself_and_for_all_by_a_choice_of_its_own(
    bot: Bot, people: PersonCache, clock: StillClock, anna: Person, owned: dict[str, int]
) -> None:
    [first, *_] = await list_proposed(bot, anna)
    message = await ask(bot, anna, f"rust {first}")
    assert message.lines == [
        f"{first} laat ik liggen tot zaterdag 18 april.",
        "Alleen bij jou: collega's krijgen het account gewoon voorgesteld.",
    ]
    assert (await ask(bot, anna, "rust")).lines[0] == "Er is nog geen account dat met rust gelaten wil worden."
    assert first not in await list_proposed(bot, anna)
    back = await press(bot, "rest_back", AccountRef(owned[first]), person=anna)
    assert back.lines == [f"{first} doet weer mee."]
    assert first in await list_proposed(bot, anna)
    bert = await identify(people, clock, "UBERT", "Bert")
    for_all = next(control for control in message.controls if control.label == "Bij iedereen met rust laten")
    assert (for_all.action, for_all.value) == ("peace_on", str(owned[first]))
    await press(bot, "peace_on", AccountRef(owned[first]), person=bert)
    assert first not in await list_proposed(bot, anna)


async def test_the_week_counts_what_was_done_against_its_working_days_so_far(
    bot: Bot, anna: Person, talk: Talk
) -> None:
    await set_first_day(bot, anna, date(2026, 3, 16))
    await talk.says("maandag 4 mails")
    await talk.says("gisteren gebeld met Acme")
    await talk.says("visit Acme")
    await talk.says("vorige week vrijdag 9 mails")
    week = (await look(bot, anna)).week
    assert (week.days, week.progress.done) == (3.0, {Kind.MESSAGE: 4, Kind.CALL: 1, Kind.VISIT: 1})
    assert [week.progress.targets.of(kind) for kind in RHYTHM_KINDS] == [15, 6, 3]


async def test_next_steps_are_told_apart_by_what_they_ask_of_today(
    bot: Bot, anna: Person, talk: Talk, clock: StillClock
) -> None:
    for name, day in (("Acme", "morgen"), ("Jansen Metaal", "vrijdag"), ('"De Vries & Zn."', "maandag")):
        await talk.says(f"gebeld met {name}, {day} terugbellen")
    clock.move(days=2)
    agenda = (await look(bot, anna)).agenda
    found = [[step.account_name for step in steps] for steps in (agenda.overdue, agenda.today, agenda.later)]
    assert (found, agenda.has_more) == ([["Acme"], ["Jansen Metaal"], ["De Vries & Zn."]], False)


async def test_more_overdue_steps_than_fit_leave_room_for_those_of_today(
    bot: Bot, anna: Person, talk: Talk, clock: StillClock
) -> None:
    for name in ("Acme", "Acme Nederland", "Jansen Metaal", "Van Dam Logistiek"):
        await talk.says(f'gebeld met "{name}", morgen terugbellen')
    await talk.says('gebeld met "De Vries & Zn.", vrijdag terugbellen')
    clock.move(days=2)
    agenda = (await look(bot, anna)).agenda
    assert (len(agenda.overdue), [step.account_name for step in agenda.today], agenda.has_more) == (
        3,
        ["De Vries & Zn."],
        True,
    )


async def test_managers_see_their_team_and_reps_do_not(
    bot: Bot, people: PersonCache, clock: StillClock, anna: Person, talk: Talk
) -> None:
    bert = await identify(people, clock, "UBERT", "Bert")
    for person in (anna, bert):
        await join_team(bot.database, rep=person.rep, name="Noord", now=WEDNESDAY)
    people.forget_all()
    await agree_totals(bot, anna, bert)
    await talk.says("2 mails")
    await agree_totals(bot, anna, bert)
    own_page, team_page = await look(bot, bert), await look(bot, anna)
    assert (own_page.team is not None, own_page.team_day, own_page.dead_letters) == (True, None, None)
    assert team_page.team_day is not None
    assert (team_page.team_day.people, team_page.team_day.progress.done_of(Kind.MESSAGE)) == (2, 2)


async def test_administrators_see_what_did_not_arrive_in_their_own_workspace(
    bot: Bot, database: Database, people: PersonCache, clock: StillClock, anna: Person
) -> None:
    stranger = await identify(people, clock, "UANNA", "Anna de Wit", workspace="T2")
    states = ("failed", "in_doubt", "sent", "skipped", "waiting", "failed", "failed", "failed", "failed")
    rows = [make_delivery(anna, number, state) for number, state in enumerate(states)]
    await database.write(lambda connection: connection.execute(insert(deliveries), rows))
    dead_letters = (await look(bot, anna)).dead_letters
    assert dead_letters is not None
    assert dead_letters.count == 6
    assert [dead_letter.due_at - WEDNESDAY for dead_letter in dead_letters.latest] == [
        timedelta(minutes=minutes) for minutes in (8, 7, 6, 5, 1)
    ]
    assert dead_letters.latest[-1] == DeadLetter(
        kind="morning_nudge", is_in_doubt=True, reason="because", due_at=WEDNESDAY + timedelta(minutes=1)
    )
    other = (await look(bot, stranger)).dead_letters
    assert other is not None
    assert (other.count, other.latest) == (0, ())


def make_delivery(person: Person, number: int, state: str) -> dict[str, object]:
    due_at = WEDNESDAY + timedelta(minutes=number)
    return {
        "workspace_id": person.workspace.id,
        "key": f"test:{number}",
        "kind": "morning_nudge",
        "rep_id": person.rep.id,
        "local_day": TODAY,
        "due_at": due_at,
        "expires_at": due_at + timedelta(hours=1),
        "state": state,
        "reason": "because",
        "try_at": due_at,
    }


async def test_a_page_is_drawn_from_its_first_opening_on(bot: Bot, anna: Person) -> None:
    assert await load_home(bot.database, person=anna, now=bot.now()) is None
    picture = await open_page(bot, anna)
    assert await save_home_version(bot.database, picture=picture, home_hash="1.a") is True
    again = await load_home(bot.database, person=anna, now=bot.now())
    assert again is not None
    assert again.known_hash == "1.a"


async def test_a_page_follows_for_half_an_hour_after_its_opening(bot: Bot, anna: Person) -> None:
    await save_home_version(bot.database, picture=await open_page(bot, anna), home_hash="1.a")
    minutes = {
        span: await load_home(bot.database, person=anna, now=bot.now() + timedelta(minutes=span)) is not None
        for span in (0, 30, 31)
    }
    assert minutes == {0: True, 30: True, 31: False}


async def test_of_two_that_replaced_the_same_version_one_is_told_so(bot: Bot, anna: Person) -> None:
    one, two = await open_page(bot, anna), await open_page(bot, anna)
    assert await save_home_version(bot.database, picture=one, home_hash="1.a") is True
    assert await save_home_version(bot.database, picture=two, home_hash="2.b") is False
    assert await save_home_version(bot.database, picture=one, home_hash="1.a") is True
    assert (await open_page(bot, anna)).known_hash == "1.a"


async def test_a_page_is_drawn_with_the_newest_of_its_person(bot: Bot, anna: Person) -> None:
    await bot.database.write(
        lambda connection: change_rep(
            connection, workspace_id=anna.workspace.id, rep_id=anna.rep.id, language="en", role=Role.REP
        )
    )
    picture = await open_page(bot, anna)
    assert picture.person == replace(anna, rep=replace(anna.rep, language="en", role=Role.REP))
    assert picture.overview.dead_letters is None


async def open_page(bot: Bot, person: Person) -> HomeSnapshot:
    picture = await load_home(bot.database, person=person, now=bot.now(), is_opening=True)
    assert picture is not None
    return picture
