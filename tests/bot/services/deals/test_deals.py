"""Deals through commands: opened, moved, won and undone, with every change stored (V1)."""

from pathlib import Path

import pytest

from bot.domain.deals.errors import (
    ChangeOverwritten,
    DealAccountMissing,
    DealClosed,
    DealGone,
    DealMissing,
    DealNameTaken,
    DealOfColleague,
    DealWordUnknown,
    StageGone,
    StagesUnclear,
    StageUnusable,
)
from bot.domain.people.errors import ManagersOnly
from bot.domain.people.people import Role
from bot.interactions.interaction import Filled, Handler
from bot.interactions.lessons import lessons
from bot.interactions.questions import ask
from bot.messages.text.button_values import DealRef
from bot.messages.text.problem import explain_error
from bot.messages.text.words import load_words
from bot.services.bot import Bot
from bot.services.exchange.import_tables import write_import
from bot.services.exchange.table import load_table
from bot.services.people.person_cache import PersonCache
from bot.storage.people import people as people_rows
from tests.bot.services.calendar.test_calendar_answers import ask as ask_ritme
from tests.bot.services.deals.deal_chat import DealChat, read_deal
from tests.conftest import StillClock, Talk, identify
from tests.interactions import answer_to, press


async def test_a_deal_is_opened_moved_and_won(deal_chat: DealChat, clock: StillClock) -> None:
    assert await deal_chat.says('nieuw Acme "Kassen 2027" 45k marge 12k') == [
        "Acme · Kassen 2027",
        "✓ Deal geopend.",
        "intake sinds kort · € 45.000 · marge € 12.000 · van Anna de Wit",
        "Nog geen volgende stap met een datum.",
        "Nog geen contact gelogd.",
        "wo 18 mrt geopend",
        "▲ vooruitgang · ○ wel contact, geen vooruitgang",
    ]
    clock.move(days=1)
    assert (await deal_chat.says("Acme offerte"))[:3] == [
        "Acme · Kassen 2027",
        "▲ Vooruitgang: de deal staat nu in offerte.",
        "offerte sinds kort · € 45.000 · marge € 12.000 · van Anna de Wit",
    ]
    clock.move(days=1)
    assert await deal_chat.says("Acme gewonnen") == [
        "Acme · Kassen 2027: gewonnen",
        "🏆 Gewonnen! Mooi werk. Wat gaf de doorslag?",
        "Gewonnen op vr 20 mrt · € 45.000 · marge € 12.000 · van Anna de Wit",
        "wo 18 mrt geopend → do 19 mrt ▲ offerte → vr 20 mrt gewonnen",
        "▲ vooruitgang · ○ wel contact, geen vooruitgang",
    ]
    assert await deal_chat.says("Acme geschiedenis") == [
        "Acme · Kassen 2027: gewonnen",
        "vr 20 mrt · Anna de Wit: van open naar gewonnen",
        "do 19 mrt · Anna de Wit: van intake naar offerte",
        "wo 18 mrt · Anna de Wit opende de deal in intake",
    ]


async def test_every_change_can_be_taken_back(deal_chat: DealChat, clock: StillClock) -> None:
    await deal_chat.says("nieuw Acme Kassen 45k")
    clock.move(days=2)
    opened = (await deal_chat.says("Acme"))[1:]
    await deal_chat.says("Acme offerte 50k marge 9k sluit 30 juni")
    assert (await deal_chat.undoes())[2:] == opened
    await deal_chat.says("Acme verloren")
    assert (await deal_chat.undoes())[2:] == opened
    await deal_chat.says("Acme sluit 30 juni")
    await deal_chat.says("Acme sluit 31 juli")
    assert (await deal_chat.undoes())[2].endswith("sluit di 30 jun · van Anna de Wit")


async def test_only_a_later_close_date_counts_as_put_off(deal_chat: DealChat) -> None:
    async def count_moves() -> int:
        return (await read_deal(deal_chat)).close_moves

    await deal_chat.says("nieuw Acme Kassen 45k")
    for typed in ("30 juni", "31 mei", "30 april"):  # the first, and twice an earlier one
        await deal_chat.says(f"Acme sluit {typed}")
        assert await count_moves() == 0
    await deal_chat.undoes()  # back to the later 31 May
    assert await count_moves() == 0
    await deal_chat.says("Acme sluit 1 juni")
    assert await count_moves() == 1
    await deal_chat.says("Acme sluit 30 juni")
    assert await count_moves() == 2
    await deal_chat.says("Acme sluit 15 juni")
    await deal_chat.undoes()
    assert await count_moves() == 2
    await deal_chat.says("Acme sluit 31 juli")
    await deal_chat.undoes()
    assert await count_moves() == 2


