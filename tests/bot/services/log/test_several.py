"""Lines with several activities: stored and taken back as one, answered in one message."""

import asyncio
from datetime import date
from itertools import count

import pytest
from sqlalchemy import select

from bot.domain.log.activity import Kind, LogLine
from bot.domain.log.log_line import MOST_ACTIVITIES
from bot.interactions.front import handle_button, handle_form
from bot.interactions.interaction import Filled
from bot.messages.text.button_values import EntryRef, LineRef
from bot.messages.text.message import Controls, Message
from bot.messages.text.record_values import write_value
from bot.services.bot import Bot
from bot.services.log.log_activity import NewActivity, log_line
from bot.services.people.person_cache import Person, PersonCache
from bot.storage.tables.accounts import accounts as account_table
from bot.storage.tables.log import activities, next_steps
from tests.bot.interactions.world import open_bot
from tests.bot.services.test_statement_budget import Budget, budget  # noqa: F401 - a fixture
from tests.conftest import WEDNESDAY, StillClock, Talk, identify
from tests.interactions import answer_deal, interact
from tests.several import read_several

_PRESSES = count()
ASK = "Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan."
GONE = ["Die regel staat niet meer in je log."]


@pytest.fixture(autouse=True)
def _several(monkeypatch: pytest.MonkeyPatch) -> None:
    read_several(monkeypatch)


@pytest.fixture
async def bram(people: PersonCache, clock: StillClock, talk: Talk) -> Person:  # noqa: ARG001 - Anna comes first
    return await identify(people, clock, "UBRAM", "Bram Smit")


async def list_stored(bot: Bot) -> list[tuple[str, str, int]]:
    """Return the request key, kind and count of every activity that is in the log."""
    columns = (activities.c.request_key, activities.c.kind, activities.c.count)
    query = select(*columns).where(activities.c.removed_at.is_(None)).order_by(activities.c.id)
    async with bot.database.reading() as connection:
        return [(key, kind, count) for key, kind, count in await connection.execute(query)]


async def list_steps(bot: Bot) -> list[tuple[date, str]]:
    """Return the day and state of every next step."""
    query = select(next_steps.c.due_on, next_steps.c.state).order_by(next_steps.c.id)
    async with bot.database.reading() as connection:
        return [(day, state) for day, state in await connection.execute(query)]


async def count_contacts(bot: Bot) -> dict[str, int]:
    """Return how many contacts are counted with the accounts that have any."""
    query = select(account_table.c.name, account_table.c.contacts).where(account_table.c.contacts > 0)
    async with bot.database.reading() as connection:
        return {row.name: row.contacts for row in await connection.execute(query)}


def list_rows(message: Message) -> list[list[str]]:
    """Return the labels of each row of buttons."""
    return [[item.label for item in part.items] for part in message.parts if isinstance(part, Controls)]


async def press(
    talk: Talk, label: str, *, key: str = "", by: Person | None = None, picked: date | None = None
) -> list[str]:
    """Press a button of the last answer, and return the lines of what is shown then; without a key, a new press."""
    pressed = next(each for each in talk.message.controls if each.label == label)
    key = key or f"press:{next(_PRESSES)}"
    return await press_value(talk, pressed.action, pressed.value, key=key, by=by, picked=picked)


async def press_value(
    talk: Talk, action: str, value: str, *, key: str, by: Person | None = None, picked: date | None = None
) -> list[str]:
    """Press a button with a value."""
    interaction = interact(by or talk.person, value=value, request_key=key, picked=picked)
    reply = await handle_button(talk.bot, action, interaction)
    assert reply.message is not None
    talk.message = reply.message
    return talk.message.lines


async def test_each_activity_is_stored_under_the_key_of_the_line_and_its_number(bot: Bot, talk: Talk) -> None:
    assert await talk.says("5 mails en 2 calls en 1 bezoek aan Acme", request="event:1") == [
        "✓ 5 berichten",
        "✓ 2 telefoontjes",
        "✓ Bezoek · Acme",
        ASK,
        "Vandaag: berichten 5/5 · telefoontjes 2/2 · bezoeken 1/1",
        "Je ritme voor vandaag staat. Nog eentje, nu je toch op dreef bent?",
    ]
    assert await list_stored(bot) == [("event:1", "message", 5), ("event:1#2", "call", 2), ("event:1#3", "visit", 1)]


