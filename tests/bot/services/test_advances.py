"""A contact in a deal is called an advance or a continuation, and one tap says otherwise (V1, V2, V3)."""

from bot.domain.situations import Situation
from bot.services.answer_deal import answer_deal
from bot.services.answer_logged import answer_logged
from bot.services.bot import Bot
from bot.services.change_entry import look_at_entry
from bot.services.correct_entry import choose_entry_deal, correct_advance, offer_situations, teach_situation
from bot.services.people_book import Person
from tests.bot.services.test_calendar_answers import NoDirectory
from tests.conftest import StillClock, Talk


async def open_deal(bot: Bot, person: Person, text: str) -> None:
    await answer_deal(bot, person=person, text=text, directory=NoDirectory())


async def test_a_date_makes_an_advance_and_its_absence_is_counted(bot: Bot, talk: Talk, clock: StillClock) -> None:
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    assert (await talk.says("bezoek Acme"))[1] == "○ Contact bij Kassen: er is nog niets afgesproken."
    clock.move(days=1)
    assert (await talk.says("gebeld met Acme"))[1] == "○ Contact bij Kassen: nummer 2 zonder vooruitgang."
    clock.move(days=1)
    assert (await talk.says("gebeld met Acme, volgende stap maandag 10:00"))[1] == (
        "▲ Vooruitgang in Kassen: er ligt een datum."
    )
    clock.move(days=1)
    assert (await talk.says("mail Acme"))[1] == "○ Contact bij Kassen: er is nog niets afgesproken."


async def test_the_rep_has_the_last_word(bot: Bot, talk: Talk) -> None:
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    await talk.says("bezoek Acme")
    entry_id = int(talk.value_of("Wijzigen"))
    rep = talk.person.rep
    logged = await correct_advance(bot.database, rep=rep, entry_id=entry_id, is_advance=True, now=bot.now())
    said = await answer_logged(bot, person=talk.person, logged=logged)
    assert said.lines[1] == "▲ Vooruitgang in Kassen: jij hebt het zo aangegeven."
    logged = await correct_advance(bot.database, rep=rep, entry_id=entry_id, is_advance=False, now=bot.now())
    said = await answer_logged(bot, person=talk.person, logged=logged)
    assert said.lines[1] == "○ Contact bij Kassen: er is nog niets afgesproken."


async def test_with_several_deals_it_asks_which(bot: Bot, talk: Talk) -> None:
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    await open_deal(bot, talk.person, "nieuw Acme Zonwering 8k")
    assert (await talk.says("bezoek Acme"))[1] == "Bij welke deal hoort dit?"
    entry_id, deal_id = talk.value_of("Zonwering").split(":")
    logged = await choose_entry_deal(
        bot.database, rep=talk.person.rep, entry_id=int(entry_id), deal_id=int(deal_id), now=bot.now()
    )
    said = await answer_logged(bot, person=talk.person, logged=logged)
    assert said.lines[1] == "○ Contact bij Zonwering: er is nog niets afgesproken."


async def test_nothing_agreed_is_an_answer_too(bot: Bot, talk: Talk) -> None:
    await talk.says("bezoek Acme")
    logged = await look_at_entry(
        bot.database, rep=talk.person.rep, entry_id=int(talk.value_of("Niets afgesproken")), now=bot.now()
    )
    said = await answer_logged(bot, person=talk.person, logged=logged, none_agreed=True)
    assert said.lines[1] == "Geen volgende stap afgesproken. Dan ligt de bal nog bij jou."
    assert [control.label for control in said.controls] == ["Wijzigen", "Ongedaan maken"]


async def test_what_a_rep_says_of_a_note_is_learned(bot: Bot, talk: Talk, clock: StillClock) -> None:
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    note = "het blauwe mapje ligt nog bij de koffie"
    await talk.says(f"gebeld met Acme, {note}")
    entry_id = int(talk.value_of("Wijzigen"))
    rep = talk.person.rep
    logged = await teach_situation(
        bot.database, rep=rep, entry_id=entry_id, situation=Situation.PROPOSAL_UNREAD, now=bot.now()
    )
    said = await answer_logged(bot, person=talk.person, logged=logged)
    assert "Ik lees: voorstel niet gelezen." in said.lines
    clock.move(days=1)
    assert "Ik lees: voorstel niet gelezen." in await talk.says(f"gebeld met Acme, {note}")
    again = await offer_situations(bot.database, rep=rep, entry_id=int(talk.value_of("Wijzigen")), now=bot.now())
    assert again.reading is not None
    assert Situation.PROPOSAL_UNREAD not in {each.situation for each in again.reading.candidates}
