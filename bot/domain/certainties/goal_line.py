"""Parse a personal goal: `120k marge`, `12 klanten voor 30 juni`, `target 100k 30 juni` (O1)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.domain.certainties.errors import GoalUnclear
from bot.domain.certainties.personal_goal import Goal, GoalKind
from bot.domain.log.log_line.line import split_line
from bot.domain.text.amounts import parse_amount
from bot.domain.text.bounds import check_line
from bot.domain.text.cleaning import clean_text
from bot.domain.text.days import find_days
from bot.domain.text.words import fold_word, word_set

GONE_WORDS = word_set("weg geen wis none clear stop")
_CUSTOMERS = word_set("klant klanten customer customers")
_TARGET = word_set("target taakstelling quota")
_FILLERS = word_set(
    "dit jaar this year marge margin winst voor vóór per uiterlijk op nieuwe new by before until tot euro eur € mijn my"
)
LAST_OF_YEAR = (12, 31)


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A parsed line: a goal, or (``is_gone``) a request to remove it."""

    goal: Goal | None = None
    is_gone: bool = False


def parse_goal(text: str, *, today: date) -> GoalLine:
    """Parse a line; without a day the goal is for the whole of this year, and a target always is (O1).

    A goal by a day counts from today.

    Raises:
        LineTooLong: the line exceeds the length limit.
        GoalUnclear: there is no amount above zero, or the day has passed.
    """
    words = clean_text(check_line(text)).split()
    if words and fold_word(words[0]) in GONE_WORDS:
        return GoalLine(is_gone=True)
    folded = [fold_word(word) for word in words]
    kind = GoalKind.MARGIN
    if any(word in _CUSTOMERS for word in folded):
        kind = GoalKind.CUSTOMERS
    elif any(word in _TARGET for word in folded):
        kind = GoalKind.TARGET_BY
    known = _CUSTOMERS | _TARGET | _FILLERS
    left = [word for word, key in zip(words, folded, strict=True) if key not in known and word not in known]
    amount = _parse_number(left[0]) if left else None
    if amount is None:
        raise GoalUnclear
    day = _parse_day(" ".join(left[1:]), today)
    by = day or date(today.year, *LAST_OF_YEAR)
    if by <= today:
        raise GoalUnclear
    is_of_year = day is None or (kind is GoalKind.TARGET_BY and by.year == today.year)
    since = date(today.year, 1, 1) if is_of_year else today
    return GoalLine(goal=Goal(kind=kind, amount=amount, by=by, since=since))


def _parse_number(word: str) -> Decimal | None:
    try:
        amount = parse_amount(word)
    except ValueError:
        return None
    return amount if amount > 0 else None


def _parse_day(text: str, today: date) -> date | None:
    if not text:
        return None
    days = find_days(split_line(text).keys, today)
    day = next((each.future for each in days if each.future is not None), None)
    if day is None:
        raise GoalUnclear
    return day
