"""Concurrent requests about one row at two replicas: no lost update."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date

import pytest

from bot.domain.deals.deals import DealState
from bot.domain.hints.hints import MethodPart
from bot.interactions.interaction import Filled
from bot.messages.text.button_values import (
    AccountPair,
    DealAction,
    DealVerb,
    EntryRef,
    HintPart,
    NudgeKind,
    QuestionRef,
)
from bot.services.bot import Bot
from tests.bot.interactions.case import Case
from tests.bot.interactions.catalogue import list_buttons
from tests.bot.interactions.world import World, dump, open_bot
from tests.conftest import StillClock
from tests.snapshots import Rows

ROUNDS = 8
THURSDAY = date(2026, 3, 26)


@pytest.fixture
async def other(database_url: str, clock: StillClock) -> AsyncIterator[Bot]:
    """Another replica of the bot on the same database."""
    replica = open_bot(database_url, clock)
    yield replica
    await replica.database.close()


async def run_both(bots: tuple[Bot, Bot], world: World, first: Case, second: Case, *, number: int = 0) -> Rows:
    """Run both concurrently, each at its own replica, and return what is stored afterwards."""
    await asyncio.gather(
        first.perform(bots[0], world.anna, key=f"race:{number}:1"),
        second.perform(bots[1], world.anna, key=f"race:{number}:2"),
    )
    return await dump(bots[0].database)


async def test_a_next_step_beside_an_edit_keeps_both(bot: Bot, other: Bot, world: World) -> None:
    entry = EntryRef(world.ids["entry"])
    for number in range(ROUNDS):
        step = Case("button", "step_pick", record=entry, picked=THURSDAY.replace(day=20 + number))
        values = {"kind": "visit", "account": str(world.accounts["Kwartel"]), "count": "1", "day": "2026-03-18"}
        edit = Case("form", "log_form", record=entry, filled=Filled({**values, "note": f"nummer {number}"}))
        rows = await run_both((bot, other), world, step, edit, number=number)
        [stored] = [row for row in rows["activities"] if row["id"] == entry.entry_id]
        assert stored["note"] == f"nummer {number}"
        assert len([row for row in rows["next_steps"] if row["activity_id"] == entry.entry_id]) <= 1


async def test_two_changes_of_a_deal_are_both_made_or_told_that_it_moved_on(bot: Bot, other: Bot, world: World) -> None:
    for number in range(ROUNDS):
        opened = await Case("command", "deal", text=f'nieuw Kwartel "Race {number}" 5k').perform(bot, world.anna)
        assert opened.message is not None
        deal_id = (await dump(bot.database))["deals"][-1]["id"]
        won = Case("button", "deal_change", record=DealAction(deal_id, DealVerb.WIN, DealState.OPEN, "intake"))
        lost = Case("button", "deal_change", record=DealAction(deal_id, DealVerb.LOSE, DealState.OPEN, "intake"))
        rows = await run_both((bot, other), world, won, lost, number=number)
        [deal] = [row for row in rows["deals"] if row["id"] == deal_id]
        ends = [row["after"] for row in rows["deal_events"] if row["deal_id"] == deal_id and row["kind"] == "state"]
        assert ends == [deal["state"]]


async def test_two_moves_of_a_close_day_are_both_counted(bot: Bot, other: Bot, world: World) -> None:
    for number in range(ROUNDS):
        later = [
            Case("command", "deal", text=f'Kwartel "Merel" {wish}')
            for wish in (f"sluit {2 + number} juni", f"waarde {10 + number}k")
        ]
        rows = await run_both((bot, other), world, later[0], later[1], number=number)
        [deal] = [row for row in rows["deals"] if row["id"] == world.ids["deal"]]
        assert (deal["close_on"], deal["value"]) == (date(2026, 6, 2 + number), (10 + number) * 1000)


async def test_two_kinds_of_hints_switched_off_are_both_off(bot: Bot, other: Bot, world: World) -> None:
    parts = list(MethodPart)
    for number in range(0, len(parts) - 1, 2):
        off = [Case("button", "hint_off", record=HintPart(part)) for part in parts[number : number + 2]]
        rows = await run_both((bot, other), world, off[0], off[1], number=number)
        switched = set(rows["reps"][0]["switched_off"].split())
        assert set(map(str, parts[: number + 2])) <= switched


async def test_two_snoozes_of_one_nudge_bring_it_once(bot: Bot, other: Bot, world: World) -> None:
    before = len((await dump(bot.database))["deliveries"])
    kind = NudgeKind("catch_up")
    snoozes = [Case("button", name, record=kind) for name in ("snooze_20", "snooze_60")]
    rows = await run_both((bot, other), world, snoozes[0], snoozes[1])
    assert len(rows["deliveries"]) == before + 1


async def test_two_questions_put_into_other_words_are_both_kept(bot: Bot, other: Bot, world: World) -> None:
    names = ("start-change", "start-decide")
    for number in range(ROUNDS):
        filled = Filled({"ask": f"En nummer {number}?", "why": "Omdat het moet."})
        forms = [Case("form", "question", record=QuestionRef(name), filled=filled) for name in names]
        rows = await run_both((bot, other), world, forms[0], forms[1], number=number)
        [playbook] = [row for row in rows["playbooks"] if row["language"] == "nl"]
        assert playbook["text"].count(f"En nummer {number}?") == len(names)


async def test_one_kept_line_chosen_and_created_at_once_is_one_entry(bot: Bot, other: Bot, world: World) -> None:
    cases = {case.name: case for case in list_buttons(world)}
    before = len((await dump(bot.database))["activities"])
    chosen, created = cases["draft_choose"], cases["draft_create_anyway"]
    rows = await run_both((bot, other), world, chosen, created)
    assert len(rows["activities"]) == before + 1


async def test_two_accounts_merged_into_each_other_at_once_are_one_account(bot: Bot, other: Bot, world: World) -> None:
    kwartel, fazant = world.accounts["Kwartel"], world.accounts["Fazant Metaal"]
    cases = [
        Case("button", "account_unite", record=AccountPair(*pair)) for pair in ((kwartel, fazant), (fazant, kwartel))
    ]
    rows = await run_both((bot, other), world, cases[0], cases[1])
    merged = {row["id"]: row["merged_into"] for row in rows["accounts"] if row["id"] in {kwartel, fazant}}
    assert merged in ({kwartel: None, fazant: kwartel}, {kwartel: fazant, fazant: None})
    [kept] = [each for each, into in merged.items() if into is None]
    assert {row["account_id"] for row in rows["activities"]} & {kwartel, fazant} == {kept}
