"""Which day is the one it happened, which the next step, and which is only a fact about the customer."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from bot.domain.log_line import role_words as words
from bot.domain.log_line.calendar_words import LATER_TODAY, VAGUE_BEFORE
from bot.domain.log_line.days import Day, Tense
from bot.domain.log_line.kind_words import KIND_WORDS, Form
from bot.domain.log_line.line import Line, Part

_PARTICIPLE = re.compile(
    r"(?:ge|be|ver|ont|her|op|af|uit|aan|door|in|mee|na|over|toe|voor)\w*ge\w+(?:d|t|en)|ge\w{2,}(?:d|t|en)"
)
_UNMARKED_PARTICIPLE = re.compile(r"(?:be|ver|ont|her)\w{3,}[dt]")
_GIVE = re.compile(r"(?!\w*gegeven)\w+geven")
_INFINITIVE = re.compile(r"\w{3,}(?:en|aan)")
_ENGLISH_ACTIONS = frozenset(
    [
        "send",
        "sends",
        "bring",
        "deliver",
        "discuss",
        "present",
        "sign",
        "decide",
        "decides",
        "meet",
        "call",
        "visit",
        "mail",
        "email",
        "review",
        "come",
    ]
)
_NEGATIONS = frozenset(["niet", "not", "geen", "nooit", "never", "doesnt", "dont", "cant", "wont", "isnt", "no"])
_CLOSE = 4


class Role(Enum):
    """What a day is there for."""

    HAPPENED = auto()
    NEXT = auto()
    FACT = auto()


@dataclass(frozen=True, slots=True)
class Judged:
    """A day with its role; ``rank`` says how expressly a next step was named as one."""

    day: Day
    role: Role
    rank: int = 0


@dataclass(frozen=True, slots=True)
class _Around:
    """The free words on either side of a day, the nearest first, and what they end at."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    ends_left: Part | None
    ends_right: Part | None

    @property
    def all(self) -> tuple[str, ...]:
        return self.left + self.right

    @property
    def attached(self) -> bool:
        """Whether nothing but small words stands between the day and the activity or the account."""
        return self.attached_left or self.attached_right

    @property
    def attached_left(self) -> bool:
        return self.ends_left is not None and all(_is_small(key) for key in self.left)

    @property
    def attached_right(self) -> bool:
        return self.ends_right is not None and all(_is_small(key) for key in self.right)


def judge_days(line: Line, segments: list[int], days: list[Day], *, timed: list[bool]) -> list[Judged]:
    """Return the role of every day; ``timed`` tells which of them have a time."""
    judged = []
    for index, day in enumerate(days):
        if _is_alternative(line, days, index):
            judged.append(Judged(day, Role.FACT))
        else:
            judged.append(_judge(line, day, _look_around(line, segments, day), timed=timed[index]))
    return judged


def _is_alternative(line: Line, days: list[Day], index: int) -> bool:
    """Return whether it is one of two days, of which nobody knows which ("ma of di")."""
    day = days[index]
    before = index > 0 and days[index - 1].end == day.start - 1 and line.keys[day.start - 1] in ("of", "or", "/", "tot")
    behind = (
        index + 1 < len(days)
        and days[index + 1].start == day.end + 1
        and line.keys[day.end] in ("of", "or", "/", "tot", "en", "and", "t/m", "tm", "-")
    )
    return before or behind


def _look_around(line: Line, segments: list[int], day: Day) -> _Around:
    left, ends_left = _walk(line, segments, range(day.start - 1, -1, -1), segments[day.start])
    right, ends_right = _walk(line, segments, range(day.end, len(line)), segments[day.start])
    return _Around(left, right, ends_left, ends_right)


def _walk(line: Line, segments: list[int], indexes: range, segment: int) -> tuple[tuple[str, ...], Part | None]:
    keys: list[str] = []
    for index in indexes:
        if segments[index] != segment:
            return tuple(keys), None
        part = line.taken[index]
        if part is Part.KIND or part is Part.ACCOUNT:
            return tuple(keys), part
        if part is Part.DAY:
            return tuple(keys), None
        if part is None and not line.hard[index]:
            keys.append(line.keys[index])
    return tuple(keys), None


def _is_small(key: str) -> bool:
    return key in words.DANGLING or key in words.AROUND_KIND or not key.isalnum()


