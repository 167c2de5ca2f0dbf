"""Dry run of the line parser: what would be stored or answered; nothing is stored."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.activity import LogLine
from bot.domain.log.errors import LogLineError, NothingReadable
from bot.domain.log.log_line import parse_log_lines
from bot.messages.text.problem import explain_error
from bot.messages.text.words import Words


def make_index(names: Iterable[str]) -> AccountIndex:
    """Return an account index of the names, one per line."""
    kept = (name.strip() for name in names)
    return AccountIndex(NamedAccount(id=number, name=name) for number, name in enumerate(filter(None, kept), start=1))


def parse_lines(
    lines: Iterable[str], *, accounts: AccountIndex, now: datetime, words: Words
) -> Iterator[dict[str, Any]]:
    """Parse JSON Lines with a ``text`` each, and yield the parsed line or the error, in order."""
    for line in lines:
        if line.strip():
            yield parse_line(line, accounts=accounts, now=now, words=words)


def parse_line(line: str, *, accounts: AccountIndex, now: datetime, words: Words) -> dict[str, Any]:
    """Return the result for one line of JSON; invalid JSON and a missing text are reported as errors."""
    try:
        asked = json.loads(line)
        if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
            raise NothingReadable
        return describe_lines(parse_log_lines(asked["text"], accounts=accounts, now=now), words)
    except json.JSONDecodeError:
        return describe_error(NothingReadable(), words)
    except LogLineError as error:
        return describe_error(error, words)


def describe_lines(lines: Sequence[LogLine], words: Words) -> dict[str, Any]:
    """Return the activities of a line as JSON: one as it is, several in a list.

    Where the rep is asked whether a day is the next step, that question is returned, with the reading as it is so far.
    """
    described = [describe_line(line) for line in lines]
    reading = described[0] if len(described) == 1 else {"activities": described}
    asked = next((line.maybe_step for line in lines if line.maybe_step is not None), None)
    if asked is None:
        return reading
    question = words.plain("activity_logged.maybe_step", date=asked.date, time=asked.time)
    return {"error": "step_unclear", "message": question, "candidates": [], "reading": reading}


def describe_line(line: LogLine) -> dict[str, Any]:
    """Return a parsed line as JSON."""
    step = line.next_step
    return {
        "kind": line.kind,
        "account": line.account.name if line.account else None,
        "count": line.count,
        "date": line.day.isoformat(),
        "next": {
            "date": step.date.isoformat(),
            "time": step.time.strftime("%H:%M") if step.time else None,
        }
        if step
        else None,
        "note": line.note,
    }


def describe_error(error: LogLineError, words: Words) -> dict[str, Any]:
    """Return an error as JSON, with the sentence that a rep would get."""
    return {
        "error": error.code,
        "message": explain_error(words, error),
        "candidates": [account.name for account in getattr(error, "candidates", ())],
    }
