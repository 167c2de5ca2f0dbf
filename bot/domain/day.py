"""A day as it is told to people: of a rep after a line of the log, of a rep in full, of a team."""

from dataclasses import dataclass
from datetime import date

from bot.domain.activity import Entry
from bot.domain.contact_plan import Suggestion
from bot.domain.next_steps import AgreedStep
from bot.domain.people import Rep, Team
from bot.domain.progress import Progress


@dataclass(frozen=True, slots=True)
class Logged:
    """What was stored, and how far the rep's day is now; ``settled`` are the steps that this contact fulfilled."""

    entry: Entry
    progress: Progress
    today: date
    settled: tuple[AgreedStep, ...] = ()
    note_was_cut: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A rep's day: progress, the working day before it, steps due today or overdue, and whom to contact."""

    rep: Rep
    day: date
    progress: Progress
    before: Progress
    before_day: date
    steps_due: tuple[AgreedStep, ...]
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """A rep's day with what lies behind and ahead of it, for a page of one's own."""

    day: Day
    team: Team | None
    upcoming: tuple[AgreedStep, ...]
    entries: tuple[Entry, ...]


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