async def test_a_line_delivered_again_is_stored_once_and_answered_alike(bot: Bot, talk: Talk) -> None:
    line = "5 mails; bezoek Acme, offerte besproken; gebeld met Jansen Metaal, terugbellen over 2 weken"
    first = await talk.says(line, request="event:1")
    stored, buttons = await list_stored(bot), talk.buttons
    assert await talk.says(line, request="event:1") == first
    assert (await list_stored(bot), talk.buttons) == (stored, buttons)
    assert await count_contacts(bot) == {"Acme": 1, "Jansen Metaal": 1}


async def test_a_line_that_comes_twice_at_once_is_stored_once(bot: Bot, talk: Talk) -> None:
    await asyncio.gather(*(talk.says("5 mails en 2 calls", request="event:1") for _ in range(3)))
    assert await list_stored(bot) == [("event:1", "message", 5), ("event:1#2", "call", 2)]


async def test_a_line_that_comes_at_two_replicas_at_once_is_stored_once(
    bot: Bot, talk: Talk, database_url: str, clock: StillClock
) -> None:
    other = open_bot(database_url, clock)
    for number in range(4):
        key, line = f"event:{number}", "5 mails; bezoek Acme, offerte besproken; gebeld met Jansen Metaal"
        await asyncio.gather(*(Talk(each, talk.person).says(line, request=key) for each in (bot, other)))
        assert await list_stored(bot) == [(key, "message", 5), (f"{key}#2", "visit", 1), (f"{key}#3", "call", 1)]
        value = write_value(LineRef(key))
        await asyncio.gather(
            *(
                press_value(Talk(each, talk.person), "line_undo", value, key=f"undo:{number}:{place}")
                for place, each in enumerate((bot, other))
            )
        )
        assert (await list_stored(bot), await count_contacts(bot)) == ([], {})
    await other.database.close()


@pytest.mark.parametrize("again", ["5 mails", "5 mails en 2 calls en 3 bezoeken"])
async def test_a_line_that_is_read_otherwise_when_it_comes_again_stays_as_it_was_stored(
    bot: Bot, talk: Talk, again: str
) -> None:
    first = await talk.says("5 mails en 2 calls", request="event:1")
    assert await talk.says(again, request="event:1") == first
    assert await list_stored(bot) == [("event:1", "message", 5), ("event:1#2", "call", 2)]


async def test_one_activity_that_cannot_be_stored_keeps_all_of_the_line_out(bot: Bot, talk: Talk) -> None:
    said = await talk.says("5 mails; bezoek Acme 45 maart; gebeld met Jansen Metaal")
    assert said[0] == "“45 maart” staat niet op de kalender."
    assert await list_stored(bot) == []


async def test_a_key_in_a_line_that_a_colleague_has_keeps_all_of_the_line_out(
    bot: Bot, talk: Talk, bram: Person
) -> None:
    line = LogLine(kind=Kind.CALL, account=None, count=1, day=WEDNESDAY.date(), next_step=None, note="")
    await log_line(bot.database, [NewActivity(bram.rep, line, request_key="event:1#2", logged_at=WEDNESDAY)])
    assert (await talk.says("5 mails en 2 calls", request="event:1"))[:1] == GONE
    assert await list_stored(bot) == [("event:1#2", "call", 1)]


async def test_undo_takes_back_all_of_the_line_with_its_effects(bot: Bot, talk: Talk) -> None:
    await talk.says("dinsdag gebeld met Acme, vandaag terugbellen")
    steps, contacts = await list_steps(bot), await count_contacts(bot)
    assert (steps, contacts) == ([(date(2026, 3, 18), "open")], {"Acme": 1})
    await talk.says("bezoek Acme, offerte besproken; mail naar Jansen Metaal, volgende stap vrijdag", request="event:2")
    assert await list_steps(bot) == [(date(2026, 3, 18), "kept"), (date(2026, 3, 20), "open")]
    assert await press(talk, "Ongedaan maken") == [
        "Uit je log gehaald: Bezoek · Acme · wo 18 mrt",
        "Uit je log gehaald: Bericht · Jansen Metaal · wo 18 mrt",
        "Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 0/1",
    ]
    assert (await list_steps(bot), await count_contacts(bot)) == (steps, contacts)


