"""Whether a customer may be asked for good news today: not while he or she is unhappy (K2)."""

from collections.abc import Collection
from datetime import datetime

from bot.domain.accounts.customer_score import CustomerScore, may_ask_good_news
from bot.domain.people.people import Rep
from bot.storage.certainties import customer_scores as score_rows
from bot.storage.database import Database


async def find_good_news_veto(database: Database, *, rep: Rep, account_id: int, now: datetime) -> CustomerScore | None:
    """Return the poor score because of which an account is asked for no good news today, None when it may be asked."""
    return (await list_good_news_vetoes(database, rep=rep, account_ids=[account_id], now=now)).get(account_id)


async def list_good_news_vetoes(
    database: Database, *, rep: Rep, account_ids: Collection[int], now: datetime
) -> dict[int, CustomerScore]:
    """Return the same for several accounts, by account id; those that may be asked are absent."""
    today = now.astimezone(rep.zone).date()
    async with database.reading() as connection:
        poor = await score_rows.list_poor_scores(connection, account_ids=account_ids)
    return {account_id: score for account_id, score in poor.items() if not may_ask_good_news(score, day=today)}
