"""A kill between commit and answer: the redelivered request is stored once, and is answered."""

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from tests.conftest import Talk

ROOT = Path(__file__).parents[4]


@pytest.mark.kill
async def test_a_line_that_was_stored_before_the_kill_is_answered_and_not_stored_again(
    talk: Talk, database_url: str
) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bot.services.log.dying_process", database_url, "event:1", cwd=ROOT
    )
    assert await process.wait() == -signal.SIGKILL
    assert await talk.says("5 mails", request="event:1") == [
        "✓ 5 berichten",
        "Vandaag: berichten 5/5 · telefoontjes 0/2 · bezoeken 0/1",
    ]
    assert await talk.says("list") == ["Je laatste regels", "wo 18 mrt · 5 berichten"]
