"""Split a line into pieces with one activity each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.log.activity import Kind
from bot.domain.log.errors import CountUnclear
from bot.domain.log.log_line.account_mention import Mention
from bot.domain.log.log_line.judging.activities import IS_ACTIVITY, has_kind, is_denied, judge_activities
from bot.domain.log.log_line.judging.features import Describer, names_unknown
from bot.domain.log.log_line.kind_words import WordForm
from bot.domain.log.log_line.kinds import Activity
from bot.domain.log.log_line.line import Line, TokenUse
from bot.domain.log.log_line.parser import ChosenAccount
from bot.domain.log.log_line.role_words import BEFORE_NAME, DANGLING
from bot.domain.log.log_line.several.account_list import split_list
from bot.domain.log.log_line.several.breaks import CONNECTORS, find_begin, is_break, next_break
from bot.domain.log.log_line.several.spans import SMALL, Span, find_count, has_day, has_name, is_counted, is_number
from bot.domain.log.log_line.several.survey import Survey

_ARTICLES = frozenset({"de", "den", "der", "het"})
# How likely a word must be another activity with a count or a new name beside it, and with neither count nor account.
_IS_BESIDE, _IS_ANOTHER = 0.35, 0.65
# From here on the rep is asked whether it is another one.
_MAY_BE_ANOTHER = 0.42
# Say that the day at the front of a line is over.
_JUST_NOW = frozenset(("net", "zonet", "daarnet", "zojuist", "daarstraks", "nu", "now", "just"))
_CLOSING = CONNECTORS | frozenset(",;:")


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one activity, with a word for its kind also where that stands in another piece ("bezoek A, B en C").

    ``name`` is the account that it names, when that is a single one, ``unknown`` the name that no account has;
    ``is_heading`` says that the account counts for all, ``opens_with_day`` that a day at the front does, unless a piece
    ``is_just_now``. Pieces of one ``list_number`` share their activity word, and so the day on which it happened.
    """

    text: str
    name: ChosenAccount | None = None
    unknown: str = ""
    is_heading: bool = False
    opens_with_day: bool = False
    is_just_now: bool = False
    list_number: int = 0


@dataclass(frozen=True, slots=True)
class Split:
    """The pieces of a line in order, and the kind of another activity that it may hold."""

    pieces: list[Piece]
    maybe_kind: Kind | None = None


def split_pieces(survey: Survey) -> Split:
    """Return the pieces of a line; one or none when it holds at most one activity.

    Raises:
        AccountAmbiguous: an activity is with one account or another.
        CountUnclear: the number of accounts is another one than the count.
    """
    if not survey.activities:
        return Split([])
    anchors, doubtful = find_anchors(survey)
    cut = _cut_spans(survey, anchors) if anchors else []
    spans = _merge_echoes(survey, cut)
    _check_counts(survey.line, spans)
    pieces = [
        replace(_write(survey, part), list_number=number)
        for number, span in enumerate(spans)
        for part in split_list(survey, span)
    ]
    return Split(pieces, _find_other_kind(survey.line, anchors, doubtful) or _find_repeated(survey.line, cut, spans))


def _find_other_kind(line: Line, anchors: Sequence[Activity], doubtful: Sequence[Activity]) -> Kind | None:
    """Return the kind of the first doubtful word that is no echo of an activity beside it."""
    told = {anchor.kind for anchor in anchors}
    return next((each.kind for each in doubtful if each.kind not in told or _begins_part(line, each)), None)


def _begins_part(line: Line, activity: Activity) -> bool:
    """Return whether a word opens a part of the line and is followed by more ("…, bezoek de smedt dakgoten")."""
    before = activity.start - 1
    opens = before > 0 and is_break(line, before) and activity.form is WordForm.NAMED
    return opens and next_break(line, activity.end) > activity.end


def find_anchors(survey: Survey) -> tuple[list[Activity], list[Activity]]:
    """Return the activity words that each tell of an activity that took place, and those that may."""
    describer = Describer(survey.line, survey.segments, survey.days, survey.activities)
    chances = judge_activities(describer, survey.activities, survey.worths)
    most = max(chances)
    found, doubtful = [], []
    for activity, chance in zip(survey.activities, chances, strict=True):
        is_sure = _is_all_of_its_part(survey.line, activity)
        if not _may_be(survey, activity) or (chance < _MAY_BE_ANOTHER and not is_sure):
            continue
        settled = replace(activity, kind=activity.kind or Kind.VISIT)
        if is_sure or chance >= (_find_bar(survey, activity) if chance < most else IS_ACTIVITY):
            found.append(settled)
        else:
            doubtful.append(settled)
    return found, doubtful


def _is_all_of_its_part(line: Line, activity: Activity) -> bool:
    """Return whether a part of a line is a number and a word for an activity, and nothing else: "…; 4 bezoeken"."""
    if activity.form is not WordForm.NAMED or not is_counted(line, activity):
        return False
    is_before = is_number(line, activity.start - 1)
    first, last = activity.start - is_before, activity.end + (not is_before)
    return (first == 0 or is_break(line, first - 1)) and (last == len(line) or is_break(line, last))


