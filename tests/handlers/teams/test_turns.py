"""Conversations on Teams: what is written, pressed and filled in, and what comes of an activity that is none."""

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from bot.ports import SendFailed, SendUncertain
from bot.services.delivery.address_book import AddressBook
from bot.services.people.person_cache import Person
from bot.storage.delivery.conversations import Reached
from handlers.cli.teams_manifest import COMMANDS
from handlers.front.directory import Member
from handlers.teams import turns
from handlers.teams.turns import Response, answer_activity
from tests.handlers.teams.card_rules import list_elements
from tests.handlers.teams.chat import TeamsUser, TestConnector, list_actions, list_inputs, read_lines
from tests.handlers.teams.teams import Teams

LOGGED = [
    "\u2713 Bezoek \u00b7 Acme",
    "Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.",
    "Vandaag: berichten 0/5 \u00b7 telefoontjes 0/2 \u00b7 bezoeken 1/1",
]


@pytest.fixture
def database_kind() -> str:
    """On SQLite alone: what the stories store is tried on both."""
    return "sqlite"


def list_runs(card: object) -> list[str]:
    return [each["text"] for each in list_elements(card) if each["type"] == "TextRun"]


async def test_a_line_is_answered_in_the_chat(teams: Teams, sanne: TeamsUser) -> None:
    await sanne.writes("bezoek Acme")
    await teams.deliver()
    [message] = sanne.messages
    assert read_lines(message.card) == LOGGED
    assert message.activity["summary"] == "Genoteerd: Bezoek, Acme."


async def test_a_command_works_with_its_slash_and_alone_without(sanne: TeamsUser) -> None:
    for typed in ("/log", "log", "Log"):
        await sanne.writes(typed)
        assert list_runs(sanne.messages[-1].card) == ["Activiteit loggen"]


async def test_a_word_in_a_sentence_is_no_command(teams: Teams, sanne: TeamsUser) -> None:
    await sanne.writes("deal met Acme besproken, bezoek")
    await teams.deliver()
    assert read_lines(sanne.messages[-1].card)[0] == LOGGED[0]


async def test_an_activity_that_comes_again_is_done_once(teams: Teams, sanne: TeamsUser) -> None:
    said = sanne.make("message", text="bezoek Acme")
    for _ in range(2):
        assert await answer_activity(teams.context, said) == Response()
        await teams.deliver()
    assert [read_lines(each.card) for each in sanne.messages] == [LOGGED]


async def test_a_form_that_is_sent_twice_is_stored_once(sanne: TeamsUser) -> None:
    await sanne.writes("/log")
    card = sanne.messages[-1].card
    [send] = [each for each in list_actions(card) if each.get("verb") == "submit_form"]
    fields = {each["id"]: each["value"] for each in list_inputs(card) if "value" in each}
    value = {"action": {"verb": "submit_form", "data": {**send["data"], **fields, "kind": "call", "count": "2"}}}
    told = [await sanne.invoke("adaptiveCard/action", value, "m1") for _ in range(2)]
    assert [read_lines(each["value"])[-1] for each in told] == [
        "Vandaag: berichten 0/5 \u00b7 telefoontjes 2/2 \u00b7 bezoeken 0/1"
    ] * 2


async def test_a_refused_dialog_stays_with_its_sentence_and_closes_once_mended(teams: Teams, sanne: TeamsUser) -> None:
    await sanne.writes("bezoek Acme")
    await teams.deliver()
    await sanne.writes("/ritme account Acme")
    await teams.deliver()
    await sanne.presses("Wijzigen")
    await sanne.fills({"value": "veel"})
    assert sanne.dialog is not None
    refused = sanne.dialog["card"]["content"]
    assert list_runs(refused) == ["Dat lees ik niet als bedrag. Bijvoorbeeld: 45k of 12.500"]
    assert {each["id"]: each.get("value") for each in list_inputs(refused)}["value"] == "veel"
    await sanne.fills({"value": "45k"})
    assert sanne.told == ""
    assert read_lines(sanne.messages[-1].card)[1] == "\u2713 Aangepast."


