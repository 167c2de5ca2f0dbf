"""How well lines and notes are read, on examples that nothing was tuned to: python -m benchmarks.reading."""

from benchmarks.reading import attitudes, log_lines, situations

if __name__ == "__main__":
    log_lines.main()
    situations.main()
    attitudes.main()
