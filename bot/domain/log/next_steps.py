"""Agreed next steps and what a later contact makes of them: kept, late or moved (V2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class StepState(StrEnum):
    """What has become of a next step: done on its day or after, replaced by a later one, or not done at all."""

    OPEN = "open"
    KEPT = "kept"
    LATE = "late"
    MOVED = "moved"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class AgreedStep:
    """A next step as it is kept; days and times are the rep's own. A promise after feedback has no activity.

    ``deal_id`` is the deal of the contact at which it was agreed, None while that is not known.
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


@dataclass(frozen=True, slots=True)
class StepContact:
    """A contact as steps see it: in the order of the log, on which local day, in which deal, with a step or not."""

    id: int
    day: date
    deal_id: int | None
    has_step: bool


def settle_step(step: AgreedStep, *, contact_on: date, has_successor: bool) -> StepState:
    """Return what a contact with the same account makes of an open step (V2).

    On the day itself it is kept, after it late. A contact before the day leaves it open, unless that contact
    ended with a next step of its own, which then takes its place.
    """
    if contact_on > step.due_on:
        return StepState.LATE
    if contact_on == step.due_on:
        return StepState.KEPT
    if has_successor and contact_on >= step.made_on:
        return StepState.MOVED
    return StepState.OPEN


def settle_at(step: AgreedStep, contact: StepContact) -> StepState:
    """Return what a contact makes of an open step of its account, whichever deals they belong to (V2).

    Whoever meets the customer on the day has kept the appointment, but a step of another deal, or one that was
    agreed at a later contact, is not replaced.
    """
    is_other_deal = None not in {step.deal_id, contact.deal_id} and step.deal_id != contact.deal_id
    is_newer = step.activity_id is not None and step.activity_id >= contact.id
    has_successor = contact.has_step and not is_other_deal and not is_newer
    return settle_step(step, contact_on=contact.day, has_successor=has_successor)


def settle_in_order(step: AgreedStep, contacts: Iterable[StepContact]) -> tuple[StepState, StepContact] | None:
    """Return what the contacts that were logged after a step made of it, and which of them did; None while it is open.

    They come in the order of the log.
    """
    for contact in contacts:
        if step.activity_id is not None and contact.id > step.activity_id:
            state = settle_at(step, contact)
            if state is not StepState.OPEN:
                return state, contact
    return None
