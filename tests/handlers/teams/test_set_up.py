"""A whole team in one form: who takes part is picked from the organisation, and who cannot be reached is named."""

import pytest

from handlers.front.directory import Member
from tests.handlers.teams.chat import TENANT, TeamsUser, list_inputs, read_lines
from tests.handlers.teams.teams import Teams

CHANNEL = {"id": "19:x@thread.tacv2", "conversationType": "channel", "tenantId": TENANT}
ORGANISATION = {"type": "Data.Query", "dataset": "graph.microsoft.com/users"}


@pytest.fixture
def database_kind() -> str:
    """On SQLite alone: what the stories store is tried on both."""
    return "sqlite"


@pytest.fixture
async def manager(teams: Teams) -> TeamsUser:
    manager = await teams.start()
    there = {"conversation": CHANNEL, "channelData": {"tenant": {"id": TENANT}, "team": {"name": "Verkoop"}}}
    await manager.send("installationUpdate", action="add", **there)
    await teams.deliver()
    return manager


async def fill(manager: TeamsUser, *people: str) -> None:
    """Open the form from its button, and put these people in a team."""
    await manager.writes("/ritme inrichten")
    if manager.dialog is None and not list_inputs(manager.messages[-1].card):
        await manager.presses("Richt je team in")
    await manager.fills({"people": ",".join(people), "team": "Noord"})


async def test_who_has_not_added_the_bot_is_named_and_hears_of_the_team_once_added(
    teams: Teams, manager: TeamsUser
) -> None:
    sanne = await teams.know("guid-sanne", "Sanne de Wit")
    await sanne.writes("5 mails")
    await teams.deliver()
    jan = teams.meet("guid-jan", "Jan Smit")
    teams.connector.members.append(Member(jan.user, jan.name))
    await fill(manager, sanne.user, jan.user)
    await teams.deliver()
    assert read_lines(manager.messages[-1].card)[2:3] == [
        "Nog niet te bereiken: Jan Smit. Wie mij toevoegt (Apps, zoek Ritme, Toevoegen), hoort het alsnog."
    ]
    await teams.deliver()
    assert jan.messages == []
    await jan.send("installationUpdate", action="add")
    await teams.deliver()
    assert [read_lines(each.card)[0] for each in jan.messages] == [
        "Hoi Jan, ik ben Ritme. Marieke Bos zette je in team Noord."
    ]


async def test_the_people_are_picked_from_the_whole_organisation(teams: Teams, manager: TeamsUser) -> None:
    await manager.writes("/ritme inrichten")
    await teams.deliver()
    fields = {each["id"]: each for each in list_inputs(manager.messages[-1].card)}
    for name in ("people", "leaders"):
        assert (fields[name]["isMultiSelect"], fields[name]["choices.data"]) == (True, ORGANISATION)


async def test_somebody_whom_nobody_ever_saw_is_refused_at_the_form(teams: Teams, manager: TeamsUser) -> None:
    before = len(teams.connector.posted)
    await fill(manager, "guid-nobody")
    await teams.deliver()
    assert "ken ik niet" in " ".join(read_lines(manager.messages[-1].card))
    assert len(teams.connector.posted) <= before + 2
