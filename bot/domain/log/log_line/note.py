"""Extract the note: what remains of a line after parsing."""

from bot.domain.log.log_line.line import Line, TokenUse
from bot.domain.log.log_line.role_words import (
    AROUND_KIND,
    CLOSES_KIND,
    COLOURLESS,
    CONDITIONS,
    DANGLING,
    DANGLING_START,
    LEADS_ON,
    PURE_CONTACT,
)

LONGEST_NOTE = 3_000
_SAYS_NOTHING = DANGLING | (AROUND_KIND - COLOURLESS)
_MARKS = " \t\n,;:.-\u2013—|/+&@>=•"


def cut_next_step(line: Line, segments: list[int], start: int, end: int) -> None:
    """Mark as parsed the words around the next step's day that only announce a contact."""
    segment = segments[start]
    first, last = start, end
    while first > 0 and _goes_with(line, segments, first - 1, segment):
        first -= 1
    while last < len(line) and _goes_with(line, segments, last, segment):
        last += 1
    if last < len(line) and segments[last] == segment and line.taken[last] is None:
        while last > end and line.keys[last - 1] in LEADS_ON:
            last -= 1
    while first < start and line.hard[first]:
        first += 1
    line.take(first, last, TokenUse.NEXT)
    if last < len(line) and line.keys[last] in CONDITIONS:
        _take_condition(line, last)


def _goes_with(line: Line, segments: list[int], index: int, segment: int) -> bool:
    if segments[index] != segment or line.taken[index] is not None:
        return False
    key = line.keys[index]
    return key in PURE_CONTACT or not key.isalnum()


def _take_condition(line: Line, start: int) -> None:
    end = start
    while end < len(line) and not line.hard[end] and line.taken[end] is None:
        end += 1
    line.take(start, end, TokenUse.NEXT)


def write_note(line: Line) -> tuple[str, bool]:
    """Return the note as typed, tidied, and whether it was cut at 3,000 characters."""
    note, last = "", 0
    for start, end in _find_runs(line):
        piece = _tidy(line, start, end)
        bare = piece.lstrip(", ;:")  # a mark behind a word that was left out
        if bare:
            note += _join(line, note, last, start, is_apart=bare != piece) + bare
            last = end
    if len(note) <= LONGEST_NOTE:
        return note, False
    return note[:LONGEST_NOTE].rstrip(), True


def _join(line: Line, note: str, last: int, start: int, *, is_apart: bool) -> str:
    if not note:
        return ""
    if note[-1] in ".!?":
        return " "
    return ", " if is_apart or any(line.hard[max(0, last - 1) : start + 1]) else " "


def _find_runs(line: Line) -> list[tuple[int, int]]:
    runs, start = [], None
    for index, part in enumerate(line.taken):
        if part is None and start is None:
            start = index
        if part is not None and start is not None:
            runs.append((start, index))
            start = None
    if start is not None:
        runs.append((start, len(line)))
    return runs


def _tidy(line: Line, start: int, end: int) -> str:
    cut_before, cut_behind = start > 0, end < len(line)
    while start < end and (_is_mark(line, start) or (cut_before and line.keys[start] in DANGLING_START)):
        start += 1
    last = end
    while start < end and _is_mark(line, end - 1) and line.keys[end - 1] not in ".!?":
        end -= 1
    while start < end and cut_before and line.keys[start] in CLOSES_KIND and not line.hard[start - 1]:
        start += 1
    if all(line.keys[index] in _SAYS_NOTHING or _is_mark(line, index) for index in range(start, end)):
        return ""
    while cut_behind and end == last and not line.hard[end] and line.keys[end - 1] in DANGLING:
        last = end = end - 1
    return _mend_brackets(line.slice(start, end).strip())


def _mend_brackets(piece: str) -> str:
    return piece if piece.count("(") == piece.count(")") else piece.strip("() ,")


def _is_mark(line: Line, index: int) -> bool:
    key = line.keys[index]
    return not key.isalnum() and len(key) == 1 and key not in "€$£%\"'“”\u2019\u2018„()"
