"""Isolation of workspaces, even when all names in both are the same."""

import pytest

from bot.domain.log.activity import NextStep
from bot.domain.log.errors import DraftGone, EntryGone
from bot.domain.people.errors import PersonUnknown
from bot.domain.people.people import Role
from bot.services.accounts.find_subject import find_account_option, find_step_option
from bot.services.bot import Bot
from bot.services.home.load_day import list_latest, load_current_day
from bot.services.log.change_entry import add_next_step, find_entry
from bot.services.log.log_typed_line import open_draft
from bot.services.log.suggest_accounts import suggest_accounts
from bot.services.log.undo_entry import remove_entry, undo_last_entry
from bot.services.people.person_cache import Person, PersonCache
from bot.services.people.roles import give_role
from bot.services.people.set_up_people import join_team, list_teams
from tests.conftest import WEDNESDAY, StillClock, Talk, add_example_accounts, identify


@pytest.fixture
async def stranger(people: PersonCache, clock: StillClock, talk: Talk) -> Person:  # noqa: ARG001 - the other comes first
    """A user with the same id and name as Anna, in another workspace."""
    return await identify(people, clock, "UANNA", "Anna de Wit", workspace="T2")


async def test_entries_of_another_workspace_are_not_there(bot: Bot, talk: Talk, stranger: Person) -> None:
    await talk.says("visit Acme")
    entry_id = int(talk.value_of("Wijzigen"))
    assert await list_latest(bot.database, rep=stranger.rep) == []
    with pytest.raises(EntryGone):
        await find_entry(bot.database, rep=stranger.rep, entry_id=entry_id)
    with pytest.raises(EntryGone):
        await remove_entry(bot.database, rep=stranger.rep, entry_id=entry_id, request_key="x", now=WEDNESDAY)
    with pytest.raises(EntryGone):
        await add_next_step(
            bot.database, rep=stranger.rep, entry_id=entry_id, next_step=NextStep(WEDNESDAY.date()), now=WEDNESDAY
        )
    assert [entry.id for entry in await list_latest(bot.database, rep=talk.person.rep)] == [entry_id]


async def test_the_same_request_key_in_two_workspaces_is_two_requests(bot: Bot, talk: Talk, stranger: Person) -> None:
    other = Talk(bot, stranger)
    assert (await talk.says("5 mails", request="command:1"))[0] == "✓ 5 berichten"
    assert (await other.says("3 mails", request="command:1"))[0] == "✓ 3 berichten"
    await undo_last_entry(bot.database, rep=stranger.rep, request_key="command:2", now=WEDNESDAY)
    assert len(await list_latest(bot.database, rep=talk.person.rep)) == 1


async def test_accounts_of_another_workspace_are_neither_found_nor_offered(
    bot: Bot, talk: Talk, stranger: Person, accounts: dict[str, int]
) -> None:
    other = Talk(bot, stranger)
    assert (await other.says("visit Acme"))[0] == "“Acme” ken ik nog niet. Is het een nieuwe?"
    assert await find_account_option(bot.database, rep=stranger.rep, account_id=accounts["Acme"]) is None
    offered = await suggest_accounts(bot, rep=stranger.rep, typed="acm")
    assert [option.value for option in offered] == ["new:acm"]
    assert (await talk.says("visit Acme"))[0] == "✓ Bezoek · Acme"


async def test_drafts_of_another_workspace_cannot_be_finished(bot: Bot, talk: Talk, stranger: Person) -> None:
    await talk.says("bezoek Bakkerij Zonnig")
    draft_id = int(talk.value_of("Annuleren"))
    with pytest.raises(DraftGone):
        await open_draft(bot.database, rep=stranger.rep, draft_id=draft_id, now=WEDNESDAY)


async def test_next_steps_of_another_workspace_are_not_on_ones_day(
    bot: Bot, talk: Talk, stranger: Person, clock: StillClock
) -> None:
    await add_example_accounts(bot.database, workspace_id=stranger.workspace.id, now=WEDNESDAY)
    await talk.says("gebeld met Acme, morgen terugbellen")
    clock.move(days=1)
    [step] = (await load_current_day(bot.database, person=talk.person, now=clock.now())).steps_due
    day = await load_current_day(bot.database, person=stranger, now=clock.now())
    assert (day.steps_due, day.suggestions, day.before.is_empty) == ((), (), True)
    assert await find_step_option(bot.database, rep=stranger.rep, step_id=step.id) is None


async def test_teams_and_roles_stay_within_a_workspace(bot: Bot, talk: Talk, stranger: Person) -> None:
    await join_team(bot.database, rep=talk.person.rep, name="Noord", now=WEDNESDAY)
    assert await list_teams(bot.database, rep=stranger.rep) == []
    team, is_new = await join_team(bot.database, rep=stranger.rep, name="noord", now=WEDNESDAY)
    assert (team.name, is_new) == ("noord", True)
    bert = await identify(bot.people, StillClock(), "UBERT", "Bert", workspace="T1")
    assert stranger.rep.role is Role.ADMINISTRATOR
    with pytest.raises(PersonUnknown):
        await give_role(bot.database, rep=stranger.rep, somebody=bert.rep, role=Role.MANAGER, now=bot.now())
