"""Deal names: lookup, lists, a choice between several, and numbers for deals without a name (V1)."""

import pytest

from bot.domain.accounts.errors import NameTooLong
from bot.domain.deals.errors import (
    DealClosed,
    DealLineTooLong,
    DealReceiverUnknown,
)
from bot.messages.text.button_values import DealRef
from bot.services.bot import Bot
from bot.services.people.person_cache import PersonCache
from tests.bot.services.deals.deal_chat import DealChat
from tests.conftest import StillClock, identify
from tests.interactions import press


async def test_the_list_shows_the_most_valuable_first_and_how_to_begin(deal_chat: DealChat) -> None:
    assert await deal_chat.says("") == [
        "Je hebt nog geen open deals. Een naam en een bedrag is genoeg om er een te openen."
    ]
    await deal_chat.says("nieuw Acme Kassen 10k")
    await deal_chat.says("nieuw Jansen Metaal Zaag 30k offerte")
    assert await deal_chat.says("lijst") == [
        "2 open deals, samen € 40.000",
        "Jansen Metaal · Zaag · offerte · € 30.000",
        "Acme · Kassen · intake · € 10.000",
        "/deal Acme toont er een · /deal help",
    ]


async def test_of_several_deals_one_is_chosen_by_button_or_by_name(deal_chat: DealChat) -> None:
    await deal_chat.says("nieuw Acme Kassen 10k")
    await deal_chat.says("nieuw Acme Zonwering 8k")
    assert await deal_chat.says("Acme offerte") == ["Acme heeft meer dan één deal. Welke bedoel je?"]
    assert deal_chat.buttons == ["Zonwering", "Kassen"]
    assert (await deal_chat.presses("Kassen"))[1] == "▲ Vooruitgang: de deal staat nu in offerte."
    assert (await deal_chat.says("Acme zonwering verloren"))[0] == "Acme · Zonwering: verloren"


async def test_an_unknown_account_is_offered_its_nearest_and_a_new_one(deal_chat: DealChat) -> None:
    assert await deal_chat.says("nieuw Jansn Meta 5k") != []
    await deal_chat.says("nieuw Bakkerij Zonnig 5k")
    assert deal_chat.buttons == ["Nieuw: «Bakkerij Zonnig»"]
    assert (await deal_chat.presses("Nieuw: «Bakkerij Zonnig»"))[0] == "Bakkerij Zonnig · deal 1"


async def test_a_deal_is_found_by_its_whole_name_before_a_part_of_another(deal_chat: DealChat) -> None:
    await deal_chat.says('nieuw Acme "Kassen" 10k')
    await deal_chat.says('nieuw Acme "Kassen 2027" 45k')
    await deal_chat.says('nieuw Acme "Dak" 5k')
    assert (await deal_chat.says('Acme "Kassen" gewonnen'))[:2] == [
        "Acme · Kassen: gewonnen",
        "🏆 Gewonnen! Mooi werk. Wat gaf de doorslag?",
    ]
    assert (await deal_chat.says("Acme kassen 2027 offerte"))[0] == "Acme · Kassen 2027"
    assert (await deal_chat.says("Acme kas offerte")) == ["Acme heeft meer dan één deal. Welke bedoel je?"]
    assert deal_chat.buttons == ["Kassen 2027", "Kassen"]


async def test_looking_at_a_deal_by_its_name_changes_nothing(deal_chat: DealChat) -> None:
    await deal_chat.says('nieuw Jansen Metaal "Robots 2027" 45k')
    await deal_chat.says("nieuw Jansen Metaal 30k")
    shown = "intake sinds kort · € 45.000 · van Anna de Wit"
    assert (await deal_chat.says("Jansen Metaal Robots 2027"))[:2] == ["Jansen Metaal · Robots 2027", shown]
    assert (await deal_chat.says("Jansen Metaal 2027"))[:2] == ["Jansen Metaal · Robots 2027", shown]
    assert (await deal_chat.says("Jansen Metaal deal 2"))[1] == "intake sinds kort · € 30.000 · van Anna de Wit"
    assert (await deal_chat.says("nieuw Acme Kassen 2027 45k"))[0] == "Acme · Kassen 2027"


