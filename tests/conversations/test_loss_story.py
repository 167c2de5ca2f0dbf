"""A lost deal, a note that blames others, one question, and a lesson that returns later (N1-N4)."""

import pytest

from sandbox.entities import PostedMessage
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from tests.conversations.test_deal_story import lines, see_morning, see_reading

BLAME = "die inkoper wil gewoon de goedkoopste, daar valt niet tegen te werken"
SHARE = "eerder bij de directie langs gaan"


async def lose_deal(sandbox_user: SandboxUser, typed: str = "/deal Acme verloren") -> PostedMessage:
    await sandbox_user.types_command('/deal nieuw Acme "Kassen 2027" 45k')
    await sandbox_user.types_command("/log gebeld met Acme, te duur, ze willen 20% korting")
    card = await sandbox_user.types_command(typed)
    assert card is not None
    return card


@pytest.mark.daily
async def test_n1_a_loss_asks_what_happened_the_first_sign_and_the_own_share(sanne: SandboxUser) -> None:
    card = await lose_deal(sanne)
    assert "Verloren op wo 18 mrt, in intake · € 45.000 · van Sanne de Wit" in lines(card)
    assert sanne.modal is not None
    assert sanne.modal.title == "Wat leer je hiervan?"
    labels = sanne.modal.plain
    for asked in ("Wat gebeurde er?", "Wat was het eerste teken dat het deze kant op ging?", "En jij?"):
        assert asked in labels
    assert await sanne.submits(sanne.modal, {"reason": "price", "share": SHARE}) is None
    assert lines(sanne.visible()[-1])[0].startswith("✓ Bewaard. Zo naar jezelf kijken doen er weinig")
    found = lines(await sanne.types_command("/lessen directie"))
    assert found[:2] == ["Je lessen over “directie”", f"wo 18 mrt · Acme · Kassen 2027 · De prijs: “{SHARE}”"]
    nothing = lines(await sanne.types_command("/lessen levertijd"))
    assert nothing[1] == "Daarover heb je nog niets geschreven."


async def test_n2_a_note_that_blames_is_turned_round_once_and_never_again(sanne: SandboxUser) -> None:
    await lose_deal(sanne)
    assert sanne.modal is not None
    await sanne.submits(sanne.modal, {"happened": BLAME})
    turned = sanne.visible()[-1]
    assert lines(turned)[1] == (
        "Eén vraag nog, en je mag hem laten liggen. Stel dat het wél in jouw hand lag:"
        " Waar in het gesprek had de waarde duidelijk moeten zijn voordat de prijs kwam?"
    )
    await sanne.clicks(turned, "Even nadenken")
    assert sanne.modal is not None
    await sanne.submits(sanne.modal, {"happened": BLAME + " echt niet"})
    assert lines(sanne.visible()[-1])[0].startswith("✓ Bewaard. Komt een deal in hetzelfde schuitje")


async def test_n1_skipping_is_fine(sanne: SandboxUser) -> None:
    card = await lose_deal(sanne)
    assert sanne.modal is not None
    await sanne.closes(sanne.modal)
    skipped = await sanne.clicks(card, "Nu niet")
    assert lines(skipped) == ["Prima. Vrijdag vraag ik het nog één keer."]


async def test_n1_a_lesson_is_ones_own_until_it_is_shared(sanne: SandboxUser, oliver: SandboxUser) -> None:
    for sandbox_user in (sanne, oliver):
        await sandbox_user.types_command("/ritme team Noord")
    await lose_deal(sanne)
    assert sanne.modal is not None
    await sanne.submits(sanne.modal, {"share": SHARE})
    assert SHARE not in "\n".join(lines(await oliver.types_command("/lessen")))
    mine = await sanne.types_command("/lessen")
    assert mine is not None
    await sanne.clicks(mine, "Delen met mijn team")
    assert f"Sanne de Wit, Wed 18 Mar · Acme · Kassen 2027: “{SHARE}”" in lines(await oliver.types_command("/lessen"))


async def test_a_deal_that_is_opened_again_asks_for_no_lesson(sanne: SandboxUser) -> None:
    card = await lose_deal(sanne)
    assert sanne.modal is not None
    await sanne.closes(sanne.modal)
    await sanne.types_command("/deal Acme heropen")
    gone = await sanne.clicks(card, "Wat leer ik hiervan?")
    assert lines(gone) == ["Die les is er niet meer, of is van een ander."]


