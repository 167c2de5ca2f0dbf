"""Find the activity words in a line, and choose the activity that took place."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.log.activity import Kind
from bot.domain.log.log_line.account_mention import Mention
from bot.domain.log.log_line.kind_words import (
    KIND_PHRASES,
    KIND_WORDS,
    KindWord,
    WordForm,
)
from bot.domain.log.log_line.line import Line, TokenUse
from bot.domain.log.log_line.own_words import match_own_word
from bot.domain.log.log_line.role_words import (
    AFTER_DOING,
    AROUND_KIND,
    BEFORE_NAME,
    CALLED_OFF,
    NEXT_WORDS,
    STILL_TO_DO,
)
from bot.domain.log.own_kinds import OwnKind
from bot.domain.text.day import DayMention, Tense
from bot.domain.text.words import word_set

_CHANNELS = (WordForm.BY_CALL, WordForm.ON_SITE)
_VAGUE = (WordForm.MEET, WordForm.TALK)
_FAMILY_NAMES = word_set("van der den ter ten")
_MAY_BE_DONE = frozenset(
    (WordForm.DONE, WordForm.NAMED, WordForm.MEET, WordForm.HINT, WordForm.DOING, WordForm.BY_CALL, WordForm.ON_SITE)
)
# The weights rank the activity words of a line: a word in the past tense ("gebeld") or a noun ("telefoontje") wins over
# an infinitive ("bellen"). A future word scores below the threshold of ``choose_activity`` (half of -20) even next to
# the account.
_WORTH = {WordForm.DONE: 4, WordForm.NAMED: 4, WordForm.MEET: 3, WordForm.DOING: 1, WordForm.HINT: 0}
# Before whom somebody was at: "bij Jansen geweest".
_AT_WHOM = frozenset(("bij", "naar", "at"))
# Say that somebody was at the account that follows: "was gisteren bij Acme", "kom net bij Acme vandaan".
_WAS = frozenset(("ben", "was", "waren"))
_PRESENT = _WAS | word_set("were kom stond zat stood sat stopte stopped")
_NOBODY_THERE = word_set("niet niemand geen nooit nog een")
_FARTHEST_WHOM = 6
_BESIDE_ACCOUNT, STILL_TO_COME, _MAYBE_TO_COME = 2, -20, -3


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity word or phrase, at the tokens from ``start`` up to ``end``."""

    start: int
    end: int
    kind: Kind | None
    form: WordForm
    segment: int
    vague: bool = False
    own: OwnKind | None = None


def find_activities(line: Line, segments: list[int]) -> list[Activity]:
    """Return every activity word outside the account's name, channel words resolved to a kind."""
    found = [
        Activity(start, end, word.kind, word.form, segments[start], own=word.own)
        for start, end, word in _find_words(line)
    ]
    found += _find_presence(line, segments, found)
    found.sort(key=lambda activity: activity.start)
    channels: dict[int, Activity] = {}
    for activity in found:
        if activity.form in _CHANNELS:
            channels.setdefault(activity.segment, activity)
    return [_resolve(activity, channels.get(activity.segment)) for activity in found] if channels else found


def _find_presence(line: Line, segments: list[int], found: Sequence[Activity]) -> list[Activity]:
    """Return the verbs that say that somebody was at an account ("was gisteren bij Acme", "Acme: ben er geweest")."""
    told = {at for activity in found for at in range(activity.start, activity.end)}
    present: list[Activity] = []
    for index, key in enumerate(line.keys):
        if index in told or line.taken[index] is not None:
            continue
        if (key in _PRESENT and _leads_to_whom(line, index)) or (key in _WAS and _was_there(line, index)):
            form = WordForm.HINT if key in _PRESENT and _leads_to_whom(line, index) else WordForm.DONE
            present.append(Activity(index, index + 1, Kind.VISIT, form, segments[index]))
    return present


def _leads_to_whom(line: Line, index: int) -> bool:
    """Return whether the account follows in the clause, with a word that says that somebody was there."""
    for at in range(index + 1, min(index + 1 + _FARTHEST_WHOM, len(line))):
        if line.hard[at]:
            return False
        if line.taken[at] is TokenUse.ACCOUNT:
            return line.keys[at] in _AT_WHOM
    return False


