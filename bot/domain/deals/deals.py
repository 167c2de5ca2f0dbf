"""Deals, their events, and the rollup of their contacts that avoids counting at read time (V1)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.domain.log.situations import Situation
from bot.domain.people.people import Rep
from bot.domain.people.stages import Stages
from bot.domain.text.money import USUAL_CURRENCY, Worth


class DealState(StrEnum):
    """Whether a deal is open, won or lost."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


class Level(StrEnum):
    """The seniority of a contact at a customer (Z1)."""

    EXECUTIVE = "executive"
    MANAGER = "manager"
    USER = "user"


@dataclass(frozen=True, slots=True)
class ActivityRollup:
    """The rollup of a deal's contacts.

    ``contacts_since`` counts contacts since the last advance; ``step_on`` is the day of the open next step;
    ``has_kept`` is True when an earlier step was kept; ``situation_run`` is how often the latest situation occurred in
    a row.
    """

    contacts: int = 0
    contacts_since: int = 0
    last_contact: date | None = None
    last_advance: date | None = None
    step_on: date | None = None
    has_kept: bool = False
    situation: Situation | None = None
    situation_run: int = 0


@dataclass(frozen=True, slots=True)
class DealStatus:
    """A deal's state and stage; in a button it is a version check: no effect once the deal has moved on."""

    state: DealState
    stage: str


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal with its account; days are local, both amounts in the deal's ``currency``.

    ``level`` is the highest level of the known contacts at the customer, None without any.
    """

    id: int
    workspace_id: int
    account_id: int
    account_name: str
    owner_id: int | None
    name: str
    stage: str
    state: DealState
    value: Decimal | None
    margin: Decimal | None
    opened_on: date
    stage_since: date
    close_on: date | None
    close_moves: int
    closed_on: date | None
    level: Level | None
    activity_rollup: ActivityRollup
    currency: str = USUAL_CURRENCY

    @property
    def worth(self) -> Worth | None:
        """The value in its currency."""
        return None if self.value is None else Worth(self.value, self.currency)

    @property
    def profit(self) -> Worth | None:
        """The margin in its currency."""
        return None if self.margin is None else Worth(self.margin, self.currency)

    @property
    def status(self) -> DealStatus:
        """The current state and stage."""
        return DealStatus(self.state, self.stage)


@dataclass(frozen=True, slots=True)
class OpenDeal:
    """An open deal with the fields needed to link a contact to it; its day is local."""

    id: int
    name: str
    opened_on: date


class EventKind(StrEnum):
    """What an event changed about a deal."""

    CREATED = "created"
    STAGE = "stage"
    STAGE_BACK = "stage_back"
    STATE = "state"
    VALUE = "value"
    MARGIN = "margin"
    CLOSE_ON = "close_on"
    OWNER = "owner_id"
    NAME = "name"
    ACCOUNT = "account_id"
    CURRENCY = "currency"


@dataclass(frozen=True, slots=True)
class DealEvent:
    """One change of a deal: what changed, old and new value, by whom and on which local day.

    A ``created`` event has the first stage as ``after``; an unknown amount or day is empty.
    """

    id: int
    deal_id: int
    rep_id: int | None
    kind: EventKind
    before: str
    after: str
    day: date


@dataclass(frozen=True, slots=True)
class DealMove:
    """A change of a deal's stage or state, with old and new value."""

    kind: EventKind
    before: str
    after: str

    @property
    def is_forward(self) -> bool:
        """Whether it moves to a later stage or wins the deal, which is an advance (V1)."""
        return self.kind is EventKind.STAGE or (self.kind is EventKind.STATE and self.after == DealState.WON)

    def takes_back(self, earlier: "DealMove", stages: Stages) -> bool:
        """Return whether this move undoes an earlier forward move.

        A step back undoes the moves that began at or beyond its target stage; any change of state undoes the previous
        one.
        """
        if self.kind is EventKind.STAGE_BACK:
            return earlier.kind is EventKind.STAGE and stages.place(earlier.before) >= stages.place(self.after)
        return self.kind is EventKind.STATE and earlier.kind is EventKind.STATE


@dataclass(frozen=True, slots=True)
class DealContact:
    """A contact of a deal on a local day, with its situation and whether it was an advance.

    With a ``move`` it is a change of the deal's stage or state instead of a contact; it may be an advance too.
    """

    day: date
    is_advance: bool
    situation: Situation | None = None
    move: DealMove | None = None

    @property
    def is_contact(self) -> bool:
        """Whether this is a contact with a person rather than a change of stage or state."""
        return self.move is None


def drop_undone_moves(contacts: Iterable[DealContact], *, stages: Stages) -> list[DealContact]:
    """Return the contacts and the forward moves that were not undone; ``contacts`` are in chronological order (V1)."""
    kept: list[DealContact] = []
    for contact in contacts:
        move = contact.move
        if move is not None:
            kept = [each for each in kept if each.move is None or not move.takes_back(each.move, stages)]
        if move is None or move.is_forward:
            kept.append(contact)
    return kept


def may_change(deal: Deal, rep: Rep) -> bool:
    """Return whether a rep may change a deal: its owner, a manager, and anyone while it has no owner."""
    return deal.owner_id in {None, rep.id} or rep.role.leads


def is_put_off(before: date | None, after: date | None) -> bool:
    """Return whether a closing day was postponed: moved to a later day, not set for the first time (V1)."""
    return before is not None and after is not None and after > before


def follow_contacts(contacts: Iterable[DealContact], *, step_on: date | None, has_kept: bool) -> ActivityRollup:
    """Return the rollup of contacts, which come in order of day."""
    activity_rollup = ActivityRollup(step_on=step_on, has_kept=has_kept)
    for contact in contacts:
        activity_rollup = _follow_contact(activity_rollup, contact)
    return activity_rollup


def _follow_contact(activity_rollup: ActivityRollup, contact: DealContact) -> ActivityRollup:
    situation, run = activity_rollup.situation, activity_rollup.situation_run
    if contact.is_advance:
        situation, run = None, 0
    elif contact.situation is not None and contact.situation.is_obstacle:
        run = run + 1 if contact.situation is situation else 1
        situation = contact.situation
    return replace(
        activity_rollup,
        contacts=activity_rollup.contacts + contact.is_contact,
        contacts_since=0 if contact.is_advance else activity_rollup.contacts_since + 1,
        last_contact=contact.day if contact.is_contact else activity_rollup.last_contact,
        last_advance=contact.day if contact.is_advance else activity_rollup.last_advance,
        situation=situation,
        situation_run=run,
    )
