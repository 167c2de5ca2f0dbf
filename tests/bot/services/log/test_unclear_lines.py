"""Lines that wait for a kind, a day or a place: each is used once, by its own rep, and read as when it was typed."""

import pytest

from bot.domain.certainties.errors import FeedbackGone
from bot.domain.log.activity import Kind
from bot.domain.log.errors import DraftGone, StepGone
from bot.messages.text.button_values import DraftKind, DraftRef, StepRef
from bot.services.bot import Bot
from bot.services.home.load_day import list_latest
from bot.services.people.person_cache import Person, PersonCache
from bot.storage.tables.certainties import feedback, referrals
from bot.storage.tables.log import activities, next_steps
from tests.bot.interactions.world import dump
from tests.conftest import StillClock, Talk, identify
from tests.interactions import press


@pytest.fixture
async def bram(people: PersonCache, clock: StillClock, talk: Talk) -> Person:  # noqa: ARG001 - Anna comes first
    return await identify(people, clock, "UBRAM", "Bram Smit")


async def keep(talk: Talk, line: str, *, request: str = "command:1") -> int:
    """Type a line that is kept, and return the id of its draft."""
    await talk.says(line, request=request)
    return next(int(control.value) for control in talk.message.controls if control.action == "draft_cancel")


async def list_entries(bot: Bot, person: Person) -> list[tuple[Kind, str | None, str]]:
    entries = await list_latest(bot.database, rep=person.rep)
    return [(entry.kind, entry.account_name, entry.note) for entry in reversed(entries)]


async def list_steps(bot: Bot) -> list[tuple[str, str, str]]:
    """Return the due day, state and note of every next step."""
    rows = (await dump(bot.database))[next_steps.name]
    return [(str(row["due_on"]), row["state"], row["note"]) for row in rows]


@pytest.mark.usefixtures("accounts")
async def test_a_kind_chosen_twice_is_one_entry_of_the_first(bot: Bot, talk: Talk) -> None:
    draft_id = await keep(talk, "koffie met Acme, offerte besproken")
    first = await press(bot, "draft_kind", DraftKind(draft_id, Kind.VISIT), person=talk.person, request_key="press:1")
    second = await press(bot, "draft_kind", DraftKind(draft_id, Kind.CALL), person=talk.person, request_key="press:2")
    assert first.lines[:2] == second.lines[:2] == ["✓ Bezoek · Acme", "“koffie, offerte besproken”"]
    assert await list_entries(bot, talk.person) == [(Kind.VISIT, "Acme", "koffie, offerte besproken")]


@pytest.mark.usefixtures("accounts")
async def test_a_line_delivered_again_after_its_kind_was_chosen_shows_its_entry(bot: Bot, talk: Talk) -> None:
    draft_id = await keep(talk, "koffie met Acme")
    await press(bot, "draft_kind", DraftKind(draft_id, Kind.VISIT), person=talk.person)
    assert (await talk.says("koffie met Acme", request="command:1"))[:2] == ["✓ Bezoek · Acme", "“koffie”"]
    assert await list_entries(bot, talk.person) == [(Kind.VISIT, "Acme", "koffie")]


@pytest.mark.usefixtures("accounts")
async def test_a_day_in_a_kept_line_counts_from_when_it_was_typed(bot: Bot, talk: Talk, clock: StillClock) -> None:
    draft_id = await keep(talk, "gisteren koffie met Acme")
    clock.move(days=2)
    answer = await press(bot, "draft_kind", DraftKind(draft_id, Kind.VISIT), person=talk.person)
    assert answer.lines[:2] == ["✓ Bezoek · Acme · di 17 mrt", "“koffie”"]


@pytest.mark.usefixtures("accounts")
@pytest.mark.parametrize("button", ["draft_plan", "draft_today", "draft_contact", "draft_feedback", "draft_cancel"])
async def test_a_colleagues_kept_line_cannot_be_used(bot: Bot, talk: Talk, bram: Person, button: str) -> None:
    draft_id = await keep(talk, "bezoek Acme morgen, gaat scheiden")
    with pytest.raises(DraftGone):
        await press(bot, button, DraftRef(draft_id), person=bram)
    with pytest.raises(DraftGone):
        await press(bot, "draft_kind", DraftKind(draft_id, Kind.CALL), person=bram)


@pytest.mark.usefixtures("accounts")
async def test_an_appointment_is_set_once_and_counts_for_nothing_yet(bot: Bot, talk: Talk) -> None:
    draft_id = await keep(talk, "bezoek Acme morgen om 10u, demo")
    answer = await press(bot, "draft_plan", DraftRef(draft_id), person=talk.person)
    assert answer.lines[0] == "✓ Afspraak met Acme: donderdag 19 maart om 10:00"
    for button in ("draft_plan", "draft_today", "draft_cancel"):
        with pytest.raises(DraftGone):
            await press(bot, button, DraftRef(draft_id), person=talk.person)
    assert await list_steps(bot) == [("2026-03-19", "open", "demo")]
    assert await list_entries(bot, talk.person) == []


