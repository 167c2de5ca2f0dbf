"""Find the account that a question is about: "wanneer moet ik Hofman bellen?", "did I call Acme?"."""

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.log_line.stop_words import NO_NAMES
from bot.domain.text.name_form import split_words_of
from bot.domain.text.words import fold_word, split_tokens, word_set

# A longer message is a note.
LONGEST_QUESTION = 160
_MOST_WORDS = 16
_ASKS = word_set(
    """
    wanneer wat welke hoe hoelang hoeveel waar wie waarom heb hebben heeft is zijn was staat moet moeten mag zal kun kan
    when what which how where who why have has did do does is are was should must can could may shall
    """
)


def is_question(text: str) -> bool:
    """Return whether a message asks something: it begins with a word that asks, and ends with a question mark."""
    asked = text.strip()
    if len(asked) > LONGEST_QUESTION or not asked.endswith("?"):
        return False
    tokens = split_tokens(asked)
    return bool(tokens) and fold_word(tokens[0][0]) in _ASKS


def find_asked_account(text: str, index: AccountIndex) -> NamedAccount | None:
    """Return the one account that a question names, the longest name first; None without one or with several."""
    words = split_words_of(text)[:_MOST_WORDS]
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            named = words[start : start + length]
            if length == 1 and (named[0] in NO_NAMES or named[0] in _ASKS):
                continue
            found = index.find_exact(" ".join(named)) or index.find_spelled(" ".join(named))
            if found:
                return found[0] if len(found) == 1 else None
    return None
