"""Judge which activity words of a line tell of an activity that took place."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from bot.domain.log.activity import Kind
from bot.domain.log.log_line.judging.features import Describer
from bot.domain.log.log_line.judging.models import load_kind_roles
from bot.domain.log.log_line.kind_words import WordForm
from bot.domain.log.log_line.kinds import STILL_TO_COME, Activity
from bot.domain.log.log_line.line import Line

# A line with more words than this is pasted text; the rest of them is not looked at, which bounds the time.
MOST_JUDGED = 40
_ARTICLES = frozenset(("een", "a", "the", "de", "het"))
_DENIES = frozenset(("geen", "no", "zonder", "without", "niet", "not", "ipv", "instead"))
_INSTEAD = frozenset((("plaats", "van"), ("instead", "of"), ("rather", "than"), ("liever", "dan")))
# From this probability on, a word tells of an activity of its own.
IS_ACTIVITY = 0.5


def judge_activities(describer: Describer, activities: Sequence[Activity], worths: Sequence[int]) -> list[float]:
    """Return for each activity word the probability that it tells of an activity that took place."""
    model, best = load_kind_roles(), max(worths, default=0)
    chances = [
        model.score(describer.describe_activity(activity, worth=worth, is_best=worth == best))["ACTIVITY"]
        for activity, worth in islice(zip(activities, worths, strict=True), MOST_JUDGED)
    ]
    return chances + [0.0] * (len(activities) - len(chances))


def choose_activity(describer: Describer, activities: Sequence[Activity], worths: Sequence[int]) -> Activity | None:
    """Return the activity that took place, None when every one is of another kind or in the future."""
    told = [place for place, activity in enumerate(activities) if activity.form is not WordForm.AGAIN]
    if not told:
        return None
    if len(told) == 1:
        return _settle(activities[told[0]]) if worths[told[0]] > STILL_TO_COME // 2 else None
    chances = judge_activities(describer, activities, worths)
    likely = [
        (not is_denied(describer.line, activity), chance, worth, -place)
        for place, (activity, worth, chance) in enumerate(zip(activities, worths, chances, strict=True))
        if has_kind(activity) and (worth > STILL_TO_COME // 2 or chance >= IS_ACTIVITY)
    ]
    return _settle(activities[-max(likely)[3]]) if likely else None


def is_denied(line: Line, activity: Activity) -> bool:
    """Return whether a word says what was not done ("geen bezoek, maar een mailtje")."""
    before = [key for key in line.keys[max(0, activity.start - 4) : activity.start] if key not in _ARTICLES]
    return before[-1:] != [] and (before[-1] in _DENIES or tuple(before[-2:]) in _INSTEAD)


def has_kind(activity: Activity) -> bool:
    """Return whether a word says which kind it is; an appointment is a visit unless a channel says otherwise."""
    return (activity.kind is not None and activity.form is not WordForm.AGAIN) or activity.form is WordForm.MEET


def _settle(activity: Activity) -> Activity:
    return replace(activity, kind=Kind.VISIT) if activity.form is WordForm.MEET else activity
