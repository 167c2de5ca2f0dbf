"""Authorization: ids from buttons and forms are checked for workspace and owner, in the writing transaction."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.accounts.errors import AccountGone
from bot.domain.calendar.errors import FreeDaysGone
from bot.domain.calendar.free_words import FreeDays
from bot.domain.certainties.errors import FeedbackGone, ReferralGone
from bot.domain.certainties.referrals import ReferralLine, ReferralState
from bot.domain.deals.deal_line import DealLine
from bot.domain.deals.deals import Level
from bot.domain.deals.errors import DealGone
from bot.domain.home.day import LoggedLine
from bot.domain.log.activity import Kind, NextStep
from bot.domain.log.errors import EntryGone, StepGone
from bot.domain.log.situations import Situation
from bot.domain.people.people import Role
from bot.errors import RitmeError
from bot.services.accounts.find_subject import find_step_option
from bot.services.accounts.save_contact_person import ContactPerson, save_contact_person
from bot.services.accounts.snooze_account import set_do_not_contact, snooze_account
from bot.services.bot import Bot
from bot.services.calendar.absences import add_free_days, cancel_free_days
from bot.services.certainties.save_feedback import (
    CustomerOpinion,
    mark_customer_told,
    promise_because_of,
    remove_feedback,
    save_feedback,
)
from bot.services.certainties.save_referral import ask_referral, move_referral, remove_referral, save_referral
from bot.services.deals.change_deal import DealOpening, change_deal, open_deal, undo_changes
from bot.services.log.change_entry import add_next_step
from bot.services.log.correct_entry import choose_entry_deal, correct_advance, teach_situation
from bot.services.log.log_typed_line import TypedLine, log_typed_line
from bot.services.log.settle_step import miss_step, move_step
from bot.services.log.submit_form import ActivityForm, submit_form
from bot.services.log.undo_entry import remove_entry
from bot.services.people.person_cache import Person, PersonCache
from bot.services.people.roles import give_role
from bot.services.people.set_up_people import join_team, set_channel
from bot.services.questions.suggest_questions import AskAbout, QuestionResponse, save_response, suggest_questions
from bot.services.rhythm.save_settings import switch_off
from bot.storage.database import Database
from bot.storage.tables.accounts import accounts as account_table
from bot.storage.tables.certainties import feedback, referrals
from bot.storage.tables.deals import deals
from bot.storage.tables.log import activities, next_steps
from tests.conftest import WEDNESDAY, StillClock, identify

TODAY = WEDNESDAY.date()


@dataclass(frozen=True, slots=True)
class Things:
    """Anna's records, by the ids in her buttons."""

    account: NamedAccount
    entry_id: int
    step_id: int
    deal_id: int
    event_id: int
    feedback_id: int
    referral_id: int
    absence_id: int


@pytest.fixture
async def things(bot: Bot, anna: Person, accounts: dict[str, int]) -> Things:
    rep, account = anna.rep, NamedAccount(accounts["Acme"], "Acme")
    opened = await open_deal(bot.database, person=anna, opening=DealOpening(account, DealLine()), now=WEDNESDAY)
    typed = TypedLine(rep, "bezoek Acme, offerte besproken, vrijdag terugbellen", "command:1", WEDNESDAY)
    logged = await log_typed_line(bot.database, bot.accounts, typed)
    assert isinstance(logged, LoggedLine)
    opinion = CustomerOpinion(account, 8, "snel")
    kept = await save_feedback(bot.database, rep=rep, opinion=opinion, request_key="command:2", now=WEDNESDAY)
    asked = await ask_referral(bot.database, rep=rep, giver_id=account.id, request_key="command:3", now=WEDNESDAY)
    freed = await add_free_days(bot.database, person=anna, free=FreeDays(TODAY, TODAY), now=WEDNESDAY)
    async with bot.database.reading() as connection:
        step_id = (await connection.execute(select(next_steps.c.id))).scalar_one()
    return Things(
        account=account,
        entry_id=logged.first.entry.id,
        step_id=step_id,
        deal_id=opened.deal.id,
        event_id=opened.events[0].id,
        feedback_id=kept.id,
        referral_id=asked.id,
        absence_id=freed.absence.id,
    )


@pytest.fixture
async def bram(people: PersonCache, clock: StillClock, things: Things) -> Person:  # noqa: ARG001 - Anna comes first
    """A colleague of Anna."""
    return await identify(people, clock, "UBRAM", "Bram Smit")


