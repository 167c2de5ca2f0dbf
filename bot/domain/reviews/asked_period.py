"""Which week or month a question is about: "wat deed ik vorige week?" is about the one before."""

from itertools import pairwise

from bot.domain.text.words import fold_word, split_tokens, word_set

# A longer message is a note.
LONGEST_ASKED = 160
_BEFORE = word_set("vorige vorig afgelopen verleden voorbije last previous past")
_PERIOD = word_set("week weken maand month wk")


def asks_before(text: str) -> bool:
    """Return whether the week or month before this one is asked for."""
    if len(text) > LONGEST_ASKED:
        return False
    keys = [fold_word(token) for token, _, _ in split_tokens(text)]
    return any(first in _BEFORE and second in _PERIOD for first, second in pairwise(keys))
