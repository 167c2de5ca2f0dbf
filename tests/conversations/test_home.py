"""The Home page stays up to date while it is open."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from bot.storage.tables.accounts import accounts
from bot.storage.tables.people import reps
from sandbox.entities import PostedMessage, View
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from schedules.service import Service

SANNE = "U05SANNE"


def lines(shown: PostedMessage | View | None) -> list[str]:
    assert shown is not None
    return shown.plain.splitlines()


async def open_home(sandbox_user: SandboxUser) -> View:
    home = await sandbox_user.opens_home()
    assert home is not None
    return home


async def wait_for_page(sandbox_user: SandboxUser, line: str) -> list[str]:
    """Wait until a line appears on the open Home page, and return all its lines."""
    return lines(
        await sandbox_user.wait_for(
            lambda: sandbox_user.home if sandbox_user.home and line in lines(sandbox_user.home) else None
        )
    )


@pytest.fixture
async def names(sanne: SandboxUser, service: Service) -> list[str]:
    """Assign all accounts to Sanne, and return the names in her plan."""
    await sanne.types_command("/ritme")
    owner = reps.select().with_only_columns(reps.c.id).where(reps.c.external_id == SANNE).scalar_subquery()
    await service.bot.database.write(lambda connection: connection.execute(update(accounts).values(owner_id=owner)))
    return list_names(await sanne.types_command("/ritme"))


def list_names(shown: PostedMessage | View | None) -> list[str]:
    """Return the account names that have a row."""
    assert shown is not None
    return [spot.block["text"]["text"].partition(":")[0] for spot in shown.spots if spot.block["type"] == "section"]


async def choose(
    sandbox_user: SandboxUser, shown: PostedMessage | View, name: str, option: str
) -> PostedMessage | None:
    """Choose an option in the menu of an account's row."""
    rows = (spot for spot in shown.spots if spot.block["type"] == "section")
    row = next(spot for spot in rows if spot.block["text"]["text"].startswith(f"{name}:"))
    return await sandbox_user.uses(shown, row, option, grace=2)


async def test_what_is_logged_by_command_is_on_the_open_page_without_opening_it_again(sanne: SandboxUser) -> None:
    home = await open_home(sanne)
    assert "▱▱▱▱▱▱▱▱▱▱  0 van 5 berichten" in lines(home)
    await sanne.types_command("/log 5 mails")
    page = await wait_for_page(sanne, "wo 18 mrt · 5 berichten")
    assert page[1] == "▰▰▰▰▰▰▰▰▰▰  5 van 5 berichten ✓"


async def test_what_is_said_in_a_direct_message_is_on_the_page_too(sanne: SandboxUser) -> None:
    await open_home(sanne)
    await sanne.says("gebeld met Jansen Metaal")
    await wait_for_page(sanne, "wo 18 mrt · Telefoontje · Jansen Metaal")


async def test_an_entry_is_deleted_on_the_page(sanne: SandboxUser) -> None:
    await sanne.types_command("/log visit Acme")
    home = await open_home(sanne)
    await sanne.clicks(home, "Verwijderen")
    page = await wait_for_page(sanne, "Je log is nog leeg. De eerste is de moeilijkste: /log bezoek Acme")
    assert "Uit je log gehaald: Bezoek · Acme · wo 18 mrt" in page
    assert sanne.home is not None
    await sanne.clicks(sanne.home, "Terugzetten")
    await wait_for_page(sanne, "wo 18 mrt · Bezoek · Acme")


async def test_undo_under_an_answer_reaches_the_page(sanne: SandboxUser) -> None:
    shown = await sanne.types_command("/log visit Acme")
    assert shown is not None
    await open_home(sanne)
    await sanne.clicks(shown, "Ongedaan maken", grace=2)
    await wait_for_page(sanne, "Je log is nog leeg. De eerste is de moeilijkste: /log bezoek Acme")


@pytest.mark.daily
async def test_something_is_logged_from_the_page_with_the_form(sanne: SandboxUser) -> None:
    home = await open_home(sanne)
    await sanne.clicks(home, "Iets loggen")
    assert sanne.modal is not None
    await sanne.submits(sanne.modal, {"Aantal": "2"})
    await wait_for_page(sanne, "wo 18 mrt · 2 bezoeken")


