"""The context for hints of a batch of reps, loaded in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.deals.deals import Deal
from bot.domain.hints.stall_news import StalledDeal
from bot.domain.people.people import Rep, find_zone
from bot.services.calendar.calendars import CompanyCalendars
from bot.services.people.person_cache import Person
from bot.storage.deals import deals as deal_rows
from bot.storage.deals import stalls as stall_rows


@dataclass(frozen=True, slots=True)
class HintContext:
    """A person, his or her calendar and the company's, the local day of the plan, and the person's deals."""

    person: Person
    calendar: WorkCalendar
    company: WorkCalendar
    today: date
    # The company's local day, which differs when the rep is in another time zone.
    company_day: date
    open_deals: Sequence[Deal] = ()
    # The open deals that the last scan found stalled.
    stalled: Sequence[StalledDeal] = ()
    # Without any deal, open or closed, there are no hints.
    has_deals: bool = False

    @property
    def rep(self) -> Rep:
        """The rep."""
        return self.person.rep


async def load_hint_contexts(
    connection: AsyncConnection,
    people: Sequence[Person],
    *,
    calendars: Mapping[int, WorkCalendar],
    companies: CompanyCalendars,
    now: datetime,
) -> list[HintContext]:
    """Return the contexts of these people, with their deals; ``calendars`` has their calendars by rep id.

    Takes two queries whatever their number.
    """
    if not people:
        return []
    rep_ids = [person.rep.id for person in people]
    open_deals, stalled = await stall_rows.list_open_of_owners(connection, owner_ids=rep_ids)
    owners = await deal_rows.list_owners(connection, rep_ids=rep_ids)
    return [
        HintContext(
            person=person,
            calendar=calendars[person.rep.id],
            company=companies.of(person.workspace.id),
            today=now.astimezone(person.rep.zone).date(),
            company_day=now.astimezone(find_zone(person.workspace.timezone)).date(),
            open_deals=open_deals.get(person.rep.id, ()),
            stalled=stalled.get(person.rep.id, ()),
            has_deals=person.rep.id in owners,
        )
        for person in people
    ]