async def test_opening_a_deal_is_taken_back_until_something_else_happened(deal_chat: DealChat) -> None:
    await deal_chat.says("nieuw Acme Kassen 45k")
    first = deal_chat.value_of("Ongedaan maken")
    await deal_chat.says("Acme offerte")
    with pytest.raises(ChangeOverwritten):
        await deal_chat.undoes_what(first)
    await deal_chat.undoes()
    assert await deal_chat.undoes_what(first) == ["De deal is weer weg. De contacten staan gewoon nog in je log."]
    with pytest.raises(DealGone):
        await deal_chat.undoes_what(first)


async def test_a_deal_to_which_a_contact_was_logged_is_not_thrown_away(
    deal_chat: DealChat, talk: Talk, clock: StillClock
) -> None:
    await talk.says("bezoek Acme")
    await deal_chat.says("nieuw Acme Kassen 45k")
    first = deal_chat.value_of("Ongedaan maken")
    clock.move(days=2)
    await talk.says("gebeld Acme")
    with pytest.raises(ChangeOverwritten):
        await deal_chat.undoes_what(first)
    await talk.says("ongedaan")
    # A contact logged before the deal was opened does not prevent the undo.
    assert await deal_chat.undoes_what(first) == ["De deal is weer weg. De contacten staan gewoon nog in je log."]


@pytest.mark.parametrize(("say", "label"), [(ask.mark_asked, "Gesteld"), (ask.mark_refused, "Niets voor mij")])
async def test_a_deal_of_whose_questions_something_was_said_is_not_thrown_away(
    deal_chat: DealChat, bot: Bot, say: Handler, label: str
) -> None:
    await deal_chat.says("nieuw Acme Kassen 45k")
    first = deal_chat.value_of("Ongedaan maken")
    deal_chat.message = await answer_to(bot, ask.handle_ask, deal_chat.person, text="Acme")
    await answer_to(bot, say, deal_chat.person, value=deal_chat.value_of(label))
    with pytest.raises(ChangeOverwritten):
        await deal_chat.undoes_what(first)


async def test_a_deal_from_which_a_lesson_was_kept_is_not_thrown_away(deal_chat: DealChat, bot: Bot) -> None:
    await deal_chat.says("nieuw Acme Kassen 45k")
    first = deal_chat.value_of("Ongedaan maken")
    await deal_chat.says("Acme verloren")
    lesson = deal_chat.value_of("Wat leer ik hiervan?")
    lost = deal_chat.value_of("Ongedaan maken")
    filled = Filled({"share": "eerder bellen"})
    await answer_to(bot, lessons.submit_lesson, deal_chat.person, value=lesson, filled=filled)
    await deal_chat.undoes_what(lost)
    with pytest.raises(ChangeOverwritten):
        await deal_chat.undoes_what(first)


async def test_a_deal_with_a_question_that_was_only_suggested_can_be_thrown_away(deal_chat: DealChat, bot: Bot) -> None:
    await deal_chat.says("nieuw Acme Kassen 45k")
    await answer_to(bot, ask.handle_ask, deal_chat.person, text="Acme")
    assert await deal_chat.undoes() == ["De deal is weer weg. De contacten staan gewoon nog in je log."]


async def test_a_stage_that_changed_again_cannot_be_taken_back(deal_chat: DealChat) -> None:
    await deal_chat.says("nieuw Acme Kassen 45k")
    await deal_chat.says("Acme behoefte")
    first = deal_chat.value_of("Ongedaan maken")
    await deal_chat.says("Acme offerte")
    with pytest.raises(ChangeOverwritten):
        await deal_chat.undoes_what(first)


async def test_what_cannot_be_is_refused(deal_chat: DealChat) -> None:
    await deal_chat.says("nieuw Acme Kassen 45k")
    with pytest.raises(DealNameTaken):
        await deal_chat.says("nieuw Acme kassen")
    with pytest.raises(DealWordUnknown):
        await deal_chat.says("Acme flierefluit")
    with pytest.raises(DealMissing):
        await deal_chat.says("Jansen Metaal offerte")
    with pytest.raises(DealAccountMissing):
        await deal_chat.says("nieuw")
    await deal_chat.says("Acme gewonnen")
    with pytest.raises(DealMissing):
        await deal_chat.says("Acme offerte")
    with pytest.raises(DealClosed):
        await deal_chat.says("Acme kassen offerte")
    assert (await deal_chat.says("Acme heropen"))[1] == "✓ Aangepast."


