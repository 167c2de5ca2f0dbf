"""Compose unprompted messages to reps; suppress those that no longer apply (R2, R3)."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.hints.stall_news import StallNews
from bot.domain.home.day import RepDay
from bot.domain.rhythm.nudges import NoNudge, choose_catch_up
from bot.domain.rhythm.occasions import (
    CATCH_UP,
    MORNING_NUDGE,
    REP_OCCASIONS,
    WEEK_REVIEW,
    WRAP_UP,
    OccasionMoment,
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
from bot.services.deals.day_memo import DayMemo
from bot.services.delivery.delivery_batch import ComposeResult, DeliveryBatch, OutgoingMessage, Suppressed
from bot.services.hints.find_hint import GivenHint, find_hints
from bot.services.hints.find_stall_news import find_stall_news
from bot.services.hints.hint_context import load_hint_contexts
from bot.services.home.load_day import load_days
from bot.services.people.person_cache import Person
from bot.services.reviews.review_rep import load_morning_extras, load_rep_week
from bot.storage.delivery.deliveries import Delivery

ENOUGH = "enough_today"
OCCASIONS = {occasion.kind: occasion for occasion in REP_OCCASIONS}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a nudge is for, with the days on which he or she works, and the day as it stands."""

    person: Person
    calendar: WorkCalendar
    day: RepDay
    # What a morning brings up besides the day itself.
    news: StallNews | None = None
    hint: GivenHint | None = None

    @property
    def words(self) -> Words:
        """The words in the rep's language."""
        return load_words(self.person.rep.language)


Composer = Callable[[AsyncConnection, Recipient], Awaitable[Message | NoNudge]]


async def compose_nudges(
    connection: AsyncConnection, batch: DeliveryBatch, deliveries: Sequence[Delivery], *, memo: DayMemo
) -> dict[int, ComposeResult]:
    """Return what each of these deliveries to reps says, by delivery id, or why nothing is said."""
    people: dict[int, Person] = {}
    outcomes: dict[int, ComposeResult] = {}
    for delivery in deliveries:
        person = batch.find_person(delivery)
        reason = suppression_reason(batch, delivery, person)
        if person is None or reason is not None:
            outcomes[delivery.id] = Suppressed(reason or "no_rep")
        else:
            people[delivery.id] = person
    days = await _load_days(connection, batch, people)
    mornings = [people[each.id] for each in deliveries if each.id in people and each.kind == MORNING_NUDGE.kind]
    news, hints = await _load_extras(connection, batch, mornings, memo)
    for delivery in deliveries:
        if delivery.id in people:
            person = people[delivery.id]
            rep_id = person.rep.id
            recipient = Recipient(
                person, batch.calendars[rep_id], days[rep_id], news=news.get(rep_id), hint=hints.get(rep_id)
            )
            outcomes[delivery.id] = await _compose(connection, delivery, recipient)
    return outcomes


async def _load_extras(
    connection: AsyncConnection, batch: DeliveryBatch, people: Sequence[Person], memo: DayMemo
) -> tuple[dict[int, StallNews], dict[int, GivenHint]]:
    """Return the stalled deal and the hint of each morning, by rep."""
    looks = await load_hint_contexts(
        connection, people, calendars=batch.calendars, companies=batch.companies, now=batch.now
    )
    # There is nothing to bring up for who never had a deal.
    looks = [look for look in looks if look.has_deals]
    if not looks:
        return {}, {}
    return await find_stall_news(connection, looks, memo=memo), await find_hints(connection, looks, memo=memo)


def suppression_reason(batch: DeliveryBatch, delivery: Delivery, person: Person | None) -> str | None:
    """Return why a delivery is suppressed at this moment, None when it is to be sent.

    What was planned in the morning meets what has changed since: a stop, a free day, a quieter intensity.
    """
    if person is None:
        return "no_rep"
    rep = person.rep
    moment = OccasionMoment(
        occasion=OCCASIONS[delivery.kind], day=delivery.local_day, at=batch.now.astimezone(rep.zone).time()
    )
    silence = find_silence(moment, rep=rep, calendar=batch.calendars[rep.id])
    if silence is not None:
        return silence
    others = batch.kinds_sent.get((rep.id, delivery.local_day), set()) - {delivery.kind}
    return ENOUGH if len(others) >= rep.rhythm.intensity.most_a_day else None


async def _load_days(
    connection: AsyncConnection, batch: DeliveryBatch, people: Mapping[int, Person]
) -> Mapping[int, RepDay]:
    reps = list({person.rep.id: person.rep for person in people.values()}.values())
    return await load_days(connection, reps, calendars=batch.calendars, now=batch.now) if reps else {}


async def _compose(connection: AsyncConnection, delivery: Delivery, recipient: Recipient) -> ComposeResult:
    said = await COMPOSERS[delivery.kind](connection, recipient)
    if isinstance(said, NoNudge):
        return Suppressed(said.reason)
    person = recipient.person
    address = Address(workspace=person.workspace.external_id, channel=delivery.channel or person.rep.address)
    if delivery.kind == MORNING_NUDGE.kind:
        return OutgoingMessage(address=address, message=said, news=recipient.news, hint=recipient.hint)
    return OutgoingMessage(address=address, message=said)


async def _compose_morning(connection: AsyncConnection, to: Recipient) -> Message:
    extras = await load_morning_extras(connection, person=to.person, calendar=to.calendar, day=to.day.day)
    parts = describe_stall_news(to.words, to.news) if to.news is not None else []
    parts += describe_hint(to.words, to.hint.hint) if to.hint is not None else []
    return build_morning_nudge(to.words, to.day, extras=[*parts, *describe_extras(to.words, extras)])


async def _compose_catch_up(_connection: AsyncConnection, to: Recipient) -> Message | NoNudge:
    act = choose_catch_up(to.day)
    return act if isinstance(act, NoNudge) else build_catch_up(to.words, to.day, act)


async def _compose_wrap_up(_connection: AsyncConnection, to: Recipient) -> Message:
    return build_wrap_up(to.words, to.day)


async def _compose_week(connection: AsyncConnection, to: Recipient) -> Message:
    week = await load_rep_week(connection, person=to.person, calendar=to.calendar, day=to.day.day, today=to.day.day)
    return build_week_review(to.words, week, with_thought=False)


COMPOSERS: dict[str, Composer] = {
    MORNING_NUDGE.kind: _compose_morning,
    CATCH_UP.kind: _compose_catch_up,
    WRAP_UP.kind: _compose_wrap_up,
    WEEK_REVIEW.kind: _compose_week,
}
