"""Tell a name that nobody has from one that is new: "toon mijn afspraken" is about no account called Toon."""

from bot.domain.statistics.word_table import load_words
from bot.domain.text.words import fold_word, split_tokens


def is_everyday(typed: str) -> bool:
    """Return whether what stands where a name would stand has no capital and only words of everyday language."""
    if not typed.islower():
        return False
    return all(load_words().find_vector(fold_word(token)) is not None for token, _, _ in split_tokens(typed))
