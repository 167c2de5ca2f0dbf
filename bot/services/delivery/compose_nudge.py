"""Compose unprompted messages to reps; suppress those that no longer apply (R2, R3)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.home.day import RepDay
from bot.domain.reviews.review import MorningExtras, RepWeek
from bot.domain.rhythm.nudges import NoNudge, choose_catch_up
from bot.domain.rhythm.occasions import (
    CATCH_UP,
    MORNING_NUDGE,
    READING,
    REP_OCCASIONS,
    WEEK_REVIEW,
    WRAP_UP,
    OccasionMoment,
    find_silence,
)
from bot.messages.people.selling import build_selling_question
from bot.messages.reviews.rep_review import build_week_review
from bot.messages.rhythm.afternoon import build_catch_up, build_wrap_up
from bot.messages.rhythm.morning_nudge import MorningParts, build_morning_nudge
from bot.messages.rhythm.reading import build_lesson_reading, build_month_reading
from bot.messages.text.message import Message
from bot.messages.text.words import Words, load_words
from bot.ports import Address
from bot.services.deals.day_memo import DayMemo
from bot.services.delivery.delivery_batch import ComposeResult, DeliveryBatch, OutgoingMessage, Suppressed
from bot.services.delivery.load_mornings import Calendars, Morning, group_by_day, load_mornings
from bot.services.hints.find_hint import READING_PARTS, GivenHint, find_hints
from bot.services.hints.hint_context import load_hint_contexts
from bot.services.home.load_day import load_days
from bot.services.people.person_cache import Person
from bot.services.reviews.load_morning_extras import NO_EXTRAS, load_months
from bot.services.reviews.review_rep import RepCalendar, load_rep_weeks
from bot.storage.delivery.deliveries import Delivery
from bot.storage.people.leading import list_unasked_leaders

ENOUGH = "enough_today"
DAY = timedelta(days=1)
# In working days: who leads and logged nothing in this time is asked whether he or she sells too.
DAYS_OF_SILENCE = 5
NOTHING_TO_READ = "nothing_to_read"
OCCASIONS = {occasion.kind: occasion for occasion in REP_OCCASIONS}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a nudge is for, with the day as it stands, and what was loaded for this kind of nudge."""

    person: Person
    day: RepDay
    # For a morning nudge only.
    morning: Morning | None = None
    # For something to read: a lesson, or what comes with the month.
    lesson: GivenHint | None = None
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
    calendars = Calendars(batch.calendars, batch.companies, batch.now)
    of_kind = _group_by_kind(deliveries, people)
    mornings = await load_mornings(connection, of_kind.get(MORNING_NUDGE.kind, []), calendars, days, memo=memo)
    lessons, extras = await _load_reading(connection, of_kind.get(READING.kind, []), calendars, days, memo)
    weeks = await _load_weeks(connection, group_by_day(of_kind.get(WEEK_REVIEW.kind, []), calendars, days))
    asked = await _list_leaders_to_ask(connection, batch, days, of_kind.get(MORNING_NUDGE.kind, []))
    for delivery in deliveries:
        if delivery.id in people:
            person = people[delivery.id]
            rep_id = person.rep.id
            if rep_id in asked and delivery.kind == MORNING_NUDGE.kind:
                outcomes[delivery.id] = _ask_selling(delivery, person)
                continue
            recipient = Recipient(
                person,
                days[rep_id],
                morning=mornings.get(rep_id),
                lesson=lessons.get(rep_id),
                extras=extras.get(rep_id, NO_EXTRAS),
                week=weeks.get(rep_id),
            )
            outcomes[delivery.id] = _compose(delivery, recipient)
    return outcomes


async def _list_leaders_to_ask(
    connection: AsyncConnection, batch: DeliveryBatch, days: Mapping[int, RepDay], people: Sequence[Person]
) -> set[int]:
    """Return who leads, did not log anything in the first five working days, and is asked once about selling (K4)."""
    here_long = [
        rep.id
        for rep in (person.rep for person in people if person.rep.role.leads)
        if rep.first_day is not None
        and batch.calendars[rep.id].count_days(rep.first_day, days[rep.id].day - DAY) >= DAYS_OF_SILENCE
    ]
    return await list_unasked_leaders(connection, rep_ids=here_long) if here_long else set()


def _ask_selling(delivery: Delivery, person: Person) -> OutgoingMessage:
    address = Address(workspace=person.workspace.external_id, channel=delivery.channel or person.rep.address)
    message = build_selling_question(load_words(person.rep.language))
    return OutgoingMessage(address=address, message=message, asks_selling=person.rep)


def _group_by_kind(deliveries: Sequence[Delivery], people: Mapping[int, Person]) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = {}
    for delivery in deliveries:
        if delivery.id in people:
            found.setdefault(delivery.kind, []).append(people[delivery.id])
    return found


async def _load_weeks(connection: AsyncConnection, reps: Mapping[date, Sequence[RepCalendar]]) -> dict[int, RepWeek]:
    found: dict[int, RepWeek] = {}
    for day, of_day in reps.items():
        found |= await load_rep_weeks(connection, of_day, day=day, today=day)
    return found


async def _load_reading(
    connection: AsyncConnection,
    people: Sequence[Person],
    calendars: Calendars,
    days: Mapping[int, RepDay],
    memo: DayMemo,
) -> tuple[dict[int, GivenHint], dict[int, MorningExtras]]:
    """Return what there is to read, by rep id: the month or the scorecard, and else a lesson."""
    extras: dict[int, MorningExtras] = {}
    for day, reps in group_by_day(people, calendars, days).items():
        extras |= await load_months(connection, reps, day, memo=memo)
    looks = await load_hint_contexts(
        connection,
        [person for person in people if person.rep.id not in extras],
        calendars=calendars.reps,
        companies=calendars.companies,
        now=calendars.now,
    )
    looks = [look for look in looks if look.has_deals]
    return await find_hints(connection, looks, memo=memo, parts=READING_PARTS) if looks else {}, extras


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
    morning = recipient.morning
    return OutgoingMessage(
        address=address,
        message=said,
        news=morning.news if morning is not None else None,
        hint=morning.hint if morning is not None else recipient.lesson,
    )


def _compose_morning(to: Recipient) -> Message:
    assert to.morning is not None  # noqa: S101 - it was loaded for everybody who gets this kind
    hint = to.morning.hint.hint if to.morning.hint is not None else None
    return build_morning_nudge(to.words, to.day, MorningParts(to.morning.news, hint, to.morning.extras))


def _compose_reading(to: Recipient) -> Message | NoNudge:
    if to.extras != NO_EXTRAS:
        return build_month_reading(to.words, to.extras)
    return build_lesson_reading(to.words, to.lesson.hint) if to.lesson is not None else NoNudge(NOTHING_TO_READ)


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
    READING.kind: _compose_reading,
    CATCH_UP.kind: _compose_catch_up,
    WRAP_UP.kind: _compose_wrap_up,
    WEEK_REVIEW.kind: _compose_week,
}
