"""The ids of users and channels are never shown: who is mentioned has a name, in answers, notes and refusals."""

import re

import pytest

from sandbox.sandbox_user import SandboxUser

RAW_ID = re.compile(r"<[@#]|[@#]?\b[UC]05[A-Z]+")


def list_raw(person: SandboxUser) -> list[str]:
    """Return the lines of the bot, in every conversation of somebody, that show an id."""
    seen = [*person.visible(), *person.visible("#sales")]
    return [
        line
        for message in seen
        if message.user_id == person.stage.workspace.bot.id
        for line in message.plain.splitlines()
        if RAW_ID.search(line)
    ]


@pytest.mark.daily
async def test_a_note_has_the_first_name_of_who_is_mentioned(sanne: SandboxUser, oliver: SandboxUser) -> None:
    await oliver.types_command("/ritme")
    await sanne.says("bezoek Acme samen met <@U05OLIVER>, offerte besproken")
    shown = await sanne.wait_for(lambda: next((each for each in sanne.visible() if "✓" in each.plain), None))
    assert shown.plain.splitlines()[1] == "“samen met @Oliver, offerte besproken”"


async def test_a_message_that_mentions_somebody_unknown_is_logged_with_the_name(sanne: SandboxUser) -> None:
    said = await sanne.says("#sales", "bezoek Acme met <@U05OLIVER>")
    await sanne.uses_shortcut("Log dit bericht", said)
    assert sanne.modal is not None
    note = next(block["element"] for block in sanne.modal.blocks if block["block_id"] == "note")
    assert note["initial_value"] == "bezoek Acme met @Oliver"


@pytest.mark.parametrize(
    "typed",
    [
        "/ritme <@U05OLIVER>",
        "/ritme rol <@U05OLIVER> koning",
        "/ritme team <@U05OLIVER>",
        "/ritme account <@U05OLIVER>",
        "/ritme rust <@U05OLIVER>",
        "/ritme kanaal #random",
        "/ritme week <@U05OLIVER>",
        "/ritme vertrekt <@U05OLIVER>",
        "/deal geef Onbekend <@U05OLIVER>",
        "/deal Acme <@U05OLIVER>",
        "/vragen <@U05OLIVER>",
        "/feedback <@U05OLIVER> 8",
    ],
)
async def test_what_is_typed_with_a_mention_is_given_back_without_an_id(
    sanne: SandboxUser, marieke: SandboxUser, typed: str
) -> None:
    for person in (sanne, marieke):
        await person.types_command(typed)
        await person.says(typed.removeprefix("/"))
        assert list_raw(person) == []