async def test_only_its_owner_or_who_leads_changes_a_deal(
    deal_chat: DealChat, bot: Bot, people: PersonCache, clock: StillClock
) -> None:
    bram = DealChat(bot, await identify(people, clock, "UBRAM", "Bram Kok"))
    await deal_chat.says("nieuw Acme Kassen 45k")
    assert (await bram.says("Acme"))[0] == "Acme · Kassen"
    with pytest.raises(DealOfColleague):
        await bram.says("Acme offerte")
    await bram.says("nieuw Jansen Metaal Zaag 5k")
    assert (await deal_chat.says("Jansen Metaal zaag offerte"))[1] == "▲ Vooruitgang: de deal staat nu in offerte."


async def test_the_stages_are_the_workspaces_own(
    deal_chat: DealChat, bot: Bot, people: PersonCache, clock: StillClock
) -> None:
    assert (await deal_chat.says("fasen"))[0] == "De fasen van een deal: intake, behoefte, offerte, onderhandeling."
    await deal_chat.says("nieuw Acme Kassen behoefte")
    with pytest.raises(StagesUnclear):
        await deal_chat.says("fasen demo, contract")
    with pytest.raises(StagesUnclear):
        await deal_chat.says("fasen alleen")
    assert await deal_chat.says("fasen demo, behoefte, eerste contract") == [
        "✓ De fasen zijn nu: demo, behoefte, eerste contract."
    ]
    assert (await deal_chat.says("Acme eerste contract"))[1] == "▲ Vooruitgang: de deal staat nu in eerste contract."
    bram = DealChat(bot, await identify(people, clock, "UBRAM", "Bram Kok"))
    with pytest.raises(ManagersOnly):
        await bram.says("fasen a, b")
    assert deal_chat.person.rep.role is Role.ADMINISTRATOR


async def test_an_english_list_of_stages_keeps_the_deals_that_are_in_them(deal_chat: DealChat, bot: Bot) -> None:
    await deal_chat.says("nieuw Acme Kassen behoefte")
    await ask_ritme(bot, deal_chat.person, "taal en")
    assert (await deal_chat.says("stages"))[0] == "The stages of a deal: intake, need, quote, negotiation."
    assert await deal_chat.says("stages intake, need, demo, quote") == [
        "✓ The stages are now: intake, need, demo, quote."
    ]
    assert (await deal_chat.says("Acme quote"))[2].startswith("quote just entered")


async def test_todays_contacts_belong_to_a_deal_that_is_opened_after_them(deal_chat: DealChat, talk: Talk) -> None:
    await talk.says("bezoek Acme")
    assert (await deal_chat.says("nieuw Acme Kassen 45k"))[4] == "1 contact, nog zonder vooruitgang."


async def test_a_deal_of_another_workspace_is_not_there(
    deal_chat: DealChat, bot: Bot, people: PersonCache, clock: StillClock
) -> None:
    await deal_chat.says("nieuw Acme Kassen 45k")
    undo, deal = deal_chat.value_of("Ongedaan maken"), int(deal_chat.value_of("Welke vraag stel ik?"))
    stranger = await identify(people, clock, "UANNA", "Anna de Wit", workspace="T2")
    with pytest.raises(DealGone):
        await press(bot, "deal_show", DealRef(deal), person=stranger)
    with pytest.raises(DealGone):
        await DealChat(bot, stranger).undoes_what(undo)
    async with bot.database.reading() as connection:
        assert await people_rows.list_reps(connection, workspace_id=stranger.workspace.id) == [stranger.rep]


async def test_a_new_deal_that_was_won_at_once_is_won(deal_chat: DealChat) -> None:
    assert (await deal_chat.says("nieuw Acme 45k gewonnen"))[:3] == [
        "Acme · deal 1: gewonnen",
        "🏆 Gewonnen! Mooi werk. Wat gaf de doorslag?",
        "Gewonnen op wo 18 mrt · € 45.000 · van Anna de Wit",
    ]
    assert await deal_chat.undoes() == ["De deal is weer weg. De contacten staan gewoon nog in je log."]
    assert (await deal_chat.says("nieuw Acme Dak verloren"))[2] == "Verloren op wo 18 mrt, in intake · van Anna de Wit"
    assert deal_chat.form is not None
    assert await deal_chat.undoes() == ["De deal is weer weg. De contacten staan gewoon nog in je log."]
    assert (await deal_chat.says("lijst"))[0].startswith("Je hebt nog geen open deals.")


