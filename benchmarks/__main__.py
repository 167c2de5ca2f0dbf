"""All figures, one part after the other: python -m benchmarks, or `make bench`."""

from benchmarks import contact_plan, delivering, log_lines, planning, rates, replicas, slash_log

PARTS = (
    log_lines.main,
    contact_plan.main,
    slash_log.main,
    planning.main,
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
