"""Views of a day: a rep's after logging, a rep's in full, and a team's."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum

from bot.domain.accounts.contact_plan import Suggestion
from bot.domain.accounts.snoozed_accounts import SnoozedAccount
from bot.domain.deals.deal_story import ListedDeal
from bot.domain.deals.deals import Deal, DealState, OpenDeal
from bot.domain.deals.person_in_note import PersonMention
from bot.domain.delivery.delivery_state import DeliveryState
from bot.domain.delivery.memory import NOTHING_SAID, Memory
from bot.domain.hints.stall_news import StalledTotal
from bot.domain.home.progress import Progress
from bot.domain.home.tour import Tour
from bot.domain.log.activity import Entry, Kind, NextStep, lacks_next_step
from bot.domain.log.advance import is_own_plan
from bot.domain.log.next_steps import AgreedStep
from bot.domain.log.situations import NoteReading
from bot.domain.people.people import Rep, Team
from bot.domain.people.team_start import TeamStart
from bot.domain.people.versions import Versions

NONE_STALLED = StalledTotal()


class Teaching(Enum):
    """How far a rep is with correcting the situation of a note (K8)."""

    ASKED = "asked"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class LoggedEntry:
    """A stored entry, and the rep's progress today.

    ``settled`` are the steps that this contact settled, ``replaced`` those that its next step took the place of,
    ``deals`` the account's open deals, ``deal`` the one of the entry as it stood then, ``reading`` the situation in its
    note, ``versions`` the cache versions when it was stored, ``maybe_step`` a day in the note that may have been meant
    as the next step, ``maybe_kind`` the kind of another activity that may have been; ``teaching`` is what the rep is
    doing about the situation that was read, if anything; ``is_lost`` that the account's last open deal was lost (K1),
    ``is_quiet`` that it does not want to be contacted.
    """

    entry: Entry
    progress: Progress
    today: date
    settled: tuple[AgreedStep, ...] = ()
    replaced: tuple[AgreedStep, ...] = ()
    note_was_cut: bool = False
    deals: tuple[OpenDeal, ...] = ()
    deal: Deal | None = None
    reading: NoteReading | None = None
    versions: Versions | None = None
    maybe_step: NextStep | None = None
    maybe_kind: Kind | None = None
    teaching: Teaching | None = None
    is_lost: bool = False
    is_quiet: bool = False


def asks_step(logged: LoggedEntry) -> bool:
    """Return whether to ask for a next step: when one is lacking, or may have been meant in the note (V2).

    None is asked for with a customer who does not want to be contacted.
    """
    entry = logged.entry
    return (lacks_next_step(entry) and not logged.is_quiet) or (
        entry.next_step is None and logged.maybe_step is not None
    )


def made_complete(entries: Sequence[LoggedEntry]) -> bool:
    """Return whether the day became complete by these entries, at least one, rather than before them."""
    progress = entries[0].progress
    if not progress.is_complete:
        return False
    before = Counter(progress.done)
    for logged in entries:
        entry = logged.entry
        if entry.day == logged.today and entry.own is None:
            before[entry.kind] -= entry.count
    has_own = any(logged.entry.own is not None for logged in entries)
    return has_own or not replace(progress, done=before).is_complete


@dataclass(frozen=True, slots=True)
class LoggedLine:
    """The activities of a typed line that are in the log, at least one, in the order in which they were typed.

    ``request_key`` is the key of the request with the line.
    """

    request_key: str
    entries: tuple[LoggedEntry, ...]

    @property
    def first(self) -> LoggedEntry:
        """The first activity."""
        return self.entries[0]

    @property
    def has_several(self) -> bool:
        """Whether there is more than one."""
        return len(self.entries) > 1

    def asks_step_at(self, place: int) -> bool:
        """Return whether to ask for the next step of the activity at a place: once for each account (V2).

        A day that may have been meant as the next step is always asked about.
        """
        logged = self.entries[place]
        if logged.maybe_step is not None or not asks_step(logged):
            return asks_step(logged)
        before = [each for each in self.entries[:place] if each.entry.account_id == logged.entry.account_id]
        after = [each for each in self.entries[place + 1 :] if each.entry.account_id == logged.entry.account_id]
        has_step = any(each.entry.next_step is not None for each in (*before, *after))
        return not has_step and not any(map(asks_step, before))


@dataclass(frozen=True, slots=True)
class RemovedEntries:
    """Entries that were taken out of the log together, the rep's progress today, and what can put them back."""

    entries: tuple[Entry, ...]
    progress: Progress
    today: date
    revision_id: int


@dataclass(frozen=True, slots=True)
class RestoredEntries:
    """Entries that were put back as they were, and the rep's progress today."""

    entries: tuple[Entry, ...]
    progress: Progress
    today: date


@dataclass(frozen=True, slots=True)
class LoggedExtras:
    """Optional parts of the reply to a logged contact: the current deal, and suggested next steps.

    ``person`` is somebody of rank whom the note says was there and who is not known there yet; ``is_archived`` that the
    account was put away. ``hours`` are the windows (local hours) among which to ask when a call was made (V4).
    ``holiday`` is the public holiday on which the next step falls, empty for any other day.
    """

    deal: Deal | None = None
    moments: tuple[NextStep, ...] = ()
    person: PersonMention | None = None
    is_archived: bool = False
    hours: tuple[tuple[int, int], ...] = ()
    holiday: str = ""


