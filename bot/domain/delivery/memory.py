"""What a rep heard of the bot's own accord lately, so that names rotate and nothing is said a third time (K5)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

# The kind of message that is a morning.
MORNING = "morning_nudge"
# A name is on so many mornings in a row at most; after that it rests, unless it is promised for today.
MORNINGS_IN_A_ROW = 3
# Within so many days, a name that was on as many mornings and had no contact rests.
NAME_RESTS = timedelta(days=14)
# On this morning since it was due, a step that is still open is asked about.
ASKED_AFTER = 2
# No sentence comes twice within this time.
SENTENCE_RESTS = timedelta(days=7)
# The rep did nothing for so long, and heard so many plans: then it is asked once whether they help.
IGNORED_FOR, IGNORED_MORNINGS = timedelta(days=7), 4
ONCE_IN = timedelta(days=7)
REMEMBERED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Said:
    """What one message named: accounts, steps and sentences; ``asks`` whether it asked if the plans help."""

    kind: str
    day: date
    accounts: frozenset[int] = frozenset()
    steps: frozenset[int] = frozenset()
    texts: tuple[str, ...] = ()
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Memory:
    """What a rep heard on the days before ``today`` and earlier today, and the local day of his or her last act."""

    today: date = date.min
    said: tuple[Said, ...] = ()
    seen_on: date | None = None

    def find_blocked(self) -> frozenset[int]:
        """Return the accounts that were named on each of the last three mornings."""
        latest = self._list_mornings()[:MORNINGS_IN_A_ROW]
        if len(latest) < MORNINGS_IN_A_ROW:
            return frozenset()
        return frozenset.intersection(*latest)

    def find_resting(self) -> frozenset[int]:
        """Return the accounts that were named on three mornings lately, and so rest."""
        since = self.today - NAME_RESTS
        counts = Counter(account for each in self._list_days(since).values() for account in each)
        return frozenset(account for account, count in counts.items() if count >= MORNINGS_IN_A_ROW)

    def count_step(self, step_id: int, *, since: date) -> int:
        """Return on how many mornings from a local day on, and before today, a step was named."""
        return len({each.day for each in self._list_told() if step_id in each.steps and each.day >= since})

    def find_last(self, text: str) -> date | None:
        """Return the latest local day on which a sentence was said."""
        return max((each.day for each in self.said if text in each.texts), default=None)

    def is_stale(self, text: str) -> bool:
        """Return whether a sentence was said less than a week ago."""
        last = self.find_last(text)
        return last is not None and self.today - last < SENTENCE_RESTS

    def is_ignored(self) -> bool:
        """Return whether the rep did nothing since at least a week of plans."""
        unanswered = self._list_unanswered()
        return len(unanswered) >= IGNORED_MORNINGS and self.today - min(unanswered) >= IGNORED_FOR

    def was_asked(self) -> bool:
        """Return whether it was asked, and not answered since, whether the plans help."""
        return any(each.asks for each in self.said if each.day < self.today and self._is_unanswered(each))

    def list_days_of(self, kind: str, *, since: date) -> frozenset[date]:
        """Return the local days before today, from ``since`` on, on which a kind of message came.

        What comes once in a week or month is not told again when somebody turns out to be free on its day.
        """
        return frozenset(each.day for each in self.said if each.kind == kind and since <= each.day < self.today)

    def heard_lately(self, *, but: str) -> bool:
        """Return whether the rep heard something less than a week ago; what is of a kind today does not count."""
        return any(
            self.today - each.day < ONCE_IN and (each.day < self.today or each.kind != but) for each in self.said
        )

    def _list_unanswered(self) -> list[date]:
        return [each.day for each in self._list_told() if self._is_unanswered(each)]

    def _is_unanswered(self, said: Said) -> bool:
        return self.seen_on is None or said.day > self.seen_on

    def _list_told(self) -> list[Said]:
        return [each for each in self.said if each.kind == MORNING and each.day < self.today]

    def _list_days(self, since: date) -> dict[date, frozenset[int]]:
        days: dict[date, frozenset[int]] = {}
        for each in self._list_told():
            if each.day >= since:
                days[each.day] = days.get(each.day, frozenset()) | each.accounts
        return days

    def _list_mornings(self) -> list[frozenset[int]]:
        days = self._list_days(date.min)
        return [days[day] for day in sorted(days, reverse=True)]


NOTHING_SAID = Memory()


def make_memory(said: Iterable[Said], *, today: date, seen_on: date | None) -> Memory:
    """Return what counts for today."""
    return Memory(today=today, said=tuple(each for each in said if each.day <= today), seen_on=seen_on)