def _may_be(survey: Survey, activity: Activity) -> bool:
    return has_kind(activity) and not (is_denied(survey.line, activity) and len(survey.activities) > 1)


def _find_bar(survey: Survey, activity: Activity) -> float:
    """Return how likely a word must be another activity: less with a count or an account beside it."""
    line = survey.line
    first, last = find_begin(line, activity.start), next_break(line, activity.end)
    if is_counted(line, activity) or _find_new_name(survey, first, last):
        return _IS_BESIDE
    return IS_ACTIVITY if has_name(survey, first, last) or names_unknown(line, activity) else _IS_ANOTHER


# where each piece begins


def _cut_spans(survey: Survey, anchors: Sequence[Activity]) -> list[Span]:
    starts = [0, *(_find_cut(survey, left, right, anchors) for left, right in pairwise(anchors)), len(survey.line)]
    return [Span(start, end, anchor) for (start, end), anchor in zip(pairwise(starts), anchors, strict=True)]


def _find_cut(survey: Survey, left: Activity, right: Activity, anchors: Sequence[Activity]) -> int:
    """Return the token with which the piece of the right one of two activities begins."""
    breaks = [index for index in range(left.end, right.start) if is_break(survey.line, index)]
    if not breaks:
        return _find_lead(survey, left, right, anchors)
    place = len(breaks) - 1
    while place > 0 and _leads(survey, breaks[place - 1] + 1, breaks[place], left, right):
        place -= 1
    return breaks[place] + 1


def _leads(survey: Survey, start: int, end: int, left: Activity, right: Activity) -> bool:
    """Return whether the words between two breaks name no more than the account or day of the right activity."""
    line = survey.line
    used = line.taken[start:end]
    if end <= start:
        return True
    if TokenUse.ACCOUNT not in used and TokenUse.DAY not in used:
        return False
    if any(line.taken[index] is None and line.keys[index] not in SMALL for index in range(start, end)):
        return False
    if TokenUse.ACCOUNT not in used:
        return True
    if is_counted(line, right) or has_name(survey, end, next_break(line, right.end)):
        return False
    return has_name(survey, _end_before(survey, left), start)


def _end_before(survey: Survey, activity: Activity) -> int:
    """Return where the activity word before this one ends."""
    return max((each.end for each in survey.activities if each.end <= activity.start), default=0)


def _find_lead(survey: Survey, left: Activity, right: Activity, anchors: Sequence[Activity]) -> int:
    """Return where a piece begins without a mark before it ("3 mails 2 calls", "mails 3 calls 2")."""
    line, index = survey.line, right.start
    counts_behind = is_number(line, anchors[-1].end) and not is_number(line, anchors[0].start - 1)
    is_named = has_name(survey, right.end, len(line))
    while index > left.end:
        before = index - 1
        is_name = line.taken[before] is TokenUse.ACCOUNT
        if is_number(line, before) and (counts_behind or is_number(line, index)):
            break
        if is_name and (is_named or _belongs_left(survey, left, before)):
            break
        if line.taken[before] is None and not is_number(line, before) and line.keys[before] not in SMALL:
            break
        index = before
        is_named = is_named or (is_name and line.taken[before - 1] is not TokenUse.ACCOUNT)
    return index


def _belongs_left(survey: Survey, left: Activity, index: int) -> bool:
    """Return whether the name at a token stands right behind the left activity, which has none before it."""
    line = survey.line
    start = next((name.start for name in survey.names if name.start <= index < name.end), index)
    small = all(line.keys[at] in SMALL for at in range(left.end, start))
    return small and not has_name(survey, _end_before(survey, left), left.start)


# one activity told twice


def _merge_echoes(survey: Survey, spans: Sequence[Span]) -> list[Span]:
    """Join two pieces of one kind when one of them says nothing of its own ("gebeld, telefoontje van een kwartier")."""
    merged: list[Span] = []
    for span in spans:
        before = merged[-1] if merged else None
        if before is None or not _is_same_kind(before, span) or _differ(survey, before, span):
            merged.append(span)
        else:
            anchor = before.anchor if _says_something(survey, before) else span.anchor
            merged[-1] = Span(before.start, span.end, anchor)
    return merged


def _check_counts(line: Line, spans: Sequence[Span]) -> None:
    """Refuse two counts for one kind with nothing between them ("3 calls 5 calls Acme")."""
    for one, other in pairwise(spans):
        counts = [find_count(line, span) for span in (one, other)]
        apart = any(is_break(line, at) for at in range(one.anchor.end, other.anchor.start))
        if _is_same_kind(one, other) and not apart and counts[0] is not None and counts[1] is not None:
            raise CountUnclear(line.slice(counts[0][0], other.anchor.end))


def _is_same_kind(one: Span, other: Span) -> bool:
    return (one.anchor.kind, one.anchor.own) == (other.anchor.kind, other.anchor.own)


