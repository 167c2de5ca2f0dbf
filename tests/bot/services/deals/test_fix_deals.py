"""A deal that was stored wrongly is put right where it is seen, by whoever it belongs to, and taken back (K12)."""

from uuid import uuid4

import pytest

from bot.interactions.front import handle_button, handle_command, handle_form
from bot.interactions.interaction import Filled, Interaction, Reply
from bot.messages.text.message import Button
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from tests.bot.services.deals.deal_chat import Mentions
from tests.conftest import StillClock, identify
from tests.interactions import interact


class Desk:
    """What people do with deals, each request with a key of its own."""

    def __init__(self, bot: Bot, clock: StillClock) -> None:
        self.bot = bot
        self.clock = clock
        self.reply = Reply()

    async def says(self, name: str, text: str, *, command: str = "deal") -> list[str]:
        done = await self._interact(name, text=text, addressed=text, directory=Mentions())
        return self._show(await handle_command(self.bot, command, done))

    async def presses(self, name: str, button: Button) -> list[str]:
        return self._show(await handle_button(self.bot, button.action, await self._interact(name, value=button.value)))

    async def fills(self, who: str, **values: str) -> list[str]:
        form = self.reply.form
        assert form is not None
        done = await self._interact(who, value=form.subject, filled=Filled(values=values))
        return self._show(await handle_form(self.bot, form.name, done))

    def find(self, label: str) -> Button:
        assert self.reply.message is not None
        controls = self.reply.message.controls
        return next(each for each in controls if isinstance(each, Button) and each.label == label)

    async def _interact(self, name: str, **fields: object) -> Interaction:
        person: Person = await identify(self.bot.people, self.clock, f"U{name.upper()}", name)
        return interact(person, request_key=f"done:{uuid4()}", **fields)

    def _show(self, reply: Reply) -> list[str]:
        self.reply = reply
        return [*(reply.message.lines if reply.message else []), *reply.problems.values()]


@pytest.fixture
async def desk(bot: Bot, anna: Person, accounts: dict[str, int], clock: StillClock) -> Desk:
    assert anna.rep.role.leads
    assert accounts
    made = Desk(bot, clock)
    await made.says("Bram", "nieuw Acme Kassen 45k marge 12k")
    return made


async def test_a_colleague_may_not_put_my_deal_right_and_a_manager_may(desk: Desk) -> None:
    refused = "Deze deal is van Bram. Alleen de eigenaar of een manager kan hem veranderen."
    for text in ("Kassen heet nu Tuin", "Kassen hoort bij Jansen", "verwijder Kassen"):
        assert (await desk.says("Carla", text))[0] == refused
    assert (await desk.says("Anna", "Kassen heet nu Tuin"))[:2] == ["Acme · Tuin", "✓ Heet nu Tuin."]


async def test_a_deal_does_not_get_the_name_of_another_of_its_account(desk: Desk) -> None:
    await desk.says("Bram", "nieuw Acme Tuin")
    taken = "Acme heeft al een deal “{}”. Geef deze een andere naam, tussen aanhalingstekens."
    assert (await desk.says("Bram", "Tuin heet nu Kassen"))[0] == taken.format("Kassen")
    await desk.says("Bram", "nieuw Jansen Metaal Kas")
    await desk.says("Bram", "nieuw Acme Kas")
    assert (await desk.says("Bram", '"Jansen Metaal" Kas hoort bij Acme'))[0] == taken.format("Kas")


async def test_an_undo_that_would_give_two_deals_one_name_is_refused(desk: Desk) -> None:
    await desk.says("Bram", "Kassen heet nu Tuin")
    undo = desk.find("Ongedaan maken")
    await desk.says("Bram", "nieuw Acme Kassen")
    assert (await desk.presses("Bram", undo))[0] == (
        "Acme heeft al een deal “Kassen”. Geef deze een andere naam, tussen aanhalingstekens."
    )


async def test_a_removed_deal_comes_back_with_its_contacts_its_history_and_its_question(desk: Desk) -> None:
    await desk.says("Bram", "gebeld met Acme, vrijdag bellen", command="log")
    before = await desk.says("Bram", "Kassen")
    history = await desk.says("Bram", "Kassen geschiedenis")
    await desk.says("Bram", "verwijder Kassen")
    yes = desk.find("Ja, haal weg")
    assert await desk.presses("Bram", yes) == ["✓ Acme · Kassen is weg."]
    back = desk.find("Terugzetten")
    assert await desk.says("Bram", "") == [
        "Je hebt nog geen open deals. Een naam en een bedrag is genoeg om er een te openen."
    ]
    shown = await desk.presses("Bram", back)
    assert [shown[0], *shown[2:]] == before
    assert shown[1] == "Hij staat er weer, zoals hij was."
    assert await desk.says("Bram", "Kassen geschiedenis") == history
    assert await desk.presses("Bram", back) == shown


