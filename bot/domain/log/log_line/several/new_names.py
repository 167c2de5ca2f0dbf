"""Find names that no account has yet, each beside an activity word: in the first weeks most names are new."""

from collections.abc import Iterator, Sequence
from itertools import islice

from bot.domain.log.activity import Kind
from bot.domain.log.log_line.account_mention import Mention
from bot.domain.log.log_line.judging.activities import MOST_JUDGED, has_kind
from bot.domain.log.log_line.kind_words import WordForm
from bot.domain.log.log_line.kinds import Activity
from bot.domain.log.log_line.line import Line, TokenUse
from bot.domain.log.log_line.names.people_places import is_person_or_place
from bot.domain.log.log_line.names.unknown_name import find_name_end, list_name_keys, trim_name
from bot.domain.log.log_line.role_words import AROUND_KIND, BEFORE_NAME, SURE_BEFORE_NAME
from bot.domain.log.log_line.several.breaks import find_begin, is_break, next_break
from bot.domain.statistics.word_table import load_words
from bot.domain.text.day import DayMention, Tense
from bot.domain.text.numbers import parse_whole_number
from bot.domain.text.words import word_set

# Lead up to whom an activity is with; "mail met prijslijst" tells what was sent.
_TO_WHOM = SURE_BEFORE_NAME - {"met", "with", "van", "from", "door", "by"}
_WITH = frozenset({"met", "with"})
_SKIPPED = (BEFORE_NAME | AROUND_KIND) - {"in", "voor", "for", "over", "by", "van", "from", "door"}
# Say who did it, so that the account is another one.
_NOBODY = word_set(
    """
    i ik we wij he hij she ze zij they ie je jij you hun the de het een a an each elk that this die dat dit their his
    her our my mijn onze haar zijn afterwards tweemaal driemaal twice ne nen
    while when where who which terwijl toen waar zelf keer eerst cancelled both allebei
    """
)
_DETERMINERS = word_set("the their een a an his her our hun zijn haar ne nen")
_LISTED = word_set("met bij naar aan with at to")
_ONE_MORE = word_set("eentje een één one another nog ook also")
_SENTENCE = frozenset(".!?'\"")
_TO_COME = (Tense.FUTURE, Tense.OPEN)


def find_new_names(line: Line, activities: Sequence[Activity], days: Sequence[DayMention]) -> Iterator[Mention]:
    """Yield the words beside an activity word that may be a new name, where its clause names no account."""
    if line.is_shouted or _has_heading(line):
        return
    yield from _find_listed(line, activities)
    for activity in islice(activities, MOST_JUDGED):
        if not has_kind(activity) or activity.form is WordForm.TALK:
            continue  # "Els gesproken" names a person
        first, last = find_begin(line, activity.start), next_break(line, activity.end)
        if TokenUse.ACCOUNT in line.taken[first:last] or _is_to_come(activity, days, first, last):
            continue
        several = len(activities) > 1
        found = _find_behind(line, activity, several=several)
        if found is None and (several or TokenUse.ACCOUNT in line.taken[:first]) and _may_follow(line, activity):
            found = _find_before(line, activity, first)
        if found is not None:
            yield Mention(*found, ())


def _find_listed(line: Line, activities: Sequence[Activity]) -> Iterator[Mention]:
    """Yield the names behind a break and a word that leads up to one ("bij Acme en bij Maes, en 2 naar Stam")."""
    if TokenUse.ACCOUNT not in line.taken:
        return
    told = min((activity.start for activity in activities), default=len(line))
    for index in range(line.taken.index(TokenUse.ACCOUNT) + 1, len(line) - 1):
        start = index + 1
        if not is_break(line, index) or told > next_break(line, start):
            continue
        while start < len(line) - 1 and (line.taken[start] is TokenUse.DAY or _counts(line.keys[start])):
            start += 1
        if line.taken[start] is not None or line.keys[start] not in _LISTED:
            continue
        end = find_name_end(line, start + 1)
        found = _accept(line, start + 1, end) if _ends_part(line, end) else None
        if found is not None:
            yield Mention(*found, ())


