"""Undo and put back: what was typed lately, a whole line at once, and everything as it was before (K12)."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.domain.home.day import RemovedEntries
from bot.domain.log.activity import Entry, Kind
from bot.domain.log.errors import EntryGone, NothingToUndo, RevisionGone
from bot.interactions.front import handle_button, handle_command, handle_form
from bot.interactions.interaction import Filled
from bot.messages.text.button_values import EntryRef, RevisionRef
from bot.messages.text.record_values import write_value
from bot.services.bot import Bot
from bot.services.home.load_day import list_latest
from bot.services.log.restore_entry import restore_revision
from bot.services.log.undo_entry import remove_entry, undo_last_entry
from bot.services.people.person_cache import Person, PersonCache
from bot.storage.tables.log import activities
from tests.bot.interactions.world import dump
from tests.conftest import StillClock, Talk, identify
from tests.interactions import answer_deal, interact, press
from tests.snapshots import Rows

# What a change and its reversal leave behind by design: versions of caches, and the revision itself.
LEFT = {"steps_version"}


async def read_all(bot: Bot) -> Rows:
    """Return every table as it matters to a user."""
    rows = await dump(bot.database)
    del rows["revisions"]
    return {table: [{k: v for k, v in row.items() if k not in LEFT} for row in each] for table, each in rows.items()}


async def undo(talk: Talk, key: str) -> RemovedEntries:
    undone = await undo_last_entry(talk.bot.database, rep=talk.person.rep, request_key=key, now=talk.bot.now())
    assert isinstance(undone, RemovedEntries)
    return undone


async def put_back(talk: Talk, revision_id: int) -> tuple[Entry, ...]:
    restored = await restore_revision(
        talk.bot.database, rep=talk.person.rep, revision_id=revision_id, now=talk.bot.now()
    )
    return restored.entries


async def change_rows(bot: Bot, entry_id: int, **values: Any) -> None:
    statement = update(activities).where(activities.c.id == entry_id).values(**values)
    await bot.database.write(lambda connection: connection.execute(statement))


LINES = (
    "bezoek Acme, offerte besproken, vrijdag bellen",
    "gebeld met Acme, volgende stap morgen",
    "gebeld met Acme",
    "gisteren gebeld met Acme, terugbellen vrijdag",
    "bezoek De Vries & Zn., directeur tekent maandag",
    "gebeld met Acme, volgende stap vandaag",
    "5 mails",
    "gemaild met Acme",
)


@pytest.mark.parametrize("seed", range(12))
async def test_do_undo_and_put_back_leaves_every_table_as_it_was(talk: Talk, clock: StillClock, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - no secret
    await answer_deal(talk.bot, person=talk.person, text='nieuw Acme "Kassen" 45k')
    for text in chance.choices(LINES, k=chance.randint(2, 7)):
        clock.move(minutes=5)
        await talk.says(text)
    before = await read_all(talk.bot)
    ids = [entry.id for entry in await list_latest(talk.bot.database, rep=talk.person.rep)]
    taken = []
    for entry_id in chance.sample(ids, k=len(ids)):
        removed = await remove_entry(
            talk.bot.database, rep=talk.person.rep, entry_id=entry_id, request_key=f"undo:{entry_id}", now=clock.moment
        )
        taken.append(removed.revision_id)
    assert await list_latest(talk.bot.database, rep=talk.person.rep) == []
    for revision_id in chance.sample(taken, k=len(taken)):
        await put_back(talk, revision_id)
        await put_back(talk, revision_id)
    assert await read_all(talk.bot) == before


async def test_a_line_with_several_activities_is_taken_back_and_put_back_whole(bot: Bot, talk: Talk) -> None:
    await talk.says("5 mails", request="said:1")
    await talk.says("gebeld met Acme, morgen bellen", request="said:2")
    await talk.says("bezoek Acme", request="said:2#2")
    before = await read_all(bot)
    removed = await undo(talk, "undo:1")
    assert {entry.kind for entry in removed.entries} == {Kind.CALL, Kind.VISIT}
    assert [entry.count for entry in await list_latest(bot.database, rep=talk.person.rep)] == [5]
    assert {entry.kind for entry in await put_back(talk, removed.revision_id)} == {Kind.CALL, Kind.VISIT}
    assert await read_all(bot) == before


async def test_undo_never_walks_into_imported_history(bot: Bot, talk: Talk) -> None:
    await talk.says("bezoek Acme", request="said:1")
    await talk.says("gebeld met De Vries & Zn.", request="import:7")
    assert [entry.account_name for entry in (await undo(talk, "undo:1")).entries] == ["Acme"]
    [said] = await talk.says("undo")
    assert said.startswith("De laatste 24 uur heb je niets getypt, dus ik haal niets zomaar weg. Je laatste regel is ")
    assert said.endswith(" is Telefoontje · De Vries & Zn. · wo 18 mrt.")
    assert talk.buttons == ["Toch verwijderen"]
    assert len(await list_latest(bot.database, rep=talk.person.rep)) == 1


async def test_undo_takes_back_what_was_typed_in_the_last_day_and_nothing_older(
    bot: Bot, talk: Talk, clock: StillClock
) -> None:
    await talk.says("bezoek Acme")
    clock.move(hours=23, minutes=59)
    removed = await undo(talk, "undo:1")
    await put_back(talk, removed.revision_id)
    clock.move(minutes=1)
    latest = await undo_last_entry(bot.database, rep=talk.person.rep, request_key="undo:2", now=clock.now())
    assert isinstance(latest, Entry)
    assert latest.account_name == "Acme"


async def test_the_latest_entry_is_the_one_of_the_latest_day_and_then_the_one_logged_last(
    bot: Bot, talk: Talk, clock: StillClock
) -> None:
    for text in ("bezoek Acme", "gebeld met Acme", "gisteren 3 mails"):
        await talk.says(text)
        clock.move(minutes=1)
    entries = await list_latest(bot.database, rep=talk.person.rep)
    assert [entry.kind for entry in entries] == [Kind.CALL, Kind.VISIT, Kind.MESSAGE]
    await change_rows(bot, entries[0].id, logged_at=clock.now() - timedelta(hours=2))
    assert [entry.kind for entry in (await undo(talk, "undo:1")).entries] == [Kind.MESSAGE]


@pytest.mark.parametrize(
    ("text", "removed"),
    [("gisteren 3 mails", "3 berichten · di 17 mrt"), ("vrijdag gebeld met Acme", "Telefoontje · Acme · vr 13 mrt")],
)
async def test_k12_an_undo_takes_back_what_was_typed_last_whatever_day_it_is_of(
    talk: Talk, text: str, removed: str
) -> None:
    await talk.says("bezoek Acme")
    await talk.says(text)
    assert await talk.says("undo") == [
        f"Uit je log gehaald: {removed}",
        "Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 1/1",
    ]
    assert talk.buttons == ["Terugzetten"]


async def test_an_undo_that_comes_twice_takes_back_one_line_also_after_it_was_put_back(bot: Bot, talk: Talk) -> None:
    await talk.says("bezoek Acme")
    await talk.says("gebeld met Acme")
    first = await undo(talk, "undo:1")
    assert await undo(talk, "undo:1") == first
    await put_back(talk, first.revision_id)
    assert [entry.id for entry in (await undo(talk, "undo:1")).entries] == [entry.id for entry in first.entries]
    assert len(await list_latest(bot.database, rep=talk.person.rep)) == 2


async def test_nothing_is_put_back_after_a_day(talk: Talk, clock: StillClock) -> None:
    await talk.says("bezoek Acme")
    removed = await undo(talk, "undo:1")
    clock.move(hours=24)
    assert len(await put_back(talk, removed.revision_id)) == 1
    again = await undo_last_entry(talk.bot.database, rep=talk.person.rep, request_key="undo:2", now=clock.now())
    assert isinstance(again, Entry)
    later = await remove_entry(
        talk.bot.database, rep=talk.person.rep, entry_id=again.id, request_key="undo:3", now=clock.now()
    )
    clock.move(hours=24, seconds=1)
    with pytest.raises(RevisionGone):
        await put_back(talk, later.revision_id)


async def test_what_another_took_back_cannot_be_put_back(bot: Bot, talk: Talk, people: PersonCache) -> None:
    await talk.says("bezoek Acme")
    removed = await undo(talk, "undo:1")
    bram = await identify(people, StillClock(), "UBRAM", "Bram Smit")
    with pytest.raises(RevisionGone):
        await restore_revision(bot.database, rep=bram.rep, revision_id=removed.revision_id, now=bot.now())


async def test_an_entry_that_was_taken_back_again_is_not_put_back_by_an_old_button(talk: Talk) -> None:
    await talk.says("bezoek Acme")
    first = await undo(talk, "undo:1")
    await put_back(talk, first.revision_id)
    await undo(talk, "undo:2")
    with pytest.raises(EntryGone):
        await put_back(talk, first.revision_id)


async def test_a_step_that_another_contact_kept_in_the_meantime_stays_kept_by_that_one(bot: Bot, talk: Talk) -> None:
    await talk.says("gebeld met Acme, volgende stap vandaag")
    await talk.says("bezoek Acme")
    removed = await undo(talk, "undo:1")
    await talk.says("gemaild met Acme")
    await put_back(talk, removed.revision_id)
    rows = await dump(bot.database)
    [step] = rows["next_steps"]
    mail = next(row["id"] for row in rows["activities"] if row["kind"] == Kind.MESSAGE)
    assert (step["state"], step["closed_by"]) == ("kept", mail)


async def test_an_empty_log_has_nothing_to_undo(bot: Bot, anna: Person) -> None:
    with pytest.raises(NothingToUndo):
        await undo_last_entry(bot.database, rep=anna.rep, request_key="undo:1", now=bot.now())


async def test_deleting_an_entry_of_the_list_offers_to_put_it_back(talk: Talk) -> None:
    await talk.says("bezoek Acme")
    await talk.says("5 mails")
    entries = await list_latest(talk.bot.database, rep=talk.person.rep)
    await talk.says("list")
    value = talk.value_of("Verwijderen")
    assert value == str(entries[0].id)
    shown = await press(talk.bot, "entry_delete", EntryRef(entries[0].id), person=talk.person)
    assert shown.lines == [
        "Uit je log gehaald: 5 berichten · wo 18 mrt",
        "Je laatste regels",
        "wo 18 mrt · Bezoek · Acme",
    ]
    revision_id = next(int(each.value) for each in shown.controls if each.label == "Terugzetten")
    again = await press(talk.bot, "entry_restore", RevisionRef(revision_id), person=talk.person)
    assert again.lines[0] == "✓ Teruggezet: 5 berichten · wo 18 mrt"
    async with talk.bot.database.reading() as connection:
        left = (await connection.execute(select(activities.c.id).where(activities.c.removed_at.is_(None)))).scalars()
        assert len(set(left)) == 2


async def test_k12_a_contact_put_back_after_a_later_one_leaves_one_open_step(talk: Talk) -> None:
    await talk.says("gebeld met Acme, volgende stap 30 maart")
    undone = await undo(talk, "undo:1")
    await talk.says("gebeld met Acme, volgende stap 2 april")
    await put_back(talk, undone.revision_id)
    rows = (await dump(talk.bot.database))["next_steps"]
    assert sorted((str(row["due_on"]), row["state"]) for row in rows) == [
        ("2026-03-30", "moved"),
        ("2026-04-02", "open"),
    ]


async def test_an_undo_that_found_nothing_takes_nothing_out_when_it_comes_again(talk: Talk) -> None:
    async def undoes(key: str) -> None:
        await handle_command(talk.bot, "log", interact(talk.person, text="undo", request_key=key))

    await undoes("command:1")
    await talk.says("5 mails")
    await undoes("command:1")
    assert len(await list_latest(talk.bot.database, rep=talk.person.rep)) == 1
    await undoes("command:2")
    assert await list_latest(talk.bot.database, rep=talk.person.rep) == []


async def test_an_edit_that_comes_again_leaves_a_later_edit_alone(talk: Talk) -> None:
    async def edits(count: str, key: str) -> None:
        values = {"kind": "message", "count": count, "day": "2026-03-18", "note": ""}
        form = interact(talk.person, value=write_value(EntryRef(1)), filled=Filled(values=values), request_key=key)
        assert (await handle_form(talk.bot, "log_form", form)).problems == {}

    await talk.says("5 mails")
    await edits("6", "view:1")
    await edits("7", "view:2")
    await edits("6", "view:1")
    [entry] = await list_latest(talk.bot.database, rep=talk.person.rep)
    assert entry.count == 7


async def test_k12_an_entry_is_put_right_by_whoever_it_belongs_to_and_by_nobody_else(
    bot: Bot, talk: Talk, people: PersonCache, clock: StillClock
) -> None:
    bram = await identify(people, clock, "UBRAM", "Bram Smit")
    await talk.says("bezoek Acme, offerte besproken")
    before = await read_all(bot)
    undo_it, change_it = [
        next(each for each in talk.message.controls if each.label == label) for label in ("Ongedaan maken", "Wijzigen")
    ]
    for button in (undo_it, change_it):
        refused = await handle_button(bot, button.action, interact(bram, value=button.value, request_key="bram"))
        assert refused.message is not None
        assert (refused.message.lines, refused.form) == (["Die regel staat niet meer in je log."], None)
    assert await read_all(bot) == before
    undone = await handle_button(bot, undo_it.action, interact(talk.person, value=undo_it.value, request_key="anna:1"))
    assert undone.message is not None
    assert [row["removed_at"] for row in (await read_all(bot))["activities"]] == [bot.now()]
    [back] = [each for each in undone.message.controls if each.label == "Terugzetten"]
    await handle_button(bot, back.action, interact(talk.person, value=back.value, request_key="anna:2"))
    assert [row["removed_at"] for row in (await read_all(bot))["activities"]] == [None]
