"""Load what the mornings of several reps bring, in a fixed number of queries, and choose the one act of each (K5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.hints.hint_kinds import find_account
from bot.domain.hints.hints import MethodPart
from bot.domain.hints.stall_news import StallNews
from bot.domain.home.day import RepDay
from bot.domain.reviews.review import MorningExtras
from bot.domain.reviews.streak import LONGEST
from bot.services.calendar.calendars import CompanyCalendars, load_companies, load_rep_calendars
from bot.services.deals.day_memo import DayMemo
from bot.services.hints.find_hint import MORNING_PARTS, GivenHint, find_hints
from bot.services.hints.find_stall_news import find_stall_news
from bot.services.hints.hint_context import HintContext, load_hint_contexts
from bot.services.home.load_day import load_days
from bot.services.people.person_cache import Person
from bot.services.reviews.load_morning_extras import NO_EXTRAS, load_morning_extras
from bot.services.reviews.review_rep import RepCalendar
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Calendars:
    """The calendars by rep id, those of the companies, and the moment (UTC) at which they are looked at."""

    reps: Mapping[int, WorkCalendar]
    companies: CompanyCalendars
    now: datetime


@dataclass(frozen=True, slots=True)
class Morning:
    """A rep's day with what the morning brings besides it."""

    day: RepDay
    news: StallNews | None = None
    hint: GivenHint | None = None
    extras: MorningExtras = NO_EXTRAS

    def keep_one_act(self) -> "Morning":
        """Return the morning with one act: a question about a loss, the thought of the week, a stalled deal or a hint.

        A deal that stalls for the first time goes before a hint; after that the two take turns by the day, so that
        neither crowds out the other.
        """
        return _choose_act(self._leave_out_blocked())

    def _leave_out_blocked(self) -> "Morning":
        """Return the morning without the acts about accounts that were named on each of the last three mornings."""
        blocked = self.day.memory.find_blocked()
        hint, news, thought = self.hint, self.news, self.extras.thought
        if hint is not None and not blocked.isdisjoint(find_account(hint.hint)):
            hint = None
        if news is not None and news.deal.account_id in blocked:
            news = None
        if thought is not None and thought.account_id in blocked:
            thought = None
        return replace(self, hint=hint, news=news, extras=replace(self.extras, thought=thought))


def _choose_act(morning: Morning) -> Morning:
    if morning.hint is not None and morning.hint.hint.part is MethodPart.LOSS:
        return replace(morning, news=None, extras=replace(morning.extras, thought=None))
    if morning.extras.thought is not None:
        return replace(morning, news=None, hint=None)
    if morning.news is None or morning.hint is None:
        return morning
    return replace(morning, hint=None) if _goes_first(morning.news, morning.day) else replace(morning, news=None)


def _goes_first(news: StallNews, day: RepDay) -> bool:
    """Return whether it is the turn of a stalled deal, rather than of a hint."""
    return news.round == 1 or day.day.toordinal() % 2 == 1


def _may_have_hint(look: HintContext, news: StallNews | None, day: RepDay) -> bool:
    """Return whether a hint could be the act: not when a stalled deal is it, whatever the hint.

    Only a question about a loss goes before that, which is asked at the end of a week.
    """
    if news is None or news.deal.account_id in day.memory.find_blocked() or not _goes_first(news, day):
        return True
    return look.calendar.is_last_of_week(look.today)


async def load_mornings(
    connection: AsyncConnection,
    people: Sequence[Person],
    calendars: Calendars,
    days: Mapping[int, RepDay],
    *,
    memo: DayMemo,
) -> dict[int, Morning]:
    """Return the mornings of these people by rep id; ``days`` has their days."""
    looks = await load_hint_contexts(
        connection, people, calendars=calendars.reps, companies=calendars.companies, now=calendars.now
    )
    # Both are about deals: a rep who never had one gets neither.
    looks = [look for look in looks if look.has_deals]
    news = await find_stall_news(connection, looks, memo=memo) if looks else {}
    open_ended = [look for look in looks if _may_have_hint(look, news.get(look.rep.id), days[look.rep.id])]
    hints = await find_hints(connection, open_ended, memo=memo, parts=MORNING_PARTS) if open_ended else {}
    extras = await load_morning_extras(connection, group_by_day(people, calendars, days), memo=memo)
    return {
        rep_id: Morning(days[rep_id], news.get(rep_id), hints.get(rep_id), extras.get(rep_id, NO_EXTRAS)).keep_one_act()
        for rep_id in (person.rep.id for person in people)
    }


async def load_current_morning(database: Database, *, person: Person, now: datetime) -> Morning:
    """Return the morning of one rep as it stands now."""
    async with database.reading() as connection:
        companies = await load_companies(connection, {person.workspace.id: person.workspace})
        since = now.astimezone(person.rep.zone).date() - LONGEST
        reps = await load_rep_calendars(connection, [person.rep], companies=companies, since=since)
        days = await load_days(connection, [person.rep], calendars=reps, now=now)
        calendars = Calendars(reps, companies, now)
        return (await load_mornings(connection, [person], calendars, days, memo=DayMemo()))[person.rep.id]


def group_by_day(
    people: Sequence[Person], calendars: Calendars, days: Mapping[int, RepDay]
) -> Mapping[date, Sequence[RepCalendar]]:
    """Return reps with their calendars by their own local day; all over the world there are two or three of them."""
    found: dict[date, list[RepCalendar]] = {}
    for person in people:
        day, calendar = days[person.rep.id], calendars.reps[person.rep.id]
        found.setdefault(day.day, []).append(RepCalendar(person.rep, calendar, day.memory))
    return found