async def test_undo_pressed_again_takes_back_nothing_else(bot: Bot, talk: Talk) -> None:
    await talk.says("3 mails")
    await talk.says("5 mails en 2 calls", request="event:2")
    value = write_value(LineRef("event:2"))
    removed = await press_value(talk, "line_undo", value, key="press:1")
    assert await press_value(talk, "line_undo", value, key="press:1") == removed
    assert await press_value(talk, "line_undo", value, key="press:2") == GONE
    assert await list_stored(bot) == [("said:1:1", "message", 3)]


async def test_undo_takes_back_what_is_left_of_a_line(bot: Bot, talk: Talk) -> None:
    await talk.says("5 mails en 2 calls", request="event:1")
    value = talk.value_of("Wijzig: 5 berichten")
    await press_value(talk, "entry_undo", value, key="press:1")
    assert await press_value(talk, "line_undo", write_value(LineRef("event:1")), key="press:2") == [
        "Uit je log gehaald: 2 telefoontjes · wo 18 mrt",
        "Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 0/1",
    ]
    assert await list_stored(bot) == []


async def test_a_colleague_takes_back_no_line_of_mine(bot: Bot, talk: Talk, bram: Person) -> None:
    await talk.says("5 mails en 2 calls", request="event:1")
    stored = await list_stored(bot)
    for key in ("event:1", "event:1#2", "\x00", "\ud800", "event:2", ""):
        assert await press_value(talk, "line_undo", write_value(LineRef(key)), key=f"press:{key!r}", by=bram) == GONE
    assert await list_stored(bot) == stored


async def test_the_undo_command_takes_back_all_of_the_latest_line(bot: Bot, talk: Talk) -> None:
    await talk.says("1 mail")
    await talk.says("5 mails en 2 calls")
    assert await talk.says("undo", request="event:3") == [
        "Uit je log gehaald: 5 berichten · wo 18 mrt",
        "Uit je log gehaald: 2 telefoontjes · wo 18 mrt",
        "Vandaag: berichten 1/5 · telefoontjes 0/2 · bezoeken 0/1",
    ]
    await talk.says("undo", request="event:3")
    assert await list_stored(bot) == [("said:1:1", "message", 1)]


async def test_a_step_is_kept_by_one_contact_of_the_line(bot: Bot, talk: Talk) -> None:
    await talk.says("dinsdag gebeld met Acme, vandaag terugbellen")
    said = await talk.says("gebeld met Acme; bezoek Acme")
    assert said[:4] == [
        "✓ Telefoontje · Acme",
        "Afspraak van wo 18 mrt nagekomen. Dat merken ze.",
        ASK,
        "✓ Bezoek · Acme",
    ]
    assert await list_steps(bot) == [(date(2026, 3, 18), "kept")]


async def test_the_question_for_a_next_step_comes_once_for_each_contact_in_turn(bot: Bot, talk: Talk) -> None:
    await talk.says("bezoek Acme; 5 mails; gebeld met Jansen Metaal; bezoek De Vries & Zn.")
    assert talk.message.lines[:3] == ["✓ Bezoek · Acme", ASK, "✓ 5 berichten"]
    assert (await press(talk, "Niets afgesproken"))[:5] == [
        "✓ Bezoek · Acme",
        "Geen volgende stap afgesproken. Dan ligt de bal nog bij jou.",
        "✓ 5 berichten",
        "✓ Telefoontje · Jansen Metaal",
        ASK,
    ]
    assert (await press(talk, "Volgende stap", picked=date(2026, 3, 24)))[:6] == [
        "✓ Bezoek · Acme",
        "✓ 5 berichten",
        "✓ Aangepast: Telefoontje · Jansen Metaal",
        "Volgende stap: dinsdag 24 maart",
        "✓ Bezoek · De Vries & Zn.",
        ASK,
    ]
    await press(talk, "wo 25 mrt")
    assert [label for label in talk.buttons if "afgesproken" in label or label == "Volgende stap"] == []
    assert await list_steps(bot) == [(date(2026, 3, 24), "open"), (date(2026, 3, 25), "open")]


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("gebeld met Acme; bezoek Acme", ["✓ Telefoontje · Acme"]),
        ("mail aan Acme; bezoek Acme", ["✓ Bezoek · Acme"]),
        ("gebeld met Acme; mail aan Acme, volgende stap vrijdag", []),
        ("mail aan Acme, volgende stap vrijdag; bezoek Acme; bezoek Jansen Metaal", ["✓ Bezoek · Jansen Metaal"]),
        ("gebeld met Acme; bezoek Jansen Metaal; bezoek Acme", ["✓ Telefoontje · Acme", "✓ Bezoek · Jansen Metaal"]),
    ],
)
async def test_the_question_for_a_next_step_comes_once_for_each_account(
    talk: Talk, line: str, asked: list[str]
) -> None:
    said, found = await talk.says(line), []
    while ASK in said:
        found.append(said[said.index(ASK) - 1])
        said = await press(talk, "Niets afgesproken")
    assert found == asked


