"""A deal from continuation to advance, by clock and clicks in the sandbox (V1-V4)."""

from datetime import UTC, datetime

import pytest

from sandbox.entities import PostedMessage
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox

VAGUE = "/log gebeld met Acme, leuk gesprek, hij komt erop terug"


def lines(message: PostedMessage | None) -> list[str]:
    assert message is not None
    return message.plain.splitlines()


async def see_reading(sandbox_user: SandboxUser, sandbox: Sandbox, day: int) -> PostedMessage:
    """Return what there is to read on a Tuesday or Thursday of March 2026, some time after the plan."""
    await see_morning(sandbox_user, sandbox, day)
    await sandbox.clock.move_to(datetime(2026, 3, day, 10, 0, tzinfo=UTC))
    return next(each for each in reversed(sandbox_user.visible()) if each.user_id == "U05RITME" and not each.addressee)


async def see_morning(sandbox_user: SandboxUser, sandbox: Sandbox, day: int) -> PostedMessage:
    await sandbox.clock.move_to(datetime(2026, 3, day, 7, 30, tzinfo=UTC))
    return next(each for each in reversed(sandbox_user.visible()) if each.user_id == "U05RITME" and not each.addressee)


@pytest.mark.daily
async def test_three_vague_contacts_a_named_stall_a_question_asked_and_an_advance(
    marieke: SandboxUser, sanne: SandboxUser, sandbox: Sandbox
) -> None:
    for sandbox_user in (marieke, sanne):
        await sandbox_user.types_command("/ritme team Noord")
    await sanne.types_command('/deal nieuw Acme "Kassen 2027" 45k marge 12k')

    # Three contacts without a next step: each time the bot asks for a date.
    answer = None
    for day in (18, 19, 20):
        await sandbox.clock.move_to(datetime(2026, 3, day, 15, 30, tzinfo=UTC))
        answer = await sanne.types_command(VAGUE)
        assert answer is not None
        assert "Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan." in lines(answer)
        await sanne.clicks(answer, "Niets afgesproken")
    assert "○ Contact bij Kassen 2027: nummer 3 zonder vooruitgang." in lines(answer)

    # Monday's nudge reports the stalled deal once, with its figures and one question.
    morning = await see_morning(sanne, sandbox, 23)
    [stall] = [line for line in lines(morning) if line.startswith("Acme · Kassen 2027 (€ 45.000) ")]
    assert stall.endswith(": 3 keer op rij hetzelfde: vriendelijk maar vaag.")
    question = next(line for line in lines(morning) if line.startswith("Vraag vandaag eens: "))
    asked = question.removeprefix("Vraag vandaag eens: ")
    noted = await sanne.clicks(morning, "Gesteld")
    assert lines(noted)[0].startswith("✓ Genoteerd.")
    assert "hetzelfde" not in (await see_morning(sanne, sandbox, 24)).plain

    # The question's estimated success before, and after the customer's commitment with a date.
    before = lines(await sanne.types_command("/vragen lijst vriendelijk"))
    assert "Nog niet gesteld · " in before[before.index(asked) + 1]
    advance = lines(
        await sanne.types_command("/log bezoek Acme, wil door, proefopstelling, volgende stap donderdag 10:00")
    )
    assert "▲ Vooruitgang in Kassen 2027: er ligt een datum." in advance
    after = lines(await sanne.types_command("/vragen lijst vriendelijk"))
    # How often a question helped is told over four people only (K10).
    assert "gesteld" not in after[after.index(asked) + 1]

    card = lines(await sanne.types_command("/deal Acme"))
    assert card[0] == "Acme · Kassen 2027"
    assert card[2] == "Volgende stap: donderdag 26 maart"
    assert card[3] == "4 contacten, 0 sinds de laatste vooruitgang op di 24 mrt."
    assert card[4].endswith("○ gebeld → di 24 mrt ▲ bezoek")


async def test_a_manager_puts_a_question_into_other_words_and_it_is_used(
    marieke: SandboxUser, sanne: SandboxUser
) -> None:
    listed = await marieke.types_command("/vragen lijst prijs")
    assert listed is not None
    assert lines(listed)[0] == "Vragen bij: prijs"
    await marieke.clicks(listed, "Aanpassen", "price-content")
    assert marieke.modal is not None
    problems = await marieke.submits(marieke.modal, {"ask": "Staat de inhoud, los van wat het kost?"})
    assert problems is None
    changed = marieke.visible()[-1]
    assert lines(changed)[:2] == [
        "✓ Aangepast: zo stel ik hem voortaan voor.",
        "“Staat de inhoud, los van wat het kost?”",
    ]
    assert "“Staat de inhoud, los van wat het kost?”" in lines(await sanne.types_command("/vragen lijst prijs"))


async def test_a_question_is_switched_off_and_on_again(marieke: SandboxUser, sanne: SandboxUser) -> None:
    for is_off in (True, False):
        listed = await marieke.types_command("/vragen lijst prijs")
        assert listed is not None
        await marieke.clicks(listed, "Aanpassen", "price-worth")
        assert marieke.modal is not None
        assert await marieke.submits(marieke.modal, {"off": ["off"] if is_off else []}) is None
        shown = lines(await sanne.types_command("/vragen lijst prijs"))
        assert ("“Wat moet het u opleveren om het bedrag waard te zijn?” staat uit" in shown) is is_off


async def test_a_rep_sees_the_questions_but_cannot_change_them(sanne: SandboxUser) -> None:
    listed = await sanne.types_command("/vragen lijst prijs")
    assert listed is not None
    assert "Aanpassen" not in listed.buttons
    assert lines(await sanne.types_command("/vragen aanpassen"))[0] == (
        "Dat kan alleen een manager of beheerder: Marieke Bakker."
    )


async def test_a_page_of_ones_own_shows_the_open_deals(sanne: SandboxUser) -> None:
    await sanne.types_command('/deal nieuw Acme "Kassen 2027" 45k')
    home = await sanne.opens_home()
    assert home is not None
    shown = home.plain.splitlines()
    place = shown.index("1 open deal, samen € 45.000")
    assert shown[place + 1] == "Acme · Kassen 2027 · intake · € 45.000"