def _counts(key: str) -> bool:
    return key in _ONE_MORE or parse_whole_number(key.strip("x")) is not None


def _ends_part(line: Line, end: int) -> bool:
    return end == len(line) or is_break(line, end) or line.keys[end] == "("


def _has_heading(line: Line) -> bool:
    """Return whether the line opens with an account and a mark, and so names it for all that follows."""
    end = next((at for at, use in enumerate(line.taken) if use is not TokenUse.ACCOUNT), len(line))
    return end > 0 and line.key(end) in (":", "-", "\u2013", "\u2014")


def _is_to_come(activity: Activity, days: Sequence[DayMention], first: int, last: int) -> bool:
    """Return whether a clause is about a day still to come ("mail Piet vrijdag de offerte")."""
    if activity.form is WordForm.DONE:
        return False
    return any(first <= day.start < last and day.tense in _TO_COME for day in days)


def _find_behind(line: Line, activity: Activity, *, several: bool) -> tuple[int, int] | None:
    start, leads = activity.end, False
    while start < len(line) and (_is_small(line, start) or _leads_to_list(line, start, activity)):
        leads = leads or _says_with_whom(line.keys[start], activity) or line.keys[start] == ":"
        start += 1
    found = _accept(line, start, find_name_end(line, start)) if leads or several else None
    return found or _find_farther(line, activity, start)


def _leads_to_list(line: Line, index: int, activity: Activity) -> bool:
    """Return whether this is the colon of "gemaild: Acme", or the "voor" of "twee mails voor Acme"."""
    if line.keys[index] in ("voor", "for"):
        return activity.kind is Kind.MESSAGE
    return line.keys[index] == ":" and index == activity.end


def _find_farther(line: Line, activity: Activity, start: int) -> tuple[int, int] | None:
    """Return the name in capitals behind a word that leads up to one ("een bezoek aan de locatie bij Acme")."""
    for index in range(start, min(next_break(line, activity.end), len(line) - 1)):
        leads = line.taken[index] is None and _says_with_whom(line.keys[index], activity)
        if leads and line.text[line.starts[index + 1]].isupper():
            return _accept(line, index + 1, find_name_end(line, index + 1))
    return None


def _says_with_whom(key: str, activity: Activity) -> bool:
    return key in _TO_WHOM or (key in _WITH and activity.kind is not Kind.MESSAGE)


def _may_follow(line: Line, activity: Activity) -> bool:
    """Return whether a name may stand before the word: before "gebeld", but not before "belde", which others do."""
    key = line.keys[activity.start]
    return activity.form is not WordForm.DONE or key.startswith("ge") or key in ("bezocht", "visited")


def _find_before(line: Line, activity: Activity, first: int) -> tuple[int, int] | None:
    """Return the words between the begin of a clause and its activity when they may be a name and nothing else."""
    start = first
    while start < activity.start and (line.taken[start] is TokenUse.DAY or _is_small(line, start)):
        start += 1
    end = activity.start
    while end > start and (_is_small(line, end - 1) or _counts(line.keys[end - 1])):
        end -= 1
    return _accept(line, start, end) if find_name_end(line, start) >= end else None


def _is_small(line: Line, index: int) -> bool:
    if line.taken[index] is not None or line.text[line.starts[index]].isupper():
        return False
    return line.keys[index] in _SKIPPED


def _accept(line: Line, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of a name: with a capital of its own, or with a word that is no Dutch or English one."""
    if end <= start or line.keys[start] in _NOBODY or line.keys[start].isdecimal():
        return None
    if line.key(start - 1) in _DETERMINERS and not line.text[line.starts[start]].isupper():
        return None
    is_known = TokenUse.ACCOUNT in line.taken
    if is_known and is_person_or_place(list_name_keys(line, start, end)):
        return None  # somebody at the account that the line names
    opens = start == 0 or line.keys[start - 1] in _SENTENCE
    capitals = sum(line.text[line.starts[at]].isupper() for at in range(start, end))
    strange = any(key.isalpha() and load_words().find_vector(key) is None for key in line.keys[start:end])
    if strange or capitals > opens:
        return trim_name(line, start, end)
    return None
