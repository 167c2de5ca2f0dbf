"""Every morning has room for each pool: something promised, a customer who waits, a suspect under way (K6)."""

from datetime import date

from sqlalchemy import insert

from bot.domain.accounts.account import AccountStage
from bot.services.bot import Bot
from bot.services.delivery.delivery_batch import OutgoingMessage
from bot.storage.tables.accounts import accounts
from tests.bot.services.delivery.test_rest import hear_morning
from tests.conftest import StillClock, Talk

CUSTOMERS = tuple(f"Klant {letter}" for letter in "ABCDEFGH")
UNDER_WAY = tuple(f"Prospect {letter}" for letter in "ABCDEFGH")
NEW = tuple(f"Suspect {letter}" for letter in "ABCDEFGH")


async def add_pools(bot: Bot, talk: Talk) -> None:
    """Add eight customers who wait, eight prospects with three contacts, and eight of whom nothing is known."""
    same = {"workspace_id": talk.person.workspace.id, "owner_id": talk.person.rep.id, "created_at": bot.now()}
    pools = (
        (CUSTOMERS, {"stage": AccountStage.CUSTOMER, "contacts": 4, "last_contact": date(2026, 1, 12)}),
        (UNDER_WAY, {"stage": AccountStage.PROSPECT, "contacts": 3, "last_contact": date(2026, 3, 2)}),
        (NEW, {"stage": AccountStage.SUSPECT, "contacts": 0, "last_contact": None}),
    )
    rows = [{**same, **pool, "name": name, "name_key": name.casefold()} for names, pool in pools for name in names]
    await bot.database.write(lambda connection: connection.execute(insert(accounts), rows))


async def test_k6_each_of_five_mornings_has_the_promise_a_customer_and_a_suspect_under_way(
    bot: Bot, talk: Talk, clock: StillClock
) -> None:
    await add_pools(bot, talk)
    for _ in range(5):
        await talk.says("gebeld met Acme, volgende stap morgen offerte mailen")
        clock.move(days=1 if bot.now().weekday() < 4 else 3)
        if bot.now().weekday() == 0:
            await talk.says("gebeld met Acme, volgende stap vandaag offerte mailen")
        heard = await hear_morning(bot, talk)
        assert isinstance(heard, OutgoingMessage)
        said = "\n".join(heard.message.lines)
        assert "Vandaag: Acme" in said
        assert sum(name in said for name in CUSTOMERS) >= 1, said
        assert sum(name in said for name in UNDER_WAY) >= 1, said
        assert sum(name in said for name in (*CUSTOMERS, *UNDER_WAY, *NEW)) == 3, said
