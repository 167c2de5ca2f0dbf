"""Deals in conversation: opened, moved, won and taken back, with every change kept (V1)."""

from pathlib import Path

import pytest

from bot.domain.deals import Deal
from bot.domain.lessons import Answers
from bot.domain.people import Role
from bot.errors import (
    AccountMissing,
    ChangeOverwritten,
    DealClosed,
    DealGone,
    DealMissing,
    DealNameTaken,
    DealOfColleague,
    DealWordUnknown,
    ManagersOnly,
    StagesUnclear,
)
from bot.files.table import read_table
from bot.messages.message import Message
from bot.services.answer_ask import answer_ask, answer_question
from bot.services.answer_deal import answer_card, answer_deal, answer_new_account_deal, answer_undo
from bot.services.answer_lessons import answer_lesson
from bot.services.bot import Bot
from bot.services.import_tables import IMPORTS
from bot.services.people_book import PeopleBook, Person
from bot.storage import deals as deal_rows
from bot.storage import people as people_rows
from tests.bot.services.test_calendar_answers import NoDirectory
from tests.conftest import StillClock, Talk, meet


class Desk:
    """A person who types after `/deal`, and presses what is offered."""

    def __init__(self, bot: Bot, person: Person) -> None:
        self.bot = bot
        self.person = person
        self.message = Message(fallback="")

    async def says(self, text: str) -> list[str]:
        known = await self.bot.people.find("T1", self.person.rep.external_id, now=self.bot.now())
        assert known is not None
        self.message = await answer_deal(self.bot, person=known, text=text, directory=NoDirectory())
        return self.message.lines

    async def undoes(self) -> list[str]:
        return await self.undoes_what(self.value_of("Ongedaan maken"))

    async def undoes_what(self, value: str) -> list[str]:
        """Press a button that carries ``value``, as one of an old message does."""
        deal_id, _, ids = value.partition(":")
        self.message = await answer_undo(
            self.bot, person=self.person, deal_id=int(deal_id), event_ids=[int(each) for each in ids.split(",")]
        )
        return self.message.lines

    def value_of(self, label: str) -> str:
        return next(control.value for control in self.message.controls if control.label == label)

    @property
    def buttons(self) -> list[str]:
        return [control.label for control in self.message.controls]


async def read_deal(desk: Desk) -> Deal:
    """Return the only open deal of the person."""
    async with desk.bot.database.reading() as connection:
        (deal,) = await deal_rows.list_open_deals(connection, workspace_id=desk.person.workspace.id)
    return deal


@pytest.fixture
def desk(bot: Bot, anna: Person, accounts: dict[str, int]) -> Desk:  # noqa: ARG001 - the accounts have to be there
    return Desk(bot, anna)


async def test_a_deal_is_opened_moved_and_won(desk: Desk, clock: StillClock) -> None:
    assert await desk.says('nieuw Acme "Kassen 2027" 45k marge 12k') == [
        "Acme · Kassen 2027",
        "✓ Deal geopend.",
        "intake sinds vandaag · € 45.000 · marge € 12.000 · van Anna de Wit",
        "Nog geen volgende stap met een datum.",
        "Nog geen contact gelogd.",
        "wo 18 mrt geopend",
        "▲ vooruitgang · ○ voortgang",
    ]
    clock.move(days=1)
    assert (await desk.says("Acme offerte"))[:3] == [
        "Acme · Kassen 2027",
        "▲ Vooruitgang: de deal staat nu in offerte.",
        "offerte sinds vandaag · € 45.000 · marge € 12.000 · van Anna de Wit",
    ]
    clock.move(days=1)
    assert await desk.says("Acme gewonnen") == [
        "Acme · Kassen 2027",
        "🏆 Gewonnen! Mooi werk. Wat gaf de doorslag?",
        "Gewonnen op vr 20 mrt · € 45.000 · marge € 12.000 · van Anna de Wit",
        "wo 18 mrt geopend → do 19 mrt ▲ offerte → vr 20 mrt gewonnen",
        "▲ vooruitgang · ○ voortgang",
    ]
    assert await desk.says("Acme geschiedenis") == [
        "Acme · Kassen 2027",
        "vr 20 mrt · Anna de Wit: van open naar gewonnen",
        "do 19 mrt · Anna de Wit: van intake naar offerte",
        "wo 18 mrt · Anna de Wit opende de deal in intake",
    ]


