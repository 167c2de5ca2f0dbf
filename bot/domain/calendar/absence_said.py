"""Read "ik ben vrijdag vrij", "morgen vrij" and "i'm sick": what somebody says of days off without a command (R4)."""

import re
from contextlib import suppress
from datetime import date

from bot.domain.calendar.free_words import REASONS, SICK, DaysPassed, DaysTooMany, DaysUnclear, parse_free_days
from bot.domain.text.day import DayMention
from bot.domain.text.days import find_days
from bot.domain.text.numbers import parse_whole_number
from bot.domain.text.words import fold_word, split_tokens, word_set

# A longer message tells more than a day off.
LONGEST_SAID = 80
_OFF = word_set("vrij off free snipperdag away afwezig")
_SAME_AS = {"ill": "sick", "zieke": "ziek", "grieperig": "ziek"}
_SAID = _OFF | REASONS | _SAME_AS.keys()
# Who says it, and what stands around it.
_AROUND = word_set(
    """
    ik ben heb neem zit ga im i am have be will helaas sorry unfortunately op met on a an the een de het
    dag day dagje taking take going
    """
)
# Told afterwards.
_WAS = word_set("was were")
_BETWEEN_DAYS = word_set(
    """
    t/m tm tot en met and to until till through thru vanaf from van for deze dit this hele whole rest volgende next
    komende week weken weeks dag dagen day days middag ochtend morning afternoon of
    """
)
_BACK = re.compile(
    r"(?:(?:ik )?ben )?weer (?:beter|aan het werk)|ik voel me weer beter|(?:ik )?ben er weer|terug van vakantie"
    r"|(?:i am|im) better|better again|(?:i feel|feeling) better|(?:im )?back at work|back from holiday"
)


def find_absence(text: str, *, today: date) -> str | None:
    """Return the days off that a message tells, as `parse_free_days` reads them; None for any other message."""
    keys = _read(text)
    said = [key for key in keys if key in _SAID]
    if len(said) != 1:
        return None
    reason = _SAME_AS.get(said[0], said[0])
    rest = [key for key in keys if key != said[0]]
    days = find_days(rest, today)
    around = _AROUND | _BETWEEN_DAYS | (_WAS if reason in SICK else frozenset())
    left = [key for at, key in enumerate(rest) if not _is_in(days, at) and key not in around]
    if any(parse_whole_number(key) is None for key in left):
        return None
    typed = " ".join([reason, *rest] if reason in REASONS else rest)
    return typed if _can_be_read(typed, today=today) else None


def tells_return(text: str) -> bool:
    """Return whether somebody says to be back at work."""
    return _BACK.fullmatch(" ".join(_read(text))) is not None


def _read(text: str) -> list[str]:
    if len(text) > LONGEST_SAID or "?" in text:
        return []
    keys = [fold_word(token) for token, _, _ in split_tokens(text)]
    return [key for key in keys if any(char.isalnum() for char in key)]


def _is_in(days: list[DayMention], at: int) -> bool:
    return any(day.start <= at < day.end for day in days)


def _can_be_read(typed: str, *, today: date) -> bool:
    """Return whether days can be read; days that passed are refused with their reason, by the command."""
    try:
        with suppress(DaysPassed, DaysTooMany):
            parse_free_days(typed, today=today)
    except DaysUnclear:
        return False
    return True
