"""Run all benchmarks, one after the other: python -m benchmarks, or `make bench`."""

import sys

from benchmarks import (
    commitments,
    contact_plan,
    delivering,
    fairness,
    figures,
    planning,
    rates,
    replicas,
    scanning,
    slash_log,
)
from benchmarks.findings import early_signs, patterns, planted
from benchmarks.reading import attitudes, log_lines, situations
from benchmarks.teams import report as teams

PARTS = (
    log_lines.main,
    situations.main,
    attitudes.main,
    commitments.main,
    contact_plan.main,
    patterns.main,
    early_signs.main,
    fairness.main,
    planted.main,
    slash_log.main,
    planning.main,
    scanning.main,
    delivering.main,
    rates.main,
    replicas.main,
    teams.main,
)


def main(*, keeps: bool = False) -> None:
    """Run every benchmark and compare with the last release; ``keeps`` saves this run as the new baseline."""
    for part in PARTS:
        part()
        print(flush=True)
    print("\n".join(figures.compare(figures.list_noted(), figures.load_kept())))
    if keeps:
        figures.keep(figures.list_noted())


if __name__ == "__main__":
    keeping = "--keep" in sys.argv[1:]
    # Each part reads the command line as its own when it is run alone.
    del sys.argv[1:]
    main(keeps=keeping)
