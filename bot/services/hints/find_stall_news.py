"""The stalled deal in a rep's morning nudge, at most one a day (V1, N5)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.deals.stalls import Stall
from bot.domain.hints.stall_news import StalledDeal, StallNews, count_round, is_news
from bot.services.deals.day_memo import DayMemo, WorkspaceDayKey
from bot.services.deals.scan_stalls import StallInputs, make_stall_inputs
from bot.services.deals.stall_norms import LearnedNorms, load_norms
from bot.services.hints.hint_context import HintContext
from bot.services.questions.suggest_questions import DealAsk, load_deal_advice
from bot.storage.calendar.calendars import list_absences
from bot.storage.database import Database
from bot.storage.deals import stalls as stall_rows


@dataclass(frozen=True, slots=True)
class _Found:
    """A stalled deal that may be reported to a rep, and why it is stalled now."""

    look: HintContext
    stalled: StalledDeal
    stalls: tuple[Stall, ...]


async def find_stall_news(
    connection: AsyncConnection, looks: Sequence[HintContext], *, memo: DayMemo
) -> dict[int, StallNews]:
    """Return by rep id the most valuable stalled deal that may be reported today; a rep without one is absent."""
    asking = [look for look in looks if look.stalled]
    judges = await _load_judges(connection, asking, memo)
    found = [each for look in asking if (each := _find(look, judges[look.rep.id, look.today])) is not None]
    if not found:
        return {}
    asks = [_make_ask(each.look, each.stalled) for each in found]
    advice = await load_deal_advice(connection, asks, memo=memo)
    return {
        each.look.rep.id: StallNews(
            deal=each.stalled.deal,
            stalls=each.stalls,
            round=count_round(each.stalled, today=each.look.today),
            day=each.look.today,
            advice=advice[each.stalled.deal.id],
        )
        for each in found
    }


async def save_told(database: Database, news: Sequence[StallNews]) -> None:
    """Save which stalled deals were reported; idempotent per day."""
    if news:
        await database.write(lambda connection: stall_rows.save_told(connection, news))


def _find(look: HintContext, judge: StallInputs) -> _Found | None:
    for stalled in look.stalled:
        if not is_news(stalled, today=look.today, workdays=judge.find_workdays(stalled.deal)):
            continue
        # Judged again: something may have changed since the last scan.
        stalls = judge.judge(stalled.deal)
        if stalls:
            return _Found(look, stalled, stalls)
    return None


def _make_ask(look: HintContext, stalled: StalledDeal) -> DealAsk:
    return DealAsk(look.person, stalled.deal, look.today, company=look.company, company_day=look.company_day)


async def _load_judges(
    connection: AsyncConnection, looks: Sequence[HintContext], memo: DayMemo
) -> dict[tuple[int, date], StallInputs]:
    """Return the inputs by rep id and local day; the norms are those of the company's local day."""
    companies = {(look.rep.workspace_id, look.company_day): look.company for look in looks}
    norms = await memo.norms.load(companies, partial(_load_norms, connection, companies))
    since = min((each.since for each in norms.values()), default=date.max)
    # The mornings' own calendars know the absences of the last weeks; a deal may have been still for longer.
    absences = await list_absences(connection, rep_ids=[look.rep.id for look in looks], since=since) if looks else {}
    return {
        (look.rep.id, look.today): make_stall_inputs(
            norms[look.rep.workspace_id, look.company_day],
            calendar=look.company,
            owners={look.rep.id: replace(look.calendar, absences=absences.get(look.rep.id, ()))},
            today=look.today,
        )
        for look in looks
    }


async def _load_norms(
    connection: AsyncConnection, companies: Mapping[WorkspaceDayKey, WorkCalendar], missing: Collection[WorkspaceDayKey]
) -> dict[WorkspaceDayKey, LearnedNorms]:
    days = {day: {one: companies[one, each] for one, each in missing if each == day} for _, day in missing}
    return {
        (workspace_id, day): learned
        for day, calendars in days.items()
        for workspace_id, learned in (await load_norms(connection, calendars=calendars, today=day)).items()
    }
