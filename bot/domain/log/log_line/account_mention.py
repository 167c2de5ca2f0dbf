"""Find where a line names an account, and which account that is."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.domain.accounts.account_names import AccountIndex, NamedAccount, NameMatch
from bot.domain.log.log_line.kind_words import KIND_PHRASES, KIND_WORDS, WordForm
from bot.domain.log.log_line.line import Line
from bot.domain.log.log_line.role_words import (
    AROUND_KIND,
    ARTICLES_BEFORE,
    BEFORE_NAME,
    DANGLING,
    NEXT_WORDS,
    PURE_CONTACT,
    SURE_BEFORE_NAME,
)
from bot.domain.log.log_line.stop_words import NAME_LIKE_ENDINGS, NO_NAMES
from bot.domain.text.bounds import MOST_NAME_WORDS, MOST_WORDS_MATCHED
from bot.domain.text.calendar_words import DAY_OFFSETS, MONTHS, WEEKDAYS
from bot.domain.text.day import DayMention
from bot.domain.text.name_form import (
    AND_WORDS,
    FAMILY_WORDS,
    LEGAL_FORMS,
    SMALL_IN_NAMES,
    piece_of,
    split_name,
    split_words_of,
)
from bot.domain.text.numbers import NUMBER_WORDS
from bot.domain.text.words import APOSTROPHES, fold

_QUOTES = {'"': '"', "“": "”", "„": "”“", "«": "»", "'": "'", "\u2018": "\u2019", "”": "”"}
# In words; bounds the search for a name with typos or a partial name.
_LONGEST_NAME = 7
_SHORTEST_ALONE = 3
_SPELLED = 2
# The most places in a line that are tried for a name with typos or a partial name, to bound the time.
MOST_ANCHORS = 60
_CLOSING = "".join(_QUOTES.values())
_TIME = re.compile(r"\d{1,2}(?:[:.uh]\d{2})?(?:u|uur|h|am|pm)?")
_BEFORE_ANCHOR = AROUND_KIND | BEFORE_NAME
JOINED = AND_WORDS | {"&", "+"}
_LED_UP = ARTICLES_BEFORE | {"'", "\u2019"}


@dataclass(frozen=True, slots=True)
class Mention:
    """The tokens from ``start`` up to ``end`` that name an account; several accounts when all fit equally well."""

    start: int
    end: int
    accounts: tuple[NamedAccount, ...]


def prefer_own(accounts: Sequence[NamedAccount], own: Collection[int]) -> tuple[NamedAccount, ...]:
    """Return the rep's own accounts if that leaves exactly one, else all of them."""
    mine = [account for account in accounts if account.id in own]
    return tuple(mine) if len(mine) == 1 else tuple(accounts)


# a whole name


def find_whole_name(line: Line, accounts: AccountIndex) -> Mention | None:
    """Return the account whose whole name is in the line; one pass over the words."""
    pieces = _list_pieces(line, accounts)
    stops = [hard and key != "!" for hard, key in zip(line.hard, line.keys, strict=True)]
    runs = accounts.find_runs(pieces, stops)
    if not runs:
        return None
    if len(runs) > 1:
        runs.sort(key=lambda run: _rank_run(line, run[0], run[1]), reverse=True)
    start, end, found = runs[0]
    for other_start, other_end, other in runs[1:]:
        if other_start == end + 1 and line.keys[end] in JOINED:
            return Mention(start, other_end, (*found, *other))
    if len(found) > 1:
        found = _same_spelling(line.slice(start, end), found)
    return _find_longer(line, accounts, start, end) or Mention(start, end, found)


def _list_pieces(line: Line, accounts: AccountIndex) -> list[str]:
    """Return what each word counts for in a name; of a genitive ("Ten Pin Tooling's foreman") the name itself."""
    pieces = [piece_of(key) for key in line.keys]
    for index, piece in enumerate(pieces):
        is_genitive = piece.endswith("s") and line.text[line.ends[index] - 2] in APOSTROPHES
        if is_genitive and not accounts.has_word(piece) and accounts.has_word(piece[:-1]):
            pieces[index] = piece[:-1]
    return pieces


