"""Buttons pressed twice or long afterwards: idempotent, and never applied to something else."""

import pytest

from sandbox.entities import PostedMessage
from sandbox.sandbox_user import SandboxUser
from tests.conversations.test_deal_story import lines


class OldMessage:
    """A snapshot of a message, whose buttons can be pressed after the message was replaced."""

    def __init__(self, sandbox_user: SandboxUser, message: PostedMessage | None) -> None:
        assert message is not None
        self.sandbox_user = sandbox_user
        self.message = message
        self.spots = list(message.spots)

    async def press(self, label: str) -> list[str]:
        spot = next(each for each in self.spots if each.is_called(label))
        return lines(await self.sandbox_user.uses(self.message, spot, grace=2))


async def ask(sandbox_user: SandboxUser, typed: str) -> OldMessage:
    return OldMessage(sandbox_user, await sandbox_user.types_command(typed))


async def test_a_double_click_opens_one_deal_for_a_new_account(sanne: SandboxUser) -> None:
    choice = await ask(sanne, "/deal nieuw Bakkerij Zon 45k")
    first = await choice.press("Nieuw: «Bakkerij Zon»")
    assert first[:2] == ["Bakkerij Zon · deal 1", "✓ Deal geopend."]
    assert await choice.press("Nieuw: «Bakkerij Zon»") == first
    assert lines(await sanne.types_command("/deal"))[0] == "1 open deal, samen € 45.000"


async def test_a_double_click_opens_one_deal_for_an_account_that_is_chosen(sanne: SandboxUser) -> None:
    choice = await ask(sanne, "/deal nieuw Van Dam 45k")
    first = await choice.press("Van Dam Logistiek")
    assert first[:2] == ["Van Dam Logistiek · deal 1", "✓ Deal geopend."]
    assert await choice.press("Van Dam Logistiek") == first
    assert lines(await sanne.types_command("/deal"))[0] == "1 open deal, samen € 45.000"


async def test_a_double_click_opens_one_deal_that_was_won_or_lost_at_once(sanne: SandboxUser) -> None:
    choice = await ask(sanne, "/deal nieuw Van Dam 45k gewonnen")
    first = await choice.press("Van Dam Logistiek")
    assert first[:2] == ["Van Dam Logistiek · deal 1: gewonnen", "🏆 Gewonnen! Mooi werk. Wat gaf de doorslag?"]
    assert await choice.press("Van Dam Logistiek") == first
    shown = OldMessage(sanne, sanne.visible()[-1])
    assert await shown.press("Ongedaan maken") == ["De deal is weer weg. De contacten staan gewoon nog in je log."]


async def test_a_double_click_gives_one_of_several_deals_once(sanne: SandboxUser, oliver: SandboxUser) -> None:
    await oliver.types_command("/ritme")
    await sanne.types_command('/deal nieuw Acme "Kassen" 10k')
    await sanne.types_command('/deal nieuw Acme "Dak" 20k')
    choice = await ask(sanne, "/deal geef Acme <@U05OLIVER>")
    first = await choice.press("Kassen")
    assert first[:3] == ["Acme · Kassen", "✓ Aangepast.", "intake sinds kort · € 10.000 · van Oliver Hughes"]
    assert await choice.press("Kassen") == first
    assert "Ongedaan maken" in sanne.visible()[-1].buttons
    await sanne.types_command('/deal Acme "Dak" offerte')
    assert (await choice.press("Dak"))[1:3] == [MOVED_ON, "offerte sinds kort · € 20.000 · van Sanne de Wit"]


async def test_the_same_line_typed_twice_is_two_deals(sanne: SandboxUser) -> None:
    await sanne.types_command("/deal nieuw Acme 45k")
    again = await sanne.types_command("/deal nieuw Acme 45k")
    assert lines(again)[:2] == ["Acme · deal 2", "✓ Deal geopend."]


MOVED_ON = "Deze deal is intussen verder, dus ik heb niets veranderd. Zo staat hij er nu voor."


async def test_an_old_card_does_not_move_a_deal_back(sanne: SandboxUser) -> None:
    await sanne.types_command("/deal nieuw Acme Kassen 10k")
    card = await ask(sanne, "/deal Acme")
    await sanne.types_command("/deal Acme onderhandeling")
    assert (await card.press("Naar behoefte"))[:3] == [
        "Acme · Kassen",
        MOVED_ON,
        "onderhandeling sinds kort · € 10.000 · van Sanne de Wit",
    ]


