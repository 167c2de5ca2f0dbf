"""Find the account that a single word names, wherever it stands in a line."""

from bot.domain.accounts.account_names import AccountIndex
from bot.domain.log.log_line.account_mention import MOST_ANCHORS, Mention, find_only_account, has_other_meaning
from bot.domain.log.log_line.line import Line
from bot.domain.log.log_line.names.people_places import is_person_or_place
from bot.domain.log.log_line.stop_words import NAME_LIKE_ENDINGS
from bot.domain.statistics.word_table import load_words
from bot.domain.text.name_form import piece_of

# In letters.
_SHORTEST = 5


def find_distinct_word(line: Line, accounts: AccountIndex) -> Mention | None:
    """Return the account that one word names by itself: no everyday word, and in the name of no other account (R2)."""
    for index in range(min(len(line), MOST_ANCHORS)):
        key = line.keys[index]
        if len(key) < _SHORTEST or not accounts.has_word(piece_of(key)) or not _may_be_name(line, index):
            continue
        account = find_only_account(accounts, key)
        if account is not None:
            return Mention(index, index + 1, (account,))
    return None


def _may_be_name(line: Line, index: int) -> bool:
    key = line.keys[index]
    if line.taken[index] is not None or line.key(index - 1) == "in" or is_person_or_place([key]):
        return False
    if has_other_meaning(key) or key.endswith(NAME_LIKE_ENDINGS):
        return False
    if _has_capital(line, index - 1) or _has_capital(line, index + 1):
        return False  # a part of another name
    return (index > 0 and _has_capital(line, index)) or load_words().find_vector(key) is None


def _has_capital(line: Line, index: int) -> bool:
    if not 0 <= index < len(line) or line.is_shouted or line.taken[index] is not None:
        return False
    return line.text[line.starts[index]].isupper() and not (index == 0 and has_other_meaning(line.keys[index]))
