"""Lines that tell of no contact: nothing is stored, one sentence says so, what was meant is a button away (K8, K12)."""

from datetime import date

import pytest

from bot.domain.log.activity import Kind
from bot.domain.log.errors import StepGone
from bot.interactions.table import BUTTONS
from bot.messages.calendar.step_values import StepDay
from bot.messages.text.button_values import StepRef
from bot.messages.text.message import DatePick
from bot.services.bot import Bot
from bot.services.home.load_day import list_latest
from bot.services.people.person_cache import Person, PersonCache
from bot.storage.tables.log import activities, next_steps
from tests.bot.interactions.world import dump
from tests.conftest import StillClock, Talk, identify
from tests.interactions import answer_to, press

pytestmark = pytest.mark.usefixtures("accounts")
FRIDAY = date(2026, 3, 20)


async def list_kinds(bot: Bot, person: Person) -> list[Kind]:
    return [entry.kind for entry in await list_latest(bot.database, rep=person.rep)]


async def list_steps(bot: Bot) -> list[tuple[str, str, str]]:
    """Return the due day, the time and the state of every next step."""
    rows = (await dump(bot.database))[next_steps.name]
    return [(str(row["due_on"]), str(row["due_time"] or "")[:5], row["state"]) for row in rows]


async def press_label(talk: Talk, label: str) -> list[str]:
    """Press a button of the last reply."""
    control = next(each for each in talk.message.controls if each.label == label)
    talk.message = await answer_to(
        talk.bot, BUTTONS[control.action], talk.person, value=control.value, request_key=f"press:{label}"
    )
    return talk.message.lines


@pytest.mark.parametrize(
    "line",
    [
        "Acme nog niet gebeld",
        "niet bij Acme geraakt",
        "didn't call Acme",
        "won't be visiting Acme",
        "geen bezoeken vandaag",
        "cancel the Acme meeting",
        "delete the call to Acme",
        "bezoek Acme afgezegd",
        "Acme niet meer contacteren",
        "remind me to call Acme on friday",
        "niet vergeten: Acme bellen vrijdag",
    ],
)
async def test_k8_no_contact_is_stored_of_a_line_that_tells_of_none(bot: Bot, talk: Talk, line: str) -> None:
    await talk.says(line)
    assert (await dump(bot.database))[activities.name] == []


async def test_k8_what_was_not_done_is_told_in_one_sentence_and_logged_all_the_same_on_request(
    bot: Bot, talk: Talk
) -> None:
    assert await talk.says("Acme nog niet gebeld") == ["Niet gebeurd, dus ik tel niets bij Acme."]
    assert talk.buttons == ["Toch loggen"]
    assert (await press_label(talk, "Toch loggen"))[0] == "✓ Telefoontje · Acme"
    assert await list_kinds(bot, talk.person) == [Kind.CALL]


async def test_k8_what_was_not_done_is_an_appointment_on_the_day_that_is_named(bot: Bot, talk: Talk) -> None:
    said = await talk.says("Acme niet gebeld, vrijdag bellen")
    assert said == ["Niet gebeurd, dus ik tel niets bij Acme. Zet ik een afspraak op vrijdag 20 maart?"]
    assert talk.buttons == ["Zet op vr 20 mrt", "Toch loggen"]
    await press_label(talk, "Zet op vr 20 mrt")
    assert await list_steps(bot) == [("2026-03-20", "", "open")]
    assert await list_kinds(bot, talk.person) == []


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("remind me to call Acme on friday", ("2026-03-20", "", "open")),
        ("remind me to ring Acme in 2 weeks", ("2026-04-01", "", "open")),
        ("herinner me eraan Acme vrijdag om 10u te bellen", ("2026-03-20", "10:00", "open")),
        ("niet vergeten: Acme bellen vrijdag", ("2026-03-20", "", "open")),
    ],
)
async def test_a_reminder_is_a_next_step_and_nothing_else(
    bot: Bot, talk: Talk, line: str, step: tuple[str, str, str]
) -> None:
    said = await talk.says(line)
    assert said[0].startswith("✓ Afspraak met Acme: ")
    assert await list_steps(bot) == [step]
    assert await list_kinds(bot, talk.person) == []


