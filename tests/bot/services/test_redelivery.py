"""Redelivered requests are idempotent: rows are added once, and the reply reports what the first delivery stored."""

from typing import Any

import pytest
from sqlalchemy import Table, UniqueConstraint, func, select

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.certainties.errors import FeedbackGone
from bot.domain.certainties.referrals import ReferralLine, ReferralState
from bot.domain.deals.deals import Level
from bot.interactions.interaction import Filled
from bot.interactions.table import FORMS
from bot.messages.lessons.lessons import EXERCISE_FORM
from bot.messages.text.button_values import AccountRef, ReferralGiven
from bot.messages.text.message import Message
from bot.services.accounts.save_contact_person import ContactPerson, save_contact_person
from bot.services.bot import Bot
from bot.services.certainties.save_feedback import CustomerOpinion, save_feedback
from bot.services.certainties.save_referral import save_referral
from bot.services.people.person_cache import Person, PersonCache
from bot.storage.tables.accounts import contacts
from bot.storage.tables.calendar import absences, company_days
from bot.storage.tables.certainties import feedback, referrals
from bot.storage.tables.lessons import lessons
from bot.storage.tables.metadata import metadata
from tests.conftest import WEDNESDAY, StillClock, identify
from tests.interactions import answer_to, give, press

# Tables that requests insert into without a request key, with the natural key that makes the insert idempotent.
UNIQUE_BY_NATURE = {
    "absences": ("rep_id", "first_day", "last_day", "part", "source"),
    "account_aliases": ("workspace_id", "name_key"),
    "account_rests": ("rep_id", "account_id"),
    "accounts": ("workspace_id", "name_key"),
    "agenda_points": ("team_id", "week_of", "kind", "subject", "note"),
    "company_days": ("workspace_id", "day"),
    "contacts": ("account_id", "name_key"),
    "deliveries": ("workspace_id", "key"),
    "hints": ("rep_id", "part", "subject"),
    "import_rows": ("import_id", "table_name", "row_id"),
    # Several lines of one request.
    "meeting_decisions": ("workspace_id", "request_key", "place"),
    "next_steps": ("activity_id",),
    "reps": ("workspace_id", "external_id"),
    "situation_corrections": ("activity_id",),
    "target_changes": ("rep_id", "from_day"),
    "team_spans": ("team_id", "rep_id", "since"),
    "teams": ("workspace_id", "name_key"),
    "workspaces": ("platform", "external_id"),
}
# Inserted in the transaction of another, keyed change; question_uses also has a unique index on day and state, and a
# removal is of a row that is gone when the request is repeated.
FOLLOWS_FROM_ANOTHER = {"deal_events", "question_uses", "removals"}


def list_unique(table: Table) -> set[tuple[str, ...]]:
    return {tuple(each.columns.keys()) for each in table.constraints if isinstance(each, UniqueConstraint)}


def test_every_table_knows_a_repeated_request_by_its_key_or_by_nature() -> None:
    lacking = [
        table.name
        for table in metadata.sorted_tables
        if "id" in table.c
        and table.name not in FOLLOWS_FROM_ANOTHER
        and UNIQUE_BY_NATURE.get(table.name, ("workspace_id", "request_key")) not in list_unique(table)
    ]
    assert lacking == []


@pytest.fixture
def acme(accounts: dict[str, int]) -> NamedAccount:
    return NamedAccount(accounts["Acme"], "Acme")


async def count(bot: Bot, table: Table) -> int:
    async with bot.database.reading() as connection:
        return int((await connection.execute(select(func.count()).select_from(table))).scalar_one())


def read(message: Message) -> tuple[list[str], list[str]]:
    """Return the text of a message and the values of its buttons."""
    return message.lines, [control.value for control in message.controls if hasattr(control, "value")]


async def test_feedback_that_comes_twice_is_kept_once_and_answered_alike(
    bot: Bot, anna: Person, acme: NamedAccount
) -> None:
    said: dict[str, Any] = {"person": anna, "text": f"{acme.name} 8 levert snel", "request_key": "command:1"}
    assert read(await give(bot, "feedback", **said)) == read(await give(bot, "feedback", **said))
    assert await count(bot, feedback) == 1
    await give(bot, "feedback", **{**said, "request_key": "command:2"})
    assert await count(bot, feedback) == 2