def find_all_names(line: Line, accounts: AccountIndex) -> list[Mention]:
    """Return every whole name in a line, in order and not overlapping; the longest ones choose first."""
    pieces = _list_pieces(line, accounts)
    stops = [hard and key != "!" for hard, key in zip(line.hard, line.keys, strict=True)]
    used: set[int] = set()
    found = []
    for start, end, named in sorted(accounts.find_runs(pieces, stops), key=lambda run: (run[0] - run[1], run[0])):
        if used.isdisjoint(range(start, end)) and not _is_everyday(line, start, end):
            used |= set(range(start, end))
            found.append(Mention(start, end, named))
    return sorted(found, key=lambda each: each.start)


def find_more_names(line: Line, accounts: AccountIndex, days: list[DayMention]) -> list[Mention]:
    """Return the names with typos or typed in part, outside what is already taken; in order."""
    found: list[Mention] = []
    phrases = _list_phrase_tokens(line)
    for start, sure in islice(_find_anchors(line, days), MOST_ANCHORS):
        if line.taken[start] is not None or (found and start < found[-1].end):
            continue
        words, ends = words_from(line, start)
        fit = accounts.find_fit(words) if words else None
        if fit is None:
            continue
        end = ends[fit.length - 1]
        if any(line.taken[start:end]) or not phrases.isdisjoint(range(start, end)):
            continue
        if not _is_acceptable(line, accounts, start, end, fit, sure=sure):
            continue
        found.append(Mention(start, end, fit.accounts))
    return found


def _list_phrase_tokens(line: Line) -> set[int]:
    """Return the tokens of phrases for an activity ("aan de lijn"), which are no part of a name."""
    return {
        index
        for start, key in enumerate(line.keys)
        for words, _ in KIND_PHRASES.get(key, ())
        if tuple(line.keys[start : start + len(words)]) == words
        for index in range(start, start + len(words))
    }


def _is_everyday(line: Line, start: int, end: int) -> bool:
    """Return whether a whole name is also an everyday word, and nothing around it makes it a name."""
    return all(has_other_meaning(key) for key in line.keys[start:end]) and not _is_expected(line, start, end)


def _rank_run(line: Line, start: int, end: int) -> tuple[bool, int, int]:
    return _is_expected(line, start, end), end - start, -start


def _is_expected(line: Line, start: int, end: int) -> bool:
    before = start - 1
    while line.key(before) in ARTICLES_BEFORE:
        before -= 1
    if before < 0 or line.hard[before] or line.keys[before] in SURE_BEFORE_NAME:
        return True
    return line.keys[before] in KIND_WORDS or line.key(end) in KIND_WORDS


def _same_spelling(typed: str, found: tuple[NamedAccount, ...]) -> tuple[NamedAccount, ...]:
    same = tuple(account for account in found if fold(account.name) == fold(typed))
    return same if len(same) == 1 else found


def _find_longer(line: Line, accounts: AccountIndex, start: int, end: int) -> Mention | None:
    """Return the account whose longer name was partly typed where a shorter name matched whole ("Acme Ned")."""
    if end >= len(line) or line.hard[end] or not accounts.is_shared_word(piece_of(line.keys[end - 1])):
        return None
    words, ends = words_from(line, start)
    fit = accounts.find_fit(words)
    if fit is None or ends[fit.length - 1] <= end or line.keys[end] in NO_NAMES:
        return None
    return Mention(start, ends[fit.length - 1], fit.accounts)


# a part of a name, or one with typos


def words_from(line: Line, start: int) -> tuple[list[str], list[int]]:
    """Return the finest words of a line from a token on, and for each the token before which it ends."""
    words: list[str] = []
    ends: list[int] = []
    for index in range(start, len(line)):
        if (line.hard[index] and line.keys[index] != "!") or len(words) >= _LONGEST_NAME:
            break
        if piece_of(line.keys[index]):
            parts = split_words_of(line.slice(index, index + 1))
            words += parts
            ends += [index + 1] * len(parts)
    return words[:MOST_WORDS_MATCHED], ends[:MOST_WORDS_MATCHED]