@pytest.fixture
async def stranger(people: PersonCache, clock: StillClock, things: Things) -> Person:  # noqa: ARG001 - Anna comes first
    """A manager of another workspace."""
    return await identify(people, clock, "UANNA", "Anna de Wit", workspace="T2")


Act = Callable[[Bot, Person, Things], Awaitable[object]]


def fill(account: str) -> ActivityForm:
    return ActivityForm(Kind.VISIT, account, 1, TODAY, "", None, None)


# Actions allowed to the owner only.
OWN: dict[str, tuple[type[RitmeError], Act]] = {
    "next step": (
        EntryGone,
        lambda bot, who, its: add_next_step(
            bot.database, rep=who.rep, entry_id=its.entry_id, next_step=NextStep(TODAY), now=WEDNESDAY
        ),
    ),
    "remove entry": (
        EntryGone,
        lambda bot, who, its: remove_entry(
            bot.database, rep=who.rep, entry_id=its.entry_id, request_key="x", now=WEDNESDAY
        ),
    ),
    "advance": (
        EntryGone,
        lambda bot, who, its: correct_advance(
            bot.database, rep=who.rep, entry_id=its.entry_id, is_advance=True, now=WEDNESDAY
        ),
    ),
    "deal of entry": (
        EntryGone,
        lambda bot, who, its: choose_entry_deal(
            bot.database, rep=who.rep, entry_id=its.entry_id, deal_id=its.deal_id, now=WEDNESDAY
        ),
    ),
    "situation": (
        EntryGone,
        lambda bot, who, its: teach_situation(
            bot.database, rep=who.rep, entry_id=its.entry_id, situation=Situation.PRICE, now=WEDNESDAY
        ),
    ),
    "move step": (
        StepGone,
        lambda bot, who, its: move_step(bot.database, rep=who.rep, step_id=its.step_id, due_on=TODAY, now=WEDNESDAY),
    ),
    "miss step": (
        StepGone,
        lambda bot, who, its: miss_step(bot.database, rep=who.rep, step_id=its.step_id, now=WEDNESDAY),
    ),
    "promise": (
        FeedbackGone,
        lambda bot, who, its: promise_because_of(
            bot.database, rep=who.rep, feedback_id=its.feedback_id, due_on=TODAY, now=WEDNESDAY
        ),
    ),
    "told": (
        FeedbackGone,
        lambda bot, who, its: mark_customer_told(bot.database, rep=who.rep, feedback_id=its.feedback_id, now=WEDNESDAY),
    ),
    "remove feedback": (
        FeedbackGone,
        lambda bot, who, its: remove_feedback(bot.database, rep=who.rep, feedback_id=its.feedback_id),
    ),
    "move referral": (
        ReferralGone,
        lambda bot, who, its: move_referral(
            bot.database, rep=who.rep, referral_id=its.referral_id, state=ReferralState.WON, now=WEDNESDAY
        ),
    ),
    "remove referral": (
        ReferralGone,
        lambda bot, who, its: remove_referral(bot.database, rep=who.rep, referral_id=its.referral_id),
    ),
    "free days": (
        FreeDaysGone,
        lambda bot, who, its: cancel_free_days(bot.database, rep=who.rep, absence_id=its.absence_id),
    ),
}
# Actions allowed to members of the workspace only.
OF_WORKSPACE: dict[str, tuple[type[RitmeError], Act]] = {
    "ask referral": (
        AccountGone,
        lambda bot, who, its: ask_referral(
            bot.database, rep=who.rep, giver_id=its.account.id, request_key="x", now=WEDNESDAY
        ),
    ),
    "referral": (
        AccountGone,
        lambda bot, who, its: save_referral(
            bot.database,
            bot.accounts,
            rep=who.rep,
            giver=its.account,
            line=ReferralLine("Acme", "Zuid"),
            request_key="x",
            now=WEDNESDAY,
        ),
    ),
    "feedback": (
        AccountGone,
        lambda bot, who, its: save_feedback(
            bot.database, rep=who.rep, opinion=CustomerOpinion(its.account, 8), request_key="x", now=WEDNESDAY
        ),
    ),
    "form": (
        AccountGone,
        lambda bot, who, its: submit_form(
            bot, rep=who.rep, filled=fill(str(its.account.id)), entry_id=None, request_key="x", now=WEDNESDAY
        ),
    ),
    "contact person": (
        AccountGone,
        lambda bot, who, its: save_contact_person(
            bot.database, rep=who.rep, account_id=its.account.id, person=ContactPerson("Jan", "", Level.USER)
        ),
    ),
    "set aside": (
        AccountGone,
        lambda bot, who, its: snooze_account(bot.database, rep=who.rep, account_id=its.account.id, until=TODAY),
    ),
    "peace": (
        AccountGone,
        lambda bot, who, its: set_do_not_contact(bot.database, rep=who.rep, account_id=its.account.id, is_left=True),
    ),
    "open deal": (
        AccountGone,
        lambda bot, who, its: open_deal(
            bot.database, person=who, opening=DealOpening(its.account, DealLine(name="x")), now=WEDNESDAY
        ),
    ),
    "change deal": (
        DealGone,
        lambda bot, who, its: change_deal(
            bot.database, person=who, deal_id=its.deal_id, line=DealLine(stage="offerte"), now=WEDNESDAY
        ),
    ),
    "undo deal": (
        DealGone,
        lambda bot, who, its: undo_changes(bot.database, person=who, deal_id=its.deal_id, event_ids=[its.event_id]),
    ),
    "questions": (
        AccountGone,
        lambda bot, who, its: suggest_questions(
            bot.database, person=who, about=AskAbout(its.account.id, its.deal_id), now=WEDNESDAY
        ),
    ),
}


