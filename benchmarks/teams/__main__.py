"""Run the benchmarks of Teams: python -m benchmarks.teams."""

if __name__ == "__main__":  # the processes that are started import this too, and need none of it
    from benchmarks.teams.report import main

    main()
