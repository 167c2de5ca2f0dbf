"""Cut from a note the words that only said that nothing took place, once it is a next step after all."""

from bot.domain.log.log_line.stance import stance_words as words
from bot.domain.text.words import fold_word, split_tokens

_ONLY_DENIES = words.VERB_DENIALS | words.NOUN_DENIALS | words.GAP
_MARKS = frozenset(",.;:-")


def cut_denial(note: str) -> str:
    """Return a note without its first words as far as they only deny: "won't be, on holiday" is "on holiday"."""
    tokens = split_tokens(note)
    if not tokens or fold_word(tokens[0][0]) not in words.VERB_DENIALS | words.NOUN_DENIALS | {"nog", "i", "ik"}:
        return note
    kept = next((start for token, start, _ in tokens if not _is_small(token)), len(note))
    return note[kept:]


def _is_small(token: str) -> bool:
    return token in _MARKS or fold_word(token) in _ONLY_DENIES
