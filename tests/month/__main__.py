"""Play months from seeds, audit each message, and print the table: ``python -m tests.month --seeds 40``."""

import argparse
import asyncio
import logging
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import structlog

from bot.storage import engine
from tests.month.auditor.ledger import Ledger
from tests.month.running import audit_month, make_databases


def play_seed(seed: int, url: str, *, is_demo: bool) -> Ledger:
    """Play and audit one month in this process."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    setattr(engine, "SQLITE_PRAGMAS", (*engine.SQLITE_PRAGMAS, "PRAGMA synchronous=OFF"))  # noqa: B010 - a constant
    return asyncio.run(audit_month(url, seed, is_demo=is_demo))


def main() -> int:
    """Play the seeds, print the table, and return 1 when a rule was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.month", description=__doc__)
    parser.add_argument("--seeds", type=int, default=3, help="how many months")
    parser.add_argument("--start", type=int, default=1, help="the first seed")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--demo", action="store_true", help="begin with the demo history of two years")
    parser.add_argument("--jobs", type=int, default=1, help="months at a time")
    parser.add_argument("--examples", type=int, default=5, help="examples of each broken rule")
    chosen = parser.parse_args()
    ledger, began = Ledger(), time.monotonic()
    seeds = range(chosen.start, chosen.start + chosen.seeds)
    with make_databases(chosen.database) as make, ProcessPoolExecutor(chosen.jobs) as pool:
        play = partial(play_seed, is_demo=chosen.demo)
        for seed, found in zip(seeds, pool.map(play, seeds, [make() for _ in seeds]), strict=True):
            told = f"{found.claims.total()} claims, {found.violations} violations, {time.monotonic() - began:.0f} s"
            sys.stderr.write(f"seed {seed}: {told}\n")
            ledger.merge(found)
    sys.stdout.write(f"{ledger.table(examples=chosen.examples)}\n{time.monotonic() - began:.0f} s\n")
    return 1 if ledger.violations else 0


if __name__ == "__main__":
    sys.exit(main())