def _was_there(line: Line, index: int) -> bool:
    """Return whether "ben er" or "was er" opens a clause behind an account that was named."""
    opens = index == 0 or line.hard[index - 1] or line.key(index - 1) in ("k", "ik", "'")
    is_there = line.key(index + 1) == "er" and line.key(index + 2) not in _NOBODY_THERE
    return opens and is_there and TokenUse.ACCOUNT in line.taken[:index]


def count_activity_words(line: Line) -> int:
    """Return how many words of a line may tell of an activity that took place."""
    return sum(word.form in _MAY_BE_DONE for _, _, word in _find_words(line))


def _find_words(line: Line) -> list[tuple[int, int, KindWord]]:
    found, position, keys = [], 0, line.keys
    while position < len(keys):
        end, word = position + 1, None
        if line.taken[position] is None:
            key = keys[position]
            if key in line.own_words:
                end, word = match_own_word(line, position)
            if word is None and key in KIND_PHRASES:
                end, word = _match_phrase(line, position)
            word = word or KIND_WORDS.get(key)
        if word is not None and not _ends_family_name(line, position):
            found.append((position, end, word))
        position = end
    return found


def _ends_family_name(line: Line, index: int) -> bool:
    """Return whether a word in capitals follows one ("Van Dm"), as no activity does."""
    if index == 0 or line.is_shouted or line.keys[index - 1] not in _FAMILY_NAMES:
        return False
    return line.text[line.starts[index - 1]].isupper() and line.text[line.starts[index]].isupper()


def _match_phrase(line: Line, start: int) -> tuple[int, KindWord | None]:
    for words, word in KIND_PHRASES[line.keys[start]]:
        end = start + len(words)
        if tuple(line.keys[start:end]) == words and _is_free(line, start + 1, end):
            return end, word
    return start + 1, None


def _is_free(line: Line, start: int, end: int) -> bool:
    """Return whether the tokens are free, apart from small words that lead up to the account ("stopped by Acme")."""
    return all(line.taken[at] is None or line.keys[at] in BEFORE_NAME for at in range(start, end))


def _resolve(activity: Activity, near: Activity | None) -> Activity:
    """Return an activity with the kind of the first channel word in its segment, ``near``."""
    if near is None or activity.own is not None:
        return activity
    kind = Kind.CALL if near.form is WordForm.BY_CALL else Kind.VISIT
    if activity.form in _VAGUE:
        return replace(activity, kind=kind, form=WordForm.NAMED, vague=True)
    if activity.kind is Kind.VISIT and near.form is WordForm.BY_CALL and activity.form is WordForm.NAMED:
        return replace(activity, kind=kind)
    if activity.form is WordForm.BY_CALL or (activity.form is WordForm.ON_SITE and activity is near):
        return replace(activity, kind=kind, form=WordForm.HINT, vague=True)
    return activity


def weigh_activities(
    activities: list[Activity],
    *,
    line: Line,
    segments: list[int],
    days: list[DayMention],
    accounts: Sequence[Mention],
) -> list[int]:
    """Return how likely each activity took place, in the grammar's own weights; below -10 it did not."""
    if not activities:
        return []
    hints = _gather_hints(line, segments, days)
    beside = {segments[name.start] for name in accounts} | _find_unknown_places(line, segments)
    return [
        STILL_TO_COME
        if activity.kind is None and activity.form is not WordForm.MEET
        else _weigh(activity, line, hints, beside_account=activity.segment in beside)
        for activity in activities
    ]


def _find_unknown_places(line: Line, segments: list[int]) -> set[int]:
    """Return the segments that say at whom somebody was, by a name with a capital that no account has."""
    if line.is_shouted:
        return set()
    return {
        segments[at]
        for at in range(1, len(line))
        if line.keys[at - 1] in _AT_WHOM and line.taken[at] is None and line.text[line.starts[at]].isupper()
    }


