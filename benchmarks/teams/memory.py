"""The memory that Microsoft's SDK adds: a process that has set up Teams' endpoint against one with all else."""

import asyncio
import subprocess
import sys

REST = "app, schedules.service, handlers.teams.messenger"
WITH_SDK = """
from bot.settings import load_settings
from handlers.teams.connection import TeamsConnection
connection = TeamsConnection(load_settings(_env_file=None, RITME_TEAMS_IS_OPEN=True))
"""
RESIDENT = "print(*[line.split()[1] for line in open('/proc/self/status') if line.startswith('VmRSS')])"


async def measure_memory() -> list[str]:
    """Return the lines of the report."""
    if sys.platform != "linux":
        return ["Memory: measured on Linux only."]
    without, with_sdk = [await asyncio.to_thread(_measure, extra) for extra in ("", WITH_SDK)]
    return [
        "Memory of a process that has imported the bot:",
        f"  {without:.0f} MB without Microsoft's SDK, {with_sdk:.0f} MB with it: {with_sdk - without:.0f} MB more",
    ]


def _measure(extra: str) -> float:
    """Return the resident megabytes of a process that runs this code."""
    code = (
        f"import asyncio, {REST}\nasync def main():\n    "
        + "\n    ".join([*extra.strip().splitlines(), RESIDENT])
        + "\nasyncio.run(main())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - own code
    return int(done.stdout) / 1024