async def test_a_stage_that_a_line_would_misread_is_refused_with_the_reason(deal_chat: DealChat) -> None:
    with pytest.raises(StageUnusable) as refused:
        await deal_chat.says("fasen intake, offerte, won, 2")
    assert explain_error(load_words("nl"), refused.value) == (
        "“won” kan geen fase zijn: “won” betekent al iets anders in een regel over een deal. "
        "Kies een andere naam; de fasen blijven zoals ze waren."
    )
    assert (await deal_chat.says("fasen"))[0] == "De fasen van een deal: intake, behoefte, offerte, onderhandeling."


async def test_a_step_is_not_taken_back_to_a_stage_that_is_no_more(deal_chat: DealChat) -> None:
    await deal_chat.says("nieuw Acme Kassen 45k behoefte")
    await deal_chat.says("Acme offerte")
    taken_back = deal_chat.value_of("Ongedaan maken")
    await deal_chat.says("fasen intake, offerte, contract")
    known = await deal_chat.bot.people.find("T1", deal_chat.person.rep.external_id, now=deal_chat.bot.now())
    assert known is not None
    with pytest.raises(StageGone) as refused:
        await DealChat(deal_chat.bot, known).undoes_what(taken_back)
    assert refused.value.stage == "behoefte"
    assert (await deal_chat.says("Acme"))[1] == "offerte sinds kort · € 45.000 · van Anna de Wit"


async def test_a_refusal_is_in_terms_of_deals_and_names_the_deal(deal_chat: DealChat) -> None:
    words = load_words("nl")
    with pytest.raises(DealAccountMissing) as nobody:
        await deal_chat.says("50k")
    assert explain_error(words, nobody.value) == (
        "Over welke klant gaat het? Zet de naam erbij, bijvoorbeeld: /deal Acme gewonnen, of "
        '/deal nieuw Acme "Kassen" 45k'
    )
    for name in ("X", "Y"):
        await deal_chat.says(f'nieuw Acme "{name}" 1k')
        await deal_chat.says(f'Acme "{name}" verloren')
    with pytest.raises(DealClosed) as closed:
        await deal_chat.says('Acme "X" 50k')
    assert explain_error(words, closed.value) == "Acme · X is al gesloten."
    assert (await deal_chat.says('Acme "X" heropen'))[0] == "Acme · X"


async def test_a_day_that_is_far_away_shows_its_year(deal_chat: DealChat, clock: StillClock) -> None:
    await deal_chat.says("nieuw Acme Kassen 45k sluit 30 juni")
    assert (await deal_chat.says("Acme"))[1].endswith("sluit di 30 jun · van Anna de Wit")
    await deal_chat.says("Acme sluit 30 juni 2027")
    card = await deal_chat.says("Acme")
    assert card[1].endswith("sluit wo 30 jun 2027 · van Anna de Wit")
    assert card[4] == "wo 18 mrt geopend → wo 18 mrt sluitdatum wo 30 jun 2027"
    assert (await deal_chat.says("Acme geschiedenis"))[1] == (
        "wo 18 mrt · Anna de Wit: sluitdatum van di 30 jun naar wo 30 jun 2027"
    )
    # A year later, the opening day itself is out of range.
    clock.move(days=365)
    card = await deal_chat.says("Acme")
    assert card[1].endswith("sluit wo 30 jun · van Anna de Wit")
    assert card[4] == "wo 18 mrt 2026 geopend → wo 18 mrt 2026 sluitdatum wo 30 jun"


async def test_the_history_of_an_imported_deal_names_the_import(deal_chat: DealChat, bot: Bot, tmp_path: Path) -> None:
    for name, stage in (("first.csv", "won"), ("second.csv", "offerte")):
        path = tmp_path / name
        path.write_text(f"account,deal,stage,opened on,closed on\nAcme,Kassen,{stage},2026-03-02,2026-03-09\n")
        table = load_table(path)
        await write_import(
            bot.database,
            subject=table.subject,
            workspace_id=deal_chat.person.workspace.id,
            table=table,
            skip_bad=False,
            now=bot.now(),
        )
    await deal_chat.says("Acme onderhandeling")
    assert await deal_chat.says("Acme geschiedenis") == [
        "Acme · Kassen",
        "wo 18 mrt · Anna de Wit: van offerte naar onderhandeling",
        "wo 18 mrt · de import: van gewonnen naar open",
        "wo 18 mrt · de import: terug van onderhandeling naar offerte",
        "ma 9 mrt · de import: van open naar gewonnen",
        "ma 2 mrt · de import opende de deal",
    ]
