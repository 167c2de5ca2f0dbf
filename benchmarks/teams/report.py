"""Print the figures of Teams, part by part; Microsoft's SDK is an extra, without which there are none."""

import asyncio
from importlib.util import find_spec


def main() -> None:
    """Print the report."""
    if find_spec("microsoft_teams") is None:
        print("Teams: Microsoft's SDK is not installed (uv sync --extra teams).")
        return
    import structlog  # noqa: PLC0415 - silences the log, which would be measured too

    from benchmarks.teams.delivering import measure_mornings  # noqa: PLC0415 - with the SDK
    from benchmarks.teams.lines import measure_lines  # noqa: PLC0415 - with the SDK
    from benchmarks.teams.memory import measure_memory  # noqa: PLC0415 - with the others
    from benchmarks.teams.rates import measure_rates  # noqa: PLC0415 - with the SDK

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(30))
    for measure in (measure_memory, measure_lines, measure_mornings, measure_rates):
        for line in asyncio.run(measure()):
            print(line, flush=True)


if __name__ == "__main__":
    main()
