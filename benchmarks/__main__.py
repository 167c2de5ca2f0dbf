"""All figures, one part after the other: python -m benchmarks, or `make bench`."""

from benchmarks import (
    contact_plan,
    delivering,
    early_signs,
    fairness,
    patterns,
    planning,
    planted,
    rates,
    replicas,
    scanning,
    slash_log,
)
from benchmarks.reading import attitudes, log_lines, situations

PARTS = (
    log_lines.main,
    situations.main,
    attitudes.main,
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
)


def main() -> None:
    """Run every part."""
    for part in PARTS:
        part()
        print(flush=True)


if __name__ == "__main__":
    main()