def _judge(line: Line, day: Day, around: _Around, *, timed: bool) -> Judged:
    if line.key(day.start - len(around.left) - 1) in words.CONDITIONS:
        return Judged(day, Role.FACT)
    rank = _rank_next(around)
    if _is_fact(around, rank):
        return Judged(day, Role.FACT)
    judge = {Tense.PAST: _judge_past, Tense.FUTURE: _judge_future}.get(day.tense, _judge_open)
    return Judged(day, judge(line, day, around, rank=rank, timed=timed), rank)


def _rank_next(around: _Around) -> int:
    """Return 2 for a day that is named as the next step, 1 for one on which somebody will act, 0 for others."""
    if _names_next(around.left[:_CLOSE], backwards=True) or _names_next(around.right[:_CLOSE], backwards=False):
        return 2
    acts = any(_is_action(key) for key in around.all) and not any(_is_past(key) for key in around.all)
    return 1 if acts else 0


def _names_next(keys: tuple[str, ...], *, backwards: bool) -> bool:
    pairs = zip(keys[1:], keys, strict=False) if backwards else zip(keys, keys[1:], strict=False)
    if any(pair in words.NEXT_PHRASES for pair in pairs):
        return True
    return any(key in words.NEXT_WORDS and key not in ("volgende", "plan") for key in keys)


def _is_action(key: str) -> bool:
    word = KIND_WORDS.get(key)
    if word is not None:
        return word.form in (Form.DOING, Form.AGAIN) or key in words.EVENTS
    if key in _ENGLISH_ACTIONS or key in words.EVENTS:
        return True
    return (
        len(key) > 4
        and _INFINITIVE.fullmatch(key) is not None
        and key not in words.NO_INFINITIVE
        and key not in words.FACT_VERBS
        and key not in words.FACT_NOUNS
        and not _is_participle(key)
    )


def _is_participle(key: str) -> bool:
    if _PARTICIPLE.fullmatch(key):
        return not _GIVE.fullmatch(key)
    return _UNMARKED_PARTICIPLE.fullmatch(key) is not None and key not in words.NO_PARTICIPLE


def _is_past(key: str) -> bool:
    if key in words.PLANNED:
        return False
    word = KIND_WORDS.get(key)
    return key in words.DONE_WORDS or _is_participle(key) or (word is not None and word.form is Form.DONE)


def _is_fact(around: _Around, rank: int) -> bool:
    before = next((key for key in around.left if key not in ("de", "het", "the", "eind", "op", "on", "about")), "")
    if before in words.FIRM_BORDERS or (before in words.BORDER_WORDS and rank < 2):
        return True
    if any(key in VAGUE_BEFORE for key in around.left[:1]):
        return True
    keys = around.all
    if rank < 2 and any(key in _NEGATIONS or key in words.FACT_VERBS for key in keys):
        return True
    if rank == 0 and any(key in words.FACT_NOUNS for key in keys):
        return True
    return rank == 0 and any(key in words.STATE_VERBS for key in keys) and not any(key in words.PLANNED for key in keys)


def _judge_past(line: Line, day: Day, around: _Around, *, rank: int, timed: bool) -> Role:
    del line, day, timed
    if rank == 2:
        return Role.NEXT
    if around.attached or all(_is_small(key) for key in around.all):
        return Role.HAPPENED
    if any(key in words.SUBJECTS or _is_past(key) for key in around.all):
        return Role.FACT
    return Role.HAPPENED


def _judge_future(line: Line, day: Day, around: _Around, *, rank: int, timed: bool) -> Role:
    del line, day
    if rank or timed:
        return Role.NEXT
    if around.attached_right or (around.attached_left and all(_is_small(key) for key in around.right)):
        return Role.HAPPENED
    return Role.FACT if any(_is_past(key) for key in around.all) else Role.NEXT


def _judge_open(line: Line, day: Day, around: _Around, *, rank: int, timed: bool) -> Role:
    if around.attached_right and not around.left:
        return Role.HAPPENED
    if rank:
        return Role.NEXT
    if around.attached:
        return Role.NEXT if timed and not around.attached_right else Role.HAPPENED
    if any(_is_past(key) for key in around.all):
        return Role.FACT
    if day.tense is Tense.OPEN or line.keys[day.start] in LATER_TODAY:
        return Role.NEXT
    return Role.HAPPENED if all(_is_small(key) for key in around.all) else Role.FACT
