"""Message extensions: a contact is logged from anywhere, and from the menu of a message, also where the bot is not."""

from typing import Any

import pytest

from bot.storage.delivery.conversations import Reached
from tests.handlers.teams.chat import TENANT, TeamsUser, list_inputs, read_lines
from tests.handlers.teams.teams import Teams

# A chat between two people, which looks like one with the bot.
ELSEWHERE = {"id": "19:a_b@unq.gbl.spaces", "conversationType": "personal", "tenantId": TENANT}
TEXT = "Gisteren gebeld met Acme, de offerte gaat dinsdag naar de directie"
HTML = (
    '<div><p>Gisteren gebeld met <b>Acme</b>,&nbsp;de <a href="https://x">offerte</a></p>\n'
    '<p>gaat dinsdag naar <at id="0">Jan</at> &amp; de directie</p></div>'
)


@pytest.fixture
def database_kind() -> str:
    """On SQLite alone: what the stories store is tried on both."""
    return "sqlite"


async def use(user: TeamsUser, command: str, **value: object) -> dict[str, Any]:
    """Use an extension in a chat of others, and return the response."""
    chosen = {"commandId": command, "commandContext": "message", **value}
    response = await user.send("invoke", name="composeExtension/fetchTask", value=chosen, conversation=ELSEWHERE)
    assert response.status == 200
    return dict(response.body or {})


async def submit(user: TeamsUser, opened: dict[str, Any], **typed: str) -> dict[str, Any]:
    """Send the dialog with what stands in it and what is typed, and return the response."""
    card = opened["task"]["value"]["card"]["content"]
    data = {**card["actions"][0]["data"], **read_fields(opened), **typed}
    value = {"commandId": "log_message", "commandContext": "message", "data": data}
    response = await user.send("invoke", name="composeExtension/submitAction", value=value, conversation=ELSEWHERE)
    assert response.status == 200
    return dict(response.body or {})


def read_fields(opened: dict[str, Any]) -> dict[str, Any]:
    fields = list_inputs(opened["task"]["value"]["card"]["content"])
    return {each["id"]: each["value"] for each in fields if "value" in each}


def make_message(content: str, kind: str = "text", written: object = "2026-03-18T08:00:00.000Z") -> dict[str, Any]:
    return {"id": "1", "createdDateTime": written, "body": {"contentType": kind, "content": content}}


async def test_a_message_fills_in_the_form_as_it_does_in_slack(teams: Teams, sanne: TeamsUser) -> None:
    await sanne.writes("5 mails")
    await teams.deliver()
    opened = await use(sanne, "log_message", messagePayload=make_message(TEXT))
    fields = read_fields(opened)
    assert opened["task"]["value"]["title"] == "Activiteit loggen"
    assert {name: str(value).partition("\x1f")[2] or value for name, value in fields.items()} == {
        "kind": "call", "account": "Acme", "count": 1, "day": "2026-03-17", "note": TEXT,
    }  # fmt: skip
    assert await submit(sanne, opened) == {}
    await teams.deliver()
    assert read_lines(sanne.messages[-1].card)[0] == "\u2713 Telefoontje \u00b7 Acme \u00b7 di 17 mrt"


async def test_what_is_marked_up_becomes_plain_text_with_its_lines(sanne: TeamsUser) -> None:
    opened = await use(sanne, "log_message", messagePayload=make_message(HTML, "html"))
    assert read_fields(opened)["note"] == "Gisteren gebeld met Acme, de offerte\ngaat dinsdag naar Jan & de directie"


async def test_something_is_logged_from_anywhere_and_a_mistake_keeps_the_dialog(teams: Teams, sanne: TeamsUser) -> None:
    await sanne.writes("5 mails")
    await teams.deliver()
    opened = await use(sanne, "log_something")
    again = await submit(sanne, opened, kind="message", count="0")
    assert again["task"]["type"] == "continue"
    for _ in range(2):
        assert await submit(sanne, opened, kind="message", count="3") == {}
        await teams.deliver()
    told = [read_lines(each.card)[0] for each in sanne.messages]
    assert told == ["\u2713 5 berichten", "\u2713 3 berichten"]


async def test_who_has_no_chat_with_the_bot_reads_in_the_dialog_what_was_kept(teams: Teams, sanne: TeamsUser) -> None:
    done = await submit(sanne, await use(sanne, "log_something"), kind="message", count="3")
    assert done == {"task": {"type": "message", "value": "Genoteerd: 3 berichten."}}
    await teams.deliver()
    assert sanne.messages == []


async def test_a_chat_between_two_people_never_becomes_the_chat_with_the_bot(teams: Teams, sanne: TeamsUser) -> None:
    """The bot would post somebody's morning there."""
    book = teams.context.addresses
    await submit(sanne, await use(sanne, "log_something"), kind="message", count="3")
    assert await book.find(workspace=TENANT, address=sanne.user) is None
    await sanne.writes("5 mails")
    await submit(sanne, await use(sanne, "log_something"), kind="message", count="3")
    kept = await book.find(workspace=TENANT, address=sanne.user)
    assert kept == Reached(sanne.conversation, "https://smba.example/emea/")


@pytest.mark.parametrize(
    "value",
    [
        {"messagePayload": "x"}, {"messagePayload": {"body": 3}}, {"messagePayload": make_message("", "html", 3)},
        {"messagePayload": make_message("x", "html", "9999-12-31T23:59:59-14:00")},
        {"messagePayload": make_message("x", "text", "2026-03-18T08:00:00")},
        {"messagePayload": make_message("<" * 200_000, "html")},
        {"messagePayload": make_message("<p" * 90_000, "html")},
        {"messagePayload": make_message("\u0000\ud800", "text")},
    ],
)  # fmt: skip
async def test_a_message_that_is_none_opens_a_form_or_is_refused_in_words(
    sanne: TeamsUser, value: dict[str, Any]
) -> None:
    opened = await use(sanne, "log_message", **value)
    assert opened["task"]["type"] in {"continue", "message"}


@pytest.mark.parametrize("command", ["", "nobody_knows", 3, None])
async def test_a_command_that_nobody_knows_is_said_to_have_expired(sanne: TeamsUser, command: str) -> None:
    opened = await use(sanne, command)
    assert opened == {
        "task": {
            "type": "message",
            "value": "Deze knop is verlopen. Vraag het opnieuw, dan krijg je verse knoppen.",
        }
    }
