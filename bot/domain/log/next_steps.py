"""Agreed next steps and how a later contact settles them: kept, late or moved (V2)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.accounts.customer_score import POOR
from bot.domain.log.activity import Kind, StepForm

# An appointment is not kept by a contact longer before its hour than this.
EARLY = timedelta(hours=1)
_FITTING = {
    StepForm.MESSAGE: frozenset({Kind.MESSAGE}),
    StepForm.CALL: frozenset({Kind.CALL, Kind.VISIT}),
    StepForm.VISIT: frozenset({Kind.VISIT}),
    StepForm.TALK: frozenset({Kind.CALL, Kind.VISIT}),
}


class StepState(StrEnum):
    """The outcome of a next step: done on its day or later, replaced by a later one, not done, or ended with its deal.

    A step that ENDED counts as neither kept nor missed: nobody had to do it any more (K1).
    """

    OPEN = "open"
    KEPT = "kept"
    LATE = "late"
    MOVED = "moved"
    MISSED = "missed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class AgreedStep:
    """A stored next step; day and time are local to the rep.

    ``activity_id`` is None for a promise made after feedback, with the customer's ``score``. ``deal_id`` is the deal of
    the contact at which the step was agreed, None while unknown.
    """

    id: int
    rep_id: int
    account_id: int | None
    account_name: str | None
    activity_id: int | None
    due_on: date
    due_time: time | None
    note: str
    made_on: date
    deal_id: int | None = None
    score: int | None = None
    # The local day on which a morning asked what to do with it; after that it rests (K5).
    asked_on: date | None = None
    form: StepForm | None = None

    @property
    def kept_as(self) -> StepForm | None:
        """How it is to be kept; who agreed on an hour will talk. None when any contact will do."""
        return self.form or (StepForm.TALK if self.due_time is not None else None)


@dataclass(frozen=True, slots=True)
class SettledSteps:
    """What a contact did to earlier steps: those that it fulfilled, and those that its own step replaced."""

    fulfilled: tuple[AgreedStep, ...] = ()
    replaced: tuple[AgreedStep, ...] = ()

    def add(self, step: AgreedStep, state: StepState) -> "SettledSteps":
        """Return the same with a step that the contact brought into a state."""
        if state is StepState.MOVED:
            return replace(self, replaced=(*self.replaced, step))
        return replace(self, fulfilled=(*self.fulfilled, step))


NONE_SETTLED = SettledSteps()


def put_promises_first(steps: Iterable[AgreedStep]) -> list[AgreedStep]:
    """Return steps in their order, those promised because of a poor score first (K2)."""
    return sorted(steps, key=lambda step: step.score is None or step.score > POOR)


@dataclass(frozen=True, slots=True)
class StepContact:
    """The facts of a contact that settle next steps; ``id`` gives the order of the log, ``day`` is local.

    ``at`` is the local hour of the contact, at the latest when it was logged; None for one of an earlier day whose hour
    nobody said. ``form`` is that of the step agreed at it.
    """

    id: int
    day: date
    deal_id: int | None
    has_step: bool
    kind: Kind
    at: time | None = None
    form: StepForm | None = None


def find_contact_hour(logged_at: datetime, *, zone: ZoneInfo, day: date) -> time | None:
    """Return the local time at which a contact of a local day was logged, None when that was on another day."""
    local = logged_at.astimezone(zone)
    return local.time() if local.date() == day else None


def settle_step(step: AgreedStep, *, contact_on: date, has_successor: bool) -> StepState:
    """Return the state of an open step after a contact with the same account (V2).

    A contact on the day keeps the step, a later one makes it late. An earlier contact leaves it open, unless that
    contact ended with a next step of its own, which replaces this one.
    """
    if contact_on > step.due_on:
        return StepState.LATE
    if contact_on == step.due_on:
        return StepState.KEPT
    if has_successor and contact_on >= step.made_on:
        return StepState.MOVED
    return StepState.OPEN


def settle_at(step: AgreedStep, contact: StepContact) -> StepState:
    """Return the state of an open step after a contact with its account, in any deal (V2, K9).

    A step is kept only by a contact that fits it, on its day and not more than an hour before its time: a visit by a
    visit; a call, a demo, a meeting or a step at an hour by a call or a visit; something to send by a message; a bare
    day by anything. An own kind fits each: nobody knows what it is made of. A contact that does not fit leaves the step
    open, whatever the day. It is replaced only by a step of the same form in the same deal, agreed at a later contact:
    a price and a visit are two promises.
    """
    is_other_deal = None not in {step.deal_id, contact.deal_id} and step.deal_id != contact.deal_id
    is_newer = step.activity_id is not None and step.activity_id >= contact.id
    has_successor = contact.has_step and not (is_other_deal or is_newer) and _may_replace(step.form, contact.form)
    if _fits(step, contact):
        return settle_step(step, contact_on=contact.day, has_successor=has_successor)
    return StepState.MOVED if has_successor and contact.day >= step.made_on else StepState.OPEN


def _fits(step: AgreedStep, contact: StepContact) -> bool:
    fitting = _FITTING[step.kept_as] if step.kept_as is not None else frozenset(Kind)
    if contact.kind is not Kind.OWN and contact.kind not in fitting:
        return False
    if step.due_time is None or contact.at is None or contact.day != step.due_on:
        return True
    return datetime.combine(step.due_on, contact.at) >= datetime.combine(step.due_on, step.due_time) - EARLY


def _may_replace(before: StepForm | None, after: StepForm | None) -> bool:
    """Return whether a new step may be the earlier one moved; a meeting may be a call or a visit."""
    if before is None or after is None or before == after:
        return True
    return StepForm.TALK in {before, after} and StepForm.MESSAGE not in {before, after}


def settle_in_order(step: AgreedStep, contacts: Iterable[StepContact]) -> tuple[StepState, StepContact] | None:
    """Return the state and the contact that settled a step, None while the step is open.

    ``contacts`` come in the order of the log; those logged before the step was agreed are skipped.
    """
    for contact in contacts:
        if step.activity_id is not None and contact.id > step.activity_id:
            state = settle_at(step, contact)
            if state is not StepState.OPEN:
                return state, contact
    return None
