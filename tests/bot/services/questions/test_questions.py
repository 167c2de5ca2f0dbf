"""Questions: suggested with a reason, marked as asked, and credited with the advance that follows (V3)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.people.errors import ManagersOnly
from bot.domain.people.people import Role
from bot.domain.questions.errors import QuestionEmpty
from bot.domain.questions.questions import QuestionRecord
from bot.interactions.interaction import Filled, Handler
from bot.interactions.questions import ask, playbook, wording
from bot.messages.text.message import Message, TextField
from bot.services.bot import Bot
from bot.services.deals.load_deals import list_own_deals
from bot.services.people.person_cache import Person, PersonCache
from bot.services.people.set_up_people import join_team
from bot.services.questions import suggest_questions
from bot.storage.questions import questions as question_rows
from bot.storage.questions.questions import UseState
from bot.storage.tables.deals import deals
from bot.storage.tables.questions import question_uses
from tests.bot.services.log.test_advances import open_deal
from tests.conftest import StillClock, Talk, identify
from tests.interactions import answer_to, interact

SAID: dict[str, Handler] = {"asked": ask.mark_asked, "refused": ask.mark_refused}
VAGUE = "gebeld met Acme, leuk gesprek, hij komt erop terug"


def list_questions(message: Message) -> list[str]:
    return [line for line in message.lines if line.startswith("“")]


def value_of(message: Message, label: str) -> str:
    return next(control.value for control in message.controls if control.label == label)


@pytest.fixture
async def vague_deal(bot: Bot, talk: Talk, clock: StillClock) -> Talk:
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    for _ in range(3):
        await talk.says(VAGUE)
        clock.move(days=1)
    return talk


async def test_the_suggestion_says_why_and_stays_the_same_that_day(bot: Bot, vague_deal: Talk) -> None:
    person = vague_deal.person
    first = await answer_to(bot, ask.handle_ask, person, text="Acme")
    assert first.lines[:2] == [
        "Acme · Kassen: wat vraag je nu?",
        "Waarom nu: 3 contacten zonder vooruitgang; 3 keer op rij: vriendelijk maar vaag.",
    ]
    assert len(list_questions(first)) == 2
    assert list_questions(await answer_to(bot, ask.handle_ask, person, text="acme")) == list_questions(first)


async def test_another_question_is_another_and_a_refused_one_never_comes_back(bot: Bot, vague_deal: Talk) -> None:
    person = vague_deal.person
    first = await answer_to(bot, ask.handle_ask, person, text="Acme")
    other = await answer_to(bot, ask.ask_other, person, value=value_of(first, "Andere vraag"))
    assert not set(list_questions(other)) & set(list_questions(first))
    refused = list_questions(other)[0]
    left = await answer_to(bot, ask.mark_refused, person, value=value_of(other, "Niets voor mij"))
    assert left.lines[0] == "Die stel ik jou niet meer voor."
    assert refused not in list_questions(left)


async def test_an_advance_in_time_is_put_down_to_the_question(bot: Bot, vague_deal: Talk, clock: StillClock) -> None:
    person = vague_deal.person
    message = await answer_to(bot, ask.handle_ask, person, text="Acme")
    await answer_to(bot, ask.mark_asked, person, value=value_of(message, "Gesteld"))
    clock.move(days=13)  # the tenth working day: Good Friday is worked
    await vague_deal.says("bezoek Acme, volgende stap donderdag 10:00")
    assert await read_records(bot, person) == [QuestionRecord(asked=1, advanced=1)]
    await vague_deal.says("ongedaan")
    assert await read_records(bot, person) == [QuestionRecord(asked=1, advanced=0)]


async def test_an_advance_after_ten_working_days_comes_too_late(bot: Bot, vague_deal: Talk, clock: StillClock) -> None:
    person = vague_deal.person
    message = await answer_to(bot, ask.handle_ask, person, text="Acme")
    await answer_to(bot, ask.mark_asked, person, value=value_of(message, "Gesteld"))
    clock.move(days=18)
    await vague_deal.says("bezoek Acme, volgende stap donderdag 10:00")
    assert await read_records(bot, person) == [QuestionRecord(asked=1, advanced=0)]


async def test_what_may_still_come_is_not_held_against_a_question(bot: Bot, vague_deal: Talk) -> None:
    person = vague_deal.person
    message = await answer_to(bot, ask.handle_ask, person, text="Acme")
    await answer_to(bot, ask.mark_asked, person, value=value_of(message, "Gesteld"))
    assert await read_records(bot, person, settled_before=bot.now().date()) == []


async def read_records(bot: Bot, person: Person, *, settled_before: date = date(2027, 1, 1)) -> list[QuestionRecord]:
    async with bot.database.reading() as connection:
        workspace_id = person.workspace.id
        found = await question_rows.count_records(
            connection, workspace_ids=[workspace_id], settled_before=settled_before
        )
    return list(found.get(workspace_id, {}).get(None, {}).values())


async def write_playbook(bot: Bot, person: Person, text: str) -> Message:
    return await answer_to(bot, playbook.submit, person, value="nl", filled=Filled({"text": text}))


async def test_a_workspace_writes_its_own_questions(bot: Bot, vague_deal: Talk) -> None:
    person = vague_deal.person
    own = "\n".join(
        [
            "no_commitment:",
            *(
                f"  - {{id: {each}, off: true}}"
                for each in ("vague-when", "vague-block", "vague-mirror", "vague-number", "vague-close")
            ),
            '  - {id: vague-step, ask: "Wat spreken we nu af?"}',
        ]
    )
    kept = await write_playbook(bot, person, own)
    assert kept.lines[0].startswith("✓ Opgeslagen.")
    message = await answer_to(bot, ask.handle_ask, person, text="Acme")
    assert list_questions(message) == ["“Wat spreken we nu af?”"]


async def test_a_broken_file_is_refused_and_the_old_one_stays(bot: Bot, vague_deal: Talk) -> None:
    person = vague_deal.person
    await write_playbook(bot, person, 'no_commitment:\n  - {id: vague-step, ask: "Wanneer dan?"}')
    broken = Filled({"text": "price:\n  - {id: x, ask: hallo}"})
    refused = await playbook.submit(bot, interact(person, value="nl", filled=broken))
    assert refused.problems == {
        "text": "Regel 2 van de vragen klopt niet: een nieuwe vraag heeft ook why nodig. "
        "De vorige vragen blijven gelden."
    }
    lines = (await answer_to(bot, ask.handle_ask, person, text="Acme")).lines
    others = (await answer_to(bot, ask.handle_ask, person, text="Acme")).lines
    assert lines == others


async def test_only_who_leads_writes_questions(bot: Bot, people: PersonCache, clock: StillClock, anna: Person) -> None:
    bram = await identify(people, clock, "UBRAM", "Bram Kok")
    with pytest.raises(ManagersOnly):
        await write_playbook(bot, bram, "")
    assert anna.rep.role.leads


async def test_without_an_account_the_deals_that_need_it_most_are_offered(bot: Bot, vague_deal: Talk) -> None:
    message = await answer_to(bot, ask.handle_ask, vague_deal.person, text="")
    assert [control.label for control in message.controls] == ["Acme · Kassen"]
    near = await answer_to(bot, ask.handle_ask, vague_deal.person, text="Jansn Metal")
    assert near.lines != []


async def test_after_two_messages_it_says_call_and_from_five_calls_when(
    bot: Bot, talk: Talk, clock: StillClock
) -> None:
    for _ in range(5):
        await talk.says("om 10u gebeld met Jansen Metaal, goed gesprek gehad")
        clock.move(days=1)
    await talk.says("mail Jansen Metaal")
    await talk.says("mail Jansen Metaal")
    lines = (await answer_to(bot, ask.handle_ask, talk.person, text="Jansen Metaal")).lines
    assert lines[-2:] == [
        "Twee berichten zonder antwoord. Een derde helpt niet: bel.",
        "Tussen 10 en 12 uur nemen ze hier op: 5 van 5 keer.",
    ]


async def ask_first(bot: Bot, person: Person, account: str) -> None:
    """Open the questions for an account, and mark the first as asked."""
    message = await answer_to(bot, ask.handle_ask, person, text=account)
    await answer_to(bot, ask.mark_asked, person, value=value_of(message, "Gesteld"))


async def test_an_advance_counts_for_a_question_that_was_asked_without_a_deal(
    bot: Bot, talk: Talk, clock: StillClock
) -> None:
    await ask_first(bot, talk.person, "Jansen Metaal")
    clock.move(days=1)
    await talk.says("bezoek Jansen Metaal, volgende stap vrijdag 10:00")
    assert await read_records(bot, talk.person) == [QuestionRecord(asked=1, advanced=1)]
    await talk.says("ongedaan")
    assert await read_records(bot, talk.person) == [QuestionRecord(asked=1, advanced=0)]


async def test_a_deal_that_moves_counts_for_a_question_that_was_asked_before_it_was_there(
    bot: Bot, talk: Talk, clock: StillClock
) -> None:
    await ask_first(bot, talk.person, "Acme")
    clock.move(days=1)
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    assert await read_records(bot, talk.person) == [QuestionRecord(asked=1, advanced=0)]
    await open_deal(bot, talk.person, "Acme offerte")
    assert await read_records(bot, talk.person) == [QuestionRecord(asked=1, advanced=1)]


async def test_an_advance_elsewhere_counts_for_no_question(bot: Bot, talk: Talk, clock: StillClock) -> None:
    await ask_first(bot, talk.person, "Jansen Metaal")
    clock.move(days=1)
    await talk.says("bezoek Acme, volgende stap vrijdag 10:00")
    assert await read_records(bot, talk.person) == [QuestionRecord(asked=1, advanced=0)]


async def test_winning_the_deal_is_an_advance_until_it_is_opened_again(
    bot: Bot, vague_deal: Talk, clock: StillClock
) -> None:
    person = vague_deal.person
    await ask_first(bot, person, "Acme")
    clock.move(days=1)
    await open_deal(bot, person, "Acme gewonnen")
    assert await read_records(bot, person) == [QuestionRecord(asked=1, advanced=1)]
    await open_deal(bot, person, "Acme heropen")
    assert await read_records(bot, person) == [QuestionRecord(asked=1, advanced=0)]


async def test_losing_the_deal_is_no_advance(bot: Bot, vague_deal: Talk, clock: StillClock) -> None:
    person = vague_deal.person
    await ask_first(bot, person, "Acme")
    clock.move(days=1)
    await open_deal(bot, person, "Acme verloren")
    assert await read_records(bot, person) == [QuestionRecord(asked=1, advanced=0)]


async def test_a_stage_that_was_put_back_is_no_advance(bot: Bot, vague_deal: Talk, clock: StillClock) -> None:
    person = vague_deal.person
    await ask_first(bot, person, "Acme")
    await open_deal(bot, person, "Acme offerte")
    clock.move(days=1)
    assert await read_pulse(bot, person) == (0, date(2026, 3, 21))
    await open_deal(bot, person, "Acme intake")
    assert await read_pulse(bot, person) == (3, None)
    assert await read_records(bot, person) == [QuestionRecord(asked=1, advanced=0)]


async def read_pulse(bot: Bot, person: Person) -> tuple[int, date | None]:
    """Return the activity rollup of the only deal: contacts since the last advance, and its day."""
    (listed,) = await list_own_deals(bot.database, person=person, now=bot.now())
    return listed.deal.activity_rollup.contacts_since, listed.deal.activity_rollup.last_advance


async def press(bot: Bot, person: Person, said: str, *, deal_id: int | str = "", question: str = "price-worth") -> None:
    """Press a button under a question, as in a message of any age."""
    account_id = (await list_uses(bot, "account_id"))[0] if deal_id == "" else await find_account_id(bot, int(deal_id))
    await answer_to(bot, SAID[said], person, value=f"{account_id}:{deal_id}:price:{question}")


async def find_account_id(bot: Bot, deal_id: int) -> int:
    async with bot.database.reading() as connection:
        return int((await connection.execute(select(deals.c.account_id).where(deals.c.id == deal_id))).scalar_one())


async def list_uses(bot: Bot, *names: str, question: str = "") -> list[Any]:
    """Return columns of the uses of questions beyond a mere suggestion, oldest first."""
    query = select(*(question_uses.c[name] for name in names)).order_by(question_uses.c.id)
    if question:
        query = query.where(question_uses.c.question_id == question, question_uses.c.state != UseState.SUGGESTED)
    async with bot.database.reading() as connection:
        rows = [tuple(row) for row in await connection.execute(query)]
    return [row[0] for row in rows] if len(names) == 1 else rows


@pytest.fixture
async def deal_ids(bot: Bot, talk: Talk) -> list[int]:
    for name in ("Kassen", "Zonwering"):
        await open_deal(bot, talk.person, f'nieuw Acme "{name}"')
    async with bot.database.reading() as connection:
        return list((await connection.execute(select(deals.c.id).order_by(deals.c.id))).scalars())


async def test_a_question_asked_in_two_deals_on_one_day_counts_in_both(
    bot: Bot, talk: Talk, deal_ids: list[int]
) -> None:
    for deal_id in (*deal_ids, *deal_ids):
        await press(bot, talk.person, "asked", deal_id=deal_id)
    assert await list_uses(bot, "deal_id", question="price-worth") == deal_ids


async def test_a_question_asked_twice_without_a_deal_counts_once(bot: Bot, talk: Talk) -> None:
    await answer_to(bot, ask.handle_ask, talk.person, text="Jansen Metaal")
    for _ in range(2):
        await press(bot, talk.person, "asked")
    assert await list_uses(bot, "state", question="price-worth") == [UseState.ASKED]


async def test_a_question_that_was_asked_stays_asked_when_it_is_refused_after_that(
    bot: Bot, talk: Talk, deal_ids: list[int]
) -> None:
    for said in ("asked", "refused", "asked"):
        await press(bot, talk.person, said, deal_id=deal_ids[0])
    assert await list_uses(bot, "state", question="price-worth") == [UseState.ASKED, UseState.REFUSED]
    async with bot.database.reading() as connection:
        assert await question_rows.list_refused(connection, rep_id=talk.person.rep.id) == {"price-worth"}
    assert await read_records(bot, talk.person) == [QuestionRecord(asked=1, advanced=0)]


async def test_the_same_button_pressed_again_counts_once_until_its_time_is_over(
    bot: Bot, talk: Talk, deal_ids: list[int], clock: StillClock
) -> None:
    for days in (0, 2, 17):  # Wednesday 18 March, Friday, and Monday 6 April: Easter
        clock.move(days=days)
        await press(bot, talk.person, "asked", deal_id=deal_ids[0])
    # Ten working days after 18 March is 1 April; a question asked on 6 April is a new use.
    assert await list_uses(bot, "day", question="price-worth") == [date(2026, 3, 18), date(2026, 4, 6)]


async def test_a_question_has_failed_only_when_ten_working_days_are_over(
    bot: Bot, talk: Talk, deal_ids: list[int], clock: StillClock
) -> None:
    clock.move(days=16)  # Good Friday, which is worked; Easter Monday is free
    await press(bot, talk.person, "asked", deal_id=deal_ids[0])
    found = []
    for days in (14, 3, 1):  # Friday 17 April, Monday 20 April (the tenth working day), Tuesday
        clock.move(days=days)
        async with bot.database.reading() as connection:
            found.append(await suggest_questions.load_records(connection, talk.person, bot.now()))
    assert found == [{}, {}, {"price-worth": QuestionRecord(asked=1, advanced=0)}]


async def test_k10_what_a_question_came_to_stays_with_the_team_in_which_it_was_asked(
    bot: Bot, talk: Talk, deal_ids: list[int], clock: StillClock, people: PersonCache
) -> None:
    bram = await identify(people, clock, "UBRAM", "Bram Smit")
    for person in (talk.person, bram):
        await join_team(bot.database, rep=person.rep, name="Noord", now=bot.now())
    await press(bot, talk.person, "asked", deal_id=deal_ids[0])
    clock.move(days=30)
    await join_team(bot.database, rep=talk.person.rep, name="Zuid", now=bot.now())
    people.forget_all()
    found = []
    for who in ("UBRAM", "UANNA"):
        met = await people.find("T1", who, now=bot.now())
        assert met is not None
        async with bot.database.reading() as connection:
            found.append(await suggest_questions.load_records(connection, met, bot.now()))
    assert found == [{"price-worth": QuestionRecord(asked=1, advanced=0)}, {}]


@pytest.fixture
async def both(people: PersonCache, clock: StillClock, anna: Person) -> tuple[Person, Person]:
    """A Dutch-speaking manager, and an English-speaking manager of the same workspace."""
    oliver = await identify(people, clock, "UOLIVER", "Oliver Hughes", locale="en-GB")
    return anna, Person(rep=replace(oliver.rep, role=Role.MANAGER), workspace=oliver.workspace)


async def list_price(bot: Bot, person: Person) -> dict[str, bool]:
    """Return the questions about price by id, with whether each is in use."""
    lines = (await answer_to(bot, wording.show_list, person, value="price")).lines
    questions = [line for line in lines if line.startswith("“")]
    ids = [line.rpartition(" · ")[2] for line in lines if " · " in line]
    return {each: question.endswith("”") for question, each in zip(questions, ids, strict=True)}


async def reword(bot: Bot, person: Person, question_id: str, *, is_off: bool = False, **changes: str) -> list[str]:
    """Submit the form of a question, and return the lines of the reply."""
    form = (await wording.change(bot, interact(person, value=question_id))).form
    assert form is not None
    assert form.subject == question_id
    values = {field.name: field.initial for field in form.fields if isinstance(field, TextField)}
    checks = {"off": frozenset({"off"} if is_off else ())}
    filled = Filled(values={**values, **changes}, checks=checks)
    return (await answer_to(bot, wording.submit, person, value=form.subject, filled=filled)).lines


async def test_a_question_that_is_switched_off_is_off_in_every_language(bot: Bot, both: tuple[Person, Person]) -> None:
    anna, oliver = both
    assert (await reword(bot, oliver, "price-worth", ask="What for?"))[0].startswith("✓")
    lines = await reword(bot, anna, "price-worth", is_off=True)
    assert lines[0] == "✓ Uitgezet: deze stel ik niemand meer voor."
    for person in both:
        assert [each for each, is_on in (await list_price(bot, person)).items() if not is_on] == ["price-worth"]
    await reword(bot, anna, "price-worth", ask="Waarvoor?")
    asked = [(await answer_to(bot, wording.show_list, person, value="price")).lines for person in both]
    assert ("“Waarvoor?”" in asked[0], "“What for?”" in asked[1]) == (True, True)
    for person in both:
        assert (await list_price(bot, person))["price-worth"]


async def test_a_question_of_several_lines_is_shown_as_it_will_be_asked(bot: Bot, anna: Person) -> None:
    assert (await reword(bot, anna, "price-worth", ask="Wat\u2028nu\ndan? "))[1] == "“Wat nu dan?”"
    assert "“Wat nu dan?”" in (await answer_to(bot, wording.show_list, anna, value="price")).lines


async def test_only_spaces_are_no_question(bot: Bot, anna: Person) -> None:
    for field in ("ask", "why"):
        with pytest.raises(QuestionEmpty) as refused:
            await reword(bot, anna, "price-worth", is_off=False, **{field: " \u200b\n "})
        assert refused.value.field == field
    assert (await reword(bot, anna, "price-worth", not_when=" "))[0].startswith("✓")
