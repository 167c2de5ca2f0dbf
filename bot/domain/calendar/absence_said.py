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
_SAME_AS = {
    **dict.fromkeys(word_set("zieke ziekjes ziekgemeld grieperig griep buikgriep koorts migraine"), "ziek"),
    **dict.fromkeys(word_set("ill flu fever covid corona unwell poorly"), "sick"),
}
_SAID = _OFF | REASONS | _SAME_AS.keys()
# Who says it, and what stands around it.
_AROUND = word_set(
    """
    ik ben heb neem zit ga im i am have be will helaas sorry unfortunately op met on a an the een de het
    dag day dagje taking take going
    """
)
# What stands around sickness: "lig ziek in bed", "thuis met griep", "calling in sick".
_AROUND_SICK = word_set(
    """
    thuis home bed bedje lig lying zit blijf stay staying met with meld me mij my gemeld calling called call feel
    feeling voel wat nog still just even again weer jammer genoeg
    """
)
# Told afterwards.
_WAS = word_set("was were")
_IN = word_set("in")
_LEAVE = word_set("verlof leave")
_BETWEEN_DAYS = word_set(
    """
    t/m tm tot en met and to until till through thru vanaf from van for deze dit this hele whole rest volgende next
    komende week weken weeks dag dagen day days middag ochtend morning afternoon of
    """
)
# Takes sickness back that was told, whatever else is said; the second only where there is some.
_NOT_SICK = re.compile(
    r"(?:ik )?(?:ben )?(?:toch )?(?:niet|ni|nie) (?:meer )?ziek(?: meer)?|(?:ik )?ben (?:toch )?beter"
    r"|(?:im|i am|am) not (?:sick|ill)(?: after all| anymore)?|not (?:sick|ill)(?: after all| anymore)?"
)
_AT_WORK = re.compile(
    r"(?:ik )?werk (?:toch )?(?:vandaag|gewoon)(?: toch| wel| gewoon)?|(?:ik )?werk (?:vandaag )?toch(?: wel)?"
    r"|(?:ik )?(?:ben|kom) (?:er )?(?:vandaag )?toch(?: wel)?(?: vandaag)?(?: er| aan het werk| werken)?"
    r"|(?:ik )?ben (?:toch )?aan het werk|toch (?:aan het werk|werken)"
    r"|(?:im|i am) (?:back )?in(?: today)?(?: after all)?|(?:im|i am) working(?: today)?(?: after all)?|in today"
    r"|back in today"
)
_BEFORE_BACK = word_set("wait no nee neen wacht sorry oh ah actually eigenlijk hoera yes ja and en maar but")
_BACK = re.compile(
    r"(?:(?:ik )?ben )?weer (?:beter|aan het werk)|ik voel me weer beter|(?:ik )?ben er weer|terug van vakantie"
    r"|(?:i am|im) better|better again|(?:i feel|feeling) better|(?:im )?back at work|back from holiday"
)


def find_absence(text: str, *, today: date) -> str | None:
    """Return the days off that a message tells, as `parse_free_days` reads them; None for any other message."""
    keys = _read(text)
    reason = _find_reason(keys)
    if reason is None:
        return None
    is_sick = reason in SICK
    rest = [key for key in keys if key not in _SAID and not (is_sick and key in _AROUND_SICK)]
    days = find_days(rest, today)
    around = _AROUND | _BETWEEN_DAYS | (_WAS | _IN if is_sick else frozenset())
    left = [key for at, key in enumerate(rest) if not _is_in(days, at) and key not in around]
    if any(parse_whole_number(key) is None for key in left):
        return None
    typed = " ".join([reason, *rest] if reason in REASONS else rest)
    return typed if _can_be_read(typed, today=today) else None


def _find_reason(keys: list[str]) -> str | None:
    """Return the one word that tells days off, "off sick" as "sick"; None when there is none, or there are two."""
    said = [key for key in keys if key in _SAID]
    reasons = {_SAME_AS.get(key, key) for key in said if key not in _OFF}
    if reasons & SICK:
        reasons -= _LEAVE
    if len(reasons) == 1 and (reasons <= SICK or len(said) == 1):
        return reasons.pop()
    return said[0] if not reasons and len(said) == 1 else None


def tells_return(text: str) -> bool:
    """Return whether somebody says to be back at work."""
    return _BACK.fullmatch(" ".join(_read(text))) is not None


def takes_sickness_back(text: str) -> bool:
    """Return whether somebody says not to be sick: "toch niet ziek, ik werk vandaag"."""
    said = _read_clauses(text)
    return any(_NOT_SICK.fullmatch(each) for each in said) and all(_tells_work(each) for each in said)


def tells_work(text: str) -> bool:
    """Return whether somebody says to be working today ("wait, I'm in today")."""
    said = _read_clauses(text)
    return bool(said) and all(_tells_work(each) for each in said)


def _tells_work(said: str) -> bool:
    return any(pattern.fullmatch(said) for pattern in (_NOT_SICK, _AT_WORK, _BACK))


def _read_clauses(text: str) -> list[str]:
    """Return the clauses of a message without what opens them, folded."""
    clauses = [_read(clause) for clause in re.split(r"[,;.!\n]|(?<=\w)\s+(?:en|and|maar|but)\s+", text)]
    told = []
    for keys in clauses:
        start = next((at for at, key in enumerate(keys) if key not in _BEFORE_BACK), len(keys))
        told.append(" ".join(keys[start:]))
    return [each for each in told if each]


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