async def test_a_dialog_that_cannot_open_says_why(sanne: TeamsUser) -> None:
    value = {"data": {"msteams": {"type": "task/fetch"}, "verb": "account_edit", "value": "999"}}
    body = await sanne.invoke("task/fetch", value, "m1")
    assert body == {"task": {"type": "message", "value": "Dat account is er niet meer."}}


async def test_a_reply_whose_card_is_gone_comes_as_a_message(
    teams: Teams, sanne: TeamsUser, connector: TestConnector
) -> None:
    await sanne.writes("/ritme account Acme")
    await teams.deliver()
    await sanne.presses("Wijzigen")
    connector.failures.append(SendFailed("MessageNotFound", is_final=True))
    await sanne.fills({"value": "45k"})
    await teams.deliver()
    assert len(sanne.messages) == 2
    assert read_lines(sanne.messages[-1].card)[1] == "\u2713 Aangepast."


async def test_an_older_client_that_sends_a_press_as_a_message_is_answered_below(
    teams: Teams, sanne: TeamsUser
) -> None:
    await sanne.writes("bezoek Acme")
    await teams.deliver()
    [undo] = [each for each in list_actions(sanne.messages[-1].card) if each["title"] == "Ongedaan maken"]
    await sanne.send("message", value=undo["fallback"]["data"])
    await teams.deliver()
    assert read_lines(sanne.messages[-1].card)[0] == "Uit je log gehaald: Bezoek \u00b7 Acme \u00b7 wo 18 mrt"


async def test_who_comes_from_elsewhere_gets_the_zone_and_language_that_teams_shows(
    teams: Teams, manager: TeamsUser
) -> None:
    oliver = teams.meet("guid-oliver", "Oliver Smith", timezone="Europe/London", locale="en-GB")
    await oliver.writes("visit Acme")
    met = (await teams.find(oliver.user)).rep
    assert (met.name, met.timezone, met.language) == ("Oliver Smith", "Europe/London", "en")
    oliver.timezone, oliver.name = "America/New_York", "Oliver J. Smith"
    await oliver.writes("call Acme")
    moved = (await teams.find(oliver.user)).rep
    assert (moved.name, moved.timezone, moved.language) == ("Oliver J. Smith", "America/New_York", "en")
    assert manager.messages


async def test_who_moves_to_another_region_is_reached_there(teams: Teams, sanne: TeamsUser) -> None:
    await sanne.writes("bezoek Acme")
    sanne.conversation = "a:new"
    await sanne.send("message", text="5 mails", serviceUrl="https://smba.example/amer/")
    await teams.deliver()
    await teams.deliver()
    assert len(sanne.messages) == 2


async def test_who_removed_the_bot_is_not_reached_until_he_or_she_is_back(teams: Teams, sanne: TeamsUser) -> None:
    await sanne.writes("bezoek Acme")
    await sanne.send("installationUpdate", action="remove")
    await teams.deliver()
    assert sanne.messages == []
    await sanne.writes("5 mails")
    await teams.deliver()
    assert len(sanne.messages) == 1


async def test_people_of_another_tenant_are_refused_by_a_bot_of_one(teams: Teams, sanne: TeamsUser) -> None:
    context = replace(teams.context, tenant="tenant-2")
    assert await answer_activity(context, sanne.make("message", text="bezoek Acme")) == Response(403)
    await teams.deliver()
    assert sanne.messages == []


