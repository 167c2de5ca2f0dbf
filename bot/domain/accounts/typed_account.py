"""How many of the words that begin a line name an account."""

from collections.abc import Callable, Sequence

from bot.domain.text.bounds import LONGEST_NAME, MOST_NAME_WORDS


def measure_account(words: Sequence[str], is_account: Callable[[str], bool], *, around: str = "") -> int:
    """Return how many words are the longest known name, 0 when none are; ``around`` are marks that a name may wear.

    No more words and letters are tried than a name can have: what follows may be as long as a line.
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
