"""Agreed next steps and how a later contact settles them: kept, late or moved (V2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from bot.domain.accounts.customer_score import POOR


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


def put_promises_first(steps: Iterable[AgreedStep]) -> list[AgreedStep]:
    """Return steps in their order, those promised because of a poor score first (K2)."""
    return sorted(steps, key=lambda step: step.score is None or step.score > POOR)


@dataclass(frozen=True, slots=True)
class StepContact:
    """The facts of a contact that settle next steps; ``id`` gives the order of the log, ``day`` is local."""

    id: int
    day: date
    deal_id: int | None
    has_step: bool


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
    """Return the state of an open step after a contact with its account, in any deal (V2).

    Any contact on the day keeps the appointment, but a step is never replaced by one of another deal, or by one of an
    earlier contact.
    """
    is_other_deal = None not in {step.deal_id, contact.deal_id} and step.deal_id != contact.deal_id
    is_newer = step.activity_id is not None and step.activity_id >= contact.id
    has_successor = contact.has_step and not is_other_deal and not is_newer
    return settle_step(step, contact_on=contact.day, has_successor=has_successor)


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
