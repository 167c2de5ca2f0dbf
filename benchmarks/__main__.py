"""All figures, one part after the other: python -m benchmarks, or `make bench`."""

from benchmarks import log_lines, slash_log

PARTS = (log_lines.main, slash_log.main)


def main() -> None:
    """Run every part."""
    for part in PARTS:
        part()
        print()


if __name__ == "__main__":
    main()