async def test_another_suggestion_on_the_page(sanne: SandboxUser, names: list[str]) -> None:
    home = await open_home(sanne)
    assert list_names(home) == names
    await choose(sanne, home, names[0], "Andere")
    changed = await sanne.wait_for(lambda: sanne.home if sanne.home and list_names(sanne.home) != names else None)
    assert names[0] not in list_names(changed)
    assert list_names(await sanne.types_command("/ritme")) == list_names(changed)


async def test_not_this_month_on_the_page_and_back(sanne: SandboxUser, names: list[str]) -> None:
    home = await open_home(sanne)
    await choose(sanne, home, names[0], "Niet deze maand")
    await wait_for_page(sanne, f"{names[0]} laat ik liggen tot zaterdag 18 april.")
    assert sanne.home is not None
    await sanne.clicks(sanne.home, "Ongedaan maken")
    back = await sanne.wait_for(lambda: sanne.home if sanne.home and list_names(sanne.home) == names else None)
    assert "Ongedaan maken" not in back.buttons


async def test_another_suggestion_replaces_the_days_answer(sanne: SandboxUser, names: list[str]) -> None:
    shown = await sanne.types_command("/ritme")
    assert shown is not None
    changed = await choose(sanne, shown, names[0], "Andere")
    assert changed is shown
    assert (lines(shown)[0], names[0] in list_names(shown)) == ("Vandaag, woensdag 18 maart", False)


async def test_not_this_month_under_the_morning_message_keeps_it_the_morning_message(
    sanne: SandboxUser, names: list[str], sandbox: Sandbox
) -> None:
    await sandbox.clock.move_to(datetime(2026, 3, 19, 7, 30, tzinfo=UTC))
    [nudge] = [message for message in sanne.visible() if message.user_id == "U05RITME" and not message.addressee]
    [first, *_] = list_names(nudge)
    assert await sanne.clicks(nudge, "Meer", grace=2) is nudge
    rested = await choose(sanne, nudge, first, "Niet deze maand")
    assert rested is nudge
    assert lines(rested)[0] == "Goedemorgen Sanne. Vandaag: 5 berichten, 2 telefoontjes, 1 bezoek."
    assert lines(rested)[-1] == f"{first} laat ik liggen tot zondag 19 april."
    back = await sanne.clicks(nudge, "Ongedaan maken", grace=2)
    assert lines(back)[-1] == f"{first} doet weer mee."
    assert sorted(list_names(back)) == sorted(names)


async def test_an_account_that_asked_for_peace_is_gone_from_the_page(sanne: SandboxUser, names: list[str]) -> None:
    await open_home(sanne)
    answer = await sanne.types_command(f"/ritme rust {names[0]}")
    assert answer is not None
    await sanne.wait_for(lambda: sanne.home if sanne.home and names[0] not in list_names(sanne.home) else None)
    await sanne.clicks(answer, "Ongedaan maken", grace=2)
    await sanne.wait_for(lambda: sanne.home if sanne.home and names[0] in list_names(sanne.home) else None)


async def test_a_manager_sees_the_team_and_a_rep_does_not(marieke: SandboxUser, sanne: SandboxUser) -> None:
    for sandbox_user in (marieke, sanne):
        await sandbox_user.types_command("/ritme team Noord")
    await sanne.types_command("/log 5 mails")
    team_page, own_page = lines(await open_home(marieke)), lines(await open_home(sanne))
    start = team_page.index("Team Noord · woensdag 18 maart")
    assert team_page[start + 1] == (
        "Een totaal laat ik zien zodra vier collega's erin meetellen. Zo blijft ieders werk van hemzelf."
    )
    assert [line for line in team_page if "Sanne" in line] == []
    assert [line for line in own_page if line.startswith(("Team Noord ·", "Niet bezorgd"))] == []
    assert team_page[-2:] == ["Niet bezorgd", "Alles is aangekomen."]


async def test_a_change_of_language_turns_the_open_page(sanne: SandboxUser) -> None:
    await open_home(sanne)
    await sanne.types_command("/ritme taal en")
    await wait_for_page(sanne, "Today, Wednesday 18 March")


async def test_the_page_of_somebody_else_stays_as_it_is(sanne: SandboxUser, oliver: SandboxUser) -> None:
    home = await open_home(oliver)
    await open_home(sanne)
    await sanne.types_command("/log 5 mails")
    await wait_for_page(sanne, "wo 18 mrt · 5 berichten")
    assert oliver.home is home
