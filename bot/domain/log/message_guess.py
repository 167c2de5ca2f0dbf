"""Guess from a chat message which contact it tells of, to fill in the form that somebody opens on it."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.log.activity import Kind, NamedKind
from bot.domain.log.errors import LogLineError
from bot.domain.log.log_line import AS_TYPED, DayChoice, LineChoice
from bot.domain.log.log_line.account_mention import find_whole_name
from bot.domain.log.log_line.line import split_line
from bot.domain.log.unclear_line import LONGEST_WEIGHED, LineContext, order_kinds


@dataclass(frozen=True, slots=True)
class MessageGuess:
    """What a message seems to tell of; ``day`` is local, ``account`` None when it names none or an unclear one."""

    kind: Kind
    day: date
    account: NamedAccount | None = None
    count: int = 1
    own: NamedKind | None = None


def guess_contact(text: str, context: LineContext) -> MessageGuess:
    """Return the contact in a message as a line would tell of it; else the account whose whole name is in it."""
    shown = text[:LONGEST_WEIGHED]
    likeliest = order_kinds(shown)[0]
    for choice in (AS_TYPED, LineChoice(likeliest, DayChoice.TODAY)):
        with suppress(LogLineError):
            line = context.read(shown, choice)
            return MessageGuess(line.kind, line.day, line.account, line.count, line.own)
    named = find_whole_name(split_line(shown), context.accounts)
    account = named.accounts[0] if named is not None and len(named.accounts) == 1 else None
    return MessageGuess(likeliest, context.now.date(), account)