def find_part_of_name(line: Line, accounts: AccountIndex, days: list[DayMention], *, counted: bool) -> Mention | None:
    """Return the account that fits where a name is expected, with typos or by a part of its name.

    A ``counted`` line needs no account, so there a single word counts only when nothing follows it.
    """
    best, best_rank, someone_else = None, 0.0, False
    for start, sure in islice(_find_anchors(line, days), MOST_ANCHORS):
        words, ends = words_from(line, start)
        fit = accounts.find_fit(words) if words else None
        end = ends[fit.length - 1] if fit is not None else start
        if fit is None or not _is_acceptable(line, accounts, start, end, fit, sure=sure):
            someone_else |= line.key(start - 1) in SURE_BEFORE_NAME and not has_other_meaning(line.keys[start])
            continue
        alone = fit.length == 1 and not fit.whole
        if alone and counted and end < len(line) and not line.hard[end]:
            continue
        rank = fit.length + fit.weight + sure
        if rank > best_rank and not (alone and not sure and someone_else):
            best, best_rank = Mention(start, end, fit.accounts), rank
    return best


def find_spelled_part(line: Line, accounts: AccountIndex) -> Mention | None:
    """Return the longest run of at least two words that opens the name of one account exactly as it is written."""
    return max(_list_spelled_parts(line, accounts), key=lambda one: one.end - one.start, default=None)


def find_spelled_names(line: Line, accounts: AccountIndex) -> list[Mention]:
    """Return the free runs of words that open a name exactly as it is written ("Sunday Silver"), in order."""
    found: list[Mention] = []
    for part in _list_spelled_parts(line, accounts):
        if not any(line.taken[part.start : part.end]) and (not found or part.start >= found[-1].end):
            found.append(part)
    return found


def _list_spelled_parts(line: Line, accounts: AccountIndex) -> Iterator[Mention]:
    for start in range(min(len(line), MOST_ANCHORS)):
        if line.hard[start] or not piece_of(line.keys[start]) or not accounts.has_word(line.keys[start]):
            continue
        words, ends = words_from(line, start)
        fit = accounts.find_fit(words) if len(words) > 1 else None
        if fit is None or fit.length < _SPELLED or len(fit.accounts) > 1:
            continue
        end = ends[fit.length - 1]
        keys = [key for key in line.keys[start:end] if piece_of(key)]
        if _opens_name(fit, keys) and not all(has_other_meaning(key) for key in keys):
            yield Mention(start, end, fit.accounts)


def _find_anchors(line: Line, days: list[DayMention]) -> Iterator[tuple[int, bool]]:
    """Yield the places where a name may begin, and whether one is expected there."""
    day_ends, before, behind = {day.end for day in days}, -1, -1
    for index, key in enumerate(line.keys):
        # ``before`` is the last token before this one that is neither an article nor a quote.
        before, behind = behind, behind if key in ARTICLES_BEFORE or key in _QUOTES else index
        if line.hard[index] or not key[0].isalnum() or not piece_of(key):
            continue
        previous = line.key(before)
        if previous in SURE_BEFORE_NAME or previous in KIND_WORDS:
            yield index, True
        elif (
            before < 0
            or line.hard[before]
            or previous in _BEFORE_ANCHOR
            or previous in JOINED
            or before + 1 in day_ends
            or not previous[0].isalnum()
        ):
            yield index, False


def _is_acceptable(line: Line, accounts: AccountIndex, start: int, end: int, fit: NameMatch, *, sure: bool) -> bool:
    keys = [key for key in line.keys[start:end] if piece_of(key)]
    if len(keys) > 1 and _opens_name(fit, keys) and _stands_apart(line, start, end, sure=sure):
        return True
    plain = [key for key in keys if not has_other_meaning(key)]
    if len(plain) < len(keys) and not _spells(fit, [key for key in keys if key not in plain]):
        return False
    if not plain and not (len(keys) > 1 and (sure or _opens_line(line, start, end))):
        return False
    if len(keys) == 1 and (_is_small(keys[0]) or not _stands_as_name(line, start, end, sure=sure)):
        return False
    if len(keys) == 1 and not fit.whole and (line.key(start - 1) == "in" or _is_slip_of_everyday(fit, keys[0])):
        return False  # where it was: "4 bezoeken in Aalst"; or another form of "nieuwe"
    return fit.whole or not _goes_on(line, accounts, end)


