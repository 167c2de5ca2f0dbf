"""Tokenise a log line: folded words with their position in the text, clauses and segments."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from bot.domain.log.log_line.kind_words import KIND_WORDS, KindWord
from bot.domain.log.log_line.role_words import KNOWN_HYPHENATED, NEXT_PHRASES, NEXT_WORDS, SOFT_BREAKS
from bot.domain.text.bounds import LONGEST_WORD
from bot.domain.text.calendar_words import MONTHS, WEEKDAYS
from bot.domain.text.name_form import ABBREVIATIONS
from bot.domain.text.words import fold_word, split_tokens, word_set

# The words of the workspace's own kinds by their first word: the phrases of each length, the longest first. However
# many begin alike, a token is looked up once for each length.
OwnWords = Mapping[str, Sequence[tuple[int, Mapping[tuple[str, ...], KindWord]]]]
_HARD = frozenset(",;:!?()[]{}\n\u2013—|•…→>=<") | {"--"}
_MARKS = _HARD | {".", "-", "/"}
_DOTTED = (
    ABBREVIATIONS
    | MONTHS.keys()
    | WEEKDAYS.keys()
    | word_set(
        """
    tel telf wk evt bijv bv ca incl excl dir afd nr min max ong resp tav ivm mbt no approx vs as jl
    """
    )
)

# Names of days and months that are no abbreviation.
_WHOLE_NAMES = frozenset(
    key
    for key in MONTHS.keys() | WEEKDAYS.keys()
    if len(key) > len("sept") or key in ("mei", "juni", "juli", "may", "june", "july")
)


class TokenUse(Enum):
    """What a token was parsed as."""

    ACCOUNT = auto()
    KIND = auto()
    COUNT = auto()
    DAY = auto()
    NEXT = auto()


@dataclass(slots=True)
class Line:
    """The tokens of a line in parallel lists; ``taken`` fills up during parsing.

    ``hard`` marks the tokens that end a clause, ``clause`` numbers the clauses, ``segment`` also splits at words such
    as "maar" and "and". A key is cut at ``LONGEST_WORD`` letters, the text of its token is not. ``is_shouted`` is True
    when the whole text is in capitals.
    """

    text: str
    keys: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    hard: list[bool] = field(default_factory=list)
    taken: list[TokenUse | None] = field(default_factory=list)
    is_shouted: bool = False
    own_words: OwnWords = field(default_factory=dict)
    _marks: list[int] | None = None

    def __len__(self) -> int:
        return len(self.keys)

    def key(self, index: int) -> str:
        """Return the folded word at an index, empty beyond either end."""
        return self.keys[index] if 0 <= index < len(self.keys) else ""

    def take(self, start: int, end: int, part: TokenUse) -> None:
        """Mark the tokens from ``start`` up to ``end`` as parsed."""
        self.taken[start:end] = [part] * (end - start)

    def release(self, start: int, end: int) -> None:
        """Take back that the tokens from ``start`` up to ``end`` were parsed."""
        self.taken[start:end] = [None] * (end - start)

    def slice(self, start: int, end: int) -> str:
        """Return the text from the first up to the last token, as typed."""
        return self.text[self.starts[start] : self.ends[end - 1]] if end > start else ""

    def find_hard(self, start: int) -> int:
        """Return the index of the first clause end from ``start`` on, the end of the line without one."""
        if self._marks is None:
            self._marks = [index for index, hard in enumerate(self.hard) if hard]
        place = bisect_left(self._marks, start)
        return self._marks[place] if place < len(self._marks) else len(self)

    def clear(self) -> None:
        """Mark every token as free again."""
        self.taken = [None] * len(self.keys)


def split_line(text: str) -> Line:
    """Return the tokens of a cleaned text."""
    line = Line(text, is_shouted=text.isupper())
    for token, start, end in split_tokens(text):
        if "-" in token and token[0].isalpha() and not _is_one_word(token):
            _add_parts(line, token, start)
        else:
            _add(line, token if token in _MARKS else fold_word(token), start, end)
    line.hard = [key in _MARKS and _is_hard(line, index) for index, key in enumerate(line.keys)]
    line.taken = [None] * len(line.keys)
    return line


def _is_one_word(token: str) -> bool:
    key = fold_word(token)
    return key in KNOWN_HYPHENATED or key in KIND_WORDS


def _add(line: Line, key: str, start: int, end: int) -> None:
    line.keys.append(key[:LONGEST_WORD])
    line.starts.append(start)
    line.ends.append(end)


def _add_parts(line: Line, token: str, start: int) -> None:
    for part in token.split("-"):
        _add(line, fold_word(part), start, start + len(part))
        start += len(part) + 1


def _is_hard(line: Line, index: int) -> bool:
    key = line.keys[index]
    if key == ".":
        return _ends_sentence(line, index)
    if key in "-/":
        return _stands_free(line, index) and _follow(line, index) not in ("en ", "EN ", "En ")
    return key in _HARD


def _follow(line: Line, index: int) -> str:
    """Return the three characters after a token and the space behind it."""
    start = line.ends[index]
    start += line.text[start : start + 1].isspace()
    return line.text[start : start + 3]


def _ends_sentence(line: Line, index: int) -> bool:
    follows_space = line.ends[index] >= len(line.text) or line.text[line.ends[index]].isspace()
    if not follows_space:
        return False
    before = line.key(index - 1)
    return not (len(before) == 1 and before.isalpha()) and (before not in _DOTTED or before in _WHOLE_NAMES)


def _stands_free(line: Line, index: int) -> bool:
    start, end = line.starts[index], line.ends[index]
    return (start == 0 or line.text[start - 1].isspace()) or (end >= len(line.text) or line.text[end].isspace())


def number_segments(line: Line) -> list[int]:
    """Return the segment number of each token; words inside an account name do not end a segment."""
    segments, current = [], 0
    for index, key in enumerate(line.keys):
        if (line.hard[index] and not _leads_on(line, index)) or (
            key in SOFT_BREAKS and line.taken[index] is not TokenUse.ACCOUNT
        ):
            current += 1
        segments.append(current)
    return segments


def _leads_on(line: Line, index: int) -> bool:
    """Return whether this is the colon of "volgende stap:"."""
    before = line.key(index - 1)
    return line.keys[index] == ":" and (before in NEXT_WORDS or (line.key(index - 2), before) in NEXT_PHRASES)
