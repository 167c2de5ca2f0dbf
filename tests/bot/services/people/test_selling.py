"""Who only leads is counted nowhere and asked nothing; said in a line, in the settings, or when asked once (K4)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from bot.domain.people.people import Role
from bot.domain.people.selling_line import parse_selling
from bot.domain.rhythm.occasions import CATCH_UP, MORNING_NUDGE, OccasionMoment, find_silence
from bot.interactions.front import handle_button, handle_command, handle_form, handle_text
from bot.interactions.interaction import Filled, Interaction
from bot.messages.text.message import Message
from bot.ports import Address
from bot.services.bot import Bot
from bot.services.calendar.calendars import load_calendar
from bot.services.delivery.compose_delivery import compose_deliveries
from bot.services.delivery.delivery_batch import OutgoingMessage
from bot.services.people.person_cache import Person
from bot.services.reviews.load_reviews import load_current_team_day
from bot.storage.delivery.deliveries import Delivery
from bot.storage.people import people as people_rows
from tests.bot.interactions.filled_in import SETTINGS
from tests.conftest import StillClock, Talk, identify
from tests.interactions import interact

LEADS = "Goed, je verkoopt zelf niet. Je telt nergens mee en ik vraag je niets; je team zie je in totalen."
SELLS = "Mooi, vanaf vandaag tel je mee, en op werkdagen staat je plan klaar."
QUESTION = "Zelf heb je nog niets gelogd. Verkoop je ook, of leid je alleen?"


@pytest.mark.parametrize(
    ("text", "sells"),
    [
        ("ik verkoop zelf niet", False),
        ("Ik verkoop niet meer.", False),
        ("verkoop zelf niet", False),
        ("ik leid alleen", False),
        ("ik leid enkel, verkoop niet zelf", False),
        ("ik verkoop zelf niet, ik leid enkel het team", False),
        ("ik leid alleen maar en verkoop niet", False),
        ("ik stuur enkel aan", False),
        ("ik leid het team alleen", False),
        ("I only lead, I don't sell", False),
        ("I only lead the team and don't sell myself", False),
        ("I just manage the team", False),
        ("ik leid enkel, bezoek Acme", None),
        ("ik leid", None),
        ("I only lead", False),
        ("I don't sell myself", False),
        ("ik verkoop weer", True),
        ("ik verkoop zelf ook", True),
        ("I sell too", True),
        ("ik verkoop aan Acme", None),
        ("Verkoop BV gebeld", None),
        ("ik verkoop", None),
        ("", None),
        ("ik verkoop zelf niet " * 40, None),
    ],
)
def test_k4_a_line_says_whether_somebody_sells(text: str, sells: bool | None) -> None:  # noqa: FBT001 - a row of a table
    assert parse_selling(text) is sells


async def now(bot: Bot, clock: StillClock, person: Person) -> Person:
    return await identify(bot.people, clock, person.rep.external_id, person.rep.name)


async def say(bot: Bot, clock: StillClock, person: Person, text: str) -> list[str]:
    known = await now(bot, clock, person)
    reply = await handle_command(
        bot, "ritme", interact(known, text=text, addressed=text, request_key=f"said:{uuid4()}")
    )
    assert reply.message is not None
    return reply.message.lines


async def count_asked(bot: Bot, clock: StillClock, person: Person) -> tuple[int, int]:
    """Return how many people the team's day is over, and how many messages are asked of them."""
    day = await load_current_team_day(bot.database, person=await now(bot, clock, person), now=clock.now())
    return day.people, day.progress.targets.message


@pytest.fixture
async def bram(bot: Bot, clock: StillClock, anna: Person) -> Person:
    found = await identify(bot.people, clock, "UBRAM", "Bram Smit")
    for person in (anna, found):
        await say(bot, clock, person, "team Noord")
    return found


async def test_k4_who_only_leads_is_not_in_the_teams_day_and_gets_no_plan(
    bot: Bot, clock: StillClock, anna: Person, bram: Person
) -> None:
    # Anna leads and has not logged yet.
    assert await count_asked(bot, clock, bram) == (1, 5)
    assert await say(bot, clock, anna, "ik verkoop zelf niet") == [LEADS]
    assert await count_asked(bot, clock, bram) == (1, 5)
    today = await say(bot, clock, anna, "")
    assert today[:2] == ["Vandaag, woensdag 18 maart", "Je verkoopt zelf niet, dus vraag ik je niets."]
    rep = (await now(bot, clock, anna)).rep
    async with bot.database.reading() as connection:
        calendar = await load_calendar(connection, person=anna, since=date(2026, 3, 1))
    for occasion in (MORNING_NUDGE, CATCH_UP):
        moment = OccasionMoment(occasion, date(2026, 3, 19), occasion.usual)
        assert find_silence(moment, rep=rep, calendar=calendar) == "leads_only"
    # What counted before, and twice the same, changes nothing.
    assert await say(bot, clock, anna, "ik verkoop zelf niet") == [LEADS]
    clock.move(days=7)
    assert await say(bot, clock, anna, "ik verkoop weer") == [SELLS]
    assert await count_asked(bot, clock, bram) == (2, 10)
    # The week in between is not counted afterwards.
    assert (await say(bot, clock, anna, "jaar"))[1].endswith("vandaag is dag 1.")


