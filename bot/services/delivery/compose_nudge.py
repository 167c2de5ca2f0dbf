"""Compose unprompted messages to reps; suppress those that no longer apply (R2, R3)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery.memory import Said
from bot.domain.hints.stall_news import StallNews
from bot.domain.home.day import RepDay
from bot.domain.log.next_steps import AgreedStep
from bot.domain.people.rhythm import Intensity
from bot.domain.reviews.review import MorningExtras, RepWeek, find_monday
from bot.domain.rhythm.day_budget import NOTHING_HEARD, has_room
from bot.domain.rhythm.nudges import DONE, NoNudge, choose_catch_up
from bot.domain.rhythm.occasions import (
    CATCH_UP,
    MORNING_NUDGE,
    READING,
    REP_OCCASIONS,
    WEEK_REVIEW,
    WRAP_UP,
    OccasionMoment,
    find_silence,
    has_lesson,
)
from bot.messages.people.selling import build_selling_question
from bot.messages.reviews.rep_review import build_week_review
from bot.messages.rhythm.afternoon import build_catch_up, build_wrap_up
from bot.messages.rhythm.help_question import build_help_question
from bot.messages.rhythm.morning_nudge import MorningParts, build_morning_nudge
from bot.messages.rhythm.reading import build_lesson_reading, build_month_reading
from bot.messages.text.message import Message
from bot.messages.text.varied_words import VariedWords
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
from bot.storage.delivery import deliveries as delivery_rows
from bot.storage.delivery.deliveries import Delivery
from bot.storage.people.leading import list_unasked_leaders

ENOUGH = "enough_today"
DAY = timedelta(days=1)
# In working days: who leads and logged nothing in this time is asked whether he or she sells too.
DAYS_OF_SILENCE = 5
NOTHING_TO_READ = "nothing_to_read"
ONCE_A_WEEK = "once_a_week"
SAID_LATELY = "said_lately"
OCCASIONS = {occasion.kind: occasion for occasion in REP_OCCASIONS}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a nudge is for, with the day as it stands, and what was loaded for this kind of nudge."""

    person: Person
    day: RepDay
    # The texts in the rep's language, on the day of the nudge.
    words: Words
    # The rep's local time.
    at: time
    # For a morning nudge only.
    morning: Morning | None = None
    # For something to read: a lesson, or what comes with the month.
    lesson: GivenHint | None = None
    extras: MorningExtras = NO_EXTRAS
    # For the review of the week.
    week: RepWeek | None = None


@dataclass(frozen=True, slots=True)
class ComposedNudge:
    """A composed message, with what it names, the step it asks about, and what of it is saved as told."""

    message: Message
    accounts: frozenset[int] = frozenset()
    steps: frozenset[int] = frozenset()
    asked: AgreedStep | None = None
    news: StallNews | None = None
    hint: GivenHint | None = None


Composer = Callable[[Recipient], ComposedNudge | NoNudge]


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
                load_words(person.rep.language, today=days[rep_id].day),
                batch.now.astimezone(person.rep.zone).time(),
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
    quiet = [
        rep.id
        for rep in (person.rep for person in people if person.rep.role.leads)
        # Who is known to sell, or only to lead, needs no query.
        if rep.leads_since is None and days[rep.id].progress.is_empty and days[rep.id].before.is_empty
        if rep.first_day is not None
        and batch.calendars[rep.id].count_days(rep.first_day, days[rep.id].day - DAY) >= DAYS_OF_SILENCE
    ]
    return await list_unasked_leaders(connection, rep_ids=quiet) if quiet else set()


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
        full = await delivery_rows.list_skipped_days(
            connection,
            rep_ids=[each.rep.id for each in reps],
            kind=READING.kind,
            reason=ENOUGH,
            since=day.replace(day=1),
        )
        with_full = [replace(each, full=full.get(each.rep.id, frozenset())) for each in reps]
        extras |= await load_months(connection, with_full, day, memo=memo)
    looks = await load_hint_contexts(
        connection,
        [person for person in people if person.rep.id not in extras and _may_have_lesson(person, calendars, days)],
        calendars=calendars.reps,
        companies=calendars.companies,
        now=calendars.now,
    )
    looks = [look for look in looks if look.has_deals]
    return await find_hints(connection, looks, memo=memo, parts=READING_PARTS) if looks else {}, extras


def _may_have_lesson(person: Person, calendars: Calendars, days: Mapping[int, RepDay]) -> bool:
    return has_lesson(calendars.reps[person.rep.id], days[person.rep.id].day)


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
    heard = batch.heard.get((rep.id, delivery.local_day), NOTHING_HEARD)
    return None if has_room(delivery.kind, rep.rhythm.intensity, heard) else ENOUGH