async def test_an_exercise_that_comes_twice_is_kept_once(bot: Bot, anna: Person) -> None:
    values = {"first": "te laat gebeld", "second": "", "third": "te vroeg", "gain": "een klant"}
    sent: dict[str, Any] = {"filled": Filled(values=values), "request_key": "view:1"}
    answers = [await answer_to(bot, FORMS[EXERCISE_FORM], anna, **sent) for _ in range(2)]
    assert read(answers[0]) == read(answers[1])
    assert await count(bot, lessons) == 2


@pytest.mark.parametrize(
    "line", ["Acme", "Acme -> Bakkerij Zuid", "Acme -> Bakkerij Zuid gewonnen", "gaf Acme -> Zuid"]
)
async def test_a_referral_that_comes_twice_is_kept_once_and_answered_alike(
    bot: Bot, anna: Person, acme: NamedAccount, line: str
) -> None:
    said: dict[str, Any] = {"person": anna, "text": line, "request_key": "command:1"}
    assert acme.name == "Acme"
    assert read(await give(bot, "referral", **said)) == read(await give(bot, "referral", **said))
    assert await count(bot, referrals) == 1


async def test_a_line_that_closed_a_referral_begins_no_second_one_when_it_comes_again(
    bot: Bot, anna: Person, acme: NamedAccount
) -> None:
    async def keep(key: str, state: ReferralState | None) -> ReferralState:
        line = ReferralLine(giver=acme.name, name="Zuid", state=state)
        kept = await save_referral(
            bot.database, bot.accounts, rep=anna.rep, giver=acme, line=line, request_key=key, now=WEDNESDAY
        )
        return kept.state

    assert await keep("command:1", None) is ReferralState.PROMISED
    assert await keep("command:2", ReferralState.DECLINED) is ReferralState.DECLINED
    assert await keep("command:2", ReferralState.DECLINED) is ReferralState.DECLINED
    assert await keep("command:1", None) is ReferralState.DECLINED
    assert await count(bot, referrals) == 1


async def test_buttons_about_referrals_that_come_twice_add_one(bot: Bot, anna: Person, acme: NamedAccount) -> None:
    for _ in range(2):
        await press(bot, "referral_ask", AccountRef(acme.id), person=anna, request_key="action:1")
    assert await count(bot, referrals) == 1
    for _ in range(2):
        await press(bot, "referral_given", ReferralGiven(acme.id, "Zuid"), person=anna, request_key="action:2")
    assert await count(bot, referrals) == 2


async def test_what_is_unique_by_nature_is_added_once_and_keeps_its_id(
    bot: Bot, anna: Person, acme: NamedAccount
) -> None:
    async def read_ids() -> dict[str, list[int]]:
        async with bot.database.reading() as connection:
            return {
                table.name: list((await connection.execute(select(table.c.id))).scalars())
                for table in (absences, company_days, contacts)
            }

    async def say() -> None:
        for text in ("vrij vrijdag", "bedrijf vrij 24 december kerstsluiting"):
            await give(bot, "ritme", person=anna, text=text)
        person = ContactPerson("Jan", "inkoper", Level.USER)
        await save_contact_person(bot.database, rep=anna.rep, account_id=acme.id, person=person)

    await say()
    first = await read_ids()
    await say()
    assert first == await read_ids()
    assert [len(ids) for ids in first.values()] == [1, 1, 1]


async def test_a_key_that_a_colleagues_feedback_has_shows_nothing_of_it(
    bot: Bot, anna: Person, acme: NamedAccount, people: PersonCache, clock: StillClock
) -> None:
    bram = await identify(people, clock, "UBRAM", "Bram Smit")
    await save_feedback(
        bot.database, rep=anna.rep, opinion=CustomerOpinion(acme, 3, "boos"), request_key="command:1", now=WEDNESDAY
    )
    with pytest.raises(FeedbackGone):
        await save_feedback(
            bot.database, rep=bram.rep, opinion=CustomerOpinion(acme, 9), request_key="command:1", now=WEDNESDAY
        )
