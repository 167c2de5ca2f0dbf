"""An unhappy customer is not asked for good news; what was promised because of it comes first (K2)."""

from datetime import UTC, datetime

import pytest

from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from tests.conversations.test_deal_story import lines, see_morning

WARNED = (
    "Acme gaf op wo 18 mrt een 4. Eerst waarmaken wat daar beter moet, dan pas om een introductie vragen. Toch noteren?"
)


@pytest.fixture
async def unhappy(sanne: SandboxUser) -> SandboxUser:
    await sanne.types_command('/deal nieuw Acme "Kassen 2027" 45k')
    await sanne.types_command("/deal Acme gewonnen")
    await sanne.types_command("/feedback Acme 4 te laat geleverd")
    return sanne


async def test_k2_after_a_4_the_plan_asks_for_the_promise_and_for_no_introduction(
    unhappy: SandboxUser, sandbox: Sandbox
) -> None:
    morning = await see_morning(unhappy, sandbox, 25)
    assert "Acme gaf een 4 (“te laat geleverd”). Eerst dat: beloof één ding dat beter wordt, met een dag." in lines(
        morning
    )
    promised = await unhappy.picks(morning, "Wij beloven iets voor…", "2026-03-27")
    assert lines(promised)[0].startswith("✓ Beloofd aan Acme voor vrijdag 27 maart.")
    await unhappy.types_command("/log gebeld met Jansen Metaal, volgende stap 27 maart")
    friday = lines(await see_morning(unhappy, sandbox, 27))
    agreed = [line for line in friday if line.startswith("Vandaag: Acme") or "Jansen Metaal" in line]
    assert agreed[0] == "Vandaag: Acme · beloofd na een 4 · te laat geleverd", friday
    for day in (30, 31):
        assert "Wie kennen zij" not in (await see_morning(unhappy, sandbox, day)).plain


async def test_k2_the_thought_of_friday_is_the_unhappy_customer_until_something_is_promised(
    unhappy: SandboxUser, sandbox: Sandbox
) -> None:
    thought = "Om over na te denken: Acme zei eerlijk wat er beter moet. Dat doet niet iedere klant."
    friday = await see_morning(unhappy, sandbox, 20)
    assert thought in lines(friday)
    # By the next Friday something is promised.
    asked = await see_morning(unhappy, sandbox, 25)
    await unhappy.picks(asked, "Wij beloven iets voor…", "2026-03-31")
    assert thought not in lines(await see_morning(unhappy, sandbox, 27))


async def test_k2_an_introduction_is_noted_only_after_a_warning(unhappy: SandboxUser) -> None:
    warned = await unhappy.types_command("/referral Acme gevraagd")
    assert lines(warned) == [WARNED]
    assert lines(await unhappy.types_command("/referral"))[1].startswith("Er loopt er geen.")
    assert warned is not None
    assert lines(await unhappy.clicks(warned, "Toch noteren"))[0] == "Gevraagd aan Acme (wo 18 mrt)."
    assert "Even niet aan herinneren: Acme gaf op wo 18 mrt een 4." in lines(await unhappy.types_command("/referral"))


async def test_k2_what_the_customer_did_is_noted_without_a_warning(unhappy: SandboxUser) -> None:
    noted = await unhappy.types_command("/referral Acme -> Jansen Metaal voorgesteld")
    assert lines(noted)[0].startswith("Acme stelde je voor aan Jansen Metaal (wo 18 mrt).")


async def test_k2_a_request_told_in_the_log_is_warned_about_too(unhappy: SandboxUser) -> None:
    asked = await unhappy.types_command("/log introductie gevraagd aan Acme")
    assert asked is not None
    assert lines(await unhappy.clicks(asked, "Noteer de introductie")) == [WARNED]


async def test_k2_a_better_score_soon_after_is_no_occasion_yet(unhappy: SandboxUser, sandbox: Sandbox) -> None:
    noted = await unhappy.types_command("/feedback Acme 9")
    assert lines(noted)[1].startswith("Dat is beter dan de 4 van kort geleden.")
    assert noted is not None
    assert "Ik vraag om een introductie" not in noted.buttons
    await sandbox.clock.move_to(datetime(2026, 6, 17, 8, 0, tzinfo=UTC))
    noted = await unhappy.types_command("/feedback Acme 9")
    assert lines(noted)[1].startswith("Zo'n klant kent er meer.")


async def test_k2_the_score_stands_on_the_cards(unhappy: SandboxUser) -> None:
    card = lines(await unhappy.types_command("/ritme account Acme"))
    assert "Laatste cijfer: 4 (wo 18 mrt)." in card
    assert (
        "Tot en met di 16 jun stel ik hier geen introductie en geen extra verkoop voor: eerst dat cijfer omhoog."
        in card
    )
    assert "Laatste cijfer van Acme: 4 (wo 18 mrt)." in lines(await unhappy.types_command("/deal Acme"))
    asked = lines(await unhappy.types_command("/vragen Acme"))
    assert "Acme gaf op wo 18 mrt een 4. Begin daar: wat is er sindsdien beter?" in asked
    await unhappy.types_command("/ritme scorekaart")
    owed = "Eén ding deze maand, en dat eerst: maak waar wat er bij Acme beter moet."
    await unhappy.wait_for(lambda: [each for each in unhappy.visible() if owed in lines(each)])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("/feedback Acme gaf een 4", "4."),
        ("/feedback Acme een 4 te laat", "4: “te laat”."),
        ("/feedback Acme gaf ons een 4", "4."),
    ],
)
async def test_k2_a_score_in_a_sentence_is_taken_as_it_was_typed(sanne: SandboxUser, typed: str, kept: str) -> None:
    assert lines(await sanne.types_command(typed))[0] == f"✓ Acme geeft een {kept}"


async def test_k2_the_form_fills_in_no_score_but_keeps_what_was_typed(sanne: SandboxUser) -> None:
    await sanne.types_command("/feedback Acme gaf 2 klachten door")
    assert sanne.modal is not None
    score, words = (block["element"] for block in sanne.modal.blocks if block["type"] == "input")
    assert "initial_option" not in score
    assert words["initial_value"] == "gaf 2 klachten door"
