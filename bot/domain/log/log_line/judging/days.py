"""Classify each day in a line: the activity's day, the next step, or only a fact about the customer."""

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from itertools import islice, pairwise

from bot.domain.log.log_line import role_words as words
from bot.domain.log.log_line.judging.features import Describer
from bot.domain.log.log_line.judging.models import load_day_roles
from bot.domain.log.log_line.kind_words import KIND_WORDS, WordForm
from bot.domain.log.log_line.line import Line
from bot.domain.log.log_line.surroundings import (
    Surroundings,
    find_surroundings,
    is_action,
    is_infinitive,
    is_past,
    is_small,
)
from bot.domain.text.calendar_words import LATER_TODAY, PAST_WORDS, VAGUE_BEFORE
from bot.domain.text.day import DayMention, Tense

# How many words around a day can name it as a next step, or as past.
_CLOSE, _NEAR = 4, 3
# The grammar alone judges the days behind these, which bounds the time.
_MOST_JUDGED = 40
NAMED, _ACTED, _BARE = 2, 1, 0
# How likely a day still to come must be the next step where the grammar finds that it tells when it happened.
_SURELY_NEXT = 0.6
_EITHER = frozenset(("of", "or", "/", "tot"))
_RANGE = _EITHER | {"en", "and", "t/m", "tm", "-"}
_BEFORE_BORDER = frozenset(("de", "het", "the", "eind", "op", "on", "about", "of"))


_ONCE_MORE = frozenset(("opnieuw", "weer", "again", "nogmaals"))
_THAT_DAY = frozenset((("die", "dag"), ("that", "day")))


class DayRole(Enum):
    """The role of a day."""

    HAPPENED = auto()
    NEXT = auto()
    FACT = auto()


@dataclass(frozen=True, slots=True)
class ClassifiedDay:
    """A day with its role; ``rank`` says how explicitly the grammar finds it named as a next step.

    ``chance`` is the probability that it is the next step; ``is_settled`` says that the grammar is sure.
    """

    day: DayMention
    role: DayRole
    rank: int = _BARE
    chance: float = 0.0
    is_settled: bool = False

    @property
    def graded(self) -> str:
        """The grammar's verdict in one word, for the model."""
        return f"{self.role.name}{self.rank if self.role is DayRole.NEXT else ''}"


def judge_days(
    describer: Describer, graded: list[ClassifiedDay], extents: list[tuple[int, int]], today: date
) -> list[ClassifiedDay]:
    """Return the role of every day: the likeliest one that its tense and the grammar allow."""
    model = load_day_roles()
    judged = []
    for one, extent in islice(zip(graded, extents, strict=True), _MOST_JUDGED):
        scores = model.score(describer.describe_day(one.day, extent, graded=one.graded, today=today))
        allowed = [role for role in DayRole if _is_possible(one, role)]
        role = max(allowed, key=lambda each: scores[each.name])
        chance = scores[DayRole.NEXT.name] if DayRole.NEXT in allowed else 0.0
        chance = 1.0 if allowed == [DayRole.NEXT] else chance
        if one.role is DayRole.HAPPENED and one.day.tense is Tense.FUTURE and chance < _SURELY_NEXT:
            role, chance = DayRole.HAPPENED, 0.0  # to be refused: it is still to come
        judged.append(replace(one, role=role, chance=chance))
    return judged + graded[len(judged) :]


def _is_possible(one: ClassifiedDay, role: DayRole) -> bool:
    """Return whether the tense of a day leaves a role open; what the grammar found stays possible."""
    if one.role is DayRole.NEXT and one.rank == NAMED and one.day.tense is Tense.PAST:
        return role is DayRole.NEXT  # to be refused: it has passed
    if one.is_settled or (one.day.past is None and one.day.future is None):
        return role is one.role
    if role is one.role or role is DayRole.FACT:
        return True
    return one.day.tense is not (Tense.PAST if role is DayRole.NEXT else Tense.FUTURE)


def grade_days(
    line: Line, segments: list[int], days: list[DayMention], *, extents: list[tuple[int, int]], done: bool
) -> list[ClassifiedDay]:
    """Return the role that the grammar sees in every day; ``extents`` are their token spans, including their times.

    ``done`` means that the activity was told in the past tense ("gebeld"), not only named ("bezoek").
    """
    judged = []
    for index, day in enumerate(days):
        if _is_alternative(line, extents, index):
            judged.append(ClassifiedDay(day, DayRole.FACT, is_settled=True))
        else:
            timed = extents[index] != (day.start, day.end)
            judged.append(_judge(line, day, find_surroundings(line, segments, *extents[index]), timed=timed, done=done))
    return judged


def _is_alternative(line: Line, extents: list[tuple[int, int]], index: int) -> bool:
    """Return whether it is one of two alternative days ("ma of di"), which is too vague for a next step."""
    start, end = extents[index]
    before = index > 0 and extents[index - 1][1] == start - 1 and line.keys[start - 1] in _EITHER
    behind = index + 1 < len(extents) and extents[index + 1][0] == end + 1 and line.keys[end] in _RANGE
    return before or behind


def _judge(line: Line, day: DayMention, around: Surroundings, *, timed: bool, done: bool) -> ClassifiedDay:
    if line.key(day.start - len(around.left) - 1) in words.CONDITIONS:
        return ClassifiedDay(day, DayRole.FACT)
    rank = _rank_next(around)
    if day.tense is not Tense.PAST and _is_appointment(around):
        return ClassifiedDay(day, DayRole.NEXT, NAMED, is_settled=True)
    if _is_fact(around, rank):
        return ClassifiedDay(day, DayRole.NEXT, NAMED) if _is_taken_up(line, day) else ClassifiedDay(day, DayRole.FACT)
    if day.tense is Tense.PAST:
        role = _judge_past(around, rank)
    elif day.tense is Tense.FUTURE:
        role = _judge_future(around, rank, appointed=timed and done)
    else:
        role = _judge_open(line, day, around, rank, timed=timed)
    is_all = role is DayRole.HAPPENED and day.tense is Tense.FUTURE and _says_no_more(line)
    return ClassifiedDay(day, role, rank, is_settled=is_all)