def asks_commitment(logged: LoggedEntry, deal: Deal | None) -> bool:
    """Return whether to ask if the customer agreed to the next step of a message, until the rep says so or not (K9)."""
    entry = logged.entry
    is_open = deal is None or deal.state is DealState.OPEN
    is_asked = entry.next_step is not None and entry.advance_rule is None and entry.account_id is not None
    return is_asked and is_own_plan(entry.kind) and is_open and not logged.is_lost


@dataclass(frozen=True, slots=True)
class RepDay:
    """A rep's day: progress, the previous workday, steps due or overdue, and suggested contacts.

    ``is_return`` is True on the first day after an absence, ``is_free`` on a day on which the rep does not work (R4),
    ``has_accounts`` when there is any account in the rep's name; ``is_starting`` when there are too few to suggest one
    (K11); ``memory`` is what the rep heard unasked lately (K5).
    """

    rep: Rep
    day: date
    progress: Progress
    before: Progress
    before_day: date
    steps_due: tuple[AgreedStep, ...]
    suggestions: tuple[Suggestion, ...]
    is_return: bool = False
    is_free: bool = False
    has_accounts: bool = True
    is_starting: bool = False
    memory: Memory = NOTHING_SAID


@dataclass(frozen=True, slots=True)
class TeamDay:
    """One local day of a team; ``progress`` has the kinds that may be shown, None is a figure that may not be (K10).

    ``steps_made`` and ``steps_kept`` are its advances (V1, V2); ``due_next`` counts steps due on the next working day,
    ``overdue`` those due today or earlier and still open. ``has_plans`` and ``has_decisions`` are what can be said
    without a figure: that something is planned for the next day, and that a deal stands still. ``members`` are all who
    are in the team, ``people`` those for whom the day counts (K4); ``stalled_ids`` are the deals that stand still, for
    the bot itself to know whether anything changed.
    """

    team: Team
    day: date
    next_day: date
    people: int
    active: int
    progress: Progress
    steps_made: int | None
    steps_kept: int | None
    due_next: int | None
    overdue: int | None
    stalled: StalledTotal = NONE_STALLED
    has_plans: bool = False
    has_decisions: bool = False
    members: int = 0
    stalled_ids: frozenset[int] = frozenset()

    @property
    def is_off(self) -> bool:
        """Whether there are members, and the day counts for none of them."""
        return self.members > 0 and not self.people

    @property
    def has_figures(self) -> bool:
        """Whether any figure may be shown."""
        figures = (self.steps_made, self.steps_kept, self.due_next, self.overdue)
        return bool(self.progress.done or self.stalled.deals) or any(each is not None for each in figures)


@dataclass(frozen=True, slots=True)
class Week:
    """A rep's week up to and including today: ``days`` that counted so far (a half day is 0.5), and the progress."""

    days: float
    progress: Progress


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A delivery that failed for good or is uncertain; ``kind`` and ``reason`` are stable codes, ``due_at`` is UTC."""

    kind: str
    is_in_doubt: bool
    reason: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class DeadLetters:
    """The number of a workspace's undelivered messages, with the latest of them."""

    count: int
    latest: tuple[DeadLetter, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """Open next steps by urgency today; ``has_more`` is True when some were left out."""

    overdue: tuple[AgreedStep, ...] = ()
    today: tuple[AgreedStep, ...] = ()
    later: tuple[AgreedStep, ...] = ()
    has_more: bool = False


@dataclass(frozen=True, slots=True)
class Overview:
    """The data of the Home page: a rep's day, with the past and the next days.

    ``resting`` are the accounts the rep has snoozed, ``deals`` the open ones; ``team_day`` is set for managers,
    with ``led_days`` of the teams led besides the own one, ``dead_letters`` for administrators; ``removed`` was just
    taken out of the log, and can be put back. ``tour`` is of who is new here; ``team_start`` is how many of the own
    team have begun, for its manager.
    """

    day: RepDay
    week: Week
    agenda: Agenda
    entries: tuple[Entry, ...]
    resting: tuple[SnoozedAccount, ...] = ()
    is_worked: bool = True
    team: Team | None = None
    team_day: TeamDay | None = None
    led_days: tuple[TeamDay, ...] = ()
    dead_letters: DeadLetters | None = None
    deals: tuple[ListedDeal, ...] = ()
    removed: RemovedEntries | None = None
    tour: Tour | None = None
    team_start: TeamStart | None = None


@dataclass(frozen=True, slots=True)
class PastDelivery:
    """A message planned for a rep on a local day: its kind and outcome.

    ``due_at`` and ``sent_at`` are in UTC; ``reason`` is a stable code, empty for a sent message.
    """

    kind: str
    day: date
    state: DeliveryState
    reason: str
    due_at: datetime
    sent_at: datetime | None