async def test_after_an_edit_of_one_the_whole_line_is_shown_again(bot: Bot, talk: Talk) -> None:
    await talk.says("5 mails en 2 calls", request="event:1")
    control = next(each for each in talk.message.controls if each.label == "Wijzig: 2 telefoontjes")
    form = (await handle_button(bot, control.action, interact(talk.person, value=control.value))).form
    assert form is not None
    values = {"kind": "call", "count": "3", "day": "2026-03-18", "note": "allemaal vergeefs"}
    filled = interact(talk.person, value=form.subject, filled=Filled(values=values), request_key="view:1")
    reply = await handle_form(bot, form.name, filled)
    assert reply.message is not None
    assert reply.message.lines == [
        "✓ 5 berichten",
        "✓ Aangepast: 3 telefoontjes",
        "“allemaal vergeefs”",
        "Vandaag: berichten 5/5 · telefoontjes 3/2 · bezoeken 0/1",
    ]
    assert list_rows(reply.message) == [["Wijzig: 5 berichten", "Wijzig: 3 telefoontjes", "Ongedaan maken"]]
    assert await list_stored(bot) == [("event:1", "message", 5), ("event:1#2", "call", 3)]


async def test_what_is_alone_in_its_line_after_a_removal_is_shown_alone(talk: Talk) -> None:
    await talk.says("5 mails; bezoek Acme")
    first = talk.value_of("Wijzig: 5 berichten")
    visit = talk.value_of("Wijzig: Acme")
    await press_value(talk, "entry_undo", first, key="press:1")
    await press_value(talk, "step_none", visit, key="press:2")
    assert talk.buttons == ["Wijzigen", "Ongedaan maken"]


async def test_activities_with_one_account_are_told_apart_by_more_than_its_name(talk: Talk) -> None:
    await talk.says("gebeld met Acme; bezoek Acme; gisteren bezoek Acme; bezoek Jansen Metaal")
    assert talk.buttons[-5:] == [
        "Wijzig: Telefoontje · Acme",
        "Wijzig: Bezoek · Acme",
        "Wijzig: Bezoek · Acme · di 17 mrt",
        "Wijzig: Jansen Metaal",
        "Ongedaan maken",
    ]


async def test_questions_about_deals_come_one_at_a_time_and_corrections_after_them(bot: Bot, talk: Talk) -> None:
    for opened in ("nieuw Acme Kassen 45k", "nieuw Acme Dak 12k", "nieuw Jansen Metaal Hal 8k"):
        await answer_deal(bot, person=talk.person, text=opened)
    await talk.says("bezoek Acme; gebeld met Jansen Metaal; gebeld met Acme")
    edits = ["Wijzig: Bezoek · Acme", "Wijzig: Jansen Metaal", "Wijzig: Telefoontje · Acme", "Ongedaan maken"]
    steps = ["Volgende stap", "wo 25 mrt", "wo 1 apr", "Niets afgesproken"]
    assert list_rows(talk.message) == [["Kassen", "Dak"], steps, edits]
    assert (await press(talk, "Dak"))[:2] == ["✓ Bezoek · Acme", "○ Contact bij Dak: er is nog niets afgesproken."]
    assert list_rows(talk.message) == [steps, ["Dak", "Kassen"], edits]
    await press(talk, "Kassen")
    corrections = [f"Toch vooruitgang: {name}" for name in ("Bezoek · Acme", "Jansen Metaal", "Telefoontje · Acme")]
    assert list_rows(talk.message) == [steps, corrections, edits]
    assert (await press(talk, "Toch vooruitgang: Jansen Metaal"))[
        4
    ] == "▲ Vooruitgang in Hal: jij hebt het zo aangegeven."


