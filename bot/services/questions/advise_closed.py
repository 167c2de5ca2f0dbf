"""Load what is left to do about a deal that was won or lost, instead of questions (K1, N1, Z4, Z6)."""

from datetime import datetime, timedelta

from bot.domain.accounts.customer_score import may_ask_good_news
from bot.domain.accounts.rebound import find_next_rebound
from bot.domain.deals.deals import Deal, DealState
from bot.domain.questions.closed_deal import ClosedAdvice
from bot.services.lessons.save_lesson import find_lesson_of_deal
from bot.services.people.person_cache import Person
from bot.storage.accounts import account_cards as card_rows
from bot.storage.certainties import customer_scores as score_rows
from bot.storage.database import Database


async def advise_closed(database: Database, *, person: Person, deal: Deal, now: datetime) -> ClosedAdvice:
    """Return what is left to do about a closed deal."""
    today = now.astimezone(person.rep.zone).date()
    lesson = await find_lesson_of_deal(database, rep=person.rep, deal_id=deal.id)
    async with database.reading() as connection:
        found = await card_rows.find_details(connection, workspace_id=deal.workspace_id, account_id=deal.account_id)
        score = (await score_rows.list_poor_scores(connection, account_ids=[deal.account_id])).get(deal.account_id)
    poor = None if may_ask_good_news(score, day=today) else score
    details = found[0] if found else None
    if deal.state is DealState.LOST:
        ends = details.contract_end if details else None
        rebound = find_next_rebound(contract_ends=ends, left_on=deal.closed_on, today=today)
        return ClosedAdvice(deal, lesson, rebound, poor)
    weeks = person.workspace.after_sale_moments.of(details.segment if details else None)
    moments = [deal.closed_on + timedelta(weeks=each) for each in weeks] if deal.closed_on else []
    return ClosedAdvice(deal, None, min((day for day in moments if day >= today), default=None), poor)
