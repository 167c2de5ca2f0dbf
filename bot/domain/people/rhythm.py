"""A rep's notification settings: intensity, times, quiet hours and pauses (R2, R3)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum


class Intensity(StrEnum):
    """How many unprompted messages a rep wants."""

    WEEKLY = "weekly"
    QUIET = "quiet"
    STANDARD = "standard"
    ACTIVE = "active"

    @property
    def most_a_day(self) -> int:
        """The maximum number of unprompted messages a day."""
        return {Intensity.WEEKLY: 1, Intensity.QUIET: 1, Intensity.STANDARD: 2, Intensity.ACTIVE: 3}[self]

    @property
    def has_plan_only(self) -> bool:
        """Whether all that comes is the plan, with what others get apart."""
        return self in (Intensity.WEEKLY, Intensity.QUIET)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A rep's notification settings; all times are in the rep's time zone.

    ``switched_off`` holds kinds of occasions; ``silent_on`` is a local day on which no more messages are wanted. Quiet
    hours may span midnight; equal ends mean none. Friday's ``review`` is due at ``wrap_up_at``.
    """

    intensity: Intensity = Intensity.STANDARD
    morning_at: time = time(8, 30)
    catch_up_at: time = time(13, 30)
    wrap_up_at: time = time(16, 45)
    switched_off: frozenset[str] = frozenset()
    quiet_from: time = time(19)
    quiet_until: time = time(7)
    paused_at: datetime | None = None
    silent_on: date | None = None

    @property
    def is_paused(self) -> bool:
        """Whether the rep has paused the bot."""
        return self.paused_at is not None

    def is_quiet_at(self, clock: time) -> bool:
        """Return whether a local time is in the quiet hours, end excluded."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= clock < self.quiet_until
        return clock >= self.quiet_from or clock < self.quiet_until


@dataclass(frozen=True, slots=True)
class RequestedSettings:
    """A submitted settings form, to be validated as a whole."""

    rhythm: Rhythm
    targets: tuple[int, int, int]


def find_settings_problems(requested: RequestedSettings) -> dict[str, str]:
    """Return a stable error code for each invalid field; empty when all fields are valid."""
    rhythm = requested.rhythm
    problems = {
        name: "in_quiet_hours"
        for name, at in (
            ("morning_at", rhythm.morning_at),
            ("catch_up_at", rhythm.catch_up_at),
            ("wrap_up_at", rhythm.wrap_up_at),
        )
        if rhythm.is_quiet_at(at)
    }
    if rhythm.catch_up_at <= rhythm.morning_at:
        problems["catch_up_at"] = "before_morning"
    if rhythm.wrap_up_at <= rhythm.catch_up_at:
        problems["wrap_up_at"] = "before_catch_up"
    if not any(requested.targets):
        problems["target_message"] = "no_targets"
    return problems


# Between the plan, the catch-up and the end of the day, when one of them has to move.
LEAST_BETWEEN = timedelta(hours=2)


def move_morning(rhythm: Rhythm, at: time) -> Rhythm:
    """Return the settings with the plan at another hour; what would come before it moves along."""
    catch_up = rhythm.catch_up_at if rhythm.catch_up_at > at else _add(at, LEAST_BETWEEN)
    wrap_up = rhythm.wrap_up_at if rhythm.wrap_up_at > catch_up else _add(catch_up, LEAST_BETWEEN)
    return replace(rhythm, morning_at=at, catch_up_at=catch_up, wrap_up_at=wrap_up)


def find_hour_problem(rhythm: Rhythm) -> str | None:
    """Return a stable error code when these hours cannot be, None when they can."""
    hours = (rhythm.morning_at, rhythm.catch_up_at, rhythm.wrap_up_at)
    is_ordered = list(hours) == sorted(set(hours))
    return None if is_ordered and not any(map(rhythm.is_quiet_at, hours)) else "in_quiet_hours"


def _add(at: time, span: timedelta) -> time:
    """Return a later time of the same day, at the latest just before midnight."""
    later = datetime.combine(date.min, at) + span
    return later.time() if later.date() == date.min else time(23, 59)
