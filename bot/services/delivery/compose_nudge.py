"""Composing what a rep hears of the bot's own accord: whether it still makes sense, and what it says (R2, R3)."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.hints.stall_news import StallNews
from bot.domain.home.day import Day
from bot.domain.rhythm.nudges import Restraint, choose_catch_up
from bot.domain.rhythm.occasions import (
    CATCH_UP,
    MORNING_NUDGE,
    REP_OCCASIONS,
    WEEK_REVIEW,
    WRAP_UP,
    Moment,
    find_silence,
)
from bot.messages.hints.hints import describe_hint
from bot.messages.hints.stall_news import describe_stall_news
from bot.messages.reviews.rep_review import build_week_review, describe_extras
from bot.messages.rhythm.afternoon import build_catch_up, build_wrap_up
from bot.messages.rhythm.morning_nudge import build_morning_nudge
from bot.messages.text.message import Message
from bot.messages.text.words import Words, load_words
from bot.ports import Address
from bot.services.deals.read_history import PatternBook
from bot.services.delivery.mailbag import Composed, Mailbag, Outcome, Unsaid
from bot.services.hints.find_hint import GivenHint, find_hint
from bot.services.hints.hint_look import HintLook
from bot.services.hints.tell_stalls import JudgeBook, find_stall_news
from bot.services.home.show_day import read_days
from bot.services.people.people_book import Person
from bot.services.reviews.review_rep import read_morning_extras, read_rep_week
from bot.storage.deals.deals import list_owners
from bot.storage.delivery.deliveries import Delivery

ENOUGH = "enough_today"
OCCASIONS = {occasion.kind: occasion for occasion in REP_OCCASIONS}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a nudge is for, with the days on which he or she works, and the day as it stands."""

    person: Person
    calendar: WorkCalendar
    day: Day
    judges: JudgeBook
    now: datetime
    patterns: PatternBook
    # There is nothing to bring up for who never had a deal.
    has_deals: bool = True

    @property
    def words(self) -> Words:
        """The words in the rep's language."""
        return load_words(self.person.rep.language)


@dataclass(frozen=True, slots=True)
class Morning:
    """What a rep hears in the morning, the stalled deal that it tells of, and what it brings up besides."""

    message: Message
    news: StallNews | None
    hint: GivenHint | None


Composer = Callable[[AsyncConnection, Recipient], Awaitable[Message | Morning | Restraint]]


async def compose_nudges(
    connection: AsyncConnection, bag: Mailbag, deliveries: Sequence[Delivery]
) -> dict[int, Outcome]:
    """Return what each of these deliveries to reps says, by delivery id, or why nothing is said."""
    people: dict[int, Person] = {}
    outcomes: dict[int, Outcome] = {}
    for delivery in deliveries:
        person = bag.find_person(delivery)
        reason = find_reason_for_silence(bag, delivery, person)
        if person is None or reason is not None:
            outcomes[delivery.id] = Unsaid(reason or "no_rep")
        else:
            people[delivery.id] = person
    days = await _read_days(connection, bag, people)
    judges, patterns = JudgeBook(), PatternBook()
    owners = await list_owners(connection, rep_ids={person.rep.id for person in people.values()})
    for delivery in deliveries:
        if delivery.id in people:
            person = people[delivery.id]
            rep_id = person.rep.id
            calendar = bag.calendars[rep_id]
            recipient = Recipient(person, calendar, days[rep_id], judges, bag.now, patterns, has_deals=rep_id in owners)
            outcomes[delivery.id] = await _compose(connection, delivery, recipient)
    return outcomes


def find_reason_for_silence(bag: Mailbag, delivery: Delivery, person: Person | None) -> str | None:
    """Return why a delivery is not wanted (any more) at this moment, None when it is.

    What was planned in the morning meets what has changed since: a stop, a free day, a quieter intensity.
    """
    if person is None:
        return "no_rep"
    rep = person.rep
    moment = Moment(occasion=OCCASIONS[delivery.kind], day=delivery.local_day, at=bag.now.astimezone(rep.zone).time())
    silence = find_silence(moment, rep=rep, calendar=bag.calendars[rep.id])
    if silence is not None:
        return silence
    others = bag.kinds_sent.get((rep.id, delivery.local_day), set()) - {delivery.kind}
    return ENOUGH if len(others) >= rep.rhythm.intensity.most_a_day else None


async def _read_days(connection: AsyncConnection, bag: Mailbag, people: Mapping[int, Person]) -> Mapping[int, Day]:
    reps = list({person.rep.id: person.rep for person in people.values()}.values())
    return await read_days(connection, reps, calendars=bag.calendars, now=bag.now) if reps else {}


async def _compose(connection: AsyncConnection, delivery: Delivery, recipient: Recipient) -> Outcome:
    said = await COMPOSERS[delivery.kind](connection, recipient)
    if isinstance(said, Restraint):
        return Unsaid(said.reason)
    person = recipient.person
    address = Address(workspace=person.workspace.external_id, channel=delivery.channel or person.rep.address)
    if isinstance(said, Morning):
        return Composed(address=address, message=said.message, news=said.news, hint=said.hint)
    return Composed(address=address, message=said)


async def _compose_morning(connection: AsyncConnection, to: Recipient) -> Morning:
    extras = await read_morning_extras(connection, person=to.person, calendar=to.calendar, day=to.day.day)
    news = await find_stall_news(connection, person=to.person, judges=to.judges, now=to.now)
    look = HintLook(person=to.person, calendar=to.calendar, today=to.day.day, patterns=to.patterns)
    found = await find_hint(connection, look) if to.has_deals else None
    parts = describe_stall_news(to.words, news) if news is not None else []
    parts += describe_hint(to.words, found.hint) if found is not None else []
    message = build_morning_nudge(to.words, to.day, extras=[*parts, *describe_extras(to.words, extras)])
    return Morning(message=message, news=news, hint=found)


async def _compose_catch_up(_connection: AsyncConnection, to: Recipient) -> Message | Restraint:
    act = choose_catch_up(to.day)
    return act if isinstance(act, Restraint) else build_catch_up(to.words, to.day, act)


async def _compose_wrap_up(_connection: AsyncConnection, to: Recipient) -> Message:
    return build_wrap_up(to.words, to.day)


async def _compose_week(connection: AsyncConnection, to: Recipient) -> Message:
    week = await read_rep_week(connection, person=to.person, calendar=to.calendar, day=to.day.day, today=to.day.day)
    return build_week_review(to.words, week, with_thought=False)


COMPOSERS: dict[str, Composer] = {
    MORNING_NUDGE.kind: _compose_morning,
    CATCH_UP.kind: _compose_catch_up,
    WRAP_UP.kind: _compose_wrap_up,
    WEEK_REVIEW.kind: _compose_week,
}
