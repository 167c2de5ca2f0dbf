"""Who installs is administrator; it can be passed on, and there is always one. Guests are refused unless allowed."""

from sandbox.sandbox_user import SandboxUser
from schedules.service import Service
from tests.conversations.first_hour.test_greeting import heard, hears


async def answer(user: SandboxUser, typed: str) -> str:
    """Return the first line of the answer to a command."""
    shown = await user.types_command(typed)
    assert shown is not None
    return shown.plain.splitlines()[0]


async def test_who_comes_before_the_administrator_of_the_workspace_stands_in(
    piet: SandboxUser, marieke: SandboxUser, oliver: SandboxUser
) -> None:
    await piet.opens_messages()
    first = await hears(piet, "Hoi Piet")
    assert first.plain.splitlines()[1].startswith("Jij bent hier de eerste, dus je bent mijn beheerder:")
    await marieke.opens_messages()
    second = await hears(marieke, "Hoi Marieke")
    assert second.plain.splitlines()[1].startswith("Je beheert deze werkruimte, dus ook mij:")
    await oliver.opens_messages()
    assert len((await hears(oliver, "Hi Oliver")).plain.splitlines()) == 3
    # Both are; the first gives it up.
    assert await answer(piet, "/ritme rol @piet verkoper") == "Piet Post is nu verkoper."
    assert await answer(piet, "/ritme valuta USD") == "Dat kan alleen een beheerder: Marieke Bakker."


async def test_a_refusal_names_who_can(marieke: SandboxUser, sanne: SandboxUser) -> None:
    await marieke.opens_messages()
    assert await answer(sanne, "/ritme rol @sanne beheerder") == "Dat kan alleen een beheerder: Marieke Bakker."
    assert await answer(sanne, "/ritme kanaal #sales") == "Dat kan alleen een manager of beheerder: Marieke Bakker."


async def test_the_last_administrator_stays_until_it_is_passed_on(marieke: SandboxUser, sanne: SandboxUser) -> None:
    await marieke.opens_messages()
    assert (
        await answer(marieke, "/ritme rol @marieke manager")
        == "Er moet één beheerder blijven. Geef het eerst door: /ritme rol @naam beheerder"
    )
    # Sanne has never talked to the bot.
    assert await answer(marieke, "/ritme rol @sanne beheerder") == "Sanne de Wit is nu beheerder."
    told = await hears(sanne, "Marieke Bakker maakte je mijn beheerder")
    assert told.plain.endswith("Doorgeven kan altijd: /ritme rol @naam beheerder")
    assert await answer(marieke, "/ritme rol @marieke manager") == "Marieke Bakker is nu manager."


async def test_when_the_administrator_leaves_somebody_else_is_it_and_is_told(
    marieke: SandboxUser, sanne: SandboxUser, oliver: SandboxUser
) -> None:
    await marieke.opens_messages()
    await oliver.types_command("/ritme")
    await sanne.types_command("/ritme")
    await marieke.types_command("/ritme rol @sanne manager")
    await marieke.is_deactivated()
    told = await hears(sanne, "De vorige beheerder is er niet meer")
    assert told.plain.startswith("De vorige beheerder is er niet meer, dus ben jij nu mijn beheerder:")
    assert await answer(oliver, "/ritme currency USD") == "Only an administrator can do that: Sanne de Wit."


async def test_a_guest_is_refused_with_the_name_of_who_can_allow_it_until_then(
    service: Service, marieke: SandboxUser, guest: SandboxUser
) -> None:
    await marieke.opens_messages()
    refused = "Ik werk hier voor de vaste collega's. Als gast doe je mee zodra een beheerder je in een team zet"
    page = await guest.opens_home()
    assert page is not None
    assert (page.plain, heard(guest)) == (f"{refused}: Marieke Bakker.", [])
    assert await answer(guest, "/log bezoek Acme") == f"{refused}: Marieke Bakker."
    assert await service.bot.people.find("T05ROTTEK", guest.user.id, now=service.bot.now()) is None
    await marieke.types_command("/ritme rol @gijs verkoper")
    assert await answer(guest, "/log 3 mails") == "✓ 3 berichten"
    page = await guest.opens_home()
    assert page is not None
    assert page.plain.startswith("Je eerste stappen")