async def test_k4_who_sold_before_counts_until_the_day_on_which_that_ends(
    bot: Bot, clock: StillClock, anna: Person, bram: Person
) -> None:
    await handle_command(bot, "log", interact(await now(bot, clock, anna), text="3 mails", request_key="mails"))
    clock.move(days=1)
    said = interact(
        await now(bot, clock, anna), text="ik verkoop zelf niet meer", addressed="ik verkoop zelf niet meer"
    )
    answered = await handle_text(bot, said)
    assert answered.message is not None
    assert answered.message.lines == [LEADS]
    assert await count_asked(bot, clock, bram) == (1, 5)
    async with bot.database.reading() as connection:
        known = await people_rows.get_rep(connection, workspace_id=anna.workspace.id, rep_id=anna.rep.id)
    assert known is not None
    assert known.leads_since == date(2026, 3, 19)
    calendar = known.make_calendar(anna.workspace)
    assert [calendar.count_share(date(2026, 3, day)) for day in (17, 18, 19, 20)] == [0.0, 1.0, 0.0, 0.0]


async def test_k4_the_settings_say_whether_who_leads_sells_too(
    bot: Bot, clock: StillClock, anna: Person, bram: Person
) -> None:
    for chosen, people in (("leads", 1), ("leads", 1), ("sells", 2)):
        filled = Filled(values={**SETTINGS, "selling": chosen})
        known = await now(bot, clock, anna)
        saved = await handle_form(bot, "settings_form", interact(known, filled=filled, request_key=f"form:{people}"))
        assert saved.problems == {}
        assert saved.message is not None
        assert (await count_asked(bot, clock, bram))[0] == people


def make_morning(person: Person, day: date, clock: StillClock) -> Delivery:
    return Delivery(
        id=day.day,
        workspace_id=person.workspace.id,
        rep_id=person.rep.id,
        team_id=None,
        kind=MORNING_NUDGE.kind,
        local_day=day,
        channel="D1",
        attempts=0,
        key=f"morning:{day}",
        payload=None,
        due_at=clock.now(),
        expires_at=clock.now() + timedelta(hours=2),
        lease_until=None,
        lease_token=None,
    )


async def hear_morning(bot: Bot, clock: StillClock, person: Person) -> Message:
    day = clock.now().astimezone(person.rep.zone).date()
    [said] = (await compose_deliveries(bot.database, [make_morning(person, day, clock)], now=clock.now())).values()
    assert isinstance(said, OutgoingMessage)
    assert said.address == Address(workspace="T1", channel="D1")
    return said.message


async def test_k4_who_leads_and_logs_nothing_for_five_working_days_is_asked_once(
    bot: Bot, clock: StillClock, anna: Person, bram: Person
) -> None:
    assert (anna.rep.role, bram.rep.role) == (Role.ADMINISTRATOR, Role.REP)
    clock.move(days=6, hours=-2)  # Tuesday: four working days have passed
    assert (await hear_morning(bot, clock, anna)).lines[0] != QUESTION
    clock.move(days=1)
    asked = await hear_morning(bot, clock, anna)
    assert asked.lines[0] == QUESTION
    assert (await hear_morning(bot, clock, bram)).lines[0] != QUESTION
    clock.move(days=1)
    assert (await hear_morning(bot, clock, anna)).lines[0] != QUESTION
    no = next(each for each in asked.controls if each.label == "Nee, ik leid alleen")
    pressed: Interaction = interact(await now(bot, clock, anna), value=no.value)
    reply = await handle_button(bot, no.action, pressed)
    assert reply.message is not None
    assert reply.message.lines == [LEADS]
    assert await count_asked(bot, clock, bram) == (1, 5)


async def test_who_leads_a_team_without_being_in_it_sees_that_team(bot: Bot, clock: StillClock, talk: Talk) -> None:
    for text in ("team Noord", "team verlaat", "team leid Noord", "ik leid enkel, verkoop niet zelf"):
        await say(bot, clock, talk.person, text)
    assert await say(bot, clock, talk.person, "team") == await say(bot, clock, talk.person, "team week")
