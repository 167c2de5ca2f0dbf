"""Recognise an activity as one of a workspace's own kinds (R1)."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.log.log_line.kind_words import WordForm
from bot.domain.log.log_line.kinds import Activity
from bot.domain.log.log_line.line import Line

# A kind of which somebody talked ("gebeld over de demo") was not done.
_TOPIC = frozenset(("over", "about", "re", "voor", "for", "na", "after"))
_ARTICLES = frozenset(("de", "het", "een", "the", "a", "an"))


def adopt_own_kind(activity: Activity, activities: Sequence[Activity], line: Line) -> Activity:
    """Return the activity by the name of the own kind beside it ("bezoek Acme, demo gegeven"), if it was one.

    A kind that was only the subject of something else that was done ("presentatie gemaild") gives way to that.
    """
    if activity.own is not None:
        return _find_done_to_it(activity, activities) or activity
    for other in activities:
        near = other.segment == activity.segment or other.form is WordForm.DONE
        if other.own is not None and other.kind is activity.kind and near and not _is_topic(line, other.start):
            return replace(activity, own=other.own)
    return activity


def _find_done_to_it(activity: Activity, activities: Sequence[Activity]) -> Activity | None:
    if activity.form is WordForm.DONE:
        return None
    return next(
        (
            other
            for other in activities
            if other.form is WordForm.DONE
            and other.own is None
            and other.kind not in (None, activity.kind)
            and other.segment == activity.segment
        ),
        None,
    )


def _is_topic(line: Line, start: int) -> bool:
    before = start - 1
    while line.key(before) in _ARTICLES:
        before -= 1
    return line.key(before) in _TOPIC
