"""Recognise a line that only tells of an appointment: made today, for a day still to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.log.activity import Kind
from bot.domain.log.log_line.kind_words import WordForm
from bot.domain.log.log_line.kinds import Activity
from bot.domain.log.log_line.line import Line, TokenUse
from bot.domain.log.log_line.role_words import AFTER_DOING, DONE_WORDS, PLANNED
from bot.domain.log.own_kinds import OwnKind
from bot.domain.text.day import DayMention, Tense
from bot.domain.text.words import word_set

_MADE = PLANNED | word_set("made making plannen inplannen vastleggen staan")
_UNTIL = word_set("voor for")
_CAN_BE_PLANNED = (WordForm.MEET, WordForm.NAMED, WordForm.TALK, WordForm.OTHER)


class DayChoice(StrEnum):
    """What the user chose for something done on a day still to come."""

    APPOINTMENT = "appointment"  # it is the next step; nothing was done yet
    TODAY = "today"  # it was done today after all
    PLANNED = "planned"  # the next step was stored, and the line is used up


@dataclass(frozen=True, slots=True)
class LineChoice:
    """What the user chose on an earlier reading: the kind of what was done, and what a day still to come is.

    ``own`` is the workspace's own kind that was chosen, ``kind`` then what it counts for.
    """

    kind: Kind | None = None
    day: DayChoice | None = None
    own: OwnKind | None = None


AS_TYPED = LineChoice()


@dataclass(frozen=True, slots=True)
class Appointment:
    """An appointment that a line tells of: on a ``day`` still to come, None when it names none."""

    day: date | None


def find_appointment(
    line: Line,
    segments: Sequence[int],
    activities: Sequence[Activity],
    activity: Activity | None,
    coming: DayMention | None,
) -> Appointment | None:
    """Return the appointment that a line tells of, None when something was done; ``activity`` is the one chosen."""
    if any(one.form is WordForm.DONE for one in activities):
        return None
    planned = _find_planned(line, segments, activities)
    is_planned = planned is not None and (activity is None or activity.start == planned.start)
    is_named = activity is not None and coming is not None and _is_meant_for(line, segments, activity, coming)
    if not (is_planned or is_named):
        return None
    return Appointment(None if coming is None else coming.future)


def find_coming_day(days: Sequence[DayMention], today: date) -> DayMention | None:
    """Return the first day of a line that can still come, None without one."""
    return next(
        (day for day in days if day.tense is not Tense.PAST and day.future is not None and day.future > today), None
    )


def is_bare_appointment(
    line: Line,
    segments: Sequence[int],
    activities: Sequence[Activity],
    activity: Activity,
    day: tuple[int, int] | None,
) -> bool:
    """Return whether a contact is named, not told, with nothing beside it but its day and hour still to come."""
    if activity.form not in (WordForm.NAMED, WordForm.MEET, WordForm.DOING) or day is None:
        return False
    if any(key in DONE_WORDS for key in line.keys):
        return False
    return stands_alone(line, segments, activities, activity, day)


def stands_alone(
    line: Line,
    segments: Sequence[int],
    activities: Sequence[Activity],
    activity: Activity,
    day: tuple[int, int],
) -> bool:
    """Return whether the only activity of a line and a day share a clause without words that say anything else."""
    if any(other.start != activity.start for other in activities) or segments[day[0]] != activity.segment:
        return False
    inside = [at for at, segment in enumerate(segments) if segment == activity.segment and line.taken[at] is None]
    return all(_is_beside_hour(line, at, day) for at in inside)


def _is_beside_hour(line: Line, at: int, day: tuple[int, int]) -> bool:
    """Return whether a free word is a small one, a mark, "next" in front of the day, or a part of an hour."""
    key = line.keys[at]
    if key in _BESIDE or not any(char.isalnum() for char in key) or key[0].isdecimal():
        return True
    return key == "next" and at + 1 == day[0]


_BESIDE = word_set(
    """
    om op at on for voor de het een a an met bij naar with to in uur u h am pm half kwart over past quarter rond
    around tegen by our my ons mijn s
    """
)


def _find_planned(line: Line, segments: Sequence[int], activities: Sequence[Activity]) -> Activity | None:
    """Return the activity of which the line says that it was planned ("afspraak gemaakt"), whatever the day."""
    for index, key in enumerate(line.keys):
        near = [activity for activity in activities if activity.segment == segments[index]]
        if key in _MADE and line.taken[index] is None and near:
            nearest = min(near, key=lambda activity: abs(activity.start - index))
            if key == "made" and nearest.form is not WordForm.MEET:
                continue  # "made six calls on Monday"
            if any(each in AFTER_DOING for each in line.keys[index + 1 : nearest.start]):
                continue  # "booked after this morning's call"
            return nearest if nearest.form in _CAN_BE_PLANNED else None
    return None


def _is_meant_for(line: Line, segments: Sequence[int], activity: Activity, day: DayMention) -> bool:
    """Return whether a meeting is named with the day that it is for ("afspraak met Acme voor 1 april")."""
    is_near = segments[day.start] == activity.segment and line.taken[day.start - 1] is not TokenUse.ACCOUNT
    return activity.form is WordForm.MEET and is_near and line.key(day.start - 1) in _UNTIL