def _differ(survey: Survey, one: Span, other: Span) -> bool:
    """Return whether both pieces name something of the same sort: an account, a count or a day."""
    names, others = _list_accounts(survey, one), _list_accounts(survey, other)
    if names and others:
        return names != others or has_day(survey, one.start, one.end) != has_day(survey, other.start, other.end)
    counted = [find_count(survey.line, span) is not None for span in (one, other)]
    if all(counted) or (any(counted) and (names or others) and is_break(survey.line, other.start - 1)):
        return True
    return has_day(survey, one.start, one.end) and has_day(survey, other.start, other.end)


def _list_accounts(survey: Survey, span: Span) -> list[tuple[NamedAccount, ...]]:
    return [name.accounts for name in survey.names if span.start <= name.start < span.end]


def _says_something(survey: Survey, span: Span) -> bool:
    return bool(_list_accounts(survey, span)) or find_count(survey.line, span) is not None


def _find_repeated(line: Line, cut: Sequence[Span], merged: Sequence[Span]) -> Kind | None:
    """Return the kind of a word that was joined with the same one ("Acme gebeld, Maes gebeld" when Maes is new)."""
    if len(cut) == len(merged):
        return None
    starts = {span.start for span in merged}
    for before, span in pairwise(cut):
        keys = [line.keys[each.anchor.start] for each in (before, span)]
        if span.start not in starts and keys[0] == keys[1] and span.anchor.form is WordForm.DONE:
            return span.anchor.kind
    return None


# the text of a piece


def _write(survey: Survey, span: Span) -> Piece:
    line, start, end = survey.line, span.start, span.end
    while start < end and line.taken[start] is None and (line.hard[start] or line.keys[start] in CONNECTORS):
        start += 1
    while start < end and line.taken[end - 1] is None and line.keys[end - 1] in _CLOSING:
        end -= 1
    text = line.slice(start, end)
    if not span.has_word:
        text = _add_kind(line, start, end, line.slice(span.anchor.start, span.anchor.end))
    elif span.spread is not None and start <= span.spread < end:
        text = f"{line.slice(start, span.spread)} {line.slice(span.spread + 1, end)}".strip()
    unknown = _find_unknown(survey, span)
    return Piece(
        text,
        name=_choose_name(survey, start, end),
        unknown="" if unknown is None else _cut_name(line, unknown),
        is_heading=_is_heading(survey, start, end),
        is_just_now=any(line.keys[at] in _JUST_NOW for at in range(start, end) if at < span.anchor.start),
        opens_with_day=any(start <= day.start and _is_dangling(line, start, day.start) for day in survey.days),
    )


def _is_dangling(line: Line, start: int, end: int) -> bool:
    """Return whether only words without a meaning of their own stand between two tokens."""
    return all(line.taken[at] is None and line.keys[at] in DANGLING for at in range(start, end))


def _find_unknown(survey: Survey, span: Span) -> Mention | None:
    """Return the name that no account has with which the activity took place, not one in the note about it."""
    line, anchor = survey.line, span.anchor
    first, last = (
        (span.start, span.end)
        if not span.has_word
        else (max(span.start, find_begin(line, anchor.start)), min(span.end, next_break(line, anchor.end)))
    )
    return _find_new_name(survey, first, last)


def _find_new_name(survey: Survey, first: int, last: int) -> Mention | None:
    """Return the first name among these tokens that no account has."""
    return next((name for name in survey.names if first <= name.start < last and not name.accounts), None)


def _add_kind(line: Line, start: int, end: int, word: str) -> str:
    """Return the text of a piece whose activity word stands in another one, with that word."""
    count = next((index for index in range(start, end) if is_number(line, index)), None)
    if count is None:
        return f"{word} {line.slice(start, end)}"
    return f"{line.slice(start, count + 1)} {word} {line.slice(count + 1, end)}"


def _choose_name(survey: Survey, start: int, end: int) -> ChosenAccount | None:
    found = [name for name in survey.names if start <= name.start < end]
    if len(found) != 1 or len(found[0].accounts) != 1:
        return None
    return ChosenAccount(survey.line.slice(found[0].start, found[0].end), found[0].accounts[0])


def _cut_name(line: Line, name: Mention) -> str:
    """Return a name as typed, without the small words that lead up to it, but with its own "Van den"."""
    start = name.start
    while start < name.end - 1 and line.keys[start] in BEFORE_NAME and not _opens_name(line, start):
        start += 1
    return line.slice(start, name.end)


def _opens_name(line: Line, index: int) -> bool:
    """Return whether a small word begins a family name: in capitals, or "van" before an article."""
    has_capital = index > 0 and line.text[line.starts[index]].isupper() and not line.is_shouted
    return has_capital or (line.keys[index] == "van" and line.key(index + 1) in _ARTICLES)


def _is_heading(survey: Survey, start: int, end: int) -> bool:
    """Return whether the piece opens the line with an account that counts for all of it: before a colon or a count."""
    names = [name for name in survey.names if start <= name.start < end]
    if len(names) != 1 or names[0].start != 0:
        return False
    return survey.line.key(names[0].end) == ":" or is_number(survey.line, names[0].end)