async def test_a_reminder_without_a_day_asks_for_one(bot: Bot, talk: Talk) -> None:
    assert await talk.says("herinner me eraan Acme te bellen") == ["Op welke dag herinner ik je aan Acme?"]
    [pick] = [each for each in talk.message.controls if isinstance(each, DatePick)]
    answer = await answer_to(bot, BUTTONS["draft_remind"], talk.person, value=pick.value, picked=FRIDAY)
    assert answer.lines[0] == "✓ Afspraak met Acme: vrijdag 20 maart"
    assert await list_steps(bot) == [("2026-03-20", "", "open")]


async def test_k12_a_step_that_is_off_is_dropped_put_back_or_moved(bot: Bot, talk: Talk) -> None:
    await talk.says("gebeld met Acme, donderdag 14u bezoek")
    said = await talk.says("afspraak met Acme afgezegd")
    assert said == ["Dit sprak je af met Acme:", "do 19 mrt 14:00: Acme"]
    await press_label(talk, "Schrappen")
    assert await list_steps(bot) == [("2026-03-19", "14:00", "ended")]
    await press_label(talk, "Terugzetten")
    assert await list_steps(bot) == [("2026-03-19", "14:00", "open")]
    await talk.says("verzet de afspraak met Acme naar vrijdag")
    await press_label(talk, "Verzet naar vr 20 mrt")
    assert await list_steps(bot) == [("2026-03-20", "14:00", "open")]
    assert await list_kinds(bot, talk.person) == [Kind.CALL]


async def test_k12_an_order_shows_the_entries_that_fit_it(bot: Bot, talk: Talk) -> None:
    for line in ("gebeld met Acme", "gisteren bezoek Acme", "bezoek De Vries"):
        await talk.says(line)
    said = await talk.says("haal het bezoek van gisteren weg")
    assert said == ["Dit staat in je log:", "di 17 mrt · Bezoek · Acme"]
    await press_label(talk, "Verwijderen")
    assert sorted(await list_kinds(bot, talk.person)) == [Kind.CALL, Kind.VISIT]


@pytest.mark.parametrize(
    "order", ["schrap de afspraak met Acme", "delete the appointment with Acme", "haal de afspraak met Acme weg"]
)
async def test_k12_an_order_about_an_appointment_shows_what_was_agreed(talk: Talk, order: str) -> None:
    await talk.says("gebeld met Acme, donderdag 14u bezoek")
    assert (await talk.says(order))[:2] in (
        ["Dit sprak je af met Acme:", "do 19 mrt 14:00: Acme"],
        ["This is what you agreed with Acme:", "Thu 19 Mar 14:00: Acme"],
    )


async def test_k12_where_nothing_fits_an_order_takes_nothing_out(talk: Talk) -> None:
    await talk.says("gebeld met Acme")
    assert await talk.says("verwijder het bezoek aan Acme") == [
        "Zoiets staat niet in je log, dus ik heb niets weggehaald."
    ]
    said = await talk.says("afspraak met Acme afgezegd")
    assert said == ["Ik heb niets geteld. Er staat geen afspraak met Acme open om te schrappen of te verzetten."]


async def test_who_is_to_be_left_alone_is_offered_to_be(talk: Talk) -> None:
    said = await talk.says("Acme niet meer bellen")
    assert said == ["Laat ik Acme met rust? Dan stel ik deze klant aan niemand meer voor."]
    assert talk.buttons == ["Niet benaderen…", "Toch loggen"]


async def test_a_step_is_dropped_put_back_and_moved_by_its_own_rep_only(
    bot: Bot, talk: Talk, people: PersonCache, clock: StillClock
) -> None:
    await talk.says("gebeld met Acme, donderdag 14u bezoek")
    bram = await identify(people, clock, "UBRAM", "Bram Smit")
    [step] = (await dump(bot.database))[next_steps.name]
    for button, value in (
        ("step_drop", StepRef(step["id"])),
        ("step_back", StepRef(step["id"])),
        ("step_to", StepDay(step["id"], FRIDAY)),
    ):
        with pytest.raises(StepGone):
            await press(bot, button, value, person=bram)
    assert await list_steps(bot) == [("2026-03-19", "14:00", "open")]


@pytest.mark.parametrize("line", ["geen bezoeken vandaag", "no calls today"])
async def test_k8_a_count_of_none_leaves_nothing_to_log(bot: Bot, talk: Talk, line: str) -> None:
    await talk.says("2 mails")
    assert (await talk.says(line))[0] == "Dan valt er niets te loggen, en ik heb niets veranderd."
    assert await list_kinds(bot, talk.person) == [Kind.MESSAGE]
