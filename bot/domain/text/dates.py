"""Parse calendar dates: 24 maart, 26-3, march 24th, de 24e."""

import re
from dataclasses import replace
from datetime import date

from bot.domain.text import calendar_words as words
from bot.domain.text.day import MONTHS_IN_YEAR, DayContext, DayMention, Tense, add_months, make_date
from bot.domain.text.numbers import NUMBER_WORDS
from bot.domain.text.words import word_set

_ORDINAL = re.compile(r"(\d{1,2})(?:e|en|de|den|ste|sten|ten|st|nd|rd|th)")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_YEAR = re.compile(r"20\d\d")
_DAY_OF_MONTH = re.compile(r"(\d{1,2})(?:e|en|de|den|ste|sten|st|nd|rd|th)?")
_AMOUNTS = word_set(
    """
    stuks weken week dagen dag maanden maand jaar uur uren man mensen personen keer x % procent euro
    km m meter ton kg pallets woningen stuk weeks days months years hours people pieces times per k
    units rooms fte mm cm m2 liter
    """
)
_NOT_DAYS = word_set(
    """
    verdieping keer kwartaal offerte bezoek gesprek week fase locatie vestiging man helft ronde
    contact call mail optie floor time visit quarter option phase location half round lijn klas
    plaats kans meeting afspraak versie order machine poging attempt factuur herinnering etage
    generatie one
    """
)
_SURE_ORDINAL, _LONGEST_MONTH, _LAST_HOUR, _CENTURY = 10, 31, 23, 2000
_WORST_TYPED_DAY = 39  # a higher number is an amount, not a mistyped day
_AFTER_ORDINAL = word_set(
    """
    om at terug terugbellen bellen mailen langs weer opnieuw nabellen bezoeken bel mail ga kom
    gebeld gemaild bezocht geweest langsgeweest call visit again
    """
)
DAY_EXPECTED = word_set(
    """
    as komende aanstaande volgende next last afgelopen vorige op on week wk uiterlijk voor tot
    vervolg stap step : by until opvolgen opvolging back again volgende bellen
    terugbellen nabellen afspraak per vanaf followup up thru
    """
)
_ROUND_THE_CLOCK = "24/7"
_ON_DAY = words.WEEKDAYS.keys() | DAY_EXPECTED


def parse_date(at: DayContext, start: int) -> DayMention | None:
    """Parse "24 maart", "26-3", "march 24th" or "10 mrt jl."; in numeric dates the day comes first."""
    day = _parse_numeric(at, start) or _parse_day_month(at, start) or _parse_month_day(at, start)
    if day is not None and day.tense is Tense.OPEN and at.key(day.end) in words.PAST_AFTER:
        return replace(day, end=day.end + 1, tense=Tense.PAST)
    return day


def _parse_numeric(at: DayContext, start: int) -> DayMention | None:
    key = at.key(start)
    iso = _ISO.fullmatch(key)
    if iso is not None:
        return _on(at, (start, start + 1), int(iso[3]), int(iso[2]), int(iso[1]))
    found = _NUMERIC.fullmatch(key)
    if found is None:
        return None
    day, mark, month, year = found.groups()
    if key == _ROUND_THE_CLOCK and start > 0 and at.key(start - 1) not in _ON_DAY:
        return None
    if mark == "." and year is None and not _is_dotted_date(at, start, int(day), month):
        return None
    if year is not None:
        return _on(
            at, (start, start + 1), int(day), int(month), int(year) + (_CENTURY if len(year) == len("26") else 0)
        )
    return _parse_pair(at, start, int(day), int(month))


def _parse_pair(at: DayContext, start: int, day: int, month: int) -> DayMention | None:
    """Parse "26-3"; None for an amount ("5-6 weken") that is no plausible typo of a date."""
    if at.key(start + 1) in _AMOUNTS:
        return None
    if day > _WORST_TYPED_DAY:
        # Right behind an account, with nothing behind it, it can be meant as nothing else than a date.
        is_meant = start > 0 and not at.key(start - 1) and at.key(start + 1) in ("", ",", ".", ";", ":")
        return DayMention(start, start + 1, Tense.OPEN, None, None) if is_meant and month <= _WORST_TYPED_DAY else None
    if month <= MONTHS_IN_YEAR:
        return _in_some_year(at, (start, start + 1), day, month)
    is_slip = month <= _LONGEST_MONTH and at.key(start - 1) in DAY_EXPECTED
    return DayMention(start, start + 1, Tense.OPEN, None, None) if is_slip else None


def _is_dotted_date(at: DayContext, start: int, day: int, month: str) -> bool:
    if at.key(start - 1) not in words.WEEKDAYS and not DAY_EXPECTED & {
        at.key(start - 1),
        at.key(start + 1),
    }:
        return False
    return day > _LAST_HOUR or len(month) == 1


def _spoken_ordinal_at(at: DayContext, start: int) -> tuple[int, int] | None:
    """Return an ordinal in words and where it ends: "twentieth", "twenty seventh", "zeven en twintigste"."""
    key, following = at.key(start), at.key(start + 1)
    unit, number = words.ORDINAL_WORDS.get(following), words.ORDINAL_WORDS.get(key)
    if key in ("twenty", "thirty") and unit is not None and unit < _SURE_ORDINAL:
        return NUMBER_WORDS[key] + unit, start + 2
    tens, one = words.ORDINAL_WORDS.get(at.key(start + 2)), NUMBER_WORDS.get(key, _SURE_ORDINAL)
    if following == "en" and tens in (20, 30) and 0 < one < _SURE_ORDINAL:
        return tens + one, start + 3
    return None if number is None else (number, start + 1)


