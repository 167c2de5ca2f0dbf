"""How well and how fast lines of the log are read: python -m benchmarks.reading.log_lines [files]."""

import json
import random
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz

from benchmarks.figures import Better, note_figure
from benchmarks.reading.aims import Aim
from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.activity import LogLine
from bot.domain.log.errors import LogLineError
from bot.domain.log.log_line import parse_log_lines
from bot.domain.log.log_line.role_words import PURE_CONTACT

EXAMPLES = Path(__file__).parents[2] / "tests" / "data"
# The examples to build with and our own; then lines that were written apart by others and never tuned to.
BUILT_WITH = ("logs.dev.jsonl", "log_lines.jsonl")
HELD_OUT = (
    "held_out.jsonl",
    "held_out_hard.jsonl",
    "held_out_several.jsonl",
    "held_out_traps.jsonl",
    "held_out_bad.jsonl",
)
FILES = (*BUILT_WITH, *HELD_OUT)
# The least share read wholly right (of bad lines: refused or asked about), and the most read wrongly in silence.
AIMS = {
    "held_out.jsonl": (0.97, 0.03),
    "held_out_hard.jsonl": (0.92, 0.04),
    "held_out_several.jsonl": (0.90, 0.04),
    "held_out_traps.jsonl": (0.90, 0.04),
    "held_out_bad.jsonl": (0.96, 0.04),
}
NOW = datetime(2026, 3, 18, 10, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
_WORD = re.compile(r"\w+")
_LIKE_ENOUGH = 80.0
_SPARE_WORDS = 4
_MISSED_SHARE = 0.25


@dataclass(slots=True)
class Score:
    """How the lines of a file were read: wholly right, refused or asked about, or wrongly in silence."""

    path: Path
    right: int = 0
    asked: int = 0
    misses: list[tuple[str, str, Any, Any]] = field(default_factory=list)

    @property
    def total(self) -> int:
        """The number of lines."""
        return self.right + len(self.misses)

    @property
    def share(self) -> float:
        """The share of lines that were read wholly right."""
        return self.right / self.total if self.total else 0.0

    @property
    def silent(self) -> float:
        """The share of lines that were read wrongly without a question."""
        return (len(self.misses) - self.asked) / self.total if self.total else 0.0


def load_accounts() -> AccountIndex:
    """Return the index of the example accounts."""
    names = (EXAMPLES / "accounts.txt").read_text(encoding="utf-8").splitlines()
    return AccountIndex(NamedAccount(number, name) for number, name in enumerate(filter(None, names), start=1))


def load_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the examples of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def describe(line: LogLine) -> dict[str, Any]:
    """Return a reading in the form of the example files."""
    step = line.next_step
    return {
        "kind": str(line.kind),
        "account": line.account.name if line.account else None,
        "count": line.count,
        "date": line.day.isoformat(),
        "next": step and {"date": step.date.isoformat(), "time": step.time and step.time.strftime("%H:%M")},
        "note": line.note,
    }


def read_example(text: str, accounts: AccountIndex, now: datetime = NOW) -> list[dict[str, Any]]:
    """Return the activities read in a text, or its refusal; ``asks`` where the rep is asked about a next step."""
    try:
        found = parse_log_lines(text, accounts=accounts, now=now)
    except LogLineError as error:
        told = {name: str(getattr(error, name)) for name in ("typed", "word") if hasattr(error, name)}
        return [{"error": error.code, **told}]
    return [describe(line) | ({"asks": True} if line.maybe_step or line.maybe_kind else {}) for line in found]


def is_same_note(expected: str, read: str) -> bool:
    """Return whether two notes say the same: the expected words are there, and not many more."""
    wanted, got = _content(expected), _content(read)
    missing = [word for word in wanted if word not in got]
    extra = [word for word in got if word not in wanted]
    near = fuzz.token_sort_ratio(" ".join(wanted), " ".join(got)) >= _LIKE_ENOUGH
    return near or (len(missing) <= len(wanted) * _MISSED_SHARE and len(extra) <= _SPARE_WORDS)


def _content(note: str) -> list[str]:
    """Return the words of a note but for the ones that say no more than that there will be contact."""
    return [word for word in _WORD.findall(note.casefold()) if word not in PURE_CONTACT]


def is_right(expected: list[dict[str, Any]], read: list[dict[str, Any]]) -> bool:
    """Return whether a reading is wholly right: all exactly, only the notes loosely; a refusal with its reason."""
    if len(expected) != len(read) or asks(read):
        return "error" in expected[0] and expected[0]["error"] in ("", read[0].get("error"))
    return all(_is_same(*pair) for pair in zip(expected, read, strict=True))


def _is_same(expected: dict[str, Any], read: dict[str, Any]) -> bool:
    if "error" in expected:
        return False
    exact = all(expected[name] == read[name] for name in ("kind", "account", "count", "date", "next"))
    return exact and is_same_note(expected.get("note") or "", read["note"])


def asks(read: list[dict[str, Any]]) -> bool:
    """Return whether the rep is asked something before all is stored as it was meant."""
    return any("error" in each or "asks" in each for each in read)


def expect(example: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the activities that an example holds; for a line to refuse the error, "" for any."""
    if example.get("expect_error"):
        return [{"error": ""}]
    return list(example.get("expect_all") or [example["expect"]])


def score_file(path: Path, accounts: AccountIndex | None = None) -> Score:
    """Return how a file of examples is read."""
    known = accounts or load_accounts()
    score = Score(path)
    for example in load_lines(path):
        now = datetime.fromisoformat(example["now"]).astimezone(NOW.tzinfo) if "now" in example else NOW
        expected, read = expect(example), read_example(example["text"], known, now)
        if is_right(expected, read):
            score.right += 1
        else:
            score.asked += asks(read)
            score.misses.append((example.get("id", ""), example["text"], expected, read))
    return score


def _time_lines(accounts: AccountIndex) -> None:
    texts = [example["text"] for example in load_lines(EXAMPLES / "logs.dev.jsonl")]
    short = "gebeld met Acme, offerte besproken, vrijdag terugbellen"
    for name, lines in (("a usual short line", [short]), ("the example lines", texts)):
        best = min(_measure(lines, accounts) for _ in range(5))
        print(f"{name}: {best * 1e6:.0f} µs")


def _measure(lines: list[str], accounts: AccountIndex) -> float:
    rounds = max(1, 1000 // len(lines))
    start = time.perf_counter()
    for _ in range(rounds):
        for line in lines:
            read_example(line, accounts)
    return (time.perf_counter() - start) / rounds / len(lines)


def make_names(number: int) -> list[str]:
    """Return ``number`` generated company names."""
    chance = random.Random(7)
    syllables = [
        "ba",
        "ber",
        "den",
        "dijk",
        "dor",
        "el",
        "fer",
        "gra",
        "hof",
        "ker",
        "lan",
        "lin",
        "meer",
        "nor",
        "os",
        "pol",
        "ren",
        "sta",
        "ter",
        "tim",
        "vel",
        "ver",
        "waal",
        "win",
        "zand",
    ]
    trades = [
        "Bouw",
        "Transport",
        "Techniek",
        "Advies",
        "Media",
        "Groep",
        "Vastgoed",
        "Logistiek",
        "Energie",
        "Zorg",
        "Metaal",
        "Recycling",
        "Design",
    ]
    names = []
    for _ in range(number):
        word = "".join(chance.choices(syllables, k=chance.randint(2, 4))).title()
        names.append(f"{word} {chance.choice(trades)} {chance.choice(('BV', 'NV', ''))}".strip())
    return names


def _time_many_accounts() -> None:
    names = make_names(100_000)
    start = time.perf_counter()
    accounts = AccountIndex(NamedAccount(number, name) for number, name in enumerate(names))
    print(f"index of 100,000 names: {time.perf_counter() - start:.1f} s")
    name = names[50_000].split()[0]
    for text in (
        f"gebeld met {names[50_000]}, prijs",
        f"gebeld met {name[:3]}x{name[3:]} prijs",
        "gebeld met qwrtpl, prijs",
    ):
        read_example(text, accounts)
        start = time.perf_counter()
        for _ in range(5):
            read_example(text, accounts)
        print(f"{text!r}: {(time.perf_counter() - start) / 5 * 1e3:.2f} ms among 100,000")


def count_lost(path: Path) -> tuple[int, int]:
    """Return how many lines name several accounts, and how many lose an activity in silence when the first is known.

    That is how lines are typed in the first weeks, when most names are new.
    """
    several = lost = 0
    for example in load_lines(path):
        named = list(dict.fromkeys(each["account"] for each in expect(example) if each.get("account")))
        if len(named) > 1:
            read = read_example(example["text"], AccountIndex([NamedAccount(1, named[0])]))
            several += 1
            lost += not asks(read) and len(read) < len(expect(example))
    return several, lost


def list_aims() -> list[Aim]:
    """Return the figures of the lines that nothing was tuned to."""
    accounts = load_accounts()
    found = []
    for name, (right, silent) in AIMS.items():
        score = score_file(EXAMPLES / name, accounts)
        found.append(Aim(name, score.total, "lines read wholly right", score.share, right))
        found.append(Aim(name, score.total, "read wrongly in silence", score.silent, silent, Better.LESS))
    several, lost = count_lost(EXAMPLES / "held_out_several.jsonl")
    found.append(Aim("the same, one name known", several, "lost in silence", lost / several, 0.04, Better.LESS))
    return found


def describe_score(score: Score) -> str:
    """Return a score in one line."""
    return f"{score.path.name}: {score.share:.1%} wholly right, {score.silent:.1%} wrong in silence, of {score.total}"


def main() -> None:
    """Print the shares of every file and the figures of speed; of the files that are given also the misses."""
    paths = [Path(name) for name in sys.argv[1:]]
    accounts = load_accounts()
    for path in paths or [EXAMPLES / name for name in FILES]:
        score = score_file(path, accounts)
        for number, text, expected, read in score.misses if paths else ():
            print(f"- {number} {text}\n    expected {expected}\n    read     {read}")
        note_figure(f"lines read wholly right ({path.name})", score.share, Better.MORE)
        note_figure(f"lines read wrongly in silence ({path.name})", score.silent, Better.LESS)
        print(describe_score(score))
    _time_lines(accounts)
    if not paths:
        _time_many_accounts()


if __name__ == "__main__":
    main()
