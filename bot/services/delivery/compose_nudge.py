"""Compose unprompted messages to reps; suppress those that no longer apply (R2, R3)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.hints.stall_news import StallNews
from bot.domain.home.day import RepDay
from bot.domain.reviews.review import MorningExtras, RepWeek
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
from bot.services.reviews.load_morning_extras import load_morning_extras
from bot.services.reviews.review_rep import RepCalendar, load_rep_weeks
from bot.storage.delivery.deliveries import Delivery

ENOUGH = "enough_today"
NO_EXTRAS = MorningExtras()
OCCASIONS = {occasion.kind: occasion for occasion in REP_OCCASIONS}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a nudge is for, with the day as it stands, and what was loaded for this kind of nudge."""

    person: Person
    day: RepDay
    # For a morning nudge only.
    news: StallNews | None = None
    hint: GivenHint | None = None
    extras: MorningExtras = NO_EXTRAS
    # For the review of the week.
    week: RepWeek | None = None

    @property
    def words(self) -> Words:
        """The texts in the rep's language, on the day of the nudge."""
        return load_words(self.person.rep.language, today=self.day.day)


Composer = Callable[[Recipient], Message | NoNudge]


async def compose_nudges(
    connection: AsyncConnection, batch: DeliveryBatch, deliveries: Sequence[Delivery], *, memo: DayMemo
) -> dict[int, ComposeResult]:
    """Return the message for each of these deliveries to reps, by delivery id, or why it is suppressed."""
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
    news, hints = await _load_hints(connection, batch, mornings, memo)
    extras = await load_morning_extras(connection, _by_day(batch, days, mornings), memo=memo)
    weeks = await _load_weeks(
        connection, batch, days, [people[each.id] for each in deliveries if each.id in people and _is_review(each)]
    )
    for delivery in deliveries:
        if delivery.id in people:
            person = people[delivery.id]
            rep_id = person.rep.id
            recipient = Recipient(
                person,
                days[rep_id],
                news=news.get(rep_id),
                hint=hints.get(rep_id),
                extras=extras.get(rep_id, NO_EXTRAS),
                week=weeks.get(rep_id),
            )
            outcomes[delivery.id] = _compose(delivery, recipient)
    return outcomes


def _is_review(delivery: Delivery) -> bool:
    return delivery.kind == WEEK_REVIEW.kind


def _by_day(
    batch: DeliveryBatch, days: Mapping[int, RepDay], people: Iterable[Person]
) -> Mapping[date, Sequence[RepCalendar]]:
    """Return reps with their calendars by their own local day; all over the world there are two or three of them."""
    found: dict[date, list[RepCalendar]] = {}
    for person in people:
        rep = person.rep
        found.setdefault(days[rep.id].day, []).append(RepCalendar(rep, batch.calendars[rep.id]))
    return found


async def _load_weeks(
    connection: AsyncConnection, batch: DeliveryBatch, days: Mapping[int, RepDay], people: Iterable[Person]
) -> dict[int, RepWeek]:
    found: dict[int, RepWeek] = {}
    for day, reps in _by_day(batch, days, people).items():
        found |= await load_rep_weeks(connection, reps, day=day, today=day)
    return found


async def _load_hints(
    connection: AsyncConnection, batch: DeliveryBatch, people: Sequence[Person], memo: DayMemo
) -> tuple[dict[int, StallNews], dict[int, GivenHint]]:
    """Return the stall news and the hint for each morning nudge, by rep id."""
    looks = await load_hint_contexts(
        connection, people, calendars=batch.calendars, companies=batch.companies, now=batch.now
    )
    # Both are about deals: a rep who never had one gets neither.
    looks = [look for look in looks if look.has_deals]
    if not looks:
        return {}, {}
    return await find_stall_news(connection, looks, memo=memo), await find_hints(connection, looks, memo=memo)


def suppression_reason(batch: DeliveryBatch, delivery: Delivery, person: Person | None) -> str | None:
    """Return why a delivery is suppressed now, None when it is to be sent.

    Delivery was planned earlier; since then the rep may have stopped nudges, taken a day off or lowered the intensity.
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


def _compose(delivery: Delivery, recipient: Recipient) -> ComposeResult:
    said = COMPOSERS[delivery.kind](recipient)
    if isinstance(said, NoNudge):
        return Suppressed(said.reason)
    person = recipient.person
    address = Address(workspace=person.workspace.external_id, channel=delivery.channel or person.rep.address)
    if delivery.kind == MORNING_NUDGE.kind:
        return OutgoingMessage(address=address, message=said, news=recipient.news, hint=recipient.hint)
    return OutgoingMessage(address=address, message=said)


def _compose_morning(to: Recipient) -> Message:
    parts = describe_stall_news(to.words, to.news) if to.news is not None else []
    parts += describe_hint(to.words, to.hint.hint) if to.hint is not None else []
    return build_morning_nudge(to.words, to.day, extras=[*parts, *describe_extras(to.words, to.extras)])


def _compose_catch_up(to: Recipient) -> Message | NoNudge:
    act = choose_catch_up(to.day)
    return act if isinstance(act, NoNudge) else build_catch_up(to.words, to.day, act)


def _compose_wrap_up(to: Recipient) -> Message:
    return build_wrap_up(to.words, to.day)


def _compose_week(to: Recipient) -> Message:
    assert to.week is not None  # noqa: S101 - it was loaded for everybody who gets this kind
    return build_week_review(to.words, to.week, with_thought=False)


COMPOSERS: dict[str, Composer] = {
    MORNING_NUDGE.kind: _compose_morning,
    CATCH_UP.kind: _compose_catch_up,
    WRAP_UP.kind: _compose_wrap_up,
    WEEK_REVIEW.kind: _compose_week,
}
