"""Shortcuts: a message is logged from its own menu, and something from anywhere, in channels and in threads."""

import pytest

from sandbox.entities import Json, PostedMessage
from sandbox.errors import NotThere
from sandbox.sandbox_user import SandboxUser

MESSAGE, GLOBAL = "Log dit bericht", "Iets loggen"


def lines(message: PostedMessage | None) -> list[str]:
    assert message is not None
    return message.plain.splitlines()


def read_form(person: SandboxUser) -> dict[str, str]:
    """Return what the open form is filled in with, by field; an empty field is left out."""
    assert person.modal is not None
    filled = {block["block_id"]: _read_initial(block["element"]) for block in person.modal.blocks}
    return {name: value for name, value in filled.items() if value}


def _read_initial(element: Json) -> str:
    option = element.get("initial_option")
    if option:
        return str(option["text"]["text"])
    return str(element.get("initial_value") or element.get("initial_date") or "")


async def submit(person: SandboxUser, filled: dict[str, str] | None = None) -> None:
    assert person.modal is not None
    assert await person.submits(person.modal, filled) is None


@pytest.mark.daily
async def test_a_message_fills_in_the_form_and_its_text_is_the_note(sanne: SandboxUser) -> None:
    said = await sanne.says("#sales", "Gisteren gebeld met Acme, de offerte gaat dinsdag naar de directie")
    await sanne.uses_shortcut(MESSAGE, said)
    assert read_form(sanne) == {
        "kind": "Telefoontje",
        "account": "Acme",
        "count": "1",
        "day": "2026-03-17",
        "note": "Gisteren gebeld met Acme, de offerte gaat dinsdag naar de directie",
    }
    await submit(sanne)
    shown = await sanne.wait_for(lambda: next((each for each in sanne.visible("#sales") if each.addressee), None))
    assert lines(shown)[1] == "“Gisteren gebeld met Acme, de offerte gaat dinsdag naar de directie”"


async def test_a_message_that_tells_of_no_contact_still_has_its_account(sanne: SandboxUser) -> None:
    said = await sanne.says("#sales", "Weet iemand wie er bij Acme over de inkoop gaat?")
    await sanne.uses_shortcut(MESSAGE, said)
    assert read_form(sanne)["account"] == "Acme"
    assert read_form(sanne)["note"] == "Weet iemand wie er bij Acme over de inkoop gaat?"


async def test_a_message_without_an_account_leaves_it_to_be_chosen(sanne: SandboxUser) -> None:
    said = await sanne.says("#sales", "Goedemorgen allemaal")
    await sanne.uses_shortcut(MESSAGE, said)
    assert "account" not in read_form(sanne)


async def test_a_message_in_a_thread_is_logged_and_told_in_that_thread(sanne: SandboxUser) -> None:
    root = await sanne.says("#sales", "Hoe staat het met Acme?")
    reply = await sanne.says("#sales", "bezoek Acme, ze willen door", thread=root)
    await sanne.uses_shortcut(MESSAGE, reply)
    await submit(sanne)
    shown = await sanne.wait_for(lambda: next((each for each in sanne.visible("#sales") if each.addressee), None))
    assert (shown.thread_ts, shown.addressee, lines(shown)[0]) == (root.ts, "U05SANNE", "✓ Bezoek · Acme")
    assert [each for each in sanne.visible() if "✓" in each.plain] == []


async def test_a_message_in_a_thread_where_the_bot_cannot_answer_is_told_in_private(sanne: SandboxUser) -> None:
    root = await sanne.says("#random", "Hoe staat het met Acme?")
    reply = await sanne.says("#random", "bezoek Acme, ze willen door", thread=root)
    await sanne.uses_shortcut(MESSAGE, reply)
    await submit(sanne)
    shown = await sanne.wait_for(lambda: next((each for each in sanne.visible() if "✓" in each.plain), None))
    assert lines(shown)[0] == "✓ Bezoek · Acme"
    assert [each for each in sanne.visible("#random") if each.addressee] == []


async def test_something_is_logged_from_anywhere(oliver: SandboxUser) -> None:
    await oliver.uses_shortcut(GLOBAL)
    await submit(oliver, {"count": "3", "kind": "Message"})
    shown = await oliver.wait_for(lambda: next((each for each in oliver.visible() if "✓" in each.plain), None))
    assert lines(shown)[0] == "✓ 3 messages"


async def test_a_mention_in_a_thread_is_answered_in_that_thread(sanne: SandboxUser) -> None:
    root = await sanne.says("#sales", "Hoe staat het met Acme?")
    await sanne.says("#sales", "<@BOT> bezoek Acme", thread=root)
    shown = await sanne.wait_for(lambda: next((each for each in sanne.visible("#sales") if each.addressee), None))
    assert (shown.thread_ts, lines(shown)[0]) == (root.ts, "✓ Bezoek · Acme")


async def test_the_four_other_commands_are_there_in_both_languages(sanne: SandboxUser) -> None:
    for typed in ("/vragen Acme", "/questions Acme", "/ritme vragen Acme"):
        assert lines(await sanne.types_command(typed))[0] == "Acme: wat vraag je nu?"
    for typed in ("/lessen", "/lessons"):
        assert lines(await sanne.types_command(typed))[0] == "Je lessen"


async def test_a_shortcut_that_the_manifest_does_not_have_is_not_offered(sanne: SandboxUser) -> None:
    with pytest.raises(NotThere):
        await sanne.uses_shortcut(MESSAGE)