async def test_an_old_card_does_not_make_a_won_deal_a_lost_one(sanne: SandboxUser) -> None:
    await sanne.types_command("/deal nieuw Acme Kassen 10k")
    card = await ask(sanne, "/deal Acme")
    await sanne.types_command("/deal Acme gewonnen")
    for label in ("Verloren", "Naar behoefte"):
        shown = await card.press(label)
        assert shown[1:3] == [MOVED_ON, "Gewonnen op wo 18 mrt · € 10.000 · van Sanne de Wit"]


async def test_a_double_click_on_won_says_the_same_twice_and_can_be_taken_back(sanne: SandboxUser) -> None:
    await sanne.types_command("/deal nieuw Acme Kassen 10k")
    card = await ask(sanne, "/deal Acme")
    first = await card.press("Gewonnen")
    assert first[1] == "🏆 Gewonnen! Mooi werk. Wat gaf de doorslag?"
    assert await card.press("Gewonnen") == first
    shown = sanne.visible()[-1]
    assert "Ongedaan maken" in shown.buttons


async def test_undo_pressed_twice_says_that_it_was_done_already(sanne: SandboxUser) -> None:
    await sanne.types_command("/deal nieuw Acme Kassen 10k")
    card = await ask(sanne, "/deal Acme offerte")
    assert (await card.press("Ongedaan maken"))[1] == "Teruggedraaid."
    assert (await card.press("Ongedaan maken"))[:3] == [
        "Acme · Kassen",
        "Dat was al teruggedraaid.",
        "intake sinds kort · € 10.000 · van Sanne de Wit",
    ]


@pytest.mark.daily
async def test_an_old_undo_never_takes_back_a_later_change(sanne: SandboxUser) -> None:
    await sanne.types_command("/deal nieuw Acme Kassen 10k")
    card = await ask(sanne, "/deal Acme behoefte")
    await card.press("Ongedaan maken")
    await sanne.types_command("/deal Acme offerte")
    assert (await card.press("Ongedaan maken"))[1:3] == [
        "Dat was al teruggedraaid.",
        "offerte sinds kort · € 10.000 · van Sanne de Wit",
    ]


async def test_a_deal_that_is_closed_asks_for_no_more_questions(sanne: SandboxUser) -> None:
    await sanne.types_command("/deal nieuw Acme Kassen 10k")
    card = await ask(sanne, "/deal Acme")
    question = await ask(sanne, "/vragen Acme")
    await sanne.types_command("/deal Acme gewonnen")
    for old, label in ((card, "Welke vraag stel ik?"), (question, "Andere vraag")):
        assert await old.press(label) == [
            "Acme · Kassen: gewonnen",
            "Deze is binnen: hier hoef je niets meer los te krijgen. Het volgende contact na de koop is rond wo 1 apr.",
        ]


async def give_to_oliver(sanne: SandboxUser, oliver: SandboxUser) -> OldMessage:
    await oliver.types_command("/ritme")
    await sanne.types_command("/deal nieuw Acme Kassen 10k")
    return await ask(sanne, "/deal geef Acme <@U05OLIVER>")


async def test_who_gave_a_deal_away_may_take_that_back_and_is_offered_nothing_else(
    sanne: SandboxUser, oliver: SandboxUser
) -> None:
    card = await give_to_oliver(sanne, oliver)
    assert card.message.buttons == ["Ongedaan maken", "Welke vraag stel ik?", "Klantkaart"]
    back = await card.press("Ongedaan maken")
    assert back[1:3] == ["Teruggedraaid.", "intake sinds kort · € 10.000 · van Sanne de Wit"]
    assert "Gewonnen" in sanne.visible()[-1].buttons


async def test_a_deal_that_was_given_is_not_taken_back_once_its_owner_worked_on_it(
    sanne: SandboxUser, oliver: SandboxUser
) -> None:
    card = await give_to_oliver(sanne, oliver)
    await oliver.types_command("/deal Acme offerte")
    assert await card.press("Ongedaan maken") == [
        "Deze deal is van Oliver Hughes. Alleen de eigenaar of een manager kan hem veranderen."
    ]


async def test_the_card_of_a_colleagues_deal_offers_no_change(sanne: SandboxUser, marieke: SandboxUser) -> None:
    await marieke.types_command("/deal nieuw Acme Kassen 10k")
    assert (await ask(sanne, "/deal Acme")).message.buttons == ["Welke vraag stel ik?", "Klantkaart"]
    await marieke.types_command("/deal Acme gewonnen")
    assert (await ask(sanne, "/deal Acme")).message.buttons == ["Klantkaart"]