async def test_a_question_that_was_answered_does_not_come_back_with_a_correction(bot: Bot, talk: Talk) -> None:
    for opened in ("nieuw Acme Kassen 45k", "nieuw Jansen Metaal Hal 8k"):
        await answer_deal(bot, person=talk.person, text=opened)
    await talk.says("bezoek Acme; gebeld met Jansen Metaal")
    assert (await press(talk, "Toch vooruitgang: Acme")).index(ASK) == 2
    await press(talk, "Niets afgesproken")
    assert (await press(talk, "Geen vooruitgang: Acme"))[2:] == [
        "✓ Telefoontje · Jansen Metaal",
        "○ Contact bij Hal: er is nog niets afgesproken.",
        ASK,
        "Vandaag: berichten 0/5 · telefoontjes 1/2 · bezoeken 1/1",
    ]
    await press(talk, "Niets afgesproken")
    assert (await press(talk, "Toch vooruitgang: Jansen Metaal")).count(ASK) == 0


async def test_the_longest_line_keeps_its_buttons_within_three_rows_and_what_slack_shows(bot: Bot, talk: Talk) -> None:
    await answer_deal(bot, person=talk.person, text="nieuw Acme Kassen 45k")
    part = "bezoek Acme, " + "a" * 400 + ", volgende stap vrijdag"
    await talk.says("; ".join([*([part] * (MOST_ACTIVITIES - 1)), "gebeld met Jansen Metaal"]))
    assert len([line for line in talk.message.lines if line.startswith("✓ ")]) == MOST_ACTIVITIES
    assert len(talk.message.parts) <= 50
    assert talk.message.fit(parts=50, characters=13_000) == list(talk.message.parts)
    rows = list_rows(talk.message)
    assert (len(rows), max(map(len, rows))) == (3, 25)
    assert rows[-1][-1] == "Ongedaan maken"


async def test_a_line_with_several_counts_costs_no_statement_more_than_one(talk: Talk, budget: Budget) -> None:  # noqa: F811
    await talk.says("5 mails en 2 calls")
    budget.take()
    await talk.says("5 mails en 2 calls")
    assert budget.take() == (0, 3)


async def test_a_note_in_each_activity_is_classified_for_it(bot: Bot, talk: Talk) -> None:
    await answer_deal(bot, person=talk.person, text="nieuw Acme Kassen 45k")
    await answer_deal(bot, person=talk.person, text="nieuw Jansen Metaal Hal 8k")
    said = await talk.says("gebeld met Acme, te duur vindt hij; gebeld met Jansen Metaal, budget bevroren tot 2027")
    assert [line for line in said if line.startswith("Klinkt als")] == [
        "Klinkt als: prijs.",
        "Klinkt als: geen budget.",
    ]


async def test_k12_what_was_taken_out_of_a_line_and_put_back_is_shown_with_its_line(bot: Bot, talk: Talk) -> None:
    await talk.says("5 mails en 2 calls en 1 bezoek aan Acme", request="event:1")
    lines = list(talk.message.lines)
    async with bot.database.reading() as connection:
        calls = (await connection.execute(select(activities.c.id).where(activities.c.kind == Kind.CALL))).scalar_one()
    await press_value(talk, "entry_undo", write_value(EntryRef(calls)), key="press:undo")
    restored = await press(talk, "Terugzetten")
    assert restored[0].startswith("✓ Teruggezet: 2 telefoontjes · ")
    assert restored[1:4] == lines[:3]


async def test_k12_a_whole_line_is_put_back_in_the_order_in_which_it_was_typed(talk: Talk) -> None:
    await talk.says("5 mails en 2 calls en 1 bezoek aan Acme", request="event:1")
    await press(talk, "Ongedaan maken")
    restored = await press(talk, "Terugzetten")
    told = ["5 berichten", "2 telefoontjes", "Bezoek · Acme"]
    assert [line.rpartition(" · ")[0] for line in restored[:3]] == [f"✓ Teruggezet: {each}" for each in told]


async def test_k12_a_corrected_entry_is_shown_with_its_line(talk: Talk) -> None:
    await talk.says("bezoek Acme; 3 mails", request="event:1")
    corrected = await talk.says("nee, 4 mails", request="event:2")
    assert "✓ Bezoek · Acme" in corrected
