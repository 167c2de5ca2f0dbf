"""A message under audit: its lines, who sees it on which day, the rows as they stand, and what it claims."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tests.month.auditor.calendar import local_day
from tests.month.auditor.reading import read_lines
from tests.month.auditor.rows import Account, Rep, Rows
from tests.month.auditor.seen import Book, Place, Seen


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that a message says, and whether the rows say so too; ``rows`` tells what they say."""

    code: str
    sentence: str
    is_right: bool
    rows: str = ""


@dataclass
class Case:
    """One message: ``today`` is the local day of who sees it, or of the moment when it is in a channel."""

    seen: Seen
    rows: Rows
    book: Book
    read: set[str] = field(default_factory=set)

    @cached_property
    def lines(self) -> list[str]:
        return read_lines(self.seen.blocks)

    @cached_property
    def rep(self) -> Rep | None:
        return self.rows.rep_of(self.seen.who)

    @cached_property
    def today(self) -> date:
        return local_day(self.rep, self.seen.at) if self.rep is not None else self.seen.at.date()

    def leads_only(self, rep: Rep, day: date) -> bool:
        """Return whether somebody only led on a day, as he or she said."""
        since = self.book.leaders.get(rep.user_id)
        return since is not None and day >= since

    def is_elsewhere(self, rep: Rep, day: date) -> bool:
        """Return whether somebody was in a team of his or her own on a day."""
        since, until = self.book.elsewhere.get(rep.user_id, (date.max, date.max))
        return since <= day < until

    @property
    def is_morning(self) -> bool:
        return self.seen.place is Place.UNPROMPTED and self.seen.kind == "morning_nudge"

    def accounts_in(self, line: str) -> list[Account]:
        """Return the accounts that a line names, in order."""
        return [self.rows.account_by_name[name] for name in self.rows.names.findall(line)] if self.rows.accounts else []

    def find(self, *patterns: re.Pattern[str]) -> Iterator[tuple[str, re.Match[str]]]:
        """Return the lines that say something of this kind, which are then read."""
        for line in self.lines:
            for pattern in patterns:
                if match := pattern.search(line):
                    self.read.add(line)
                    yield line, match
                    break


Rule = Callable[[Case], Iterable[Claim]]


def said(*alternatives: str) -> re.Pattern[str]:
    """Return a pattern for what may be said in either language."""
    return re.compile("|".join(alternatives), re.IGNORECASE)
