"""Lines as they are halfway through parsing, for the tests of its parts."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.log.log_line.account_mention import Mention
from bot.domain.log.log_line.judging.activities import choose_activity
from bot.domain.log.log_line.judging.features import Describer
from bot.domain.log.log_line.kinds import Activity, weigh_activities
from bot.domain.log.log_line.line import Line, TokenUse, number_segments, split_line
from bot.domain.text.day import DayMention
from bot.domain.text.days import find_days

WEDNESDAY = datetime(2026, 3, 18, 10, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))


def line_of(text: str, **parsed: str) -> Line:
    """Return a line whose words were parsed as told: ``line_of("gebeld met Acme", kind="gebeld")``."""
    line = split_line(text)
    for use, typed in parsed.items():
        if typed:
            line.take(*span_of(line, typed), TokenUse[use.upper()])
    return line


def span_of(line: Line, typed: str) -> tuple[int, int]:
    """Return the tokens that spell a part of the line."""
    first = line.text.index(typed)
    last = first + len(typed)
    places = zip(line.starts, line.ends, strict=True)
    inside = [index for index, (start, end) in enumerate(places) if first <= start and end <= last]
    return inside[0], inside[-1] + 1


def typed_of(line: Line, span: tuple[int, int] | None) -> str | None:
    """Return the text of a span of tokens."""
    return None if span is None else line.slice(*span)


def take_days(line: Line) -> list[DayMention]:
    """Return the days in the free words of a line, and mark them as parsed."""
    keys = [key if use is None else "" for key, use in zip(line.keys, line.taken, strict=True)]
    days = find_days(keys, WEDNESDAY.date())
    for day in days:
        line.take(day.start, day.end, TokenUse.DAY)
    return days


def choose(
    line: Line, activities: list[Activity], days: list[DayMention], *, account: tuple[int, int] | None = None
) -> Activity | None:
    """Return the activity of a line that took place."""
    segments = number_segments(line)
    names = [] if account is None else [Mention(*account, ())]
    worths = weigh_activities(activities, line=line, segments=segments, days=days, accounts=names)
    return choose_activity(Describer(line, segments, days, activities), activities, worths)