def _says_no_more(line: Line) -> bool:
    """Return whether a line holds an activity, an account and a day, and nothing that tells what the day is for."""
    return all(used is not None or is_small(key) for key, used in zip(line.keys, line.taken, strict=True))


def _is_appointment(around: Surroundings) -> bool:
    """Return whether a day is the one of an appointment that was made ("afspraak gemaakt voor 1 april")."""
    if around.denied or not any(key in words.PLANNED for key in around.all):
        return False
    return any((word := KIND_WORDS.get(key)) is not None and word.form is WordForm.MEET for key in around.all)


def _rank_next(around: Surroundings) -> int:
    """Return how explicitly a day is a next step: named as one, a day of an action, or neither."""
    if _names_next(around.left[:_CLOSE][::-1]) or _names_next(around.right[:_CLOSE]):
        return NAMED
    if around.promised:
        return _ACTED
    if any(is_past(key) for key in around.all):
        return _BARE
    acts = any(is_action(key) for key in around.all) or any(is_infinitive(key) for key in around.edges)
    return _ACTED if acts else _BARE


def _names_next(keys: tuple[str, ...]) -> bool:
    if any(pair in words.NEXT_PHRASES for pair in pairwise(keys)):
        return True
    return any(key in words.NEXT_WORDS and key not in ("volgende", "plan") for key in keys)


def _is_fact(around: Surroundings, rank: int) -> bool:
    before = next((key for key in around.left if key not in _BEFORE_BORDER), "")
    if before in words.FIRM_BORDERS or (before in words.BORDER_WORDS and rank < NAMED):
        return True
    if rank < NAMED and _belongs_to_noun(around.left):
        return True
    if any(key in VAGUE_BEFORE for key in around.left[:1]) or any(key in PAST_WORDS for key in around.left[:_NEAR]):
        return True
    keys = around.all
    if rank < NAMED and (around.denied or any(key in words.FACT_VERBS for key in keys)):
        return True
    return _is_state(around, rank)


def _belongs_to_noun(left: tuple[str, ...]) -> bool:
    """Return whether the day belongs to a noun before it ("invoice of 3 march"), or ends a range."""
    if len(left) <= 1:
        return False
    return (left[0] in ("van", "of") and left[1].isalpha()) or (left[0] in ("to", "en", "and") and left[1].isdecimal())


def _is_state(around: Surroundings, rank: int) -> bool:
    """Return whether the words describe the customer's state rather than a future action."""
    keys = around.all
    is_state = not around.attached and any(key in words.STATE_VERBS for key in keys)
    if is_state and "terug" in keys and rank < NAMED:
        return True
    if rank > _BARE:
        return False
    if any(key in words.FACT_NOUNS or key.endswith(words.FACT_ENDINGS) for key in keys):
        return True
    return is_state and not any(key in words.PLANNED for key in keys)


def _is_taken_up(line: Line, day: DayMention) -> bool:
    """Return whether the next clause announces an action on that day ("is terug op 7 april, dan bellen")."""
    index = line.find_hard(day.end)
    taken_up = line.key(index + 1) in ("dan", "then") or (line.key(index + 1), line.key(index + 2)) in _THAT_DAY
    return taken_up and any(is_action(line.key(index + step)) for step in range(2, 5))


def _judge_past(around: Surroundings, rank: int) -> DayRole:
    if rank == NAMED:
        return DayRole.NEXT
    if any(key in KIND_WORDS for key in around.left[:2]):
        return DayRole.FACT
    if around.attached or around.bare:
        return DayRole.HAPPENED
    return DayRole.FACT if any(key in words.SUBJECTS or is_past(key) for key in around.all) else DayRole.HAPPENED


def _judge_future(around: Surroundings, rank: int, *, appointed: bool) -> DayRole:
    if rank or appointed or any(key in _ONCE_MORE for key in around.right[:1]):
        return DayRole.NEXT
    if around.attached_right or (around.attached_left and around.bare):
        return DayRole.HAPPENED
    return DayRole.FACT if any(is_past(key) for key in around.all) else DayRole.NEXT


def _judge_open(line: Line, day: DayMention, around: Surroundings, rank: int, *, timed: bool) -> DayRole:
    if around.attached_right and not around.left:
        return DayRole.HAPPENED
    if rank:
        return DayRole.NEXT
    if around.attached:
        return DayRole.NEXT if timed and not around.attached_right else DayRole.HAPPENED
    if any(is_past(key) for key in around.all):
        return DayRole.FACT
    return _judge_alone(line, day, around)


def _judge_alone(line: Line, day: DayMention, around: Surroundings) -> DayRole:
    """Return the role of a day in a segment of its own, without words that reveal it."""
    if around.bare and _stands_first(line, day):
        return DayRole.HAPPENED
    if day.tense is Tense.OPEN or line.keys[day.start] in LATER_TODAY:
        return DayRole.NEXT
    return DayRole.HAPPENED if around.bare else DayRole.FACT


def _stands_first(line: Line, day: DayMention) -> bool:
    """Return whether the line starts with the day ("12 maart: ..."), or the day is in brackets."""
    if line.key(day.start - 1) == "(" and line.key(day.end) == ")":
        return True
    return not any(islice(line.taken, day.start)) and line.key(day.start - 1) in ("", "op", "on")