def _is_slip_of_everyday(fit: NameMatch, key: str) -> bool:
    """Return whether a word only resembles an everyday word of a name ("nieuwen" and De Nieuwe Morgen)."""
    words = {word for account in fit.accounts for word in split_words_of(account.name)}
    return key not in words and any(has_other_meaning(word) and word[:4] == key[:4] for word in words)


def _is_small(key: str) -> bool:
    """Return whether a word names nobody by itself: a short one, or one that stands in many names ("v/d")."""
    words = split_words_of(key)
    return len(key) < _SHORTEST_ALONE or all(word in SMALL_IN_NAMES or word in FAMILY_WORDS for word in words)


def _opens_name(fit: NameMatch, keys: list[str]) -> bool:
    """Return whether these are the first words of a name exactly as it is written ("Team 12" of Team 12 Makelaars)."""
    typed = [part for key in keys for part in split_words_of(key)]
    return any(split_words_of(account.name)[: len(typed)] == typed for account in fit.accounts)


def _stands_apart(line: Line, start: int, end: int, *, sure: bool) -> bool:
    """Return whether words stand in a clause of their own, or directly beside an activity word."""
    behind = end == len(line) or line.hard[end] or line.keys[end] in KIND_WORDS or line.keys[end] in KIND_PHRASES
    return behind and (sure or start == 0 or line.hard[start - 1] or line.key(start - 1) in ARTICLES_BEFORE)


def _spells(fit: NameMatch, keys: list[str]) -> bool:
    """Return whether words that also have another meaning occur in the name exactly as typed."""
    if (
        fit.whole
        and fit.weight >= fit.length - 0.25
        and not any(key in KIND_WORDS or key in BEFORE_NAME for key in keys)
    ):
        return True
    return all(
        piece_of(key) in known
        for account in fit.accounts
        for known in [set(split_words_of(account.name)) | set(split_name(account.name))]
        for key in keys
    )


def _opens_line(line: Line, start: int, end: int) -> bool:
    word = KIND_WORDS.get(line.key(end))
    return start == 0 and word is not None and word.form is WordForm.DONE


def has_other_meaning(key: str) -> bool:
    """Return whether a word is an everyday one of such lines, which is no name by itself."""
    return (
        key in KIND_WORDS
        or key in WEEKDAYS
        or key in MONTHS
        or key in DAY_OFFSETS
        or key in NUMBER_WORDS
        or key.isdecimal()
        or _TIME.fullmatch(key) is not None
        or key in NEXT_WORDS
        or key in PURE_CONTACT
        or key in DANGLING
        or key in NO_NAMES
        or key in AROUND_KIND
        or key in ("week", "weken", "level", "dag")
    )


def _stands_as_name(line: Line, start: int, end: int, *, sure: bool) -> bool:
    if sure:
        return True
    while line.key(end) in LEGAL_FORMS:
        end += 1
    behind = line.key(end)
    alone = end == len(line) or line.hard[end] or behind in KIND_WORDS or behind in AROUND_KIND
    first = line.find_hard(0) >= start
    if len(line.keys[start]) <= _SHORTEST_ALONE and line.keys[start].isalpha():
        return False
    return alone and (first or behind in KIND_WORDS)


def _goes_on(line: Line, accounts: AccountIndex, end: int) -> bool:
    """Return whether the typed name continues with a word that the account's name lacks ("Jansen Bouw")."""
    if end >= len(line) or line.hard[end] or line.taken[end] is not None:
        return False
    key = line.keys[end]
    if key in ("&", "+") or (key in AND_WORDS and line.key(end + 1) in FAMILY_WORDS):
        return True
    if key in LEGAL_FORMS or has_other_meaning(key):
        return key.isdecimal() and line.key(end + 1) == ""
    return accounts.has_word(key) or key.endswith(NAME_LIKE_ENDINGS)


