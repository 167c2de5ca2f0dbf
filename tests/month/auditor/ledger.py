"""The table of an audit: for each rule how many messages and claims were checked, and what was not right."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.month.auditor.case import Case, Claim

CODES = ("K1", "K2", "K3", "K4", "K5", "K6", "K7", "K9", "K10", "K11", "ask", "fault")
EXAMPLES = 5


@dataclass(frozen=True)
class Violation:
    """A claim that is not right, with the seed and where it was made."""

    seed: int
    at: str
    who: str
    claim: Claim


@dataclass
class Ledger:
    """What one or more months came to."""

    messages: Counter[str] = field(default_factory=Counter)
    claims: Counter[str] = field(default_factory=Counter)
    wrong: dict[str, list[Violation]] = field(default_factory=lambda: defaultdict(list))
    sentences: int = 0
    unread: Counter[str] = field(default_factory=Counter)
    shown: int = 0

    def add(self, case: Case, claims: Iterable[Claim], *, seed: int) -> None:
        """Note what was checked in a message."""
        self.shown += 1
        seen: set[str] = set()
        for claim in claims:
            seen.add(claim.code)
            self.claims[claim.code] += 1
            if not claim.is_right:
                at = f"{case.seen.at:%a %d %b %H:%M} {case.seen.kind or case.seen.place.value}"
                self.wrong[claim.code].append(Violation(seed, at, case.seen.who or "channel", claim))
        self.messages.update(seen)

    @property
    def violations(self) -> int:
        return sum(map(len, self.wrong.values()))

    @property
    def unread_share(self) -> float:
        """The share of the sentences with a name or a figure that no rule has read."""
        return self.unread.total() / max(1, self.sentences)

    def count_wrong(self) -> dict[str, int]:
        """Return how many violations there are of each rule that was broken."""
        return {code: len(found) for code, found in self.wrong.items() if found}

    def merge(self, other: "Ledger") -> None:
        """Add another month to this one."""
        self.messages.update(other.messages)
        self.claims.update(other.claims)
        for code, found in other.wrong.items():
            self.wrong[code] += found
        self.sentences += other.sentences
        self.unread.update(other.unread)
        self.shown += other.shown

    def table(self, *, examples: int = EXAMPLES) -> str:
        """Return the table, with the first examples of what was wrong."""
        lines = [f"{'rule':6}{'messages':>10}{'claims':>10}{'violations':>12}"]
        lines += [
            f"{code:6}{self.messages[code]:10}{self.claims[code]:10}{len(self.wrong.get(code, ())):12}"
            for code in CODES
        ]
        lines.append(f"{'all':6}{self.shown:10}{self.claims.total():10}{self.violations:12}")
        unread = f"{self.unread.total()} of {self.sentences} sentences with a name or a figure"
        lines.append(f"unread: {unread} ({self.unread_share:.1%})")
        for code in CODES:
            lines += [
                f"  {code} seed {each.seed}, {each.at}, {each.who}: {each.claim.sentence} | {each.claim.rows}"
                for each in _spread(self.wrong.get(code, []), examples)
            ]
        lines += [f"  unread {count:5} {sentence}" for sentence, count in self.unread.most_common(examples)]
        return "\n".join(lines)


def _spread(found: list[Violation], most: int) -> list[Violation]:
    """Return some violations, of sentences as different as can be."""
    by_start: dict[str, list[Violation]] = defaultdict(list)
    for each in found:
        by_start[each.claim.rows[:12] + each.claim.sentence[-12:]].append(each)
    return [each[0] for each in by_start.values()][:most]
