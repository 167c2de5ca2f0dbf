"""The rules alone (lines of several, METHOD K12, R1, V2), without the bot: what the log of each rep comes to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count

KINDS = {
    "message": ("Bericht", "berichten"),
    "call": ("Telefoontje", "telefoontjes"),
    "visit": ("Bezoek", "bezoeken"),
}
# The first of each workspace.
ADMINISTRATORS = {"T1/UMONA", "T2/UANNA"}
WEEKDAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def short(day: date) -> str:
    """Return a day as a person reads it."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


@dataclass(frozen=True)
class Did:
    """What somebody says was done: a count, or a contact with an account, with a note and an agreed day if any."""

    kind: str
    day: date
    count: int = 1
    account: str | None = None
    note: str = ""
    due: date | None = None

    @property
    def what(self) -> str:
        one, many = KINDS[self.kind]
        return f"{self.count} {many}" if self.count > 1 else one

    def name(self, today: date | None = None) -> str:
        """Return what a person reads of it, with its day unless that is today."""
        parts = [self.what, self.account, short(self.day) if self.day != today else None]
        return " · ".join(part for part in parts if part)

    def tell(self) -> str:
        """Return how the list of the latest entries tells it."""
        parts = (short(self.day), self.what, self.account, self.note)
        return " · ".join(part for part in parts if part) + (f" → {short(self.due)}" if self.due else "")


@dataclass
class Line:
    """What was typed at once and is stored and taken back together; ``number`` is the order in which it was stored."""

    number: int
    typed_at: datetime
    parts: list[Did]
    gone: bool = False


Stored = tuple[str, str | None, int, date, str]
Step = tuple[str | None, date, str]


@dataclass
class Log:
    """The log of one rep."""

    lines: list[Line] = field(default_factory=list)
    # Accounts of which a contact came or went before a later one that stayed; the rules leave open what became of their
    # steps (as they stood, or as if it had always been so).
    mixed: set[str] = field(default_factory=set)

    @property
    def standing(self) -> list[Line]:
        return [line for line in self.lines if not line.gone]

    def put(self, line: Line, *, gone: bool) -> None:
        """Take a line out, or put it back."""
        later = {part.account for other in self.standing if other.number > line.number for part in other.parts}
        own = [part.account for part in line.parts if part.account is not None]
        self.mixed.update(name for name in own if name in later or own.count(name) > 1)
        line.gone = gone

    def change(self, line: Line, at: int, values: Mapping[str, str]) -> None:
        """Change one part of a line; what is not named stays."""
        was = line.parts[at]
        line.parts[at] = Did(
            values.get("kind", was.kind),
            was.day,
            int(values.get("count", was.count)),
            was.account,
            values.get("note", was.note),
            was.due,
        )

    def entries(self) -> list[Did]:
        """Return what is in the log, in the order in which it was stored."""
        return [part for line in self.standing for part in line.parts]

    def stored(self) -> list[Stored]:
        return sorted(((e.kind, e.account, e.count, e.day, e.note) for e in self.entries()), key=str)

    def listed(self) -> list[str]:
        """Return the ten latest: by day, then as they were stored."""
        newest = sorted(enumerate(self.entries()), key=lambda item: (item[1].day, item[0]), reverse=True)
        return [entry.tell() for _, entry in newest[:10]]

    def progress(self, today: date) -> tuple[int, int, int]:
        message, call, visit = (
            sum(e.count for e in self.entries() if e.kind == kind and e.day == today) for kind in KINDS
        )
        return message, call, visit

    def steps(self) -> list[Step]:
        """Return the agreed days and what became of them (V2)."""
        entries = self.entries()
        return sorted(
            (
                (entry.account, entry.due, _settle(entry.due, entry.day, _after(entries[place + 1 :], entry)))
                for place, entry in enumerate(entries)
                if entry.due is not None and entry.account not in self.mixed
            ),
            key=str,
        )

    def latest(self, now: datetime) -> Line | None:
        """Return the line that an undo takes back: what was typed last, in the last 24 hours, of whatever day it is."""
        lately = [line for line in self.standing if line.typed_at > now - timedelta(hours=24)]
        return max(lately, key=lambda line: line.number, default=None)


def _after(entries: Sequence[Did], entry: Did) -> Iterator[Did]:
    return (later for later in entries if later.account == entry.account)


def _settle(due: date, made: date, contacts: Iterable[Did]) -> str:
    for contact in contacts:
        if contact.day == due:
            return "kept"
        if contact.day > due:
            return "late"
        if contact.due is not None and contact.day >= made:
            return "moved"
    return "open"


class Rules:
    """The logs of all reps and the names of the accounts in each workspace."""

    def __init__(self) -> None:
        self.logs: dict[str, Log] = {}
        self.accounts: dict[str, set[str]] = {}
        # Names that lead to an account of another name: which workspace, which name, to which.
        self.aliases: dict[tuple[str, str], str] = {}
        # Who made an account owns it; that of an imported one is nobody.
        self.owners: dict[str, dict[str, str]] = defaultdict(dict)
        self._numbers = count()

    def add(self, who: str, name: str) -> None:
        """Make an account."""
        workspace = who.partition("/")[0]
        self.accounts[workspace].add(name)
        self.owners[workspace][name] = who

    def may_unite(self, who: str, *names: str) -> bool:
        """Return whether somebody may say that accounts are one: an owner of any, or anybody where none has one."""
        workspace = who.partition("/")[0]
        owners = {self.owners[workspace][name] for name in names if name in self.owners[workspace]}
        return who in ADMINISTRATORS or not owners or who in owners

    def find(self, workspace: str, name: str) -> str | None:
        """Return the account that a whole name leads to, None when nobody knows it."""
        known = self.aliases.get((workspace, name), name)
        return known if known in self.accounts[workspace] else None

    def unite(self, workspace: str, kept: str, merged: str) -> list[str]:
        """Make one account of two; return the names that lead to the kept one since, besides the merged one's own."""
        self.accounts[workspace].remove(merged)
        owner = self.owners[workspace].pop(merged, None)
        if owner is not None:
            self.owners[workspace].setdefault(kept, owner)
        led = [name for (where, name), account in self.aliases.items() if where == workspace and account == merged]
        self.aliases.update({(workspace, name): kept for name in (merged, *led)})
        return led

    def part(self, workspace: str, merged: str, led: Iterable[str]) -> None:
        """Undo it."""
        self.accounts[workspace].add(merged)
        del self.aliases[workspace, merged]
        self.aliases.update({(workspace, name): merged for name in led})

    def store(self, who: str, parts: Sequence[Did], now: datetime) -> Line:
        """Store a line whole, at the accounts that its names lead to."""
        workspace = who.partition("/")[0]
        found = [replace(each, account=each.account and self.find(workspace, each.account)) for each in parts]
        line = Line(next(self._numbers), now, found)
        self.logs[who].lines.append(line)
        return line
