"""Catch-up nudges: one small activity for reps who are behind, none for reps on track, and never twice (R3)."""

from datetime import UTC, datetime

import pytest

from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from tests.conversations.test_rhythm import from_bot, lines

HALF_PAST_ONE = datetime(2026, 3, 18, 12, 30, tzinfo=UTC)


async def test_whoever_is_behind_at_half_past_one_is_named_one_small_act(sanne: SandboxUser, sandbox: Sandbox) -> None:
    await sanne.types_command("/log gisteren gebeld met Jansen Metaal, volgende stap vandaag 15:00")
    await sandbox.clock.move_to(HALF_PAST_ONE)
    [catch_up] = from_bot(sanne)
    assert lines(catch_up)[:2] == [
        "Nog één ding vandaag: Jansen Metaal om 15:00. Dat is beloofd.",
        "Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 0/1",
    ]
    await sanne.clicks(catch_up, "Log")
    assert sanne.modal is not None


@pytest.mark.parametrize("line", ["/log 5 mails", "/log 3 bezoeken Acme"])
async def test_whoever_has_done_half_or_more_hears_nothing(sanne: SandboxUser, sandbox: Sandbox, line: str) -> None:
    await sanne.types_command(line)
    await sanne.types_command("/log 4 mails")
    await sandbox.clock.move_to(HALF_PAST_ONE)
    assert from_bot(sanne) == []


async def test_a_day_of_a_standard_rep_brings_two_messages_at_most(sanne: SandboxUser, sandbox: Sandbox) -> None:
    await sanne.types_command("/log gebeld met Acme, volgende stap morgen 15:00")
    for hour in range(6, 20):
        await sandbox.clock.move_to(datetime(2026, 3, 19, hour, 35, tzinfo=UTC))
    assert [lines(message)[0].split(".")[0] for message in from_bot(sanne)] == [
        "Goedemorgen Sanne",
        "Nog één ding vandaag: Acme om 15:00",
    ]
