"""A manager's Monday over Slack's protocol: the agenda in the channel, answers that only who presses sees (R8, K3)."""

from datetime import UTC, datetime

import pytest

from sandbox.entities import PostedMessage
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from tests.conversations.test_rhythm import agree, from_bot

MONDAY = datetime(2026, 3, 23, 9, 0, tzinfo=UTC)
OPEN, NOTE = "Bekijk wat open staat", "Noteer wat jullie besluiten"


def read_private(who: SandboxUser, channel: str) -> list[PostedMessage]:
    """Return what only one person sees in a channel."""
    return [message for message in who.visible(channel) if message.addressee == who.user.id]


async def reach_monday(sandbox: Sandbox, *everybody: SandboxUser) -> PostedMessage:
    """Let three colleagues make appointments for Thursday, agree to totals, and wait for Monday's message."""
    marieke, *_ = everybody
    for who, account in zip(everybody, ("Acme", "Jansen Metaal", "De Vries & Zn."), strict=True):
        await who.types_command("/ritme team Noord")
        await who.types_command(f"/log gebeld met {account}, morgen terugbellen")
    await marieke.types_command("/ritme kanaal #sales")
    await marieke.types_command("/ritme team vandaag")
    await agree(*everybody)
    await sandbox.clock.move_to(MONDAY)
    return await marieke.wait_for(lambda: find(marieke, "voor jullie overleg"), timeout=20)


def find(who: SandboxUser, text: str) -> PostedMessage | None:
    """Return the message in #sales with a text."""
    return next((message for message in from_bot(who, "sales") if text in message.plain), None)


@pytest.mark.daily
async def test_what_a_manager_asks_in_the_channel_is_answered_to_the_manager_alone(
    marieke: SandboxUser, sanne: SandboxUser, oliver: SandboxUser, sandbox: Sandbox
) -> None:
    monday = await reach_monday(sandbox, marieke, sanne, oliver)
    await marieke.clicks(monday, OPEN)
    answer = await marieke.wait_for(lambda: next(iter(read_private(marieke, "sales")), None))
    assert answer.plain.splitlines() == [
        "3 afspraken van het team staan nog open",
        *(f"{name} · was voor do 19 mrt" for name in ("Acme", "Jansen Metaal", "De Vries & Zn.")),
        "Van wie ze zijn en wat erbij staat, blijft bij wie ze maakte.",
    ]
    assert read_private(sanne, "sales") == []
    await marieke.clicks(answer, "Verzet of schrap er een paar")
    form = marieke.modal
    assert form is not None
    options = [option["value"] for block in form.blocks for option in block.get("element", {}).get("options", [])]
    assert await marieke.submits(form, {"steps": options[1:2], "act": "drop"}) is None
    told = await sanne.wait_for(lambda: next((each for each in from_bot(sanne) if "Marieke" in each.plain), None))
    assert told.plain.startswith("Marieke Bakker haalde een afspraak van je lijst: Jansen Metaal.")


async def test_what_was_decided_is_typed_shared_in_the_channel_and_asked_about_a_week_later(
    marieke: SandboxUser, sanne: SandboxUser, oliver: SandboxUser, sandbox: Sandbox
) -> None:
    monday = await reach_monday(sandbox, marieke, sanne, oliver)
    await marieke.clicks(monday, NOTE)
    assert marieke.modal is not None
    assert await marieke.submits(marieke.modal, {"lines": "Oliver belt Jansen\nSanne vraagt de directeur"}) is None
    noted = await marieke.wait_for(lambda: next(iter(read_private(marieke, "sales") or from_bot(marieke)), None))
    noted = next(each for each in (*read_private(marieke, "sales"), *from_bot(marieke)) if "genoteerd" in each.plain)
    await marieke.clicks(noted, "Deel in het kanaal")
    shared = await marieke.wait_for(lambda: find(marieke, "Besloten in het overleg"))
    assert shared.plain.splitlines() == [
        "Besloten in het overleg van team Noord",
        "• Oliver belt Jansen",
        "• Sanne vraagt de directeur",
    ]
    await sandbox.clock.move_to(datetime(2026, 3, 30, 8, 0, tzinfo=UTC))
    again = await marieke.wait_for(lambda: find(marieke, "Besloten, en gedaan?"), timeout=20)
    assert again.buttons[:2] == ["✓ Gedaan", "Niet meer nodig"]
