"""Agreed next steps and what a later contact makes of them: kept, late or moved (V2)."""

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
    """A next step as it is kept; days and times are the rep's own. A promise after feedback has no activity."""

    id: int
    rep_id: int
    account_id: int | None
    account_name: str | None
    activity_id: int | None
    due_on: date
    due_time: time | None
    note: str
    made_on: date


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
