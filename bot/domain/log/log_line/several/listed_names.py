"""Find the further names in a list of accounts, also those that no account has: in the first weeks most are new."""

from collections.abc import Iterator, Sequence

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.log_line.account_mention import JOINED, Mention, find_continuation, has_other_meaning, words_from
from bot.domain.log.log_line.kind_words import KIND_PHRASES, KIND_WORDS, WordForm
from bot.domain.log.log_line.line import Line
from bot.domain.log.log_line.names.people_places import is_person_or_place
from bot.domain.log.log_line.stop_words import NO_NAMES
from bot.domain.statistics.word_table import load_words
from bot.domain.text.name_form import SMALL_IN_NAMES
from bot.domain.text.words import word_set

# In words, of a name in a list that no account has.
_LONGEST = 5
# In letters, of what stands for something else ("Q3", "HQ").
_INITIALS = 2
_ALL_OF_THEM = word_set("allebei alletwee alledrie beide both all each ook too allemaal")
_LEADS_ON = word_set("en and daarna dan then after that vervolgens ook also bij met naar nog")
# So far before a line that nothing in it is near.
_NOWHERE = -1_000
_TOGETHER = frozenset(("en", "and", "&", "als"))
_HEADS = (WordForm.DONE, WordForm.NAMED)


def find_listed_names(line: Line, accounts: AccountIndex, names: Sequence[Mention]) -> list[Mention]:
    """Return the further names in a list of accounts ("Acme, Nieuwhuis en Jansen", "Acme and Bloom both called")."""
    if line.is_shouted:
        return []
    known = {name.start for name in names} | {name.end for name in names}
    found: list[Mention] = []
    for begin, end in _list_parts(line):
        beside = begin - 1 in known or end + 1 in known
        start = begin
        while start < end and line.keys[start] in _LEADS_ON and not _is_capital(line, start):
            start += 1
        if beside and 0 < end - start <= _LONGEST and _may_be_listed(line, start, end, known):
            found.append(Mention(start, end, _fit_whole(line, accounts, start, end)))
            known |= {start, end}
    return found


def may_close_list(line: Line) -> bool:
    """Return whether a line may list accounts of which it says only behind the last one what was done."""
    joined = _NOWHERE
    for index, key in enumerate(line.keys):
        if key in _TOGETHER:
            joined = index
        elif line.hard[index]:
            joined = _NOWHERE
        elif 1 < index - joined <= _LONGEST + 1 and (key in _ALL_OF_THEM or _is_done(line, index)):
            return True
    return False


def widen_to_new_name(line: Line, name: Mention, others: Sequence[Mention]) -> Mention:
    """Return a name, or the new one that it is only a part of: "Vermeer Grondverzet" behind Bouwmaat Vermeer."""
    end = find_continuation(line, name)
    is_again = any(other.accounts == name.accounts for other in others)
    return Mention(name.start, end, ()) if is_again and end > name.end else name


def _list_parts(line: Line) -> Iterator[tuple[int, int]]:
    """Yield the tokens between marks, joining words, activity words and "both"."""
    start = 0
    for at in range(len(line) + 1):
        if at == len(line) or line.hard[at] or line.keys[at] in JOINED or _ends_list(line, at):
            yield start, at
            start = at + 1


def _ends_list(line: Line, index: int) -> bool:
    key = line.keys[index]
    return key in KIND_WORDS or key in KIND_PHRASES or key in _ALL_OF_THEM or key == "als"


def _fit_whole(line: Line, accounts: AccountIndex, start: int, end: int) -> tuple[NamedAccount, ...]:
    """Return the accounts that all these words fit, none when some word is left over."""
    words, ends = words_from(line, start)
    fit = accounts.find_fit(words) if words else None
    return fit.accounts if fit is not None and ends[fit.length - 1] == end else ()


def _may_be_listed(line: Line, start: int, end: int, known: set[int]) -> bool:
    keys = line.keys[start:end]
    if line.key(start - 1) == "&" and line.taken[start - 2] is None:
        return False  # the rest of a new name ("Sidings & Sons")
    if any(line.taken[start:end]) or is_person_or_place(keys) or all(has_other_meaning(key) for key in keys):
        return False
    if _is_capital(line, start) and start > 0 and line.key(start - 1) != ".":
        return keys[0].isalpha() and len(keys[0]) > _INITIALS and _is_in_capitals(line, start, end)
    if any(key in NO_NAMES for key in keys) or not all(key.isalnum() for key in keys):
        return False
    if start - 1 in known and end + 1 in known:
        return True
    strange = any(key.isalpha() and load_words().find_vector(key) is None for key in keys)
    behind = _is_behind(known, line, start)
    return behind and (_is_closed(line, start, end) or (strange and _is_headed(line, start)))


def _is_in_capitals(line: Line, start: int, end: int) -> bool:
    """Return whether no everyday word and no verb stands among words of which the first has a capital."""
    rest = range(start + 1, end)
    plain = all(_is_capital(line, at) or line.keys[at].isdecimal() or line.keys[at] in SMALL_IN_NAMES for at in rest)
    return plain and not has_other_meaning(line.keys[start])


def _is_behind(known: set[int], line: Line, start: int) -> bool:
    """Return whether a name stands before these words, but for the joining words between them."""
    before = start - 1
    while before > 0 and line.keys[before] in _LEADS_ON and before not in known:
        before -= 1
    return before in known


def _is_closed(line: Line, start: int, end: int) -> bool:
    """Return whether a list ends here with what was done: "Acme en bouw peters gebeld", "both emailed"."""
    if line.key(start - 1) not in _TOGETHER:
        return False
    return line.key(end) in _ALL_OF_THEM or _is_done(line, end)


def _is_done(line: Line, index: int) -> bool:
    word = KIND_WORDS.get(line.key(index))
    return word is not None and word.form is WordForm.DONE


def _is_headed(line: Line, start: int) -> bool:
    """Return whether an activity word and a colon stand before the list ("bezoeken: Acme, bouw peters")."""
    for at in range(start - 1, 0, -1):
        if line.keys[at] == ":":
            word = KIND_WORDS.get(line.keys[at - 1])
            return word is not None and word.form in _HEADS
        if line.hard[at] and line.keys[at] != ",":
            return False
    return False


def _is_capital(line: Line, index: int) -> bool:
    return line.text[line.starts[index]].isupper()