async def _load_days(
    connection: AsyncConnection, batch: DeliveryBatch, people: Mapping[int, Person]
) -> Mapping[int, RepDay]:
    reps = list({person.rep.id: person.rep for person in people.values()}.values())
    return await load_days(connection, reps, calendars=batch.calendars, now=batch.now) if reps else {}


def _compose(delivery: Delivery, recipient: Recipient) -> ComposeResult:
    memory = recipient.day.memory
    asks = memory.was_asked() or memory.is_ignored()
    waits = memory.was_asked() and memory.heard_lately(but=MORNING_NUDGE.kind)
    if asks and (delivery.kind != MORNING_NUDGE.kind or waits):
        return Suppressed(ONCE_A_WEEK)
    if _comes_once_a_week(delivery, recipient) and memory.list_days_of(
        delivery.kind, since=find_monday(delivery.local_day)
    ):
        return Suppressed(ONCE_A_WEEK)
    words = VariedWords(load_words(recipient.person.rep.language, today=recipient.day.day), memory)
    compose = _compose_question if asks and not memory.was_asked() else COMPOSERS[delivery.kind]
    composed = compose(replace(recipient, words=words))
    if isinstance(composed, NoNudge):
        return Suppressed(composed.reason)
    person = recipient.person
    said = Said(delivery.kind, delivery.local_day, composed.accounts, composed.steps, words.texts, asks=asks)
    return OutgoingMessage(
        address=Address(workspace=person.workspace.external_id, channel=delivery.channel or person.rep.address),
        message=composed.message,
        news=composed.news,
        hint=composed.hint,
        said=said,
        asked=composed.asked,
    )


def _comes_once_a_week(delivery: Delivery, recipient: Recipient) -> bool:
    """Return whether a kind of message comes once a week to who hears it, whichever day turns out to be free."""
    return delivery.kind == WEEK_REVIEW.kind or recipient.person.rep.rhythm.intensity is Intensity.WEEKLY


def _compose_question(to: Recipient) -> ComposedNudge:
    return ComposedNudge(build_help_question(to.words, to.day))


def _compose_morning(to: Recipient) -> ComposedNudge:
    assert to.morning is not None  # noqa: S101 - it was loaded for everybody who gets this kind
    hint, news = to.morning.hint, to.morning.news
    parts = MorningParts(news, hint.hint if hint is not None else None, to.morning.extras)
    nudge = build_morning_nudge(to.words, to.day, parts)
    return ComposedNudge(
        nudge.message,
        accounts=nudge.accounts,
        steps=nudge.steps,
        asked=nudge.asked,
        # What found no place today comes another day.
        news=news if nudge.has_act else None,
        hint=hint if nudge.has_act else None,
    )


def _compose_reading(to: Recipient) -> ComposedNudge | NoNudge:
    if to.extras != NO_EXTRAS:
        return ComposedNudge(build_month_reading(to.words, to.extras))
    if to.lesson is None:
        return NoNudge(NOTHING_TO_READ)
    return _unless_stale(to, ComposedNudge(build_lesson_reading(to.words, to.lesson.hint), hint=to.lesson))


def _compose_catch_up(to: Recipient) -> ComposedNudge | NoNudge:
    act = choose_catch_up(to.day, at=to.at)
    if isinstance(act, NoNudge):
        return act
    return _unless_stale(to, ComposedNudge(build_catch_up(to.words, to.day, act)))


def _compose_wrap_up(to: Recipient) -> ComposedNudge | NoNudge:
    if to.day.progress.is_complete:
        # "One more?" was asked when the day became complete; once a day is enough.
        return NoNudge(DONE)
    return _unless_stale(to, ComposedNudge(build_wrap_up(to.words, to.day)))


def _compose_week(to: Recipient) -> ComposedNudge:
    assert to.week is not None  # noqa: S101 - it was loaded for everybody who gets this kind
    return ComposedNudge(build_week_review(to.words, to.week, with_thought=False))


def _unless_stale(to: Recipient, composed: ComposedNudge) -> ComposedNudge | NoNudge:
    return NoNudge(SAID_LATELY) if to.words.take_stale() else composed


COMPOSERS: dict[str, Composer] = {
    MORNING_NUDGE.kind: _compose_morning,
    READING.kind: _compose_reading,
    CATCH_UP.kind: _compose_catch_up,
    WRAP_UP.kind: _compose_wrap_up,
    WEEK_REVIEW.kind: _compose_week,
}
