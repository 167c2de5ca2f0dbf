"""K1: a deal that a file closes, that a merge brings along or whose contact comes back is as closed as any other."""

from pathlib import Path

import pytest

from bot.domain.people.people import Workspace
from bot.interactions.table import BUTTONS
from bot.services.accounts.change_journal import AccountRequest, undo_change
from bot.services.accounts.merge_accounts import merge_accounts
from bot.services.bot import Bot
from bot.storage.database import Database
from tests.bot.services.deals.deal_chat import DealChat
from tests.bot.services.deals.test_closed_deals import THURSDAY, Stand, open_with_step, read_stand
from tests.bot.services.exchange.test_undo import bring, take_back
from tests.conftest import WEDNESDAY, Talk
from tests.interactions import interact


@pytest.mark.parametrize("how", ["gewonnen", "verloren"])
async def test_k1_an_import_that_closes_a_deal_settles_it_and_its_undo_puts_all_back(
    how: str, bot: Bot, talk: Talk, deal_chat: DealChat, accounts: dict[str, int], database: Database,
    workspace: Workspace, tmp_path: Path,
) -> None:  # fmt: skip
    await open_with_step(deal_chat, talk)
    before = await read_stand(bot, talk, accounts["Acme"])
    import_id = await bring(database, workspace, tmp_path, f"account,deal,stage\nAcme,Kassen,{how}\n")
    won = Stand("customer", None, is_proposed=True, steps=())
    lost = Stand("suspect", WEDNESDAY.date(), is_proposed=False, steps=())
    assert await read_stand(bot, talk, accounts["Acme"]) == (won if how == "gewonnen" else lost)
    await take_back(database, workspace, import_id)
    assert await read_stand(bot, talk, accounts["Acme"]) == before


async def test_k1_a_merge_brings_the_customer_along_and_its_undo_takes_it_back(
    bot: Bot, talk: Talk, deal_chat: DealChat, accounts: dict[str, int]
) -> None:
    await deal_chat.says("nieuw Acme Kassen 45k")
    await deal_chat.says("Acme gewonnen")
    request = AccountRequest(talk.person.rep, accounts["Jansen Metaal"], "merge", bot.now())
    made, _ = await merge_accounts(bot.database, bot.accounts, request, merged_id=accounts["Acme"])
    assert (await read_stand(bot, talk, accounts["Jansen Metaal"])).stage == "customer"
    assert made.change_id is not None
    await undo_change(bot.database, bot.accounts, rep=talk.person.rep, change_id=made.change_id, now=bot.now())
    stages = [(await read_stand(bot, talk, accounts[each])).stage for each in ("Acme", "Jansen Metaal")]
    assert stages == ["customer", "suspect"]


async def test_k1_a_contact_that_comes_back_to_a_lost_deal_brings_no_open_step(
    bot: Bot, talk: Talk, deal_chat: DealChat, accounts: dict[str, int]
) -> None:
    await open_with_step(deal_chat, talk)
    assert (await read_stand(bot, talk, accounts["Acme"])).steps == (THURSDAY,)
    await talk.says("ongedaan")
    back = next(control for control in talk.message.controls if "erug" in control.label)
    await deal_chat.says("Acme verloren")
    await BUTTONS[back.action](bot, interact(talk.person, request_key="back", value=back.value))
    assert (await read_stand(bot, talk, accounts["Acme"])).steps == ()
