"""Read a phrase that consists of nothing but values: an account, a kind, a count, a day."""

import re
from datetime import date, time

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.activity import Kind
from bot.domain.log.correcting.correction import DayPlace, Values
from bot.domain.log.log_line.account_mention import find_quoted, find_whole_name, match_quoted, widen_mention
from bot.domain.log.log_line.kind_words import WordForm
from bot.domain.log.log_line.kinds import find_activities
from bot.domain.log.log_line.line import Line, TokenUse, number_segments, split_line
from bot.domain.log.log_line.role_words import AROUND_KIND, NEXT_PHRASES
from bot.domain.log.log_line.stop_words import NO_NAMES
from bot.domain.text.clock import parse_clock
from bot.domain.text.day import DayMention, Tense
from bot.domain.text.days import find_days
from bot.domain.text.name_form import FAMILY_WORDS, LEGAL_FORMS, split_words_of
from bot.domain.text.numbers import parse_whole_number
from bot.domain.text.words import word_set

# Small words that may stand around a value.
_GLUE = word_set(
    """
    de het een 't t n a an the met bij van naar aan voor with at to from by for op on om in er dat dit it that ze
    was waren is zijn were be wel al pas maar dus gewoon toch x keer maal times stuks stuk dag datum date day klant
    account firma client customer eigenlijk actually just nog maal ook even eens ne nen ons ik i we wij had hebben heb
    geweest gedaan done did
    """
)
_MARKS = frozenset(".,:;!?()'\"\u2019\u2018\u201c\u201d-\u2013=>")
_QUOTES = frozenset("'\"()!")
_NEXT_ALONE = word_set(
    "vervolg vervolgstap vervolgafspraak nextstep followup terugbellen nabellen terugbelafspraak callback terugmailen"
)
_NO_KIND = (WordForm.OTHER, WordForm.TALK, WordForm.AGAIN, WordForm.ON_SITE, WordForm.BY_CALL, WordForm.HINT)
# Words of small talk, never the beginning of a name.
_CHAT = word_set(
    """
    hoor joh bedankt dank dankje thanks thank thx merci niks niets nix nooit straks misschien tijd idee zin zo juist
    laat late ziek vrij weg thuis jij je jullie u ge gij wat wie waar waarom hoe wanneer which what who why how when
    sure need clue thing way yet worries show answer fout verkeerd wrong right klopt snap begrijp weet know think denk
    ja yes please graag liever hallo hoi hi hello dag doei bye lol haha mooi jammer helaas prima vergeten forgot
    """
)
_MOST_NAME_TOKENS = 6
_LINKS = word_set("van der den de het 't t ter ten te op aan in & en and of the la le du + . v/d vd '")
_SHORTEST_LOWER = 3
_MOST_LOWER_WORDS = 3


_TIMES = re.compile(r"(?:(\d{1,4})x|x(\d{1,4}))")
_Accounts = tuple[NamedAccount, ...]
# The accounts, the name as typed when these are not one sure account, and whether each of them fits it.
_Named = tuple[_Accounts, str, bool]


def read_values(text: str, *, accounts: AccountIndex, today: date, names: bool = False) -> Values | None:
    """Return what a phrase says, None when there is more in it than values, or nothing.

    ``names`` allows an unknown name in small letters; else it needs a capital, or an account that is alike.
    """
    line = split_line(text)
    known, span = _take_account(line, accounts)
    is_step = _take_next_words(line)
    days = _take_days(line, today)
    at = _take_time(line, days)
    kinds = _take_kinds(line)
    counts = _take_counts(line)
    if max(len(days), len(kinds), len(counts)) > 1 or _has_clauses(line):
        return None
    named = _read_left(line, known, accounts, span=span, names=names)
    if named is None:
        return None
    found, typed, is_ambiguous = named
    is_past = bool(days) and days[0].tense is Tense.PAST
    values = Values(
        account=found[0] if len(found) == 1 and not typed else None,
        name=typed,
        candidates=found if typed else (),
        is_ambiguous=is_ambiguous,
        kind=next(iter(kinds), None),
        count=next(iter(counts), None),
        day=next(iter(days), None),
        at=None if is_past else at,
        place=_find_place(days, is_step=is_step or (at is not None and not is_past)),
    )
    return values if values.parts else None


def tells_contact(text: str, *, accounts: AccountIndex) -> bool:
    """Return whether a text names an activity and an account, and so can be a log line."""
    line = split_line(text)
    return find_whole_name(line, accounts) is not None and bool(_take_kinds(line))


def _find_place(days: list[DayMention], *, is_step: bool) -> DayPlace | None:
    if is_step:
        return DayPlace.NEXT_STEP
    tense = days[0].tense if days else Tense.OPEN
    if tense is Tense.OPEN:
        return None
    return DayPlace.NEXT_STEP if tense is Tense.FUTURE else DayPlace.HAPPENED


# what is taken from the phrase, in this order


def _take_account(line: Line, accounts: AccountIndex) -> tuple[_Accounts, tuple[int, int]]:
    quoted = find_quoted(line)
    mention = match_quoted(line, accounts, quoted) if quoted is not None else find_whole_name(line, accounts)
    if mention is None or not mention.accounts:
        return (), (0, 0)
    line.take(*widen_mention(line, mention.start, mention.end), TokenUse.ACCOUNT)
    return mention.accounts, (mention.start, mention.end)