async def test_a_removed_deal_does_not_come_back_beside_another_of_its_name(desk: Desk) -> None:
    await desk.says("Bram", "verwijder Kassen")
    await desk.presses("Bram", desk.find("Ja, haal weg"))
    back = desk.find("Terugzetten")
    await desk.says("Bram", "nieuw Acme Kassen")
    assert (await desk.presses("Bram", back))[0] == (
        "Acme heeft al een deal “Kassen”. Geef deze een andere naam, tussen aanhalingstekens."
    )


async def test_a_removed_deal_comes_back_for_a_week_and_for_who_removed_it(desk: Desk) -> None:
    await desk.says("Bram", "verwijder Kassen")
    await desk.presses("Bram", desk.find("Ja, haal weg"))
    back = desk.find("Terugzetten")
    gone = "Dat kan ik niet meer terugzetten: het is langer dan een week geleden, of een collega haalde het weg."
    assert (await desk.presses("Carla", back))[0] == gone
    desk.clock.move(days=8)
    assert (await desk.presses("Bram", back))[0] == gone


async def test_a_deal_whose_name_fits_several_is_chosen_with_a_tap(desk: Desk) -> None:
    await desk.says("Bram", 'nieuw "Jansen Metaal" Kassen')
    assert await desk.says("Bram", "Kassen heet nu Tuin") == ["Welke deal bedoel je?"]
    assert (await desk.presses("Bram", desk.find("Acme · Kassen")))[:2] == ["Acme · Tuin", "✓ Heet nu Tuin."]


async def test_an_amount_that_cannot_be_read_is_a_problem_at_its_field(desk: Desk) -> None:
    await desk.says("Bram", "Kassen")
    edit = desk.find("Wijzigen")
    await desk.presses("Bram", edit)
    await desk.fills("Bram", name="Kassen", value="veel", currency="EUR")
    assert desk.reply.problems == {
        "value": "“veel” kan ik niet als bedrag lezen. Bijvoorbeeld: 45.000, $45k of 1,5 mln."
    }


async def test_a_closed_deal_is_put_right_in_its_form(desk: Desk) -> None:
    await desk.says("Bram", "Kassen gewonnen")
    await desk.presses("Bram", desk.find("Wijzigen"))
    shown = await desk.fills("Bram", name="Kassen", value="$50k", margin="20%", currency="EUR")
    assert shown[2] == "Gewonnen op wo 18 mrt · $ 50.000 · marge $ 10.000 · van Bram"


async def test_the_currency_of_the_company_is_followed_by_deals_without_one_of_their_own(desk: Desk) -> None:
    await desk.says("Bram", "nieuw Acme Dak £10k")
    refused = "Dat kan alleen een beheerder: Anna de Wit."
    assert (await desk.says("Bram", "valuta USD", command="ritme"))[0] == refused
    assert await desk.says("Anna", "valuta USD", command="ritme") == [
        "✓ Bedragen zonder munt zijn voortaan in USD. Deals waarbij een munt getypt is, houden die."
    ]
    desk.bot.people.forget_all()
    assert (await desk.says("Bram", ""))[0] == "2 open deals, samen $ 45.000 + £ 10.000"
    await desk.says("Bram", "nieuw Acme Muur 5k")
    assert (await desk.says("Bram", ""))[0] == "3 open deals, samen $ 50.000 + £ 10.000"
    assert (await desk.says("Anna", "valuta BTC", command="ritme"))[0] == (
        "De munt “BTC” ken ik niet. Bijvoorbeeld: USD of GBP."
    )


async def test_a_goal_in_margin_counts_the_currency_of_the_company_only(desk: Desk) -> None:
    await desk.says("Bram", "doel 100k marge", command="ritme")
    await desk.says("Bram", "nieuw Acme Dak £10k marge 4k gewonnen")
    nothing = await desk.says("Bram", "doel", command="ritme")
    await desk.says("Bram", "Kassen gewonnen")
    something = await desk.says("Bram", "doel", command="ritme")
    assert "€ 12.000" not in "\n".join(nothing)
    assert "€ 12.000" in "\n".join(something)


async def test_an_administrator_sets_the_currency_of_the_company_in_the_settings(desk: Desk) -> None:
    await desk.says("Bram", "instellingen meer", command="ritme")
    assert desk.reply.form is not None
    assert [field.name for field in desk.reply.form.fields][-1] == "customer_parts"
    await desk.says("Anna", "instellingen meer", command="ritme")
    form = desk.reply.form
    assert form is not None
    assert [field.name for field in form.fields][-2:] == ["customer_parts", "currency"]
    await desk.fills("Anna", target_visit="1", currency="CHF")
    desk.bot.people.forget_all()
    assert (await desk.says("Bram", ""))[0] == "1 open deal, samen CHF 45.000"