async def test_a_failure_is_told_with_a_code_and_without_the_outbox(
    sanne: TeamsUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(turns, "answer_line", fail)
    assert (await sanne.send("message", text="bezoek Acme")).status == 200
    assert "Je typte: \u201cbezoek Acme\u201d" in read_lines(sanne.messages[-1].card)
    monkeypatch.setattr(turns, "handle_button", fail)
    task = await sanne.invoke("task/fetch", {"data": {"verb": "log_open", "value": ""}}, "m1")
    assert task["task"]["type"] == "message"
    card = {"action": {"verb": "undo", "data": {"value": "1"}}}
    assert (await sanne.invoke("adaptiveCard/action", card, "m1"))["value"] == "\u2713"


async def test_a_reply_that_may_have_been_posted_is_not_posted_again(
    teams: Teams, sanne: TeamsUser, connector: TestConnector
) -> None:
    await sanne.writes("/ritme account Acme")
    await teams.deliver()
    await sanne.presses("Wijzigen")
    connector.failures.append(SendUncertain("ReadTimeout"))
    await sanne.fills({"value": "45k"})
    await teams.deliver()
    assert len(sanne.messages) == 1


BODY: dict[str, Any] = {
    "type": "message", "id": "1", "serviceUrl": "https://smba.example/", "text": "bezoek Acme",
    "from": {"id": "29:1", "name": "Sanne", "aadObjectId": "guid"}, "recipient": {"id": "28:bot"},
    "conversation": {"id": "a:1", "tenantId": "tenant-1"},
}  # fmt: skip


@pytest.mark.parametrize(
    "changes",
    [
        {"id": None}, {"id": ""}, {"id": "x" * 300}, {"id": 7}, {"from": None}, {"from": {"id": "29:1"}}, {"from": []},
        {"conversation": {}}, {"conversation": {"id": "a:1"}}, {"conversation": {"id": 3, "tenantId": "t"}},
        {"serviceUrl": None}, {"serviceUrl": "https://\u0000"}, {"recipient": None}, {"entities": [3]},
        {"entities": 7}, {"text": 7}, {"text": ["x"]}, {"attachments": [None]}, {"from": {"aadObjectId": "x" * 65}},
    ],
)  # fmt: skip
async def test_an_activity_without_what_every_one_has_is_refused(teams: Teams, changes: dict[str, Any]) -> None:
    assert await answer_activity(teams.context, {**BODY, **changes}) == Response(400)


@pytest.mark.parametrize(
    "body",
    [
        {}, {"type": 3}, {"type": "typing"}, {"type": "conversationUpdate"}, {"type": "invoke"},
        {"type": "invoke", "name": ["x"]}, {"type": "messageReaction", "id": "1"},
    ],
)  # fmt: skip
async def test_what_needs_no_answer_gets_none(teams: Teams, body: dict[str, Any]) -> None:
    assert await answer_activity(teams.context, body) == Response()


@pytest.mark.parametrize(
    "value",
    [None, 3, "x", [], {"action": 3}, {"action": {"verb": ["x"], "data": "x"}}, {"data": {"verb": 1}}, {"data": []},
     {"action": {"verb": "submit_form", "data": {"ritme_form": [], "ritme_drawn": [{"id": []}], "x": {}}}}],
)  # fmt: skip
@pytest.mark.parametrize("name", ["adaptiveCard/action", "task/fetch", "task/submit", "application/search"])
async def test_a_forged_action_is_refused_in_words(teams: Teams, name: str, value: object) -> None:
    sanne = teams.meet("guid-sanne", "Sanne")
    response = await sanne.send("invoke", name=name, value=value)
    assert (response.status, response.body is not None) == (200, True)


async def test_who_installs_the_bot_is_greeted_once_and_is_administrator(teams: Teams) -> None:
    marieke = teams.meet("guid-marieke", "Marieke Bos")
    teams.connector.members.append(Member(marieke.user, marieke.name))
    nameless = {"id": f"29:{marieke.user}", "aadObjectId": marieke.user}
    for _ in range(2):
        await marieke.send("installationUpdate", action="add", **{"from": nameless})
        await teams.deliver()
    [greeting] = marieke.messages
    assert read_lines(greeting.card)[0] == (
        "Hoi Marieke, ik ben Ritme. Jij zegt in \u00e9\u00e9n regel wat je deed; ik onthoud je afspraken en zeg elke"
        " ochtend wie er aan de beurt is."
    )
    assert (await teams.find(marieke.user)).rep.role.value == "administrator"


async def test_a_greeting_that_is_due_before_it_is_known_where_still_comes(
    teams: Teams, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = AddressBook.note

    async def note_late(self: AddressBook, person: Person, **place: Any) -> bool:
        await teams.deliver()
        return await note(self, person, **place)

    monkeypatch.setattr(AddressBook, "note", note_late)
    marieke = teams.meet("guid-marieke", "Marieke Bos")
    await marieke.send("installationUpdate", action="add")
    assert marieke.messages == []
    for _ in range(3):
        await teams.deliver()
    assert len(marieke.messages) == 1


async def test_a_greeting_whose_place_is_stored_between_the_look_for_it_and_the_failure_still_comes(
    teams: Teams, monkeypatch: pytest.MonkeyPatch
) -> None:
    find, looked, is_stored = AddressBook.find, asyncio.Event(), asyncio.Event()
    note = AddressBook.note

    async def find_and_dawdle(self: AddressBook, *, workspace: str, address: str) -> Reached | None:
        found = await find(self, workspace=workspace, address=address)
        looked.set()
        await is_stored.wait()
        return found

    async def note_late(self: AddressBook, person: Person, *, address: str, at: Reached, now: datetime) -> bool:
        running = asyncio.create_task(teams.deliver())
        await looked.wait()
        is_news = await note(self, person, address=address, at=at, now=now)
        is_stored.set()
        await running
        return is_news

    monkeypatch.setattr(AddressBook, "find", find_and_dawdle)
    monkeypatch.setattr(AddressBook, "note", note_late)
    marieke = teams.meet("guid-marieke", "Marieke Bos")
    await marieke.send("installationUpdate", action="add")
    await teams.deliver()
    assert len(marieke.messages) == 1


async def test_a_channel_that_the_bot_is_added_to_is_greeted_and_can_have_the_summary(
    teams: Teams, manager: TeamsUser
) -> None:
    channel = {"id": "19:x@thread.tacv2", "conversationType": "channel", "tenantId": "tenant-1"}
    there = {"conversation": channel, "channelData": {"tenant": {"id": "tenant-1"}, "team": {"name": "Verkoop"}}}
    await manager.writes("/ritme team Noord")
    await manager.send("installationUpdate", action="add", **there)
    await teams.deliver()
    await teams.deliver()
    greeting = teams.connector.posted[-1]
    assert greeting.conversation == "19:x@thread.tacv2"
    first, here = list_actions(greeting.card)
    assert (first["title"], here["title"]) == ("Log je eerste", "Dagstand hier")
    value = {"action": {"verb": here["verb"], "data": here["data"]}}
    await manager.send("invoke", name="adaptiveCard/action", value=value, replyToId=greeting.id, **there)
    await teams.deliver()
    assert read_lines(manager.messages[-1].card)[0].startswith(
        "De samenvatting van team Noord komt voortaan op werkdagen om 17:00 in Verkoop."
    )


async def test_a_channel_is_chosen_in_the_channel_itself(teams: Teams, manager: TeamsUser) -> None:
    there = "Een kanaal kies je in dat kanaal zelf: voeg me daar toe en druk op Dagstand hier, of noem me er met: "
    await manager.writes("/ritme team Noord")
    await teams.deliver()
    await manager.presses("Kies een kanaal")
    assert (manager.dialog, manager.told) == (None, f"{there}/ritme kanaal hier")
    await manager.writes("/ritme kanaal #sales")
    await teams.deliver()
    assert read_lines(manager.messages[-1].card)[0] == f"{there}/ritme kanaal hier"


@pytest.mark.parametrize("word", [title for title, _, _ in COMMANDS])
async def test_every_command_that_teams_offers_is_answered(teams: Teams, sanne: TeamsUser, word: str) -> None:
    await sanne.writes(word)
    await teams.deliver()
    assert sanne.messages
    told = " ".join(read_lines(sanne.messages[-1].card))
    assert not any(refusal in told for refusal in ("Hier kan ik niets van maken", "Wat heb je gedaan", "ken ik niet"))


async def test_who_was_greeted_before_gets_an_answer_to_a_first_hello(teams: Teams, manager: TeamsUser) -> None:
    assert manager.messages
    sanne = teams.meet("guid-sanne", "Sanne de Wit")
    await sanne.send("installationUpdate", action="add")
    await teams.deliver()
    teams.clock.move(minutes=5)
    await sanne.writes("hoi")
    await teams.deliver()
    assert len(sanne.messages) == 2