async def test_every_change_can_be_taken_back(desk: Desk, clock: StillClock) -> None:
    await desk.says("nieuw Acme Kassen 45k")
    clock.move(days=2)
    opened = (await desk.says("Acme"))[1:]
    await desk.says("Acme offerte 50k marge 9k sluit 30 juni")
    assert (await desk.undoes())[2:] == opened
    await desk.says("Acme verloren")
    assert (await desk.undoes())[2:] == opened
    await desk.says("Acme sluit 30 juni")
    await desk.says("Acme sluit 31 juli")
    assert (await desk.undoes())[2].endswith("sluit di 30 jun · van Anna de Wit")


async def test_only_a_later_close_date_counts_as_put_off(desk: Desk) -> None:
    async def count_moves() -> int:
        return (await read_deal(desk)).close_moves

    await desk.says("nieuw Acme Kassen 45k")
    for typed in ("30 juni", "31 mei", "30 april"):  # the first, and twice an earlier one
        await desk.says(f"Acme sluit {typed}")
        assert await count_moves() == 0
    await desk.undoes()  # back to the later 31 May
    assert await count_moves() == 0
    await desk.says("Acme sluit 1 juni")
    assert await count_moves() == 1
    await desk.says("Acme sluit 30 juni")
    assert await count_moves() == 2
    await desk.says("Acme sluit 15 juni")
    await desk.undoes()
    assert await count_moves() == 2
    await desk.says("Acme sluit 31 juli")
    await desk.undoes()
    assert await count_moves() == 2


async def test_opening_a_deal_is_taken_back_until_something_else_happened(desk: Desk) -> None:
    await desk.says("nieuw Acme Kassen 45k")
    first = desk.value_of("Ongedaan maken")
    await desk.says("Acme offerte")
    with pytest.raises(ChangeOverwritten):
        await desk.undoes_what(first)
    await desk.undoes()
    assert await desk.undoes_what(first) == ["De deal is weer weg. De contacten staan gewoon nog in je log."]
    with pytest.raises(DealGone):
        await desk.undoes_what(first)


async def test_a_deal_to_which_a_contact_was_logged_is_not_thrown_away(
    desk: Desk, talk: Talk, clock: StillClock
) -> None:
    await talk.says("bezoek Acme")
    await desk.says("nieuw Acme Kassen 45k")
    first = desk.value_of("Ongedaan maken")
    clock.move(days=2)
    await talk.says("gebeld Acme")
    with pytest.raises(ChangeOverwritten):
        await desk.undoes_what(first)
    await talk.says("ongedaan")
    # The contact of before the opening is no reason to keep it.
    assert await desk.undoes_what(first) == ["De deal is weer weg. De contacten staan gewoon nog in je log."]


@pytest.mark.parametrize(("said", "label"), [("asked", "Gesteld"), ("refused", "Niets voor mij")])
async def test_a_deal_of_whose_questions_something_was_said_is_not_thrown_away(
    desk: Desk, bot: Bot, said: str, label: str
) -> None:
    await desk.says("nieuw Acme Kassen 45k")
    first = desk.value_of("Ongedaan maken")
    desk.message = await answer_ask(bot, person=desk.person, text="Acme")
    await answer_question(bot, person=desk.person, said=said, value=desk.value_of(label))
    with pytest.raises(ChangeOverwritten):
        await desk.undoes_what(first)