@pytest.mark.usefixtures("accounts")
async def test_an_appointment_is_kept_by_the_contact_on_its_day(bot: Bot, talk: Talk, clock: StillClock) -> None:
    draft_id = await keep(talk, "bezoek Acme morgen om 10u, demo")
    await press(bot, "draft_plan", DraftRef(draft_id), person=talk.person)
    clock.move(days=1)
    answer = await talk.says("bezoek Acme")
    assert answer[:2] == ["✓ Bezoek · Acme", "Afspraak van do 19 mrt nagekomen. Dat merken ze."]
    assert await list_steps(bot) == [("2026-03-19", "kept", "demo")]


@pytest.mark.usefixtures("accounts")
async def test_an_appointment_is_taken_back_once_by_its_own_rep_only(bot: Bot, talk: Talk, bram: Person) -> None:
    await press(bot, "draft_plan", DraftRef(await keep(talk, "bezoek Acme morgen")), person=talk.person)
    [step] = (await dump(bot.database))[next_steps.name]
    with pytest.raises(StepGone):
        await press(bot, "step_undo", StepRef(step["id"]), person=bram)
    answer = await press(bot, "step_undo", StepRef(step["id"]), person=talk.person)
    assert answer.lines == ["Weg: de afspraak met Acme op donderdag 19 maart."]
    with pytest.raises(StepGone):
        await press(bot, "step_undo", StepRef(step["id"]), person=talk.person)
    assert await list_steps(bot) == []


@pytest.mark.usefixtures("accounts")
async def test_a_step_agreed_at_a_contact_goes_with_the_contact_only(bot: Bot, talk: Talk) -> None:
    await talk.says("bezoek Acme, vrijdag bellen")
    [step] = (await dump(bot.database))[next_steps.name]
    with pytest.raises(StepGone):
        await press(bot, "step_undo", StepRef(step["id"]), person=talk.person)


@pytest.mark.usefixtures("accounts")
async def test_a_day_that_passed_since_is_no_appointment_any_more(bot: Bot, talk: Talk, clock: StillClock) -> None:
    draft_id = await keep(talk, "bezoek Acme morgen")
    clock.move(days=3)
    answer = await press(bot, "draft_plan", DraftRef(draft_id), person=talk.person)
    assert answer.lines[0] == "De volgende stap ligt in het verleden (donderdag 19 maart). Welke dag bedoel je?"
    assert await list_steps(bot) == []


@pytest.mark.usefixtures("accounts")
async def test_a_score_in_a_line_is_kept_once_as_typed(bot: Bot, talk: Talk) -> None:
    draft_id = await keep(talk, "Acme gaf een 4 omdat de levering te laat was")
    for _ in range(2):
        answer = await press(bot, "draft_feedback", DraftRef(draft_id), person=talk.person)
        assert answer.lines[0] == "✓ Acme geeft een 4: “omdat de levering te laat was”."
    rows = (await dump(bot.database))[feedback.name]
    assert [(row["score"], row["words"]) for row in rows] == [(4, "omdat de levering te laat was")]
    assert await list_entries(bot, talk.person) == []


@pytest.mark.usefixtures("accounts")
async def test_a_score_that_became_a_contact_is_no_score_any_more(bot: Bot, talk: Talk) -> None:
    draft_id = await keep(talk, "Acme gaf een 4")
    await press(bot, "draft_contact", DraftRef(draft_id), person=talk.person)
    await press(bot, "draft_kind", DraftKind(draft_id, Kind.CALL), person=talk.person)
    with pytest.raises((DraftGone, FeedbackGone)):
        await press(bot, "draft_feedback", DraftRef(draft_id), person=talk.person)
    assert await list_entries(bot, talk.person) == [(Kind.CALL, "Acme", "gaf een 4")]


@pytest.mark.usefixtures("accounts")
async def test_an_introduction_in_a_line_is_kept_once(bot: Bot, talk: Talk) -> None:
    draft_id = await keep(talk, "doorverwezen door Acme naar Bakkerij Zon")
    for _ in range(2):
        answer = await press(bot, "draft_referral", DraftRef(draft_id), person=talk.person)
        assert answer.lines[0].startswith("Acme stelde je voor aan Bakkerij Zon")
    rows = (await dump(bot.database))[referrals.name]
    assert [(row["name"], row["state"]) for row in rows] == [("Bakkerij Zon", "introduced")]
    assert (await dump(bot.database))[activities.name] == []