def find_continuation(line: Line, mention: Mention) -> int:
    """Return where a name ends that goes on behind a mention, as "Noordzee" behind Bakkerij Noord; its own end if none.

    A further word in capitals looks like part of the name, and so does one that is nearly a word that is missing.
    """
    end = mention.end
    while end < len(line) and line.taken[end] is None and _continues(line, mention, end):
        end += 1
    return end


def _continues(line: Line, mention: Mention, index: int) -> bool:
    key = line.keys[index]
    if line.hard[index] or not key.isalpha() or len(key) < _SHORTEST_ALONE or has_other_meaning(key):
        return False
    if key in LEGAL_FORMS or line.is_shouted:
        return False
    if line.text[line.starts[index]].isupper() and line.text[line.starts[index - 1]].isupper():
        return True
    typed = set(line.keys[mention.start : mention.end])
    missing = [word for account in mention.accounts for word in split_words_of(account.name) if word not in typed]
    return any(len(word) > _SHORTEST_ALONE and (key.startswith(word) or word.startswith(key)) for word in missing)


# quoted names, and the choice from an earlier reading


def find_quoted(line: Line) -> tuple[int, int] | None:
    """Return the tokens between quotes where a name is expected; all of them are the name."""
    if _QUOTES.keys().isdisjoint(line.keys):
        return None
    for start, key in enumerate(line.keys):
        closing = _QUOTES.get(key)
        if closing is None or not _opens(line, start):
            continue
        last = min(len(line), start + 2 + MOST_NAME_WORDS)
        end = next((at for at in range(start + 2, last) if line.keys[at] in closing and _closes(line, at)), None)
        if end is not None and (_is_expected(line, start, end + 1) or line.key(start - 1) in AROUND_KIND):
            return start + 1, end
    return None


def _opens(line: Line, index: int) -> bool:
    start, end = line.starts[index], line.ends[index]
    return (start == 0 or not line.text[start - 1].isalnum()) and end < len(line.text) and not line.text[end].isspace()


def _closes(line: Line, index: int) -> bool:
    end = line.ends[index]
    return end >= len(line.text) or not line.text[end].isalnum()


def find_only_account(accounts: AccountIndex, typed: str) -> NamedAccount | None:
    """Return the account in whose name these words stand as typed, None when no or more than one has them (R2)."""
    if _is_small(fold(typed)):
        return None
    found = accounts.find_spelled(typed)
    return found[0] if len(found) == 1 else None


def find_typed(line: Line, typed: str) -> tuple[int, int] | None:
    """Return the tokens that spell ``typed``, None when they are not in the line."""
    found = re.search(re.escape(typed.strip()), line.text, re.IGNORECASE) if typed.strip() else None
    if found is None:
        return None
    places = zip(line.starts, line.ends, strict=True)
    inside = [index for index, (start, end) in enumerate(places) if found.start() <= start and end <= found.end()]
    return (inside[0], inside[-1] + 1) if inside else None


def match_quoted(line: Line, accounts: AccountIndex, span: tuple[int, int]) -> Mention:
    """Return the accounts that match a quoted name as a whole, possibly none."""
    start, end = span
    typed = line.slice(start, end)
    found = accounts.find_exact(typed)
    if found:
        return Mention(start, end, tuple(found))
    words = split_words_of(typed)
    fit = accounts.find_fit(words) if words else None
    return Mention(start, end, fit.accounts if fit is not None and fit.length == len(words) else ())


def widen_mention(line: Line, start: int, end: int) -> tuple[int, int]:
    """Return the span of a name widened with its quotes and the articles and small words before it."""
    if line.key(start - 1) in _QUOTES and line.key(end) in _CLOSING and line.key(end):
        start, end = start - 1, end + 1
    while line.key(end) in LEGAL_FORMS:
        end += 1
    while start > 0 and line.taken[start - 1] is None and line.keys[start - 1] in _LED_UP:
        start -= 1
    while start > 0 and line.taken[start - 1] is None and line.keys[start - 1] in BEFORE_NAME:
        if (line.keys[start - 1], line.keys[start]) == ("met", "with"):  # English: it is the verb
            break
        start -= 1
    return start, end