def _parse_day_month(at: DayContext, start: int) -> DayMention | None:
    found, spoken = _DAY_OF_MONTH.fullmatch(at.key(start)), _spoken_ordinal_at(at, start)
    number, end = spoken or (int(found[1]) if found else NUMBER_WORDS.get(at.key(start)), start + 1)
    if number is None:
        return None
    position = at.skip(end, ("of", "."))
    month = words.MONTHS.get(at.key(position))
    if month is None or (at.key(position) == "may" and not (found or (spoken and position > end))):
        return None
    return _with_year(at, start, position + 1, number, month)


def _parse_month_day(at: DayContext, start: int) -> DayMention | None:
    month = words.MONTHS.get(at.key(start))
    position = start + 2 if at.key(start + 1) == "the" else start + 1
    found, spoken = _DAY_OF_MONTH.fullmatch(at.key(position)), _spoken_ordinal_at(at, position)
    if month is not None and spoken is not None and not _may_be_verb(at, start, spoken[1]):
        return _with_year(at, start, spoken[1], spoken[0], month)
    if month is None or found is None or at.key(position + 1) in _AMOUNTS:
        return None
    if found[0] == found[1] and at.key(start) in ("mar", "may", "mei", "maart", "juni", "juli", "augustus"):
        return None if at.key(start) != "may" else _with_year(at, start, position + 1, int(found[1]), month)
    return _with_year(at, start, position + 1, int(found[1]), month)


def _may_be_verb(at: DayContext, start: int, end: int) -> bool:
    """Return whether "may first" or "march second" is no date but the begin of "may first need"."""
    return at.key(start) in ("may", "march", "mar") and at.key(end).isalpha() and at.key(end) not in _AFTER_ORDINAL


def _with_year(at: DayContext, start: int, end: int, day: int, month: int) -> DayMention:
    position = at.skip(end, (",", "."))
    following = at.key(position)
    if _YEAR.fullmatch(following):
        return _on(at, (start, position + 1), day, month, int(following))
    return _in_some_year(at, (start, end), day, month)


def _on(at: DayContext, span: tuple[int, int], day: int, month: int, year: int) -> DayMention:
    exact = make_date(year, month, day)
    if exact is None:
        return DayMention(*span, Tense.OPEN, None, None)
    tense = Tense.PAST if exact < at.today else Tense.FUTURE if exact > at.today else Tense.TODAY
    return DayMention(*span, tense, exact, exact)


def _in_some_year(at: DayContext, span: tuple[int, int], day: int, month: int) -> DayMention:
    return DayMention(*span, Tense.OPEN, _most_recent(at, day, month), _first_coming(at, day, month))


def _most_recent(at: DayContext, day: int, month: int) -> date | None:
    before = (month, day) <= (at.today.month, at.today.day)
    return make_date(at.today.year - (not before), month, day)


def _first_coming(at: DayContext, day: int, month: int) -> date | None:
    after = (month, day) >= (at.today.month, at.today.day)
    return make_date(at.today.year + (not after), month, day)


def parse_ordinal(at: DayContext, start: int, *, sure: bool = False) -> DayMention | None:
    """Parse "de 24e"; ``sure`` when a weekday before it already marks it as a date."""
    begin = start + 1 if at.key(start) in ("de", "the", "den") else start
    found = _ORDINAL.fullmatch(at.key(begin))
    number, end = _spoken_ordinal_at(at, begin) or (int(found[1]) if found is not None else None, begin + 1)
    if number is None or (begin == start and not sure and at.key(start - 1) not in DAY_EXPECTED):
        return None
    following = at.key(end)
    if found is None and number < _SURE_ORDINAL and not sure and following not in _AFTER_ORDINAL:
        return None  # "de eerste" is seldom a day
    if following in words.MONTHS or (following == "of" and at.key(end + 1) in words.MONTHS):
        return None
    month = _parse_other_month(at, start, end, number)
    if month is not None:
        return month
    if following in _NOT_DAYS or (number < _SURE_ORDINAL and not sure and _is_noun_after(following)):
        return None
    return DayMention(start, end, Tense.OPEN, _day_of_month(at, number, -1), _day_of_month(at, number, 1))


def _parse_other_month(at: DayContext, start: int, end: int, number: int) -> DayMention | None:
    """Parse "de 12e van volgende maand"."""
    position = at.skip(end, ("of", "van", "de", "the"))
    if position == end or at.key(position + 1) not in ("maand", "month"):
        return None
    step = 1 if at.key(position) in words.NEXT_WEEK_WORDS else -1 if at.key(position) in words.LAST_WEEK_WORDS else 0
    if not step:
        return None
    month = add_months(at.today.replace(day=1), step)
    day = make_date(month.year, month.month, number)
    return DayMention(start, position + 2, Tense.FUTURE if step > 0 else Tense.PAST, day, day)


def _is_noun_after(key: str) -> bool:
    return key.isalpha() and key not in _AFTER_ORDINAL


def _day_of_month(at: DayContext, number: int, step: int) -> date | None:
    if not 1 <= number <= _LONGEST_MONTH:
        return None
    first = at.today.replace(day=1)
    for months in range(MONTHS_IN_YEAR):
        month = add_months(first, step * months)
        found = make_date(month.year, month.month, number)
        if found is not None and (found >= at.today if step > 0 else found <= at.today):
            return found
    return None
