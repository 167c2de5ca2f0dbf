"""Measure the account name at the start of a typed line."""

from collections.abc import Callable, Sequence

from bot.domain.text.bounds import LONGEST_NAME, MOST_NAME_WORDS


def measure_account(words: Sequence[str], is_account: Callable[[str], bool], *, around: str = "") -> int:
    """Return the length in words of the longest known name, 0 without one.

    ``around`` is the punctuation that may surround a name. The number of words and letters tried is bounded, since the
    rest of the line can be long.
    """
    typed = [
        " ".join(words[:length]).strip(around or None) for length in range(1, min(len(words), MOST_NAME_WORDS) + 1)
    ]
    return next(
        (
            length
            for length in range(len(typed), 0, -1)
            if len(typed[length - 1]) <= LONGEST_NAME and is_account(typed[length - 1])
        ),
        0,
    )