async def read_rows(database: Database) -> list[list[tuple[object, ...]]]:
    async with database.reading() as connection:
        return [
            [tuple(row) for row in await connection.execute(select(table).order_by(table.c.id))]
            for table in (account_table, activities, deals, feedback, next_steps, referrals)
        ]


@pytest.mark.parametrize("act", OWN)
async def test_what_is_a_reps_own_is_gone_for_a_colleague_and_for_a_stranger(
    bot: Bot, things: Things, bram: Person, stranger: Person, act: str
) -> None:
    gone, do = OWN[act]
    before = await read_rows(bot.database)
    for somebody in (bram, stranger):
        with pytest.raises(gone):
            await do(bot, somebody, things)
    assert await read_rows(bot.database) == before


@pytest.mark.parametrize("act", OF_WORKSPACE)
async def test_what_is_of_a_workspace_is_gone_for_another(bot: Bot, things: Things, stranger: Person, act: str) -> None:
    gone, do = OF_WORKSPACE[act]
    before = await read_rows(bot.database)
    with pytest.raises(gone):
        await do(bot, stranger, things)
    assert await read_rows(bot.database) == before


async def test_a_step_of_a_colleague_fills_no_form(bot: Bot, things: Things, bram: Person, anna: Person) -> None:
    assert await find_step_option(bot.database, rep=anna.rep, step_id=things.step_id) is not None
    assert await find_step_option(bot.database, rep=bram.rep, step_id=things.step_id) is None


async def test_a_question_is_asked_in_no_deal_of_another_account(
    bot: Bot, things: Things, anna: Person, accounts: dict[str, int]
) -> None:
    about = AskAbout(accounts["Jansen Metaal"], things.deal_id)
    with pytest.raises(DealGone):
        await suggest_questions(bot.database, person=anna, about=about, now=WEDNESDAY)
    said = QuestionResponse(about, "price-worth", Situation.PRICE, is_asked=True)
    with pytest.raises(DealGone):
        await save_response(bot.database, person=anna, said=said, now=WEDNESDAY)


class WritingOnly(Database):
    """A database that fails on any read outside a writing transaction."""

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        yield pytest.fail("read apart from the transaction that writes")


@pytest.fixture
async def writing_only(database: Database) -> AsyncIterator[Database]:
    opened = WritingOnly(database.url)
    yield opened
    await opened.close()


async def test_what_is_changed_by_what_it_was_is_read_where_it_is_written(
    bot: Bot, things: Things, anna: Person, writing_only: Database
) -> None:
    rep = anna.rep
    logged = await add_next_step(
        writing_only, rep=rep, entry_id=things.entry_id, next_step=NextStep(TODAY), now=WEDNESDAY
    )
    assert (logged.entry.note, logged.entry.next_step) == ("offerte besproken", NextStep(TODAY))
    await switch_off(writing_only, rep=rep, part="weekly")
    await switch_off(writing_only, rep=rep, part="monthly")  # from a stale rep: the first part must stay off
    await give_role(writing_only, rep=rep, somebody=rep, role=Role.ADMINISTRATOR, now=WEDNESDAY)
    team, _ = await join_team(writing_only, rep=rep, name="Noord", now=WEDNESDAY)
    bot.people.forget(anna)
    found = await bot.people.find("T1", "UANNA", now=WEDNESDAY)
    assert found is not None
    assert found.rep.rhythm.switched_off == {"weekly", "monthly"}
    assert (await set_channel(writing_only, rep=found.rep, channel="C1", now=WEDNESDAY)).id == team.id