async def test_a_deal_from_which_a_lesson_was_kept_is_not_thrown_away(desk: Desk, bot: Bot) -> None:
    await desk.says("nieuw Acme Kassen 45k")
    first = desk.value_of("Ongedaan maken")
    await desk.says("Acme verloren")
    lesson_id = int(desk.value_of("Wat leer ik hiervan?"))
    lost = desk.value_of("Ongedaan maken")
    await answer_lesson(bot, person=desk.person, lesson_id=lesson_id, answers=Answers(share="eerder bellen"))
    await desk.undoes_what(lost)
    with pytest.raises(ChangeOverwritten):
        await desk.undoes_what(first)


async def test_a_deal_with_a_question_that_was_only_suggested_can_be_thrown_away(desk: Desk, bot: Bot) -> None:
    await desk.says("nieuw Acme Kassen 45k")
    await answer_ask(bot, person=desk.person, text="Acme")
    assert await desk.undoes() == ["De deal is weer weg. De contacten staan gewoon nog in je log."]


async def test_a_stage_that_changed_again_cannot_be_taken_back(desk: Desk) -> None:
    await desk.says("nieuw Acme Kassen 45k")
    await desk.says("Acme behoefte")
    first = desk.value_of("Ongedaan maken")
    await desk.says("Acme offerte")
    with pytest.raises(ChangeOverwritten):
        await desk.undoes_what(first)


async def test_the_list_shows_the_most_valuable_first_and_how_to_begin(desk: Desk) -> None:
    assert await desk.says("") == [
        'Je hebt nog geen open deals. Open er een met: /deal nieuw Acme "Kassen 2027" 45k marge 12k'
    ]
    await desk.says("nieuw Acme Kassen 10k")
    await desk.says("nieuw Jansen Metaal Zaag 30k offerte")
    assert await desk.says("lijst") == [
        "2 open deals, samen € 40.000",
        "Jansen Metaal · Zaag · offerte · € 30.000",
        "Acme · Kassen · intake · € 10.000",
        "/deal Acme toont er een · /deal help",
    ]


async def test_of_several_deals_one_is_chosen_by_button_or_by_name(desk: Desk) -> None:
    await desk.says("nieuw Acme Kassen 10k")
    await desk.says("nieuw Acme Zonwering 8k")
    assert await desk.says("Acme offerte") == ["Acme heeft meer dan één deal. Welke bedoel je?"]
    assert desk.buttons == ["Zonwering", "Kassen"]
    assert (await desk.says(desk.value_of("Kassen")))[1] == "▲ Vooruitgang: de deal staat nu in offerte."
    assert (await desk.says("Acme zonwering verloren"))[0] == "Acme · Zonwering"


async def test_an_unknown_account_is_offered_its_nearest_and_a_new_one(desk: Desk) -> None:
    assert await desk.says("nieuw Jansn Meta 5k") != []
    await desk.says("nieuw Bakkerij Zonnig 5k")
    assert desk.buttons == ["Nieuw: «Bakkerij Zonnig»"]
    made = await answer_new_account_deal(desk.bot, person=desk.person, text=desk.value_of("Nieuw: «Bakkerij Zonnig»"))
    assert made.lines[0] == "Bakkerij Zonnig · deal 1"


async def test_what_cannot_be_is_refused(desk: Desk) -> None:
    await desk.says("nieuw Acme Kassen 45k")
    with pytest.raises(DealNameTaken):
        await desk.says("nieuw Acme kassen")
    with pytest.raises(DealWordUnknown):
        await desk.says("Acme flierefluit")
    with pytest.raises(DealMissing):
        await desk.says("Jansen Metaal offerte")
    with pytest.raises(AccountMissing):
        await desk.says("nieuw")
    await desk.says("Acme gewonnen")
    with pytest.raises(DealMissing):
        await desk.says("Acme offerte")
    with pytest.raises(DealClosed):
        await desk.says("Acme kassen offerte")
    assert (await desk.says("Acme heropen"))[1] == "✓ Aangepast."


