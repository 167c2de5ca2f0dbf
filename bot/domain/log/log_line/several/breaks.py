"""Where another activity may begin within a line."""

from bot.domain.log.log_line.line import Line, TokenUse
from bot.domain.text.words import word_set

# Begin a new activity within a sentence.
CONNECTORS = word_set(
    """
    en and + & / plus daarna daarvoor daarnaast nadien achteraf vervolgens toen then afterwards dus so ook also alsook
    waarna
    """
)
_ALSO = frozenset({"ook", "also"})


def is_break(line: Line, index: int) -> bool:
    """Return whether another activity may begin behind this token."""
    if line.taken[index] is TokenUse.ACCOUNT or line.key(index) in "()":
        return False
    if line.key(index) == ":" and line.taken[index - 1] is not None:
        return False
    return line.hard[index] or line.keys[index] in CONNECTORS


def next_break(line: Line, start: int) -> int:
    """Return the first break from a token on, the end of the line without one."""
    return next((index for index in range(start, len(line)) if is_break(line, index)), len(line))


def previous_break(line: Line, end: int) -> int:
    """Return the last break before a token, the begin of the line without one."""
    return next((index for index in range(end - 1, -1, -1) if is_break(line, index)), 0)


def find_begin(line: Line, start: int) -> int:
    """Return where the part with the word at a token begins ("…, Maes Metaal ook bezocht")."""
    index = previous_break(line, start)
    if 0 < index == start - 1 and line.keys[index] in _ALSO:
        index = previous_break(line, index)
    return index + is_break(line, index)
