"""Views of a deal: its card with a history, and a list of deals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.accounts.customer_score import CustomerScore
from bot.domain.deals.deals import Deal, DealEvent, EventKind
from bot.domain.deals.relations import Relations
from bot.domain.deals.stalls import Stall
from bot.domain.deals.win_reasons import WinAnswer
from bot.domain.log.activity import Kind, NamedKind

POINTS_SHOWN = 12
# Changes of amount and owner are left out; the history shows progress only.
TOLD = {EventKind.CREATED, EventKind.STAGE, EventKind.STAGE_BACK, EventKind.STATE, EventKind.CLOSE_ON}


@dataclass(frozen=True, slots=True)
class DealVisit:
    """A contact in the history of a deal, on a local day."""

    day: date
    kind: Kind
    is_advance: bool
    own: NamedKind | None = None


@dataclass(frozen=True, slots=True)
class StoryPoint:
    """An item of a deal's history on a local day: a contact of some kind, or an event with its outcome."""

    day: date
    what: str
    after: str = ""
    is_advance: bool = False
    own: NamedKind | None = None


@dataclass(frozen=True, slots=True)
class DealCard:
    """All data for a deal card; ``stage_days`` and ``usual_days`` (the norm for the stage) are working days.

    ``is_undersized`` is True when the margin is small for this workspace (Z5), ``relations`` are the levels of the
    known contacts at the customer, ``may_change`` is the reader's permission to change the deal, ``score`` the latest
    one of its account (K2), and ``win`` what was told of why it was won.
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
    score: CustomerScore | None = None
    win: WinAnswer | None = None


@dataclass(frozen=True, slots=True)
class DealHistory:
    """A deal with its changes, oldest first; ``people`` and ``accounts`` are the names behind the ids in them."""

    deal: Deal
    events: Sequence[DealEvent]
    people: Mapping[int, str]
    accounts: Mapping[int, str]

    def find_currency(self, event: DealEvent) -> str:
        """Return the currency of the deal after an event: the one that the next change of currency replaced."""
        later = (each.before for each in self.events if each.kind is EventKind.CURRENCY and each.id > event.id)
        return next(later, self.deal.currency)


@dataclass(frozen=True, slots=True)
class ListedDeal:
    """A deal in a list, with its stall reasons."""

    deal: Deal
    stalls: tuple[Stall, ...]


def build_story(contacts: Iterable[DealVisit], events: Sequence[DealEvent]) -> tuple[StoryPoint, ...]:
    """Return the latest history items in order of day; on one day contacts come after the opening of the deal."""
    points = [
        (event.day, 0 if event.kind is EventKind.CREATED else 2, StoryPoint(event.day, event.kind, event.after))
        for event in events
        if event.kind in TOLD
    ]
    points += [
        (contact.day, 1, StoryPoint(contact.day, contact.kind, is_advance=contact.is_advance, own=contact.own))
        for contact in contacts
    ]
    ordered = [point for _, _, point in sorted(points, key=lambda each: each[:2])]
    return tuple(ordered[-POINTS_SHOWN:])
