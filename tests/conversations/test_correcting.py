"""Corrections by talking in a direct message and after a mention, and the way back."""

import pytest

from sandbox.sandbox_user import SandboxUser
from tests.conversations.test_deal_story import lines
from tests.conversations.test_written_commands import write


async def press(user: SandboxUser, label: str, *, place: str | None = None) -> list[str]:
    """Press a button of the bot's last message, and return the lines that replace it."""
    shown = [m for m in (user.visible(place) if place else user.visible()) if m.user_id == "U05RITME"][-1]
    return lines(await user.clicks(shown, label, grace=2))


@pytest.mark.daily
async def test_a_direct_message_corrects_the_one_before(sanne: SandboxUser) -> None:
    await write(sanne, "bezoek Acme, offerte besproken")
    assert (await write(sanne, "nee, Acme Nederland"))[:3] == [
        "Was: Bezoek · Acme",
        "Nu: Bezoek · Acme Nederland",
        "“offerte besproken”",
    ]
    assert (await press(sanne, "Terugzetten"))[0] == "✓ Teruggezet: Bezoek · Acme · wo 18 mrt"
    assert (await write(sanne, "ik bedoelde gebeld, sorry"))[:2] == ["Was: Bezoek · Acme", "Nu: Telefoontje · Acme"]


async def test_an_unknown_name_in_a_correction_is_asked_about_and_made(sanne: SandboxUser) -> None:
    await write(sanne, "gebeld met Acme")
    assert await write(sanne, "nee, Smederij De Hamer & Zn.") == [
        "“Smederij De Hamer & Zn.” ken ik nog niet. Is het een nieuwe?",
        "Je regel is bewaard, je hoeft niets opnieuw te typen: “nee, Smederij De Hamer & Zn.”",
    ]


async def test_an_undo_in_a_direct_message_can_be_put_back(sanne: SandboxUser) -> None:
    await write(sanne, "5 mails")
    assert (await write(sanne, "terug"))[0] == "Uit je log gehaald: 5 berichten · wo 18 mrt"
    assert (await press(sanne, "Terugzetten"))[0] == "✓ Teruggezet: 5 berichten · wo 18 mrt"


async def test_after_a_mention_a_correction_is_seen_by_its_writer_only(sanne: SandboxUser, oliver: SandboxUser) -> None:
    await sanne.says("sales", "<@BOT> 5 mails")
    await sanne.wait_for(lambda: next((m for m in sanne.visible("sales") if m.user_id == "U05RITME"), None))
    await sanne.says("sales", "<@BOT> 4 ipv 5")
    answers = await sanne.wait_for(
        lambda: found if len(found := [m for m in sanne.visible("sales") if m.user_id == "U05RITME"]) > 1 else None
    )
    assert lines(answers[-1])[:2] == ["Was: 5 berichten", "Nu: 4 berichten"]
    assert {message.user_id for message in oliver.visible("sales")} == {"U05SANNE"}


async def test_other_messages_are_no_corrections(sanne: SandboxUser) -> None:
    await write(sanne, "5 mails")
    for text in ("nee bedankt", "nee heeft hij niet, gebeld met Acme", "sorry, druk"):
        assert not (await write(sanne, text))[0].startswith("Was:")
