"""Print how well unseen examples are read, each figure with its number of examples and its aim.

Run with python -m benchmarks.reading.
"""

from benchmarks.reading import attitudes, log_lines, requests, situations
from benchmarks.reading.aims import draw_aims

# Each returns the figures of one reader on examples that it did not learn from.
READERS = (log_lines.list_aims, situations.list_aims, attitudes.list_aims, requests.list_aims)


def main() -> None:
    """Print the figures of all readers."""
    for list_aims in READERS:
        print("\n".join(draw_aims(list_aims())), flush=True)


if __name__ == "__main__":
    main()
