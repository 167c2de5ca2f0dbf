"""Find accounts by name, also when mistyped or abbreviated."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.domain.text.bounds import LONGEST_NAME, MOST_WORDS_MATCHED
from bot.domain.text.name_form import normalise_name, split_words_of
from bot.domain.text.name_words import NameWords, allowed_typos, grow_over

__all__ = ["AccountIndex", "NameMatch", "NamedAccount", "normalise_name"]

# The most words joined into one name: bounds the time per position in a line.
_LONGEST_RUN = 9
# Room for quotes, double spaces and the like around a name.
_LONGEST_TYPED = LONGEST_NAME + 45
# Normalising may make a name longer, because symbols are spelled out.
_LONGEST_FORM = 2 * LONGEST_NAME
# Similarity from 0 to 100 (rapidfuzz ratio): from _NEAR on a name is offered as a candidate, from _TWIN on creating it
# triggers a duplicate warning.
_NEAR = 72.0
_TWIN = 90.0
# An almost equal first word of four letters or more counts for 80% of a match, whatever follows.
_OPENING, _DISTINCT = 0.8, 4
# In letters: a shorter word is another word, not a typo.
_SHORTEST_TYPO = 4
# First letters, by which ``find_runs`` rejects most start words cheaply.
_HEAD = 4


@dataclass(frozen=True, slots=True)
class NamedAccount:
    """An account with the fields needed for name matching; an archived one is found, and the answer says so."""

    id: int
    name: str
    is_archived: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class AccountAlias:
    """Another name by which an account is found: an earlier one, or that of an account merged into it."""

    id: int
    name: str
    account_id: int


@dataclass(frozen=True, slots=True)
class NameMatch:
    """The match of a run of typed words: its ``length`` in words, and the accounts that fit equally well.

    ``whole`` means that no part of the name is missing; ``weight`` is how exactly the words were typed.
    """

    length: int
    accounts: tuple[NamedAccount, ...]
    weight: float
    whole: bool


class AccountIndex:
    """An in-memory name index of one workspace; lookups never query the database."""

    def __init__(self, accounts: Iterable[NamedAccount] = (), aliases: Iterable[AccountAlias] = ()) -> None:
        # By the account's id, or by the negative id of an alias; ``_names`` holds the name under which it is indexed.
        self._accounts: dict[int, NamedAccount] = {}
        self._names: dict[int, str] = {}
        self._ids_by_form: dict[str, tuple[int, ...]] = {}
        self._forms_by_start: dict[tuple[int, str], list[str]] = {}
        self._heads: set[str] = set()
        self._words = NameWords()
        for account in accounts:
            self.add(account)
        for alias in aliases:
            known = self._accounts.get(alias.account_id)
            if known is not None:
                self._add(-alias.id, known, alias.name)

    def __len__(self) -> int:
        return sum(entry_id > 0 for entry_id in self._accounts)

    def get(self, account_id: int) -> NamedAccount | None:
        """Return the account with this id, None when it is not in the index."""
        return self._accounts.get(account_id)

    def add(self, account: NamedAccount) -> None:
        """Add an account, or replace the one with the same id."""
        self.remove(account.id)
        self._add(account.id, account, account.name)

    def _add(self, entry_id: int, account: NamedAccount, name: str) -> None:
        self._accounts[entry_id] = account
        self._names[entry_id] = name
        form = normalise_name(name)
        if form not in self._ids_by_form:
            self._forms_by_start.setdefault((len(form), form[:1]), []).append(form)
            self._heads.update(form[:size] for size in range(1, _HEAD + 1))
        self._ids_by_form[form] = (*self._ids_by_form.get(form, ()), entry_id)
        self._words.add(entry_id, split_words_of(name))

    def remove(self, account_id: int) -> None:
        """Remove an account under its own name; idempotent."""
        if self._accounts.pop(account_id, None) is None:
            return
        form = normalise_name(self._names.pop(account_id))
        left = tuple(known for known in self._ids_by_form[form] if known != account_id)
        self._ids_by_form[form] = left
        if not left:
            del self._ids_by_form[form]
            self._forms_by_start[len(form), form[:1]].remove(form)
        self._words.remove(account_id)

    def find_exact(self, name: str) -> list[NamedAccount]:
        """Return the accounts with the same normalised name (see ``normalise_name``)."""
        return self._of_form(normalise_name(name)) if len(name) <= _LONGEST_TYPED else []

    def find_runs(
        self, pieces: Sequence[str], stops: Sequence[bool]
    ) -> list[tuple[int, int, tuple[NamedAccount, ...]]]:
        """Return each run of pieces (``start``, ``end``) that is a whole name, the longest from every start.

        ``pieces`` are the words of a line mapped by ``piece_of``; a run never crosses an index where ``stops`` is true.
        One pass with hash lookups only.
        """
        heads, found = self._heads, []
        for start, piece in enumerate(pieces):
            if piece and piece[:_HEAD] in heads and not stops[start]:
                end, form = self._longest_run(pieces, stops, start)
                if end:
                    found.append((start, end, tuple(self._of_form(form))))
        return found

    def _longest_run(self, pieces: Sequence[str], stops: Sequence[bool], start: int) -> tuple[int, str]:
        known, form = self._ids_by_form, ""
        best = (0, "")
        for position in range(start, min(start + _LONGEST_RUN, len(pieces))):
            if stops[position]:
                break
            piece = pieces[position]
            if piece:
                form += piece
                if form in known:
                    best = (position + 1, form)
        return best

    def _of_form(self, form: str) -> list[NamedAccount]:
        return self._list_accounts(self._ids_by_form.get(form, ()))

    def _list_accounts(self, entry_ids: Iterable[int]) -> list[NamedAccount]:
        """Return the accounts of these entries, each once: an account is found by its name and by its aliases."""
        return list(dict.fromkeys(self._accounts[entry_id] for entry_id in entry_ids))

    def find_spelled(self, typed: str) -> list[NamedAccount]:
        """Return the accounts in whose name all these words stand, exactly as typed."""
        words = split_words_of(typed[:_LONGEST_TYPED])[:MOST_WORDS_MATCHED]
        fit = self.find_fit(words) if words else None
        is_exact = fit is not None and fit.length == len(words) and fit.weight == len(words)
        return list(fit.accounts) if fit is not None and is_exact else []

    def has_word(self, word: str) -> bool:
        """Return whether any name contains this word."""
        return self._words.has(word)

    def is_shared_word(self, word: str) -> bool:
        """Return whether more than one name contains this word."""
        return self._words.is_shared(word)

    def find_fit(self, words: Sequence[str]) -> NameMatch | None:
        """Return the best match for the words from the first one on: a whole name with typos, or a part of a name."""
        words = words[:MOST_WORDS_MATCHED]
        part, whole = self._find_part(words), self._find_whole(words)
        if part is None or whole is None:
            return whole or part
        if part.length != whole.length:
            return part if part.length > whole.length else whole
        if part.weight == part.length or part.accounts == whole.accounts:
            return part
        both = dict.fromkeys(part.accounts + whole.accounts) if part.whole else dict.fromkeys(whole.accounts)
        return NameMatch(whole.length, tuple(both), whole.weight, whole=True)

    def _find_part(self, words: Sequence[str]) -> NameMatch | None:
        grown = []
        for account_id in self._words.find_candidates(words):
            growth = grow_over(words, self._words.of(account_id))
            if growth is not None:
                grown.append((growth, account_id))
        if not grown:
            return None
        top = max(growth for growth, _ in grown)
        fitting = self._list_accounts(account_id for growth, account_id in grown if growth == top)
        # A part of a name means an account in use before one that was put away; its whole name is always found.
        best = [account for account in fitting if not account.is_archived] or fitting
        return NameMatch(top.length, tuple(best), top.weight, whole=top.whole)

    def _find_whole(self, words: Sequence[str]) -> NameMatch | None:
        for length in range(min(len(words), _LONGEST_RUN), 0, -1):
            fit = self._find_close_form("".join(words[:length]), length, last=words[length - 1])
            if fit is not None:
                return fit
        return None

    def _find_close_form(self, form: str, length: int, *, last: str) -> NameMatch | None:
        """Return the names spelled nearly so; a short last word is no typo for another one ("on" for "Co.")."""
        if len(form) > _LONGEST_FORM:
            return None
        typos = allowed_typos(form)
        close: list[tuple[str, int]] = []
        for size in range(len(form) - typos, len(form) + typos + 1):
            found = process.extract(
                form,
                self._forms_by_start.get((size, form[:1]), ()),
                scorer=OSA.distance,
                score_cutoff=typos,
                limit=None,
            )
            close.extend((known, int(distance)) for known, distance, _ in found if _digits(known) == _digits(form))
        if length > 1 and len(last) < _SHORTEST_TYPO:
            close = [(known, distance) for known, distance in close if known.endswith(last)]
        if not close:
            return None
        least = min(distance for _, distance in close)
        best = [account for known, distance in close if distance == least for account in self._of_form(known)]
        return NameMatch(length, tuple(dict.fromkeys(best)), length - least * 0.25, whole=True)

    def find_nearest(self, name: str, *, limit: int = 3) -> list[NamedAccount]:
        """Return the accounts with the most similar names, best first; empty when none is similar."""
        words = split_words_of(name[:_LONGEST_TYPED])[:MOST_WORDS_MATCHED]
        scores = self._score_by_letters("".join(words)[:_LONGEST_FORM])
        for account_id in self._words.find_sharing(words):
            score = _score_by_words(words, self._words.of(account_id))
            scores[account_id] = max(score, scores.get(account_id, 0.0))
        ranked = sorted(scores.items(), key=lambda item: (-item[1], self._accounts[item[0]].name))
        return self._list_accounts(account_id for account_id, score in ranked if score >= _NEAR)[:limit]

    def _score_by_letters(self, form: str) -> dict[int, float]:
        scores: dict[int, float] = {}
        for size in range(max(1, len(form) * 2 // 3), len(form) * 3 // 2 + 2):
            found = process.extract(
                form, self._forms_by_start.get((size, form[:1]), ()), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=10
            )
            for known, score, _ in found:
                scores.update(dict.fromkeys(self._ids_by_form[known], score))
        return scores

    def find_similar_accounts(self, name: str) -> list[NamedAccount]:
        """Return the accounts so similar that creating this name deserves a warning, best first."""
        name = name[:_LONGEST_TYPED]
        form = normalise_name(name)
        words = sorted(split_words_of(name))
        scores = {
            account_id: score
            for account_id, score in self._score_by_letters(form[:_LONGEST_FORM]).items()
            if score >= _TWIN
        }
        for account_id in self._words.find_sharing(words):
            known = sorted(self._words.of(account_id))
            # The same words in another order, or a known name with a word added: "Acme" and "Acme Services".
            if set(known) <= set(words):
                scores[account_id] = 100.0 if known == words else _TWIN
        ranked = sorted(scores.items(), key=lambda item: (-item[1], self._accounts[item[0]].name))
        return self._list_accounts(account_id for account_id, _ in ranked)


def _digits(form: str) -> str:
    return "" if form.isalpha() else "".join(char for char in form if char.isdigit())


def _score_by_words(words: Sequence[str], known: Sequence[str]) -> float:
    """Return the similarity of two names word by word; the first typed word has the most weight."""
    likeness = [max(float(fuzz.ratio(word, other)) for other in known) for word in words]
    opening = likeness[0] * _OPENING if likeness[0] >= _TWIN and len(words[0]) >= _DISTINCT else 0.0
    return max(sum(likeness) / len(words), opening) - abs(len(known) - len(words))
