"""Match lessons to live deals that have just entered the same situation or stage (N4)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.deals.deals import Deal
from bot.domain.lessons.lessons import Lesson

# After a week in the same situation or stage a lesson is no longer timely.
JUST_NOW = timedelta(days=7)


class ReturnReason(StrEnum):
    """What a live deal has in common with the lost one."""

    SITUATION = "situation"
    STAGE = "stage"


@dataclass(frozen=True, slots=True)
class LessonReturn:
    """A lesson that fits a live deal now, and why."""

    lesson: Lesson
    deal: Deal
    because: ReturnReason


def find_returns(lessons: Sequence[Lesson], deals: Sequence[Deal], *, rep_id: int, today: date) -> list[LessonReturn]:
    """Return each lesson with a live deal it fits on a local day.

    The rep's own lessons come first, then matches by situation before matches by stage.
    """
    found = [each for lesson in lessons if lesson.insight for each in _match(lesson, deals, today)]
    return sorted(found, key=lambda each: (each.lesson.rep_id != rep_id, each.because is ReturnReason.STAGE))


def has_just_entered(deal: Deal, today: date) -> bool:
    """Return whether a deal entered its stage, or had a contact, in the last 7 days.

    A prefilter for ``find_returns``, which checks stage and situation separately.
    """
    last = deal.activity_rollup.last_contact
    return today - deal.stage_since <= JUST_NOW or (last is not None and today - last <= JUST_NOW)


def _match(lesson: Lesson, deals: Sequence[Deal], today: date) -> Iterator[LessonReturn]:
    for deal in deals:
        activity_rollup = deal.activity_rollup
        if deal.id == lesson.deal_id:
            continue
        if (
            lesson.situation is not None
            and activity_rollup.situation is lesson.situation
            and activity_rollup.last_contact is not None
            and today - activity_rollup.last_contact <= JUST_NOW
        ):
            yield LessonReturn(lesson, deal, ReturnReason.SITUATION)
        elif lesson.stage and deal.stage == lesson.stage and today - deal.stage_since <= JUST_NOW:
            yield LessonReturn(lesson, deal, ReturnReason.STAGE)
