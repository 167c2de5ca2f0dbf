"""A batch of deliveries with the people, teams and calendars they need, loaded in a fixed number of queries."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.delivery.delivery_state import DeliveryState
from bot.domain.delivery.memory import Said
from bot.domain.hints.stall_news import StallNews
from bot.domain.log.next_steps import AgreedStep
from bot.domain.meetings.agenda import Meeting
from bot.domain.people.people import Rep, Team, Workspace
from bot.domain.rhythm.day_budget import BEFORE_NEWS, DayHeard
from bot.domain.rhythm.occasions import REP_OCCASIONS
from bot.messages.text.message import Message
from bot.ports import Address
from bot.services.calendar.calendars import CompanyCalendars, load_companies, load_rep_calendars
from bot.services.hints.find_hint import GivenHint
from bot.services.people.greeting import CHANNEL_GREETING
from bot.services.people.person_cache import Person
from bot.storage.delivery import deliveries as delivery_rows
from bot.storage.delivery.deliveries import Delivery
from bot.storage.people import people as people_rows

# An answer that waited in the outbox was asked for.
REPLY = "reply"
# What is no message of the bot's own accord to a person: such an answer, and what is said in a channel.
UNCOUNTED = frozenset({REPLY, CHANNEL_GREETING})
REP_KINDS = frozenset(occasion.kind for occasion in REP_OCCASIONS)
# In days: as far back as a streak goes, which leave does not break (K4).
DAYS_BACK = 400


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """A composed message."""

    address: Address
    message: Message
    # The stall news and the hint in it, to be saved once it is sent.
    news: StallNews | None = None
    hint: GivenHint | None = None
    # The rep who is asked whether he or she sells too, to be saved so that it is asked once.
    asks_selling: Rep | None = None
    # What it names, and the step that it asks about.
    said: Said | None = None
    asked: AgreedStep | None = None
    # The agenda in it, whose deals are saved as named.
    meeting: Meeting | None = None


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A delivery that is not sent; ``reason`` is a stable code."""

    reason: str


@dataclass(frozen=True, slots=True)
class Settled:
    """A delivery that needs no more: it is told in the message of another one, or was put off."""


ComposeResult = OutgoingMessage | Suppressed | Settled


@dataclass(frozen=True, slots=True)
class DeliveryBatch:
    """The data for a batch of deliveries; ``now`` (UTC) is when they are composed.

    ``heard`` has what reps hear on a local day, by rep id and day.
    """

    now: datetime
    workspaces: Mapping[int, Workspace]
    reps: Mapping[int, Rep]
    teams: Mapping[int, Team]
    calendars: Mapping[int, WorkCalendar]
    companies: CompanyCalendars
    heard: Mapping[tuple[int, date], DayHeard]

    def find_person(self, delivery: Delivery) -> Person | None:
        """Return a delivery's recipient, None when the rep no longer exists."""
        rep = self.reps.get(delivery.rep_id or 0)
        if rep is None or rep.workspace_id != delivery.workspace_id:
            return None
        return Person(rep=rep, workspace=self.workspaces[rep.workspace_id])

    def find_team(self, delivery: Delivery) -> Team | None:
        """Return the team that a delivery is about, None when it no longer exists."""
        team = self.teams.get(delivery.team_id or 0)
        return team if team is not None and team.workspace_id == delivery.workspace_id else None


def make_heard(counts: Mapping[tuple[str, DeliveryState], int], *, last: date | None = None) -> DayHeard:
    """Return what a rep hears on a day, from how many deliveries of each kind are in each state.

    A plan or review that waits is as good as sent; anything else that waits may still be left out.
    """
    sent, sending = Counter[str](), Counter[str]()
    for (kind, state), number in counts.items():
        if state in (DeliveryState.SENT, DeliveryState.IN_DOUBT):
            sent[kind] += number
        elif state is DeliveryState.SENDING or (state is DeliveryState.WAITING and kind in BEFORE_NEWS):
            sending[kind] += number
    return DayHeard(sent, sending, planned=frozenset(kind for kind, _ in counts), last=last)


async def load_batch(connection: AsyncConnection, deliveries: Sequence[Delivery], *, now: datetime) -> DeliveryBatch:
    """Load the workspaces, reps, teams and calendars of these deliveries."""
    to_reps = [delivery for delivery in deliveries if delivery.kind in REP_KINDS and delivery.rep_id is not None]
    rep_ids = sorted({delivery.rep_id for delivery in to_reps if delivery.rep_id is not None})
    team_ids = sorted({delivery.team_id for delivery in deliveries if delivery.team_id is not None})
    workspaces = await people_rows.find_workspaces(
        connection,
        workspace_ids={each for delivery in deliveries for each in (delivery.workspace_id, delivery.sent_in)},
    )
    reps = await people_rows.find_reps(connection, rep_ids=rep_ids) if rep_ids else {}
    companies = await load_companies(connection, workspaces)
    since = (now - timedelta(days=DAYS_BACK)).date()
    counts = await delivery_rows.count_by_state(
        connection, rep_ids=rep_ids, days={delivery.local_day for delivery in to_reps}, but_kinds=UNCOUNTED
    )
    return DeliveryBatch(
        now=now,
        workspaces=workspaces,
        reps=reps,
        teams=await people_rows.find_teams(connection, team_ids=team_ids) if team_ids else {},
        companies=companies,
        calendars=await load_rep_calendars(connection, list(reps.values()), companies=companies, since=since),
        heard={of_day: make_heard(found) for of_day, found in counts.items()},
    )
