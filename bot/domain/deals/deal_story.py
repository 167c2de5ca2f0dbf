"""A deal as it is told: its card with the story so far, and a list of deals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.deals.deals import Deal, DealEvent, EventKind
from bot.domain.deals.relations import Relations
from bot.domain.deals.stalls import Stall
from bot.domain.log.activity import Kind

POINTS_SHOWN = 12
# Amounts and owners change; the story tells what moved.
TOLD = {EventKind.CREATED, EventKind.STAGE, EventKind.STAGE_BACK, EventKind.STATE, EventKind.CLOSE_ON}


@dataclass(frozen=True, slots=True)
class DealVisit:
    """A contact in the story of a deal, on a local day."""

    day: date
    kind: Kind
    is_advance: bool


@dataclass(frozen=True, slots=True)
class StoryPoint:
    """Something that happened to a deal on a local day: a contact of some kind, or an event with what came of it."""

    day: date
    what: str
    after: str = ""
    is_advance: bool = False


@dataclass(frozen=True, slots=True)
class DealCard:
    """A deal with all that its card says; ``stage_days`` are working days, ``usual_days`` the norm for its stage.

    ``is_undersized`` tells that its margin is small for this workspace (Z5), ``relations`` are the levels of who is
    known at the customer, and ``may_change`` tells whether the reader may change it.
    """

    deal: Deal
    today: date
    owner: str
    stage_days: int
    usual_days: int
    story: tuple[StoryPoint, ...]
    stalls: tuple[Stall, ...]
    next_stage: str | None
    may_change: bool
    relations: Relations
    is_undersized: bool


@dataclass(frozen=True, slots=True)
class ListedDeal:
    """A deal in a list, with why it is stalled."""

    deal: Deal
    stalls: tuple[Stall, ...]


def build_story(contacts: Iterable[DealVisit], events: Sequence[DealEvent]) -> tuple[StoryPoint, ...]:
    """Return the latest of what happened, in the order of the days; on one day, contacts come after the opening."""
    points = [
        (event.day, 0 if event.kind is EventKind.CREATED else 2, StoryPoint(event.day, event.kind, event.after))
        for event in events
        if event.kind in TOLD
    ]
    points += [
        (contact.day, 1, StoryPoint(contact.day, contact.kind, is_advance=contact.is_advance)) for contact in contacts
    ]
    ordered = [point for _, _, point in sorted(points, key=lambda each: each[:2])]
    return tuple(ordered[-POINTS_SHOWN:])
