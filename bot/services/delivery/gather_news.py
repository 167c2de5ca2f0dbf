"""Gather the news for a person into one message, and put off what the day has no room for (K5).

Each piece of news is planned as a delivery of its own, so that a request that comes twice adds nothing. When one of
them is claimed, those that wait for the same person are told with it: they are marked as gathered, and their keys are
kept with the one that is sent, in one transaction before the send.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery.delivery_state import DeliveryState
from bot.domain.delivery.memory import REMEMBERED, Said, make_memory
from bot.domain.people.people import Rep
from bot.domain.rhythm.day_budget import NOTHING_HEARD, DayHeard, find_news_moment
from bot.services.calendar.calendars import load_companies, load_rep_calendars
from bot.services.delivery.delivery_batch import UNCOUNTED, make_heard
from bot.services.delivery.news import NEWS_KINDS, is_urgent
from bot.services.people.team_news import TEAM_JOINED, TOGETHER_WITHIN
from bot.storage.database import Database
from bot.storage.delivery import deliveries as delivery_rows
from bot.storage.delivery import news as news_rows
from bot.storage.delivery import said as said_rows
from bot.storage.delivery.deliveries import Delivery, GatheredNews, Payload
from bot.storage.people import people as people_rows

# Reasons: told in the message of another delivery; the day had no room for it.
GATHERED, NO_ROOM = "gathered", "no_room_today"
# Pieces of news in a message; that people joined is one piece, however many they are.
MOST_TOGETHER = 8
# News that was put off makes sense for so long after that.
KEPT = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class _News:
    """The news of one person: what is held by this process, and what waits besides."""

    rep: Rep
    held: Sequence[Delivery]
    waiting: Sequence[Delivery]


async def gather_news(database: Database, deliveries: Sequence[Delivery], *, now: datetime) -> list[Delivery]:
    """Return the deliveries to compose now, with all that is told in them; those left out are gathered or put off."""
    news = [each for each in deliveries if each.kind in NEWS_KINDS and each.rep_id is not None]
    if not news:
        return list(deliveries)
    kept = await database.write(lambda connection: _gather(connection, news, now))
    ids = {each.id for each in news}
    return [each for each in deliveries if each.id not in ids] + kept


async def _gather(connection: AsyncConnection, news: Sequence[Delivery], now: datetime) -> list[Delivery]:
    held = await news_rows.list_held(connection, holders=[(each.id, each.lease_token) for each in news])
    held_ids = {each.id for each in held}
    reps = await people_rows.find_reps(connection, rep_ids=sorted({each.rep_id or 0 for each in held}))
    waiting = await news_rows.list_waiting_news(
        connection, rep_ids=list(reps), kinds=NEWS_KINDS, now=now, until=now + TOGETHER_WITHIN
    )
    found = [
        _News(
            rep,
            [each for each in held if each.rep_id == rep.id],
            [each for each in waiting if each.rep_id == rep.id and each.id not in held_ids],
        )
        for rep in reps.values()
    ]
    moments = await _find_moments(connection, found, now)
    kept = [each for each in held if each.rep_id not in reps]
    for each in found:
        if moments[each.rep.id] > now:
            await _put_off(connection, each, moments[each.rep.id])
        else:
            kept.append(await _tell_together(connection, each, now))
    return kept


async def _find_moments(connection: AsyncConnection, found: Sequence[_News], now: datetime) -> Mapping[int, datetime]:
    reps = [each.rep for each in found]
    workspaces = await people_rows.find_workspaces(connection, workspace_ids={rep.workspace_id for rep in reps})
    companies = await load_companies(connection, workspaces)
    calendars = await load_rep_calendars(connection, reps, companies=companies, since=now.date() - timedelta(days=1))
    heard = await _load_heard(connection, found, now)
    return {
        each.rep.id: find_news_moment(
            each.rep,
            calendars[each.rep.id],
            heard.get(each.rep.id, NOTHING_HEARD),
            is_urgent=is_urgent(each.held),
            now=now,
        )
        for each in found
    }


async def _load_heard(connection: AsyncConnection, found: Sequence[_News], now: datetime) -> dict[int, DayHeard]:
    days = {each.rep.id: now.astimezone(each.rep.zone).date() for each in found}
    counts = await delivery_rows.count_by_state(
        connection,
        rep_ids=list(days),
        days=set(days.values()),
        but_kinds=UNCOUNTED,
        but_ids=[one.id for each in found for one in each.held],
    )
    said = await said_rows.list_said(connection, rep_ids=list(days), since=now.date() - REMEMBERED)
    return {
        each.rep.id: make_heard(
            counts.get((each.rep.id, days[each.rep.id]), Counter[tuple[str, DeliveryState]]()),
            last=_find_last(each.rep, said.get(each.rep.id, ()), days[each.rep.id]),
        )
        for each in found
    }


def _find_last(rep: Rep, said: Sequence[Said], today: date) -> date | None:
    """Return the latest day on which something was said to who ignores what comes, None for anybody else."""
    memory = make_memory(said, today=today, seen_on=rep.seen_on)
    return max((each.day for each in memory.said), default=None) if memory.was_asked() else None


async def _put_off(connection: AsyncConnection, news: _News, until: datetime) -> None:
    await news_rows.put_off(
        connection,
        ids=[each.id for each in news.held],
        until=until,
        expires_at=until + KEPT,
        day=until.astimezone(news.rep.zone).date(),
        reason=NO_ROOM,
    )


async def _tell_together(connection: AsyncConnection, news: _News, now: datetime) -> Delivery:
    """Save that all this news is told in the first of its messages, and return that one."""
    first = news.held[0]
    others = _choose([*news.held[1:], *news.waiting])
    payload = _add(first.payload, others)
    day = now.astimezone(news.rep.zone).date()
    await news_rows.save_gathered(connection, delivery_id=first.id, payload=payload, day=day)
    await news_rows.skip_gathered(connection, ids=[each.id for each in others], reason=GATHERED)
    await said_rows.save_said(connection, {first.id: Said(first.kind, day)})
    left = [each for each in news.held[1:] if each not in others]
    await _put_off(connection, replace(news, held=left), now)
    return replace(first, payload=payload, local_day=day)


def _choose(news: Sequence[Delivery]) -> list[Delivery]:
    """Return what is told together with one piece of news; that people joined is one piece, however many they are."""
    joined = [each for each in news if each.kind == TEAM_JOINED]
    return [*joined, *[each for each in news if each.kind != TEAM_JOINED][: MOST_TOGETHER - 1]]


def _add(payload: Payload | None, news: Sequence[Delivery]) -> Payload | None:
    """Return what a message carries with this news added to it."""
    if not news:
        return payload
    more = [piece for each in news for piece in _list_pieces(each)]
    carried = payload if payload is not None else Payload()
    return {**carried, "news": [*carried.get("news", []), *more]}


def _list_pieces(delivery: Delivery) -> list[GatheredNews]:
    """Return a piece of news with what was gathered with it before, when it could not be sent then."""
    carried = delivery.payload if delivery.payload is not None else Payload()
    own: Payload = {**carried}
    own.pop("news", None)
    return [GatheredNews(kind=delivery.kind, key=delivery.key, payload=own or None), *carried.get("news", [])]
