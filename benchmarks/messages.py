"""Print the size of every message that nobody asked for, by kind, from weeks of nine people (K5).

Two workspaces are played through Slack's protocol and the real dispatcher, day by day: an empty one and the demo.
"""

import argparse
import asyncio
import logging
import math
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import structlog
from sqlalchemy import select

from bot.storage.database import Database
from bot.storage.tables.delivery import deliveries
from tests.month.auditor.checks.rest import PUT_OFF
from tests.month.auditor.reading import count_words, list_buttons, read_lines
from tests.month.auditor.seen import Book, Place, Seen
from tests.month.player.days import open_month
from tests.month.running import make_databases

DAYS = 42
WEEK = timedelta(days=7)
MOST_A_DAY = 2
# Whoever did nothing for so long ignores what comes.
IGNORES_AFTER = timedelta(days=21)
# A reply that waited in the outbox was asked for.
REPLY = "reply"


@dataclass
class Sizes:
    """The words and buttons of the messages of each kind, and when each person got one."""

    words: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    buttons: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    heard: dict[str, list[tuple[date, str]]] = field(default_factory=lambda: defaultdict(list))
    ignored: list[int] = field(default_factory=list)

    def add(self, seen: Seen, kind: str) -> None:
        """Measure one message."""
        self.words[kind].append(count_words(read_lines(seen.blocks)))
        self.buttons[kind].append(len(list_buttons(seen.blocks)))
        self.heard[seen.who or ""].append((seen.at.date(), kind))

    def count_ignored(self, book: Book) -> None:
        """Count the messages in each week of who had done nothing for three weeks."""
        for who in self.heard:
            days = [day for day, _ in self.heard[who]]
            acts = [typed.at.date() for typed in book.typed if typed.who == who]
            last = max(acts, default=min(days))
            late = [day for day in days if day - last > IGNORES_AFTER]
            self.ignored += [sum(timedelta(0) <= other - day < WEEK for other in late) for day in late]

    def list_lines(self) -> Iterator[str]:
        """Return the lines of the table."""
        yield f"  {'kind':20}{'count':>7}   {'words: median, p95, most':>26}   {'buttons: median, p95, most':>28}"
        for kind in sorted(self.words):
            words, buttons = self.words[kind], self.buttons[kind]
            yield f"  {kind:20}{len(words):7}   {_describe(words):>26}   {_describe(buttons):>28}"
        # What somebody put off comes again on the same day because he or she asked for that.
        once = [
            [*(each for each in heard if each[1] not in PUT_OFF), *_list_put_off(heard)]
            for heard in self.heard.values()
        ]
        a_day = [number for heard in once for number in Counter(day for day, _ in heard).values()]
        over = sum(number > MOST_A_DAY for number in a_day)
        told = f"{max(a_day, default=0)} at most, more than {MOST_A_DAY} on {over} of {len(a_day)} days"
        yield f"  messages to one person in a day, news included: {told}"
        yield f"  messages in a week to who ignores them after three weeks: {max(self.ignored, default=0)} at most"


def _list_put_off(heard: Iterable[tuple[date, str]]) -> set[tuple[date, str]]:
    return {each for each in heard if each[1] in PUT_OFF}


def _describe(figures: Sequence[int]) -> str:
    ranked = sorted(figures)
    return f"{statistics.median(ranked):.0f}, {ranked[math.ceil(0.95 * len(ranked)) - 1]}, {ranked[-1]}"


async def measure(url: str, *, seed: int, days: int, is_demo: bool) -> Sizes:
    """Play the weeks of a seed on an empty, migrated database, and measure what came by itself."""
    shown: list[Seen] = []
    async with open_month(url, seed, is_demo=is_demo) as (month, book):
        month.world.hold = lambda: shown.extend(month.world.screens.take_fresh())
        async for _ in month.play(days):
            month.world.hold()
    kinds, sizes = await _load_kinds(url), Sizes()
    for seen in shown:
        kind = kinds.get(seen.kind, REPLY)
        if seen.place is Place.UNPROMPTED and kind != REPLY:
            sizes.add(seen, kind)
    sizes.count_ignored(book)
    return sizes


async def _load_kinds(url: str) -> dict[str, str]:
    """Return the kinds of all deliveries, by id as a message carries it."""
    database = Database(url)
    try:
        async with database.reading() as connection:
            rows: Iterable[Any] = await connection.execute(select(deliveries.c.id, deliveries.c.kind))
            return {str(row.id): row.kind for row in rows}
    finally:
        await database.close()


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.messages", description=__doc__)
    parser.add_argument("--days", type=int, default=DAYS, help="how many days")
    parser.add_argument("--seed", type=int, default=1, help="which weeks")
    chosen = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    with make_databases("sqlite") as make:
        for is_demo in (False, True):
            sizes = asyncio.run(measure(make(), seed=chosen.seed, days=chosen.days, is_demo=is_demo))
            sys.stdout.write(
                f"Messages of {chosen.days} days {'of the demo' if is_demo else 'on an empty workspace'}:\n"
            )
            sys.stdout.write("".join(f"{line}\n" for line in sizes.list_lines()))


if __name__ == "__main__":
    main()
