"""A customer who asked not to be contacted: nothing is said of that one unasked, whatever is open there."""

from datetime import UTC, datetime, timedelta

import pytest

from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from tests.conversations.test_rhythm import from_bot

WEDNESDAY = datetime(2026, 3, 18, 8, tzinfo=UTC)
# The morning, the catch-up and the close of the day.
HOURS = (7, 12, 16)
DAYS = 16


async def hear_weeks(sanne: SandboxUser, sandbox: Sandbox) -> list[str]:
    """Return everything that the bot says unasked in the next weeks."""
    for day in range(1, DAYS):
        for hour in HOURS:
            moment = WEDNESDAY.replace(hour=hour, minute=35) + timedelta(days=day)
            await sandbox.clock.move_to(moment)
    return [message.plain for message in from_bot(sanne)]


async def build_up(sanne: SandboxUser) -> None:
    """Give every kind of message something to say of Jansen Metaal: a step, a stalled deal, a poor score."""
    for typed in (
        "/log bezoek Jansen Metaal",
        "/deal nieuw Jansen Metaal Kassen 90k",
        "/log gebeld met Jansen Metaal, volgende stap morgen 14:00",
        "/feedback Jansen Metaal 5 te laat geleverd",
    ):
        await sanne.types_command(typed)


@pytest.mark.daily
async def test_k2_of_a_customer_who_wants_no_contact_nothing_is_said_unasked(
    sanne: SandboxUser, sandbox: Sandbox
) -> None:
    await build_up(sanne)
    await sanne.types_command("/ritme rust Jansen Metaal iedereen")
    said = await hear_weeks(sanne, sandbox)
    assert [each for each in said if "Jansen" in each] == []
    assert said


@pytest.mark.daily
async def test_the_same_customer_is_named_as_long_as_contact_is_welcome(sanne: SandboxUser, sandbox: Sandbox) -> None:
    await build_up(sanne)
    said = await hear_weeks(sanne, sandbox)
    assert any("Jansen Metaal" in each for each in said)


async def test_after_a_contact_with_who_wants_none_no_next_step_is_asked(sanne: SandboxUser) -> None:
    await sanne.types_command("/log bezoek Jansen Metaal")
    await sanne.types_command("/ritme rust Jansen Metaal iedereen")
    logged = await sanne.types_command("/log gebeld met Jansen Metaal")
    assert logged is not None
    assert logged.buttons == ["Wijzigen", "Ongedaan maken"]
