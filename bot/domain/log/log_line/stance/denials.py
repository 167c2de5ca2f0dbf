"""Find what a line denies: the activities that did not take place, and whether an attempt was made (K8)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.log.log_line.kind_words import KEPT_IN_NOTE, WordForm
from bot.domain.log.log_line.kinds import Activity
from bot.domain.log.log_line.line import Line, TokenUse
from bot.domain.log.log_line.stance import stance_words as words

# In tokens; between a denial and what it denies.
_FARTHEST = 12
_NOUNS = (WordForm.NAMED, WordForm.MEET, WordForm.TALK)
_NOT_TOLD = (*_NOUNS, WordForm.DOING, WordForm.AGAIN, WordForm.OTHER)


@dataclass(frozen=True, slots=True)
class Denials:
    """The starts of the ``denied`` activities, where the denials stand, and what else they say.

    ``attempted``: somebody was tried in vain, which counts as a contact. ``fell_through``: an appointment was to take
    place and did not.
    """

    denied: frozenset[int]
    places: tuple[int, ...]
    attempted: bool = False
    fell_through: bool = False


def find_denials(line: Line, segments: Sequence[int], activities: Sequence[Activity]) -> Denials:
    """Return what a line denies; its account names and days are parsed already."""
    finder = _Finder(line, segments, activities)
    denied: set[int] = set()
    places: list[int] = []
    for at in range(len(line)):
        found = finder.find_denied(at)
        if found is not None:
            denied |= found
            places.append(at)
    return Denials(frozenset(denied), tuple(places), finder.attempted, finder.fell_through)


class _Finder:
    """Follows each denial to what it denies."""

    def __init__(self, line: Line, segments: Sequence[int], activities: Sequence[Activity]) -> None:
        self._line, self._segments, self._activities = line, segments, activities
        self._at: Mapping[int, Activity] = {activity.start: activity for activity in activities}
        self.attempted = self.fell_through = False

    def find_denied(self, at: int) -> set[int] | None:
        """Return the starts of the activities that the word at a place denies, None when it denies no contact."""
        key = self._line.keys[at]
        if self._line.taken[at] is not None or self._line.key(at + 1) in words.NOT_ONLY or self._is_no_denial(at):
            return None
        if key in words.NOUN_DENIALS:
            return self._follow(at, only_nouns=True)
        if key in words.DUTCH_DENIALS and self._is_finite(at - 1):
            return {at - 1} | (self._follow(at) or set())
        if key in words.VERB_DENIALS:
            return self._follow(at)
        return self._follow(at, only_infinitives=True) if key in words.FORGOTTEN else None

    def _is_no_denial(self, at: int) -> bool:
        """Return whether it is "believe it or not", or a name with "Ni"."""
        is_name = self._line.keys[at] == "ni" and self._is_capital(at)
        return is_name or self._line.key(at - 1) in ("of", "or")

    def _is_finite(self, at: int) -> bool:
        """Return whether a verb stands at a place that is denied by the word behind it ("belde niet terug")."""
        return at in self._at and self._line.keys[at] in words.FINITE

    def _follow(self, at: int, *, only_nouns: bool = False, only_infinitives: bool = False) -> set[int] | None:
        line, denied, is_contact, marks = self._line, set[int](), False, set[str]()
        for index in self._walk(at):
            key, activity = line.keys[index], self._at.get(index)
            if self._is_attempt(index, activity) and not (activity is not None and only_nouns):
                self.attempted = True
                return None
            if activity is not None and (activity.kind is not None or activity.form in _NOT_TOLD):
                if only_nouns and not marks and activity.form not in _NOUNS:
                    return None
                if only_infinitives and not marks & {"te", "to"}:
                    return None
                if key in KEPT_IN_NOTE:
                    return None
                denied.add(activity.start)
                is_contact = True
            elif key in words.FAILED_BEHIND and not only_nouns and not only_infinitives and self._find_before(at):
                self.fell_through |= key in words.OFF_BEHIND
                return self._find_before(at)
            elif self._is_contact_word(at, index):
                is_contact = not only_infinitives or bool(marks & {"te", "to"})
            marks.add(key)
        return denied if is_contact else None

    def _is_attempt(self, index: int, activity: Activity | None) -> bool:
        end = index + 1 if activity is None else activity.end
        return not words.ATTEMPTS.isdisjoint(self._line.keys[index:end])

    def _is_contact_word(self, at: int, index: int) -> bool:
        """Return whether a word that is no kind tells of a contact or of having been somewhere."""
        line, key = self._line, self._line.keys[index]
        is_next_name = index + 1 < len(line) and self._is_name(index + 1)
        if key in words.SIGHT or (key == "met" and line.keys[at] in words.ENGLISH_DENIALS):
            return is_next_name or (key == "gezien" and TokenUse.ACCOUNT in line.taken[at:index])
        if key in words.DENIABLE:
            return self._names_place()
        if key == "at" and line.keys[at] in ("wasnt", "werent"):
            return is_next_name
        if key in words.ARRIVALS_BEHIND:
            return self._names_place() or not _AT_WHOM.isdisjoint(line.keys[at:index])
        behind = (line.key(index + 1), line.key(index + 2))
        leads_to = behind[0] == "to" or behind == ("it", "to") or (behind[0] in ("over", "out") and behind[1] == "to")
        place = index + 1 + (behind.index("to") if "to" in behind else 0) + 1
        return key in words.GOING and leads_to and place < len(line) and self._is_name(place)

    def _names_place(self) -> bool:
        line = self._line
        return TokenUse.ACCOUNT in line.taken or any(self._is_capital(at) for at in range(1, len(line)))

    def _walk(self, at: int) -> Iterator[int]:
        """Yield the places behind a denial, up to the first word that it cannot reach across."""
        line, unknown, index = self._line, 0, at + 1
        while index < min(len(line), at + 1 + _FARTHEST):
            key = line.keys[index]
            activity = self._at.get(index)
            if activity is not None:
                yield index
                index = activity.end
                continue
            if line.hard[index]:
                return
            if unknown and line.taken[index] is None and not self._is_reachable(key):
                unknown -= 1
            elif self._is_reachable(key) or line.taken[index] is not None or self._is_capital(index):
                yield index
                unknown = words.MOST_UNKNOWN if key in words.BEFORE_UNKNOWN else unknown
            else:
                return
            index += 1

    def _is_reachable(self, key: str) -> bool:
        return key in _REACHABLE

    def _is_capital(self, index: int) -> bool:
        line = self._line
        return not line.is_shouted and line.text[line.starts[index]].isupper() and line.keys[index] not in _NO_NAMES

    def _is_name(self, index: int) -> bool:
        return self._line.taken[index] is TokenUse.ACCOUNT or self._is_capital(index)

    def _find_before(self, at: int) -> set[int]:
        """Return the activities that are named right before a denial ("visit to Dunmore didn't happen")."""
        line, found, unknown = self._line, set[int](), words.MOST_UNKNOWN
        starts = {place: each for each in self._activities for place in range(each.start, each.end)}
        for index in range(at - 1, max(-1, at - 1 - _FARTHEST), -1):
            if self._segments[index] != self._segments[at] or line.hard[index]:
                break
            activity = starts.get(index)
            if activity is not None:
                if activity.form in _NOT_TOLD:
                    found.add(activity.start)
            elif not (self._is_reachable(line.keys[index]) or line.taken[index] is not None):
                unknown -= 1 if self._is_capital(index) else words.MOST_UNKNOWN
                if unknown < 0:
                    break
        return found


_AT_WHOM = frozenset(("bij", "naar", "nr"))
_NO_NAMES = frozenset(("i", "ik", "im", "ive"))
_REACHABLE = (
    words.GAP
    | words.DENIABLE
    | words.ATTEMPTS
    | words.ARRIVALS_BEHIND
    | words.GOING
    | words.FAILED_BEHIND
    | words.FORGOTTEN
    | words.BEFORE_UNKNOWN
    | {"is", "was", "heeft", "werd", "wordt", "zijn", "ging", "gaat"}
)
