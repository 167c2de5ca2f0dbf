"""Lines with several activities in a direct message and after a mention, and in a message that comes again."""

import pytest

from sandbox.entities import PostedMessage
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from tests.conversations.test_deal_story import lines
from tests.several import read_several_if_the_bot_does_not

STORED = ["✓ 5 berichten", "✓ 2 telefoontjes", "Vandaag: berichten 5/5 · telefoontjes 2/2 · bezoeken 0/1"]
EMPTY = ["Je log is nog leeg. De eerste is de moeilijkste: /log bezoek Acme"]


@pytest.fixture(autouse=True)
def _several(monkeypatch: pytest.MonkeyPatch) -> None:
    read_several_if_the_bot_does_not(monkeypatch)


async def see_answer(sandbox_user: SandboxUser, channel: str | None = None) -> PostedMessage:
    """Return the bot's first message in a conversation."""
    return await sandbox_user.wait_for(
        lambda: next((m for m in sandbox_user.visible(channel) if m.user_id == "U05RITME"), None)
    )


@pytest.mark.daily
async def test_a_direct_message_with_several_is_stored_and_taken_back_as_one(sanne: SandboxUser) -> None:
    await sanne.says("5 mails en 2 calls")
    answer = await see_answer(sanne)
    assert lines(answer) == STORED
    undone = await sanne.clicks(answer, "Ongedaan maken", grace=2)
    assert lines(undone) == [
        "Uit je log gehaald: 5 berichten · wo 18 mrt",
        "Uit je log gehaald: 2 telefoontjes · wo 18 mrt",
        "Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 0/1",
    ]


async def test_a_mention_with_several_is_shown_to_who_asked_only(sanne: SandboxUser, oliver: SandboxUser) -> None:
    await sanne.says("sales", "<@BOT> 5 mails en 2 calls")
    assert lines(await see_answer(sanne, "sales")) == STORED
    assert [message.user_id for message in oliver.visible("sales")] == ["U05SANNE"]


async def test_a_direct_message_with_an_unknown_name_waits_for_it(sanne: SandboxUser) -> None:
    await sanne.says("5 mails; bezoek Bakkerij Zonnig")
    answer = await see_answer(sanne)
    assert lines(answer)[0] == "“Bakkerij Zonnig” ken ik nog niet. Is het een nieuwe?"
    assert lines(await sanne.types_command("/log list")) == EMPTY
    stored = await sanne.clicks(answer, "Nieuw: «Bakkerij Zonnig»", grace=2)
    assert lines(stored)[:2] == ["✓ 5 berichten", "✓ Bezoek · Bakkerij Zonnig"]


async def test_a_message_with_several_that_comes_again_is_stored_once(sanne: SandboxUser, sandbox: Sandbox) -> None:
    sandbox.faults.repeat_events = True
    await sanne.says("5 mails en 2 calls")
    await see_answer(sanne)
    assert lines(await sanne.types_command("/log list")) == [
        "Je laatste regels",
        "wo 18 mrt · 2 telefoontjes",
        "wo 18 mrt · 5 berichten",
    ]
