"""A day as it is told to people: of a rep after a line of the log, of a rep in full, of a team."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.accounts.contact_plan import Suggestion
from bot.domain.accounts.snoozed_accounts import SnoozedAccount
from bot.domain.deals.deal_story import ListedDeal
from bot.domain.deals.deals import Deal, OpenDeal
from bot.domain.delivery.delivery_state import DeliveryState
from bot.domain.hints.stall_news import StalledTotal
from bot.domain.home.progress import Progress
from bot.domain.log.activity import Entry, NextStep
from bot.domain.log.next_steps import AgreedStep
from bot.domain.log.situations import NoteReading
from bot.domain.people.people import Rep, Team
from bot.domain.people.versions import Versions

NONE_STALLED = StalledTotal()


@dataclass(frozen=True, slots=True)
class LoggedEntry:
    """What was stored, and how far the rep's day is now.

    ``settled`` are the steps that this contact fulfilled, ``deals`` the open deals of its account, ``deal`` the one of
    the entry as it stood then, ``reading`` is what its note tells of, ``versions`` those that held when it was stored.
    """

    entry: Entry
    progress: Progress
    today: date
    settled: tuple[AgreedStep, ...] = ()
    note_was_cut: bool = False
    deals: tuple[OpenDeal, ...] = ()
    deal: Deal | None = None
    reading: NoteReading | None = None
    versions: Versions | None = None


@dataclass(frozen=True, slots=True)
class LoggedExtras:
    """What an answer to a contact may add: the deal as it stands, and moments to suggest for a next step."""

    deal: Deal | None = None
    moments: tuple[NextStep, ...] = ()


@dataclass(frozen=True, slots=True)
class RepDay:
    """A rep's day: progress, the working day before it, steps due today or overdue, and whom to contact.

    ``is_return`` says that the rep was away until now.
    """

    rep: Rep
    day: date
    progress: Progress
    before: Progress
    before_day: date
    steps_due: tuple[AgreedStep, ...]
    suggestions: tuple[Suggestion, ...]
    is_return: bool = False


@dataclass(frozen=True, slots=True)
class TeamDay:
    """One local day of a team.

    ``steps_made`` and ``steps_kept`` are its advances (V1, V2); ``due_next`` steps are due on the next working day,
    ``overdue`` were due today or before and are still open.
    """

    team: Team
    day: date
    next_day: date
    people: int
    active: int
    progress: Progress
    steps_made: int
    steps_kept: int
    due_next: int
    overdue: int
    stalled: StalledTotal = NONE_STALLED


@dataclass(frozen=True, slots=True)
class Week:
    """A rep's week up to and including today: ``days`` worked so far (half ones are 0.5), and their progress."""

    days: float
    progress: Progress


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A delivery that failed for good or is in doubt; ``kind`` and ``reason`` are stable codes, ``due_at`` is UTC."""

    kind: str
    is_in_doubt: bool
    reason: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class DeadLetters:
    """How many deliveries of a workspace did not arrive, with the latest of them."""

    count: int
    latest: tuple[DeadLetter, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """Open next steps by what they ask of somebody today; ``has_more`` says that some did not fit."""

    overdue: tuple[AgreedStep, ...] = ()
    today: tuple[AgreedStep, ...] = ()
    later: tuple[AgreedStep, ...] = ()
    has_more: bool = False


@dataclass(frozen=True, slots=True)
class Overview:
    """A rep's day with what lies behind and ahead of it, for a page of one's own.

    ``resting`` accounts were put aside by the rep, ``deals`` are the open ones; ``team_day`` is
    for who leads, ``dead_letters`` for administrators.
    """

    day: RepDay
    week: Week
    agenda: Agenda
    entries: tuple[Entry, ...]
    resting: tuple[SnoozedAccount, ...] = ()
    is_worked: bool = True
    team: Team | None = None
    team_day: TeamDay | None = None
    dead_letters: DeadLetters | None = None
    deals: tuple[ListedDeal, ...] = ()


@dataclass(frozen=True, slots=True)
class PastDelivery:
    """A message that was planned for a rep: of which kind, for which local day, and what became of it.

    ``due_at`` and ``sent_at`` in UTC; ``reason`` is a stable code, empty for what was sent.
    """

    kind: str
    day: date
    state: DeliveryState
    reason: str
    due_at: datetime
    sent_at: datetime | None
