"""A mention in a channel: what everybody may read is answered in its thread, the rest in the personal chat."""

from typing import Any

import pytest

from bot.domain.people.people import Role
from handlers.front.directory import Member
from handlers.teams.turns import Response, answer_activity
from tests.handlers.teams.chat import TENANT, Posted, TeamsUser, list_inputs, read_lines
from tests.handlers.teams.teams import Teams

CHANNEL = "19:x@thread.tacv2"
PRIVATE = "Het antwoord staat in onze chat, Sanne: dat is van jou alleen."
WAITS = (
    "Mijn antwoord is alleen voor jou, Sanne, en in je eigen chat kom ik nog niet. Voeg me toe (Apps, zoek Ritme,"
    " Toevoegen), dan staat het daar."
)


@pytest.fixture
def database_kind() -> str:
    """On SQLite alone: what the stories store is tried on both."""
    return "sqlite"


async def mention(
    teams: Teams, user: TeamsUser, text: str, *, thread: str = "12", also: tuple[str, str] | None = None
) -> list[Posted]:
    """Say something to the bot in a thread of the channel, and return what is posted in the channel then."""
    place = {"id": f"{CHANNEL};messageid={thread}", "conversationType": "channel", "tenantId": TENANT}
    said: dict[str, Any] = user.make("message", text=f"<at>Ritme</at>&nbsp;{text}\n", conversation=place)
    said["entities"] += [make_mention("Ritme", "28:bot"), *([make_mention(*also)] if also else [])]
    before = len(teams.connector.posted)
    assert await answer_activity(teams.context, said) == Response()
    for _ in range(2):
        await teams.deliver()
    return [each for each in teams.connector.posted[before:] if each.conversation == CHANNEL]


def make_mention(name: str, user: str) -> dict[str, Any]:
    return {"type": "mention", "text": f"<at>{name}</at>", "mentioned": {"id": user, "name": name}}


async def test_what_is_private_comes_in_the_chat_and_the_thread_says_so(teams: Teams, sanne: TeamsUser) -> None:
    await sanne.writes("5 mails")
    await teams.deliver()
    [note] = await mention(teams, sanne, "bezoek Acme")
    assert read_lines(note.card) == [PRIVATE]
    assert teams.connector.threads[teams.connector.posted.index(note)] == "12"
    assert read_lines(sanne.messages[-1].card)[0] == "\u2713 Bezoek \u00b7 Acme"


async def test_a_mention_that_comes_again_is_answered_once(teams: Teams, sanne: TeamsUser) -> None:
    await sanne.writes("5 mails")
    place = {"id": f"{CHANNEL};messageid=12", "conversationType": "channel", "tenantId": TENANT}
    said = sanne.make("message", text="bezoek Acme", conversation=place)
    for _ in range(2):
        await answer_activity(teams.context, said)
        await teams.deliver()
        await teams.deliver()
    assert [read_lines(each.card) for each in teams.connector.posted if each.conversation == CHANNEL] == [[PRIVATE]]
    assert len(sanne.messages) == 2


@pytest.mark.parametrize(("typed", "answer"), [("help", "Zo werk je met mij"), ("dank je", "Graag gedaan")])
async def test_what_everybody_may_read_is_answered_in_the_thread(
    teams: Teams, sanne: TeamsUser, typed: str, answer: str
) -> None:
    [told] = await mention(teams, sanne, typed)
    assert answer in " ".join(read_lines(told.card))
    assert teams.connector.threads[-1] == "12"
    assert sanne.messages == []


async def test_who_has_not_added_the_bot_reads_how_and_gets_the_answer_once_added(
    teams: Teams, sanne: TeamsUser
) -> None:
    [note] = await mention(teams, sanne, "bezoek Acme")
    assert read_lines(note.card) == [WAITS]
    assert sanne.messages == []
    teams.clock.move(hours=3)
    await sanne.send("installationUpdate", action="add")
    await teams.deliver()
    assert [read_lines(each.card)[0] for each in sanne.messages] == ["\u2713 Bezoek \u00b7 Acme"]


async def test_an_answer_of_days_ago_is_not_given_any_more(teams: Teams, sanne: TeamsUser) -> None:
    await mention(teams, sanne, "bezoek Acme")
    teams.clock.move(days=2)
    await sanne.send("installationUpdate", action="add")
    await teams.deliver()
    assert sanne.messages == []


async def test_a_form_is_never_shown_in_a_channel(teams: Teams, sanne: TeamsUser) -> None:
    assert [read_lines(each.card) for each in await mention(teams, sanne, "log")] == [[WAITS]]
    await sanne.writes("5 mails")
    await teams.deliver()
    assert [read_lines(each.card) for each in await mention(teams, sanne, "log")] == [[PRIVATE]]
    assert list_inputs(sanne.messages[-1].card) != []


async def test_a_colleague_who_is_mentioned_by_another_id_is_the_one_we_know(
    teams: Teams, manager: TeamsUser, sanne: TeamsUser
) -> None:
    teams.connector.members.append(Member(sanne.user, sanne.name))
    await mention(teams, manager, "/ritme rol <at>Sanne de Wit</at> manager", also=("Sanne de Wit", f"29:{sanne.user}"))
    assert read_lines(manager.messages[-1].card) == ["Sanne de Wit is nu manager."]
    assert (await teams.find(sanne.user)).rep.role is Role.MANAGER


async def test_a_colleague_who_never_wrote_is_met_by_a_mention(teams: Teams, manager: TeamsUser) -> None:
    teams.connector.members.append(Member("guid-bo", "Bo Bakker"))
    await mention(teams, manager, "/ritme rol <at>Bo</at> manager", also=("Bo", "29:guid-bo"))
    assert (await teams.find("guid-bo")).rep.name == "Bo Bakker"


@pytest.mark.parametrize("member", [Member("", "Wie"), Member("guid-x", "Gast", is_guest=True)])
async def test_who_teams_does_not_name_or_who_is_a_guest_is_not_met_by_a_mention(
    teams: Teams, sanne: TeamsUser, member: Member
) -> None:
    await sanne.writes("5 mails")
    teams.connector.members.append(member)
    await mention(teams, sanne, "/ritme rol <at>X</at> manager", also=("X", f"29:{member.user}"))
    assert await teams.context.bot.people.find(TENANT, "guid-x", now=teams.clock.now()) is None
    assert "is nu manager" not in " ".join(read_lines(sanne.messages[-1].card))


@pytest.mark.parametrize("thread", ["x" * 65, "\u0000"])
async def test_a_thread_that_cannot_be_one_is_refused(teams: Teams, sanne: TeamsUser, thread: str) -> None:
    place = {"id": f"{CHANNEL};messageid={thread}", "conversationType": "channel", "tenantId": TENANT}
    assert await answer_activity(teams.context, sanne.make("message", text="x", conversation=place)) == Response(400)