async def test_n1_on_friday_it_is_asked_once_more_and_then_never_again(sanne: SandboxUser, sandbox: Sandbox) -> None:
    await lose_deal(sanne)
    assert sanne.modal is not None
    await sanne.closes(sanne.modal)
    thursday = await see_morning(sanne, sandbox, 19)
    assert "ging woensdag 18 maart verloren" not in thursday.plain
    friday = await see_morning(sanne, sandbox, 20)
    assert (
        "Acme · Kassen 2027 ging woensdag 18 maart verloren. Wat neem je ervan mee?"
        " Twee minuten; daarna vraag ik het niet meer."
    ) in lines(friday)
    await sanne.clicks(friday, "Wat leer ik hiervan?")
    assert sanne.modal is not None
    await sanne.closes(sanne.modal)
    next_friday = await see_morning(sanne, sandbox, 27)
    assert "ging woensdag 18 maart verloren" not in next_friday.plain


async def test_n4_a_lesson_comes_back_in_ones_own_words_when_a_live_deal_gets_into_the_same_spot(
    sanne: SandboxUser, sandbox: Sandbox
) -> None:
    await lose_deal(sanne)
    assert sanne.modal is not None
    await sanne.submits(sanne.modal, {"share": SHARE})
    await sanne.types_command('/deal nieuw "Jansen Metaal" Zaagstraat 80k')
    await sanne.types_command("/log gebeld met Jansen Metaal, vinden ons te duur, willen korting")
    read = await see_reading(sanne, sandbox, 19)
    assert (
        f"Je eigen les, wo 18 mrt (Acme · Kassen 2027): “{SHARE}”. Nu speelt bij Jansen Metaal · Zaagstraat: prijs."
        in lines(read)
    )
    assert lines(await sanne.clicks(read, "Nuttig")) == ["✓ Mooi, genoteerd."]
    assert "Je eigen les" not in (await see_reading(sanne, sandbox, 24)).plain


async def test_a_part_that_is_switched_off_is_never_heard_of_again(sanne: SandboxUser, sandbox: Sandbox) -> None:
    await lose_deal(sanne)
    assert sanne.modal is not None
    await sanne.submits(sanne.modal, {"share": SHARE})
    await sanne.types_command('/deal nieuw "Jansen Metaal" Zaagstraat 80k')
    await sanne.types_command("/log gebeld met Jansen Metaal, vinden ons te duur, willen korting")
    read = await see_reading(sanne, sandbox, 19)
    assert lines(await sanne.clicks(read, "Dit niet meer")) == [
        "✓ Daar hoor je niets meer over. Bij je instellingen zet je het weer aan."
    ]
    await sanne.types_command("/log gebeld met Jansen Metaal, weer over de prijs, te duur")
    assert "Je eigen les" not in (await see_reading(sanne, sandbox, 24)).plain


async def test_n3_the_exercise_is_offered_once_a_quarter_and_kept_with_the_lessons(
    sanne: SandboxUser, sandbox: Sandbox
) -> None:
    await lose_deal(sanne)
    assert sanne.modal is not None
    await sanne.submits(sanne.modal, {"share": SHARE})
    read = await see_reading(sanne, sandbox, 19)
    await sanne.clicks(read, "Ik doe het nu")
    assert sanne.modal is not None
    first = "gaf de fabriek de schuld van de levertijd"
    await sanne.submits(sanne.modal, {"first": first, "gain": "dan had ik zelf eerder gebeld"})
    assert "do 19 mrt · oefening: “dan had ik zelf eerder gebeld”" in lines(await sanne.types_command("/lessen"))
    for day in (24, 26, 31):
        assert "Tien minuten eerlijk" not in (await see_reading(sanne, sandbox, day)).plain


def find_card(sandbox_user: SandboxUser) -> PostedMessage | None:
    return next((message for message in sandbox_user.visible() if "Verloren op" in message.plain), None)


@pytest.mark.parametrize("line", ["deal Acme verloren", "Deal Acme lost", "/deal Acme verloren"])
async def test_n1_a_deal_lost_in_a_direct_message_can_be_told_about_with_a_button(
    sanne: SandboxUser, line: str
) -> None:
    await sanne.types_command('/deal nieuw Acme "Kassen 2027" 45k')
    await sanne.says(line, dm=True)
    card = await sanne.wait_for(lambda: find_card(sanne))
    assert "Verloren op wo 18 mrt, in intake · € 45.000 · van Sanne de Wit" in lines(card)
    await sanne.clicks(card, "Wat leer ik hiervan?")
    assert sanne.modal is not None
    assert sanne.modal.title == "Wat leer je hiervan?"