async def test_the_lines_of_the_help_can_be_pasted(deal_chat: DealChat) -> None:
    await deal_chat.says("nieuw Acme Kassen 45k")
    assert (await deal_chat.says("Acme 50k · marge 15k · sluit 30 juni"))[2] == (
        "intake sinds kort · € 50.000 · marge € 15.000 · sluit di 30 jun · van Anna de Wit"
    )
    assert (await deal_chat.says("Acme sluit 31 juli € 60.000,- marge 1,5 mln gewonnen"))[2] == (
        "Gewonnen op wo 18 mrt · € 60.000 · marge € 1.500.000 · van Anna de Wit"
    )


async def test_a_name_that_is_too_long_is_refused_and_one_that_is_long_when_spelled_out_is_found(
    deal_chat: DealChat,
) -> None:
    with pytest.raises(NameTooLong) as refused:
        await deal_chat.says(f"nieuw Acme {'heel lange naam ' * 30}45k")
    assert (refused.value.length, refused.value.limit) == (479, 200)
    # Normalisation (NFKC) expands each of these characters to eighteen letters.
    await deal_chat.says(f'nieuw Acme "{"ﷺ" * 150}" 1k')
    assert (await deal_chat.says(f'Acme "{"ﷺ" * 150}"'))[1] == "intake sinds kort · € 1.000 · van Anna de Wit"


async def test_a_deal_without_a_name_takes_the_next_free_number(deal_chat: DealChat) -> None:
    await deal_chat.says("nieuw Acme 10k")
    first = deal_chat.value_of("Ongedaan maken")
    assert (await deal_chat.says("nieuw Acme 20k"))[0] == "Acme · deal 2"
    await deal_chat.undoes_what(first)
    assert (await deal_chat.says("nieuw Acme 30k"))[0] == "Acme · deal 3"


async def test_of_several_deals_the_one_to_hand_over_is_chosen(
    deal_chat: DealChat, bot: Bot, people: PersonCache, clock: StillClock
) -> None:
    await identify(people, clock, "UBRAM", "Bram Kok")
    await deal_chat.says('nieuw Acme "Kassen" 10k')
    kassen = int(deal_chat.value_of("Welke vraag stel ik?"))
    await deal_chat.says('nieuw Acme "Dak 3000" 20k')
    with pytest.raises(DealReceiverUnknown):
        await deal_chat.says("geef Acme")
    with pytest.raises(DealReceiverUnknown):
        await deal_chat.says("geef Acme @UNOBODY")
    assert await deal_chat.says("geef Acme @UBRAM") == ["Acme heeft meer dan één deal. Welke bedoel je?"]
    assert deal_chat.buttons == ["Dak 3000", "Kassen"]
    assert (await deal_chat.presses("Kassen"))[:3] == [
        "Acme · Kassen",
        "✓ Aangepast.",
        "intake sinds kort · € 10.000 · van Bram Kok",
    ]
    hint = await press(bot, "deal_give", DealRef(kassen), person=deal_chat.person)
    assert hint.lines == ['Zo draag je hem over: /deal geef Acme "Kassen" @naam']
    assert (await deal_chat.says("geef Acme Dak 3000 @UBRAM"))[2].endswith("· € 20.000 · van Bram Kok")
    await deal_chat.says('Acme "Kassen" verloren')
    with pytest.raises(DealClosed):
        await deal_chat.says('geef Acme "Kassen" @UBRAM')
    assert await deal_chat.says("geef Bakkerij Zonnig @UBRAM") == ["“Bakkerij Zonnig” ken ik niet."]


async def test_a_line_with_a_choice_fits_into_its_buttons(deal_chat: DealChat) -> None:
    await deal_chat.says('nieuw Acme "Kassen" 10k')
    await deal_chat.says('nieuw Acme "Dak" 20k')
    await deal_chat.says("Acme " + "50k " * 370)
    assert max(len(control.value) for control in deal_chat.message.controls) < 2000
    with pytest.raises(DealLineTooLong):
        await deal_chat.says("Acme " + "50k " * 600)