@dataclass(frozen=True, slots=True)
class _Hints:
    """Tense hints of a line, collected once for all its activities.

    ``called_off`` are the segments with a cancelled activity; ``todo`` gives for each token the last one before it that
    announces future work; ``tenses`` are those of the days of a segment, ``passed`` is where its past days end.
    """

    segments: list[int]
    called_off: set[int]
    todo: list[int]
    tenses: dict[int, set[Tense]]
    passed: list[int]


def _gather_hints(line: Line, segments: list[int], days: list[DayMention]) -> _Hints:
    todo, last = [], -1
    for index, key in enumerate(line.keys):
        todo.append(last)
        if line.taken[index] is None and (key in STILL_TO_DO or key in NEXT_WORDS):
            last = index
        elif key in AFTER_DOING:
            last = -1  # "booked after this morning's call"
    tenses: dict[int, set[Tense]] = {}
    for day in days:
        tenses.setdefault(segments[day.start], set()).add(day.tense)
    return _Hints(
        segments=segments,
        called_off={segments[at] for at, key in enumerate(line.keys) if key in CALLED_OFF},
        todo=todo,
        tenses=tenses,
        passed=[day.end for day in days if day.tense in (Tense.PAST, Tense.TODAY)],
    )


def _weigh(activity: Activity, line: Line, hints: _Hints, *, beside_account: bool) -> int:
    worth = _WORTH.get(activity.form, STILL_TO_COME)
    if beside_account:
        worth += _BESIDE_ACCOUNT
    if line.key(activity.start - 1) in ("niet", "not", "nooit", "never"):
        return STILL_TO_COME
    if activity.form is WordForm.DONE:
        return worth
    if activity.segment in hints.called_off:
        return STILL_TO_COME
    if (
        activity.form is WordForm.HINT
        and activity.kind is Kind.VISIT
        and not activity.vague
        and worth < _BESIDE_ACCOUNT
    ):
        return STILL_TO_COME
    return worth + _weigh_future(activity, line, hints)


def _weigh_future(activity: Activity, line: Line, hints: _Hints) -> int:
    if _is_still_to_do(activity, hints):
        return STILL_TO_COME
    if activity.form is WordForm.DOING and line.key(activity.start - 1) in ("nog", "te", "to"):
        return STILL_TO_COME
    if line.key(activity.end) in ("gepland", "ingepland", "inplannen", "plannen", "planned", "scheduled", "booked"):
        return STILL_TO_COME
    return min((_weigh_day(activity, tense) for tense in hints.tenses.get(activity.segment, ())), default=0)


def _is_still_to_do(activity: Activity, hints: _Hints) -> bool:
    """Return whether a future word stands before the activity in its segment, after the last past day."""
    todo = hints.todo[activity.start]
    if todo < 0 or hints.segments[todo] != activity.segment:
        return False
    place = bisect_right(hints.passed, activity.start)
    return place == 0 or todo >= hints.passed[place - 1]


def _weigh_day(activity: Activity, tense: Tense) -> int:
    if tense is Tense.PAST:
        return 0
    if tense is Tense.FUTURE:
        return STILL_TO_COME if activity.form is WordForm.DOING else _MAYBE_TO_COME
    if activity.form is WordForm.DOING and tense is Tense.OPEN:
        return STILL_TO_COME
    return _MAYBE_TO_COME if tense is Tense.OPEN and activity.segment else 0


def widen_activity(line: Line, activity: Activity, activities: list[Activity]) -> tuple[int, int]:
    """Return the span of an activity widened with tokens that only say that it took place."""
    start, end = activity.start, activity.end
    same = {
        index
        for other in activities
        if other.kind in (activity.kind, None) and other.form not in (WordForm.DOING, WordForm.AGAIN, WordForm.OTHER)
        for index in range(other.start, other.end)
    }
    while start > 0 and _belongs(line, start - 1, same):
        start -= 1
    while end < len(line) and _belongs(line, end, same):
        end += 1
    return start, end


def _belongs(line: Line, index: int, same: set[int]) -> bool:
    if line.taken[index] is not None:
        return line.taken[index] in (TokenUse.KIND, TokenUse.COUNT)
    if line.hard[index]:
        return False
    return line.keys[index] in AROUND_KIND or index in same
