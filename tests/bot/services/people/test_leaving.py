"""Somebody leaves: the work goes to colleagues in one go, nobody is nagged, and it can be taken back for a week."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from bot.domain.deals.deals import DealState
from bot.domain.people.people import Role
from bot.interactions.front import handle_button, handle_command, handle_form
from bot.interactions.interaction import Filled, Reply
from bot.messages.text.button_values import AccountRef, RepRef
from bot.messages.text.message import ChoiceField, Message
from bot.messages.text.record_values import write_value
from bot.ports import Profile
from bot.services.bot import Bot
from bot.services.delivery.compose_delivery import compose_deliveries
from bot.services.delivery.delivery_batch import OutgoingMessage
from bot.services.people.person_cache import Person
from bot.services.people.team_news import TEAM_JOINED
from bot.services.rhythm.plan_nudges import plan_nudges
from bot.storage.delivery.deliveries import DELIVERY_COLUMNS, Delivery
from bot.storage.people import people as people_rows
from bot.storage.tables.accounts import accounts
from bot.storage.tables.deals import deal_events, deals
from bot.storage.tables.delivery import deliveries
from bot.storage.tables.log import next_steps
from handlers.slack.people import read_profile
from tests.bot.services.deals.deal_chat import Mentions
from tests.conftest import StillClock, identify
from tests.interactions import interact


@dataclass
class Office:
    """Anna leads team Noord, with Bram and Carla in it; Bram has two accounts, a deal and a step."""

    bot: Bot
    clock: StillClock
    anna: Person
    bram: Person
    carla: Person

    async def says(self, person: Person, command: str, text: str) -> list[str]:
        """Send a command, and return the lines of the answer."""
        return show(await self.asks(person, command, text))

    async def asks(self, person: Person, command: str, text: str) -> Reply:
        found = await self.now(person)
        done = interact(
            found, text=text, addressed=text, directory=Mentions(), request_key=f"said:{uuid4()}", message_key=""
        )
        return await handle_command(self.bot, command, done)

    async def now(self, person: Person) -> Person:
        """Return the person as somebody who does something at this moment."""
        return await identify(self.bot.people, self.clock, person.rep.external_id, person.rep.name)

    async def hands_over(self, leaver: Person, *receivers: Person, key: str = "form:1") -> Reply:
        values = {f"to_{place + 1}": str(each.rep.id) for place, each in enumerate(receivers)}
        done = interact(
            await self.now(self.anna),
            value=write_value(RepRef(leaver.rep.id)),
            filled=Filled(values=values),
            request_key=key,
        )
        return await handle_form(self.bot, "handover", done)

    async def presses(self, person: Person, reply: Reply, label: str) -> list[str]:
        assert reply.message is not None
        button = next(each for each in reply.message.controls if each.label == label)
        done = interact(await self.now(person), value=button.value, request_key=f"pressed:{uuid4()}")
        return show(await handle_button(self.bot, button.action, done))

    async def hears(self) -> dict[str, list[str]]:
        """Return what the outbox says, by the name of the channel."""
        return {each.address.channel: each.message.lines for each in await self.list_composed()}

    async def hears_messages(self) -> list[Message]:
        """Return the messages in the outbox."""
        return [each.message for each in await self.list_composed()]

    async def list_composed(self) -> list[OutgoingMessage]:
        async with self.bot.database.reading() as connection:
            query = select(*DELIVERY_COLUMNS).where(deliveries.c.kind != TEAM_JOINED).order_by(deliveries.c.id)
            rows = (await connection.execute(query)).mappings()
            found = [Delivery(**row) for row in rows]
        composed = await compose_deliveries(self.bot.database, found, now=self.clock.now())
        return [outcome for outcome in composed.values() if isinstance(outcome, OutgoingMessage)]

    async def find(self, person: Person) -> Person:
        """Return the person as stored, without doing anything."""
        async with self.bot.database.reading() as connection:
            rep = await people_rows.get_rep(connection, workspace_id=person.workspace.id, rep_id=person.rep.id)
        assert rep is not None
        return Person(rep, person.workspace)

    async def is_deactivated(self, person: Person, *, deleted: bool = True) -> None:
        profile = Profile(
            external_id=person.rep.external_id,
            name=person.rep.name,
            timezone="" if deleted else "Europe/Amsterdam",
            locale="",
            workspace="T1",
            is_deactivated=deleted,
        )
        await self.bot.people.follow_profile(profile, now=self.clock.now())


def show(reply: Reply) -> list[str]:
    lines = reply.message.lines if reply.message else []
    return [*lines, *([reply.form.title] if reply.form else []), *reply.problems.values()]


@pytest.fixture
async def office(bot: Bot, anna: Person, accounts: dict[str, int], clock: StillClock) -> Office:
    assert accounts
    bram = await identify(bot.people, clock, "UBRAM", "Bram Smit")
    carla = await identify(bot.people, clock, "UCARLA", "Carla Vos")
    made = Office(bot, clock, anna, bram, carla)
    for person in (anna, bram, carla):
        await made.says(person, "ritme", "team Noord")
    await made.says(bram, "deal", "nieuw Ooievaar 45k")
    # That they joined was told before.
    told = update(deliveries).where(deliveries.c.kind == TEAM_JOINED).values(state="skipped")
    await bot.database.write(lambda connection: connection.execute(told))
    return made


async def test_a_leaver_is_handed_over_in_one_form_and_everybody_concerned_is_told(office: Office) -> None:
    await start(office)
    form = await office.asks(office.anna, "ritme", "vertrekt @UBRAM")
    assert form.form is not None
    first = form.form.fields[0]
    assert isinstance(first, ChoiceField)
    assert first.label == "2 accounts, 2 open deals en 1 open stap gaan naar"
    assert [each.label for each in first.options] == ["Anna de Wit", "Carla Vos"]
    done = await office.hands_over(office.bram, office.carla)
    assert show(done) == [
        "✓ Het werk van Bram Smit is overgedragen. Wat gedaan is, blijft op die naam staan.",
        "Carla Vos: 2 accounts, 2 open deals en 1 open stap",
        "Ik laat het hun weten, en stuur Bram Smit niets meer. Een week lang kun je dit terugdraaien.",
    ]
    assert await office.hears() == {
        "UCARLA": [
            (
                "Je neemt 2 accounts, 2 open deals en 1 open stap over van Bram Smit. "
                "De stappen komen op hun dag vanzelf in je plan."
            ),
            "Ooievaar, Reiger",
        ],
        "UBRAM": [
            (
                "Je accounts, deals en afspraken zijn overgedragen aan Carla Vos. "
                "Wat je hebt opgebouwd, blijft op jouw naam staan. Dank je wel, en succes met wat er komt."
            )
        ],
    }
    assert await office.says(office.carla, "deal", "") == [
        "2 open deals, samen € 55.000",
        "Ooievaar · deal 1 · intake · € 45.000",
        "Reiger · deal 1 · intake · € 10.000 · volgende stap vr 20 mrt",
        "/deal Acme toont er een · /deal help",
    ]


async def start(office: Office) -> None:
    """Give Bram a customer more, with a deal and an appointment."""
    for text in ("nieuw Ooievaar 45k", "nieuw Reiger 10k"):
        reply = await office.asks(office.bram, "deal", text)
        if reply.message is not None and list(reply.message.controls):
            label = next(iter(reply.message.controls)).label
            if label.startswith("Nieuw"):
                await office.presses(office.bram, reply, label)
    await office.says(office.bram, "log", "bezoek Reiger, vrijdag bellen")


async def test_a_form_that_is_sent_twice_hands_over_once(office: Office) -> None:
    await start(office)
    first = show(await office.hands_over(office.bram, office.carla))
    assert show(await office.hands_over(office.bram, office.carla)) == first


async def test_two_colleagues_get_an_even_part_each_account_as_a_whole(office: Office) -> None:
    await start(office)
    assert show(await office.hands_over(office.bram, office.anna, office.carla))[1:3] == [
        "Anna de Wit: 1 account, 1 open deal en 1 open stap",
        "Carla Vos: 1 account en 1 open deal",
    ]


async def test_nobody_to_receive_it_is_a_problem_at_the_field(office: Office) -> None:
    await start(office)
    problem = "Kies minstens één collega die het overneemt, en niet iemand die zelf weg is."
    assert (await office.hands_over(office.bram)).problems == {"to_1": problem}
    assert (await office.hands_over(office.bram, office.bram)).problems == {"to_1": problem}


async def test_a_leaver_hears_nothing_more_until_he_is_back(office: Office) -> None:
    await start(office)
    await office.hands_over(office.bram, office.carla)
    office.clock.move(days=5)
    await plan_nudges(office.bot.database, now=office.clock.now())
    async with office.bot.database.reading() as connection:
        planned = select(deliveries.c.kind).where(deliveries.c.rep_id == office.bram.rep.id)
        assert list((await connection.execute(planned)).scalars()) == ["handover_told"]
    assert (await office.find(office.bram)).rep.left_at is not None
    await office.says(office.bram, "ritme", "")
    assert (await office.find(office.bram)).rep.left_at is None


async def test_a_hand_over_is_taken_back_within_a_week_as_far_as_it_is_still_there(office: Office) -> None:
    await start(office)
    done = await office.hands_over(office.bram, office.carla)
    await office.says(office.carla, "deal", "geef Reiger @UANNA")
    assert await office.presses(office.anna, done, "Ongedaan maken") == [
        "Teruggedraaid: 2 accounts en 1 open deal zijn weer van Bram Smit."
    ]
    assert (await office.find(office.bram)).rep.left_at is None
    assert await office.presses(office.anna, done, "Ongedaan maken") == ["Dat was al teruggedraaid."]
    # Only Carla's own hand-over to Anna still stands.
    assert list(await office.hears()) == ["UANNA"]


async def test_after_a_week_a_hand_over_stays(office: Office) -> None:
    await start(office)
    done = await office.hands_over(office.bram, office.carla)
    office.clock.moment += timedelta(days=7, seconds=1)
    assert await office.presses(office.anna, done, "Ongedaan maken") == [
        "Dat kan ik niet meer terugdraaien: het is langer dan een week geleden."
    ]


async def test_only_who_leads_hands_over_and_never_the_own_work(office: Office) -> None:
    refused = "Dat kan alleen een manager of beheerder"
    assert (await office.says(office.carla, "ritme", "vertrekt @UBRAM"))[:1] == [f"{refused}: Anna de Wit."]
    assert (await office.says(office.anna, "ritme", "vertrekt @UANNA"))[:1] == [f"{refused}."]


async def test_who_is_meant_is_asked_when_nobody_or_several_fit(office: Office) -> None:
    hint = "Zo kan het: /ritme vertrekt @naam, of de hele naam."
    assert (await office.says(office.anna, "ritme", "vertrekt"))[0] == f"Wie vertrekt er? {hint}"
    for typed in ("Niemand", "a"):
        answer = await office.says(office.anna, "ritme", f"vertrekt {typed}")
        assert answer[0] == f"Ik weet niet wie je met “{typed}” bedoelt. {hint}"
    assert await office.says(office.anna, "ritme", "vertrekt bram smit") == ["Werk van Bram Smit"]


async def test_the_platforms_deactivation_is_proposed_once_to_who_leads_the_team(office: Office) -> None:
    await start(office)
    await office.is_deactivated(office.bram)
    await office.is_deactivated(office.bram)
    assert await office.hears() == {
        "UANNA": [
            (
                "Bram Smit is weg uit de chat. Er staan nog 2 accounts, 2 open deals en 1 open stap op die naam. "
                "Wie neemt het over?"
            )
        ]
    }
    await office.hands_over(office.bram, office.carla)
    # What is settled is not asked any more, and who is gone from the platform is not written to.
    assert list(await office.hears()) == ["UCARLA"]
    gone = (await office.find(office.bram)).rep
    assert (gone.is_deactivated, gone.left_at) == (True, office.clock.now())


async def test_who_has_nothing_leaves_without_a_question(office: Office) -> None:
    await office.is_deactivated(office.carla)
    assert await office.hears() == {}
    assert (await office.find(office.carla)).rep.left_at == office.clock.now()


async def test_who_has_nothing_is_said_to_leave_and_comes_back_with_an_undo(office: Office) -> None:
    form = (await office.asks(office.anna, "ritme", "vertrekt @UCARLA")).form
    assert form is not None
    assert form.fields[0].label == "Er staat niets op naam. Kiezen hoeft dan niet"
    done = await office.hands_over(office.carla)
    assert show(done) == ["✓ Op naam van Carla Vos stond niets. Ik stuur Carla Vos niets meer."]
    assert (await office.find(office.carla)).rep.left_at == office.clock.now()
    assert await office.presses(office.anna, done, "Ongedaan maken") == ["Teruggedraaid: Carla Vos hoort er weer bij."]
    assert (await office.find(office.carla)).rep.left_at is None


async def test_who_is_activated_again_is_back(office: Office) -> None:
    await office.is_deactivated(office.carla)
    await office.is_deactivated(office.carla, deleted=False)
    back = (await office.find(office.carla)).rep
    assert (back.left_at, back.is_deactivated, back.timezone) == (None, False, "Europe/Amsterdam")


async def test_who_has_left_does_not_count_in_the_teams_day(office: Office) -> None:
    await office.says(office.carla, "log", "gebeld met Acme")
    for person in (office.anna, office.bram, office.carla):
        await office.says(person, "ritme", "team cijfers ja")
    before = await office.says(office.anna, "ritme", "team vandaag")
    await office.is_deactivated(office.carla)
    after = await office.says(office.anna, "ritme", "team vandaag")
    assert [line for line in before if "telefoontje" in line] == ["▰▰▱▱▱▱▱▱▱▱  1 van 4 telefoontjes"]
    assert [line for line in after if "telefoontje" in line] == []
    assert office.anna.rep.role is Role.ADMINISTRATOR


async def test_one_deal_takes_its_steps_along_and_tells_both(office: Office) -> None:
    await start(office)
    given = await office.asks(office.anna, "deal", "geef Reiger @UCARLA")
    assert await office.hears() == {
        "UCARLA": ["Anna de Wit heeft Reiger · deal 1 aan je overgedragen. De volgende stap is op vrijdag 20 maart."],
        "UBRAM": ["Anna de Wit heeft Reiger · deal 1 overgedragen aan Carla Vos."],
    }
    assert await list_steps(office) == [office.carla.rep.id]
    await office.presses(office.anna, given, "Ongedaan maken")
    assert await list_steps(office) == [office.bram.rep.id]
    assert await office.hears() == {}


async def test_k5_who_gets_a_deal_for_the_second_time_hears_that_it_is_back(office: Office) -> None:
    await start(office)
    await office.asks(office.anna, "deal", "geef Reiger @UCARLA")
    await office.hears()
    await office.asks(office.anna, "deal", "geef Reiger @UBRAM")
    assert await office.hears() == {
        "UBRAM": [
            "Anna de Wit heeft Reiger · deal 1 weer aan je overgedragen. De volgende stap is op vrijdag 20 maart."
        ],
        "UCARLA": ["Anna de Wit heeft Reiger · deal 1 weer overgedragen aan Bram Smit."],
    }


async def list_steps(office: Office) -> list[int]:
    """Return whose the steps are."""
    async with office.bot.database.reading() as connection:
        return list((await connection.execute(select(next_steps.c.rep_id))).scalars())


def test_slack_says_who_is_deactivated_without_a_time_zone() -> None:
    user = {"id": "UBRAM", "team_id": "T1", "name": "bram", "deleted": True, "profile": {"real_name": "Bram Smit"}}
    assert read_profile(user) == Profile("UBRAM", "Bram Smit", "", "", "T1", is_deactivated=True)


async def list_step_owners(office: Office) -> list[int]:
    async with office.bot.database.reading() as connection:
        return list((await connection.execute(select(next_steps.c.rep_id).order_by(next_steps.c.id))).scalars())


async def list_deal_owners(office: Office) -> list[int]:
    async with office.bot.database.reading() as connection:
        query = select(deals.c.owner_id).where(deals.c.state == DealState.OPEN, deals.c.name == "Kassen")
        return list((await connection.execute(query)).scalars())


async def give_account(office: Office, to: Person) -> Reply:
    async with office.bot.database.reading() as connection:
        account_id = (await connection.execute(select(accounts.c.id).where(accounts.c.name == "Acme"))).scalar_one()
    values = {"name": "Acme", "owner": str(to.rep.id)}
    done = interact(
        await office.now(office.anna),
        value=write_value(AccountRef(account_id)),
        filled=Filled(values=values),
        request_key=f"form:{uuid4()}",
    )
    return await handle_form(office.bot, "account", done)


async def test_k3_a_deal_takes_along_what_was_agreed_before_it_and_gives_it_back(office: Office) -> None:
    bram, carla = office.bram.rep.id, office.carla.rep.id
    await office.says(office.bram, "log", "gisteren gebeld met Acme, volgende stap 30 maart")
    await office.says(office.bram, "deal", "nieuw Acme Kassen 45k")
    given = await office.asks(office.anna, "deal", "geef Acme @UCARLA")
    assert await list_step_owners(office) == [carla]
    assert set(await office.hears()) == {"UBRAM", "UCARLA"}
    await office.presses(office.anna, given, "Ongedaan maken")
    assert await list_step_owners(office) == [bram]


async def test_k3_a_deal_leaves_behind_the_steps_of_another_deal_of_the_account(office: Office) -> None:
    bram, carla = office.bram.rep.id, office.carla.rep.id
    await office.says(office.bram, "deal", "nieuw Acme Kassen 45k")
    await office.says(office.bram, "log", "gebeld met Acme, volgende stap 30 maart")
    await office.says(office.bram, "deal", "nieuw Acme Dak 20k")
    await office.asks(office.anna, "deal", "geef Acme Dak @UCARLA")
    assert await list_step_owners(office) == [bram]
    await office.asks(office.anna, "deal", "geef Acme Kassen @UCARLA")
    assert await list_step_owners(office) == [carla]


async def test_k3_an_account_takes_its_open_steps_along_and_both_are_told_in_their_language(office: Office) -> None:
    bram, carla = office.bram.rep.id, office.carla.rep.id
    await give_account(office, office.bram)
    await office.says(office.bram, "log", "gebeld met Acme, volgende stap 30 maart")
    changed = await give_account(office, office.carla)
    assert await list_step_owners(office) == [carla]
    told = await office.hears()
    assert told["UCARLA"] == [
        "Anna de Wit heeft Acme aan je overgedragen. De open stap komt mee, en staat op zijn dag in je plan."
    ]
    assert told["UBRAM"] == ["Anna de Wit heeft Acme overgedragen aan Carla Vos, met de open stap."]
    await office.presses(office.anna, changed, "Ongedaan maken")
    assert await list_step_owners(office) == [bram]
    assert "UCARLA" not in await office.hears()


async def test_k3_an_account_takes_its_open_deal_and_that_ones_step_along_and_its_undo_brings_them_back(
    office: Office,
) -> None:
    bram, carla = office.bram.rep.id, office.carla.rep.id
    await give_account(office, office.bram)
    await office.says(office.bram, "deal", "nieuw Acme Kassen 45k")
    await office.says(office.bram, "log", "gebeld met Acme, volgende stap 30 maart")
    changed = await give_account(office, office.carla)
    assert (await list_step_owners(office), await list_deal_owners(office)) == ([carla], [carla])
    told = await office.hears()
    received = "Anna de Wit heeft Acme aan je overgedragen, met de open deal."
    assert told["UCARLA"] == [f"{received} De open stap komt mee, en staat op zijn dag in je plan."]
    assert told["UBRAM"] == ["Anna de Wit heeft Acme overgedragen aan Carla Vos, met de open deal en de open stap."]
    await office.presses(office.anna, changed, "Ongedaan maken")
    assert (await list_step_owners(office), await list_deal_owners(office)) == ([bram], [bram])
    async with office.bot.database.reading() as connection:
        events = select(deal_events.c.before, deal_events.c.after).where(deal_events.c.kind == "owner_id")
        found = [tuple(row) for row in await connection.execute(events.order_by(deal_events.c.id))]
    assert found == [(str(bram), str(carla)), (str(carla), str(bram))]


@pytest.mark.parametrize(
    "said", ["geef Acme aan Carla", "draag Acme over aan Carla Vos", "hand Acme over to Carla", "give Acme to carla"]
)
async def test_k3_an_account_is_handed_over_in_ones_own_words_with_all_that_is_open_there(
    office: Office, said: str
) -> None:
    await give_account(office, office.bram)
    await office.says(office.bram, "deal", "nieuw Acme Kassen 45k")
    await office.says(office.bram, "log", "gebeld met Acme, volgende stap 30 maart")
    carla = office.carla.rep.id
    await office.says(office.bram, "ritme", said)
    assert (await list_step_owners(office), await list_deal_owners(office)) == ([carla], [carla])