async def test_only_its_owner_or_who_leads_changes_a_deal(
    desk: Desk, bot: Bot, people: PeopleBook, clock: StillClock
) -> None:
    bram = Desk(bot, await meet(people, clock, "UBRAM", "Bram Kok"))
    await desk.says("nieuw Acme Kassen 45k")
    assert (await bram.says("Acme"))[0] == "Acme · Kassen"
    with pytest.raises(DealOfColleague):
        await bram.says("Acme offerte")
    await bram.says("nieuw Jansen Metaal Zaag 5k")
    assert (await desk.says("Jansen Metaal zaag offerte"))[1] == "▲ Vooruitgang: de deal staat nu in offerte."


async def test_the_stages_are_the_workspaces_own(desk: Desk, bot: Bot, people: PeopleBook, clock: StillClock) -> None:
    assert (await desk.says("fasen"))[0] == "De fasen van een deal: intake, behoefte, offerte, onderhandeling."
    await desk.says("nieuw Acme Kassen behoefte")
    with pytest.raises(StagesUnclear):
        await desk.says("fasen demo, contract")
    with pytest.raises(StagesUnclear):
        await desk.says("fasen alleen")
    assert await desk.says("fasen demo, behoefte, eerste contract") == [
        "✓ De fasen zijn nu: demo, behoefte, eerste contract."
    ]
    assert (await desk.says("Acme eerste contract"))[1] == "▲ Vooruitgang: de deal staat nu in eerste contract."
    bram = Desk(bot, await meet(people, clock, "UBRAM", "Bram Kok"))
    with pytest.raises(ManagersOnly):
        await bram.says("fasen a, b")
    assert desk.person.rep.role is Role.ADMINISTRATOR


async def test_todays_contacts_belong_to_a_deal_that_is_opened_after_them(desk: Desk, talk: Talk) -> None:
    await talk.says("bezoek Acme")
    assert (await desk.says("nieuw Acme Kassen 45k"))[4] == "1 contact, nog zonder vooruitgang."


async def test_a_deal_of_another_workspace_is_not_there(
    desk: Desk, bot: Bot, people: PeopleBook, clock: StillClock
) -> None:
    await desk.says("nieuw Acme Kassen 45k")
    undo, deal = desk.value_of("Ongedaan maken"), int(desk.value_of("Welke vraag stel ik?"))
    stranger = await meet(people, clock, "UANNA", "Anna de Wit", workspace="T2")
    with pytest.raises(DealGone):
        await answer_card(bot, person=stranger, deal_id=deal)
    with pytest.raises(DealGone):
        await Desk(bot, stranger).undoes_what(undo)
    async with bot.database.reading() as connection:
        assert await people_rows.list_reps(connection, workspace_id=stranger.workspace.id) == [stranger.rep]


async def test_the_history_of_an_imported_deal_names_the_import(desk: Desk, bot: Bot, tmp_path: Path) -> None:
    for name, stage in (("first.csv", "won"), ("second.csv", "offerte")):
        path = tmp_path / name
        path.write_text(f"account,deal,stage,opened on,closed on\nAcme,Kassen,{stage},2026-03-02,2026-03-09\n")
        table = read_table(path)
        await IMPORTS[table.subject](
            bot.database, workspace_id=desk.person.workspace.id, table=table, skip_bad=False, now=bot.now()
        )
    await desk.says("Acme onderhandeling")
    assert await desk.says("Acme geschiedenis") == [
        "Acme · Kassen",
        "wo 18 mrt · Anna de Wit: van offerte naar onderhandeling",
        "wo 18 mrt · de import: van gewonnen naar open",
        "wo 18 mrt · de import: terug van onderhandeling naar offerte",
        "ma 9 mrt · de import: van open naar gewonnen",
        "ma 2 mrt · de import opende de deal",
    ]
