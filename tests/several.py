"""A simple reader of lines with several activities, for tests of what follows once a line was read."""

import re
from collections.abc import Collection, Sequence
from datetime import UTC, datetime

import pytest

from bot.domain.accounts.account_names import AccountIndex
from bot.domain.log.activity import LogLine
from bot.domain.log.log_line import ChosenAccount, parse_log_line, parse_log_lines
from bot.domain.log.own_kinds import OwnKind
from bot.services.log import dry_run, log_typed_line

_ENDS = re.compile(r"; | en (?=\d)| and (?=\d)")


def split_and_parse(
    text: str,
    *,
    accounts: AccountIndex,
    now: datetime,
    own: Collection[int] = (),
    chosen: Sequence[ChosenAccount] = (),
    own_kinds: tuple[OwnKind, ...] = (),
) -> tuple[LogLine, ...]:
    """Return an activity for each part of a text, divided by semicolons, and by "en" or "and" before a number."""

    def parse(part: str) -> LogLine:
        choice = next((each for each in chosen if each.typed in part), None)
        return parse_log_line(part, accounts=accounts, now=now, own=own, chosen=choice, own_kinds=own_kinds)

    return tuple(parse(part) for part in _ENDS.split(text))


def read_several(patch: pytest.MonkeyPatch) -> None:
    """Let the bot read lines with this reader."""
    patch.setattr(log_typed_line, "parse_log_lines", split_and_parse)
    patch.setattr(dry_run, "parse_log_lines", split_and_parse)


def read_several_if_the_bot_does_not(patch: pytest.MonkeyPatch) -> None:
    """Let the bot read lines with this reader while its own finds one activity in each; what is said stays the same."""
    now = datetime(2026, 3, 18, 10, 30, tzinfo=UTC)
    if len(parse_log_lines("5 mails en 2 calls", accounts=AccountIndex(), now=now)) == 1:
        read_several(patch)