def _take_next_words(line: Line) -> bool:
    is_step = False
    for index, key in enumerate(line.keys):
        length = 2 if (key, line.key(index + 1)) in NEXT_PHRASES else int(key in _NEXT_ALONE)
        if length and not any(line.taken[index : index + length]):
            line.take(index, index + length, TokenUse.NEXT)
            is_step = True
    return is_step


def _take_days(line: Line, today: date) -> list[DayMention]:
    keys = [key if part is None else "" for key, part in zip(line.keys, line.taken, strict=True)]
    days = [day for day in find_days(keys, today) if day.past or day.future]
    for day in days:
        line.take(day.start, day.end, TokenUse.DAY)
    return days


def _take_time(line: Line, days: list[DayMention]) -> time | None:
    part = days[0].part if days else None
    for index in range(len(line)):
        clock = parse_clock(line.keys, index, part)
        if clock is None or clock.time is None or any(line.taken[index : clock.end]):
            continue
        if clock.firm or any(day.end == index for day in days):
            line.take(index, clock.end, TokenUse.DAY)
            return clock.time
    return None


def _take_kinds(line: Line) -> list[Kind]:
    found = [each for each in find_activities(line, number_segments(line)) if each.form not in _NO_KIND or each.vague]
    for each in found:
        line.take(each.start, each.end, TokenUse.KIND)
    kinds = [Kind.VISIT if each.form is WordForm.MEET and each.kind is None else each.kind for each in found]
    return list(dict.fromkeys(kind for kind in kinds if kind is not None))


def _take_counts(line: Line) -> list[int]:
    counts = []
    for index, key in enumerate(line.keys):
        if line.taken[index] is None and not _is_article(line, index):
            times = _TIMES.fullmatch(key)
            number = int(times[1] or times[2]) if times else parse_whole_number(key)
            if number is not None:
                line.take(index, index + 1, TokenUse.COUNT)
                counts.append(number)
    return counts


def _is_article(line: Line, index: int) -> bool:
    """Return whether this is "een" as an article: unaccented, with something else behind it."""
    if line.keys[index] != "een" or "\u00e9" in line.slice(index, index + 1).lower():
        return False
    return any(part is not None or key not in _GLUE for key, part in zip(line.keys, line.taken, strict=True))


# what is left: a name, or more than values


def _has_clauses(line: Line) -> bool:
    """Return whether a mark parts the phrase in two, outside what was taken."""
    inside = range(1, len(line) - 1)
    return any(line.hard[at] and line.taken[at] is None and line.keys[at] not in _QUOTES for at in inside)


def _read_left(
    line: Line, known: _Accounts, accounts: AccountIndex, *, span: tuple[int, int], names: bool
) -> _Named | None:
    """Return what the rest of the phrase names, None for other words."""
    left = [at for at in range(len(line)) if line.taken[at] is None and not _is_small(line, at)]
    if not left:
        return (known, line.slice(*span), True) if len(known) > 1 else (known, "", False)
    start, end = left[0], left[-1] + 1
    if known:
        if start not in (span[1], span[0]) and end != span[0]:
            return None
        start, end = min(start, span[0]), max(end, span[1])
    while start > 0 and _is_capital_link(line, start - 1):
        start -= 1
    if line.key(end) == "." and line.keys[end - 1] in FAMILY_WORDS | LEGAL_FORMS:
        end += 1
    if not _can_be_name(line, start, end):
        return None
    return _match_name(line, start, end, accounts, names=names)


def _is_small(line: Line, index: int) -> bool:
    key = line.keys[index]
    return key in _GLUE or key in AROUND_KIND or key in _MARKS or not any(char.isalnum() for char in key)


def _is_capital(line: Line, index: int) -> bool:
    return line.text[line.starts[index]].isupper() and not line.is_shouted


def _is_capital_link(line: Line, index: int) -> bool:
    return line.taken[index] is None and line.keys[index] in _LINKS and _is_capital(line, index)


def _can_be_name(line: Line, start: int, end: int) -> bool:
    if end - start > _MOST_NAME_TOKENS or line.keys[start] in _CHAT:
        return False
    if all(key in NO_NAMES or key in _CHAT or key in _MARKS for key in line.keys[start:end]):
        return False
    capital = _is_capital(line, start)
    for index in range(start, end):
        key = line.keys[index]
        if line.taken[index] not in (None, TokenUse.ACCOUNT, TokenUse.COUNT) or (line.hard[index] and key not in "!."):
            return False
        if line.taken[index] is None and not _is_capital(line, index) and (key in NO_NAMES or key in _CHAT):
            return False
        if capital and not (_is_capital(line, index) or key in _LINKS or key in LEGAL_FORMS or key[0].isdecimal()):
            return False
    return True


def _match_name(line: Line, start: int, end: int, accounts: AccountIndex, *, names: bool) -> _Named | None:
    typed = line.slice(start, end)
    words = split_words_of(typed)
    fit = accounts.find_fit(words) if words else None
    if fit is not None and fit.length == len(words) and len(typed) >= _SHORTEST_LOWER:
        return (fit.accounts, typed, True) if len(fit.accounts) > 1 else (fit.accounts, "", False)
    near = tuple(accounts.find_nearest(typed))
    is_short = len(words) <= _MOST_LOWER_WORDS and len(typed) >= _SHORTEST_LOWER
    if _is_capital(line, start) or (is_short and (names or near)):
        return near, typed, False
    return None
