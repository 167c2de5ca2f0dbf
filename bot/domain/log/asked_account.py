"""Find the account that a question is about: "wanneer moet ik Hofman bellen?", "did I call Acme?"."""

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.log_line.stop_words import NO_NAMES
from bot.domain.text.name_form import SMALL_IN_NAMES, split_words_of
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
_WHEN, _PAST = word_set("wanneer when"), word_set("heb hebben had was waren did have laatst last sprak belde")
# The first words of a question without its mark: "what did I", "wat heb ik", "did we", "how many calls did I".
_LEADING = 6
_ASKERS = word_set("ik we wij i")
_VERBS = word_set(
    """
    heb hebben had is zijn was staat staan moet moeten ga gaan kan mag zal wordt deed sprak spreek
    have has did do does am are were should must can could may shall will many much often long
    """
)


def is_question(text: str) -> bool:
    """Return whether a message asks something: a word that asks begins it, and a mark or a verb and its person follow.

    "Wanneer spreek ik Hofman", "did I call Acme", "wat is de volgende stap bij Acme?"; not "was bij Acme".
    """
    asked = text.strip()
    if len(asked) > LONGEST_QUESTION:
        return False
    keys = [fold_word(token) for token, _, _ in split_tokens(asked)]
    if not keys or keys[0] not in _ASKS:
        return False
    return asked.endswith("?") or _asks_of_person(*keys[:_LEADING])


def _asks_of_person(first: str, second: str = "", *rest: str) -> bool:
    """Return whether these words ask about who writes: "wanneer ga ik" does, and "wanneer ik ga" does not."""
    if first in _VERBS:
        return second in _ASKERS
    return second in _VERBS and not _ASKERS.isdisjoint(rest)


def asks_when(text: str) -> bool:
    """Return whether a question asks when something will be: "wanneer ga ik naar Acme", not "when did I call Acme"."""
    keys = [fold_word(token) for token, _, _ in split_tokens(text)]
    return bool(keys) and keys[0] in _WHEN and _PAST.isdisjoint(keys)


def find_asked_account(text: str, index: AccountIndex) -> NamedAccount | None:
    """Return the one account that a question names, the longest name first; None without one or with several."""
    words = split_words_of(text)[:_MOST_WORDS]
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            named = words[start : start + length]
            if length == 1 and (named[0] in NO_NAMES or named[0] in _ASKS):
                continue
            found = index.find_exact(" ".join(named))
            # "Een 6 van Acme" names nobody called Van Dam.
            if not found and not (length == 1 and named[0] in SMALL_IN_NAMES):
                found = index.find_spelled(" ".join(named))
            if found:
                return found[0] if len(found) == 1 else None
    return None
