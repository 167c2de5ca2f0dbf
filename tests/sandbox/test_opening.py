"""What the example team types at the start, on whichever day somebody starts the local workspace."""

import csv
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.log.activity import LogLine
from bot.domain.log.log_line import parse_log_lines
from bot.services.log.dry_run import make_index
from sandbox.example import build_example
from sandbox.opening import ACCOUNTS, HISTORY, tell_history

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WEEK = [datetime(2026, 3, 16, 10, 30, tzinfo=AMSTERDAM) + timedelta(days=number) for number in range(7)]
with ACCOUNTS.open(encoding="utf-8", newline="") as _file:
    INDEX = make_index(row["name"] for row in csv.DictReader(_file))


def read_history(now: datetime, language: str) -> list[LogLine]:
    """The activities that the bot reads in the opening, of each line the one."""
    people = build_example(language=language).people
    typed = [line.removeprefix("/log ") for _, line in tell_history(people, today=now.date())]
    return [line for text in typed for line in parse_log_lines(text, accounts=INDEX, now=now)]


def back_to_workday(day: date) -> date:
    return day - timedelta(days=max(0, day.isoweekday() - 5))


@pytest.mark.parametrize("language", ["", "nl", "en"])
@pytest.mark.parametrize("now", WEEK, ids="{:%A}".format)
def test_r4_everything_was_done_on_the_last_working_day_by_then(now: datetime, language: str) -> None:
    assert [line.day for line in read_history(now, language)] == [
        back_to_workday(now.date() - timedelta(days=back)) for _, back, _, _ in HISTORY
    ]


@pytest.mark.parametrize("language", ["", "nl", "en"])
@pytest.mark.parametrize("now", WEEK, ids="{:%A}".format)
def test_r4_what_was_agreed_is_due_on_the_next_working_day(now: datetime, language: str) -> None:
    ahead = {5: 3, 6: 2}.get(now.isoweekday(), 1)
    steps = [line.next_step for line in read_history(now, language) if line.next_step is not None]
    assert [(step.date - now.date()).days for step in steps] == [ahead, ahead]
