"""Corrections by talking: what changes, what is asked, and that everything can be put back (K12)."""

from random import Random

import pytest
from sqlalchemy import update

from bot.domain.log.activity import Entry, Kind
from bot.domain.log.errors import EntryChangedSince, EntryGone, LogLineError
from bot.interactions.table import BUTTONS, COMMANDS
from bot.messages.text.button_values import EntryRef
from bot.services.bot import Bot
from bot.services.home.load_day import list_latest
from bot.services.log.restore_entry import restore_revision
from bot.services.log.undo_entry import remove_entry
from bot.services.people.person_cache import PersonCache
from bot.storage.tables.log import activities
from tests.bot.interactions.world import dump
from tests.conftest import StillClock, Talk, identify
from tests.interactions import answer_deal, answer_to, press
from tests.snapshots import Rows

# What a change and its reversal leave behind by design: versions of caches, drafts of questions, and the revision.
LEFT = {"steps_version"}
LINES = (
    "bezoek Acme, offerte besproken, vrijdag bellen",
    "gebeld met Acme, volgende stap morgen",
    "gebeld met Acme",
    "gebeld met Acme, volgende stap vandaag",
    "bezoek De Vries & Zn., directeur tekent maandag",
    "5 mails",
)
CORRECTIONS = (
    "nee, Acme Nederland",
    "nee, Acme",
    "was gisteren",
    "moet 3 zijn",
    "maak er een mail van",
    "volgende stap donderdag 10u",
    "geen volgende stap",
    "notitie: de prijs is te hoog",
)


async def read_all(bot: Bot) -> Rows:
    """Return every table as it matters to a user."""
    rows = await dump(bot.database)
    for table in ("revisions", "drafts"):
        del rows[table]
    return {table: [{k: v for k, v in row.items() if k not in LEFT} for row in each] for table, each in rows.items()}


async def latest(talk: Talk) -> Entry:
    """Return the entry that was logged last."""
    entries = await list_latest(talk.bot.database, rep=talk.person.rep)
    return max(entries, key=lambda entry: entry.id)


async def put_back(talk: Talk, revision_id: int) -> None:
    await restore_revision(talk.bot.database, rep=talk.person.rep, revision_id=revision_id, now=talk.bot.now())


async def choose(talk: Talk, label: str) -> list[str]:
    """Press a button of the last reply."""
    [control] = [each for each in talk.message.controls if each.label == label]
    talk.message = await answer_to(
        talk.bot, BUTTONS[control.action], talk.person, value=control.value, request_key=f"press:{label}"
    )
    return talk.message.lines


@pytest.mark.parametrize("seed", range(12))
async def test_corrections_put_back_in_turn_leave_every_table_as_it_was(
    talk: Talk, clock: StillClock, seed: int
) -> None:
    chance = Random(seed)  # noqa: S311 - no secret
    await answer_deal(talk.bot, person=talk.person, text='nieuw Acme "Kassen" 45k')
    for text in chance.choices(LINES, k=chance.randint(1, 4)):
        clock.move(minutes=5)
        await talk.says(text)
    states = [await read_all(talk.bot)]
    revisions = []
    for text in chance.choices(CORRECTIONS, k=4):
        await talk.says(text)
        if "Terugzetten" in talk.buttons:
            revisions.append(int(talk.value_of("Terugzetten")))
            states.append(await read_all(talk.bot))
    assert revisions
    for revision_id, before in zip(reversed(revisions), reversed(states[:-1]), strict=True):
        await put_back(talk, revision_id)
        await put_back(talk, revision_id)
        assert await read_all(talk.bot) == before


async def test_a_correction_that_comes_twice_is_made_once_and_answered_alike(talk: Talk) -> None:
    await talk.says("3 mails")
    await talk.says("2 calls")
    first = await talk.says("3 ipv 2", request="said:3")
    assert first[:2] == ["Was: 2 telefoontjes", "Nu: 3 telefoontjes"]
    assert await talk.says("3 ipv 2", request="said:3") == first
    counts = [(each.kind, each.count) for each in await list_latest(talk.bot.database, rep=talk.person.rep)]
    assert sorted(counts) == [(Kind.CALL, 3), (Kind.MESSAGE, 3)]


async def test_only_what_the_correction_changed_is_put_back_when_more_was_changed_since(talk: Talk) -> None:
    await talk.says("bezoek Acme, offerte besproken")
    await talk.says("moet 3 zijn")
    revision_id = int(talk.value_of("Terugzetten"))
    await talk.says("volgende stap vrijdag")
    await put_back(talk, revision_id)
    entry = await latest(talk)
    assert (entry.count, entry.next_step is not None, entry.note) == (1, True, "offerte besproken")


async def test_what_was_corrected_again_is_not_put_back_by_the_first_button(talk: Talk) -> None:
    await talk.says("5 mails")
    await talk.says("moet 3 zijn")
    revision_id = int(talk.value_of("Terugzetten"))
    await talk.says("moet 4 zijn")
    with pytest.raises(EntryChangedSince):
        await put_back(talk, revision_id)
    assert (await latest(talk)).count == 4


async def test_a_corrected_entry_that_was_removed_is_not_put_back(talk: Talk) -> None:
    await talk.says("5 mails")
    await talk.says("moet 3 zijn")
    revision_id = int(talk.value_of("Terugzetten"))
    entry_id = (await latest(talk)).id
    await remove_entry(
        talk.bot.database, rep=talk.person.rep, entry_id=entry_id, request_key="undo:1", now=talk.bot.now()
    )
    with pytest.raises(EntryGone):
        await put_back(talk, revision_id)


async def test_a_correction_of_the_day_moves_the_count_from_the_one_day_to_the_other(talk: Talk) -> None:
    await talk.says("bezoek Acme")
    assert (await talk.says("was gisteren"))[-1] == "Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 0/1"
    await choose(talk, "Terugzetten")
    assert talk.message.lines[-1] == "Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 1/1"


async def test_the_last_typed_entry_is_corrected_not_an_imported_or_an_older_one(talk: Talk, clock: StillClock) -> None:
    await talk.says("bezoek Acme")
    clock.move(minutes=1)
    await talk.says("gebeld met De Vries & Zn.", request="import:9")
    assert (await talk.says("nee, Jansen Metaal"))[:2] == ["Was: Bezoek · Acme", "Nu: Bezoek · Jansen Metaal"]
    clock.move(hours=24)
    assert await talk.says("nee, Acme") == [
        "Dat klinkt als een verbetering, maar de laatste 24 uur heb je niets getypt. "  # noqa: ISC004 - one sentence
        "Oudere regels wijzig je via /log list.",
        "Je typte: “nee, Acme”",
    ]


async def test_a_line_that_corrects_nothing_typed_lately_is_logged_when_it_can_be(talk: Talk) -> None:
    assert (await talk.says("nee, gebeld met Acme"))[0] == "✓ Telefoontje · Acme"


async def test_of_several_activities_in_one_line_the_one_that_fits_is_changed_or_asked_about(talk: Talk) -> None:
    await talk.says("5 mails", request="said:9")
    await talk.says("bezoek Acme", request="said:9#2")
    assert (await talk.says("moet 4 mails zijn"))[:2] == ["Was: 5 berichten", "Nu: 4 berichten"]
    assert (await talk.says("Jansen Metaal ipv Acme"))[:2] == ["Was: Bezoek · Acme", "Nu: Bezoek · Jansen Metaal"]
    assert await talk.says("was gisteren") == [
        "Welke bedoel je?",
        "Je regel is bewaard, je hoeft niets opnieuw te typen: “was gisteren”",
    ]
    assert sorted(talk.buttons) == ["4 berichten (wo 18 mrt)", "Annuleren", "Bezoek, Jansen Metaal (wo 18 mrt)"]
    assert (await choose(talk, "Bezoek, Jansen Metaal (wo 18 mrt)"))[:2] == [
        "Was: Bezoek · Jansen Metaal · wo 18 mrt",
        "Nu: Bezoek · Jansen Metaal · di 17 mrt",
    ]


async def test_an_entry_chosen_first_keeps_its_question_about_the_account(talk: Talk) -> None:
    await talk.says("bezoek Acme", request="said:9")
    await talk.says("gebeld met De Vries & Zn.", request="said:9#2")
    await talk.says("nee, Bakkerij Zon")
    assert (await choose(talk, "Bezoek, Acme (wo 18 mrt)"))[0] == "“Bakkerij Zon” ken ik nog niet. Is het een nieuwe?"
    assert (await choose(talk, "Nieuw: «Bakkerij Zon»"))[:2] == ["Was: Bezoek · Acme", "Nu: Bezoek · Bakkerij Zon"]


async def test_the_name_of_a_line_that_still_waits_for_it_is_put_right_and_the_line_logged(
    talk: Talk, clock: StillClock
) -> None:
    await talk.says("gebeld met De Vries & Zn.")
    clock.move(minutes=1)
    await talk.says("bezoek Bakkerij Oost, offerte besproken")
    assert await talk.says("nee, 3") == [
        "Je vorige regel wacht nog op een account. Kies dat eerst, dan verbeter ik daarna de rest.",
        "Je typte: “nee, 3”",
    ]
    assert (await talk.says("nee, Acme Nederland"))[:2] == ["✓ Bezoek · Acme Nederland", "“offerte besproken”"]
    entries = await list_latest(talk.bot.database, rep=talk.person.rep)
    assert [entry.account_name for entry in entries] == ["Acme Nederland", "De Vries & Zn."]


async def test_an_unknown_name_for_a_line_that_waits_is_asked_about_in_its_place(talk: Talk) -> None:
    await talk.says("bezoek Bakkerij Oost, offerte besproken")
    assert await talk.says("nee, Bakkerij Zon") == [
        "“Bakkerij Zon” ken ik nog niet. Is het een nieuwe?",
        "Je regel is bewaard, je hoeft niets opnieuw te typen: “nee, Bakkerij Zon”",
    ]
    assert (await choose(talk, "Nieuw: «Bakkerij Zon»"))[:2] == ["✓ Bezoek · Bakkerij Zon", "“offerte besproken”"]


async def test_what_cannot_be_is_refused_and_changes_nothing(talk: Talk) -> None:
    await talk.says("bezoek Acme")
    before = await read_all(talk.bot)
    for text in ("moet 0 zijn", "moet 900 zijn", "volgende stap gisteren"):
        with pytest.raises(LogLineError):
            await answer_to(talk.bot, COMMANDS["log"], talk.person, text=text, request_key=text)
    assert await read_all(talk.bot) == before


async def test_a_correction_changes_nothing_of_a_colleague(
    bot: Bot, talk: Talk, people: PersonCache, clock: StillClock
) -> None:
    await talk.says("bezoek Acme")
    before = await read_all(bot)
    bram = Talk(bot, await identify(people, clock, "UBRAM", "Bram Smit"))
    assert (await bram.says("nee, Jansen Metaal"))[0].startswith("Dat klinkt als een verbetering")
    assert (await read_all(bot))["activities"] == before["activities"]


async def test_a_step_that_a_later_contact_kept_stays_kept_after_a_correction_and_back(
    talk: Talk, clock: StillClock
) -> None:
    await talk.says("gebeld met Acme, volgende stap vandaag")
    entry_id = (await latest(talk)).id
    clock.move(minutes=1)
    await talk.says("bezoek Acme")
    before = await read_all(talk.bot)
    assert before["next_steps"][0]["state"] == "kept"
    await talk.says("nee, Acme Nederland")
    assert (await read_all(talk.bot))["next_steps"][0]["state"] == "open"
    await choose(talk, "Terugzetten")
    assert await read_all(talk.bot) == before
    statement = update(activities).where(activities.c.id == entry_id).values(logged_at=clock.now())
    await talk.bot.database.write(lambda connection: connection.execute(statement))
    await press(talk.bot, "entry_undo", EntryRef(entry_id), person=talk.person, request_key="undo:1")


async def test_the_step_of_a_corrected_entry_is_kept_by_a_contact_logged_later(talk: Talk, clock: StillClock) -> None:
    await talk.says("gebeld met De Vries & Zn., volgende stap vandaag")
    clock.move(minutes=1)
    await talk.says("bezoek Acme")
    await talk.says("Acme ipv De Vries & Zn.")
    await choose(talk, "Telefoontje, De Vries & Zn. (wo 18 mrt)")
    rows = await read_all(talk.bot)
    [step] = rows["next_steps"]
    assert (step["state"], step["closed_by"]) == ("kept", rows["activities"][-1]["id"])


async def test_the_answers_are_in_the_language_of_the_rep(
    bot: Bot, people: PersonCache, clock: StillClock, accounts: dict[str, int]
) -> None:
    assert accounts
    talk = Talk(bot, await identify(people, clock, "UEN", "Ann White", locale="en-GB"))
    await talk.says("2 calls")
    assert (await talk.says("make that 3"))[:2] == ["Was: 2 calls", "Now: 3 calls"]
    await talk.says("visit Acme")
    assert (await talk.says("not a visit but a call"))[:2] == ["Was: Visit · Acme", "Now: Call · Acme"]
    assert (await talk.says("no, it was Jansen"))[:2] == ["Was: Call · Acme", "Now: Call · Jansen Metaal"]
    assert (await talk.says("undo"))[0] == "Taken out of your log: Call · Jansen Metaal · Wed 18 Mar"
    assert talk.buttons == ["Put it back"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("4 mails", "it was 6 emails"),
        ("4 mails", "het waren 6 mails"),
        ("4 mails", "there were 6 emails"),
        ("4 mails", "t waren er 6"),
        ("4 mails", "'t waren 6 mails"),
        ("gisteren 4 mails", "it was 6 emails"),
    ],
)
async def test_k12_what_it_was_after_all_corrects_and_adds_nothing(talk: Talk, line: str, said: str) -> None:
    await talk.says(line)
    await talk.says(said)
    entries = await list_latest(talk.bot.database, rep=talk.person.rep)
    assert [(entry.kind, entry.count) for entry in entries] == [(Kind.MESSAGE, 6)]


@pytest.mark.parametrize(
    "said", ["no calls today", "no visits", "sorry no calls today", "geen bezoeken vandaag", "geen telefoontjes"]
)
async def test_k12_that_there_was_none_of_another_kind_rewrites_nothing(talk: Talk, said: str) -> None:
    await talk.says("2 mails")
    await talk.says(said)
    entries = await list_latest(talk.bot.database, rep=talk.person.rep)
    assert [(entry.kind, entry.count) for entry in entries] == [(Kind.MESSAGE, 2)]


@pytest.mark.parametrize(
    ("typed", "said", "is_left"),
    [
        ("2 calls", "toch 3 calls", (Kind.CALL, 3, 18)),
        ("2 bezoeken", "toch 4 bezoeken", (Kind.VISIT, 4, 18)),
        ("5 mails", "6 mails dus he", (Kind.MESSAGE, 6, 18)),
        ("5 mails", "dus 6 mails", (Kind.MESSAGE, 6, 18)),
        ("3 calls", "die 3 calls waren vrijdag", (Kind.CALL, 3, 13)),
        ("3 calls", "those 3 calls were on Friday", (Kind.CALL, 3, 13)),
        ("2 calls", "wait 3 calls", (Kind.CALL, 3, 18)),
        ("5 emails", "so 6 emails", (Kind.MESSAGE, 6, 18)),
        ("5 emails", "6 emails after all", (Kind.MESSAGE, 6, 18)),
    ],
)
async def test_k12_a_correction_that_names_the_kind_counts_nothing_double(
    talk: Talk, typed: str, said: str, is_left: tuple[Kind, int, int]
) -> None:
    await talk.says(typed)
    told = await talk.says(said)
    entries = await list_latest(talk.bot.database, rep=talk.person.rep)
    assert [(each.kind, each.count, each.day.day) for each in entries] == [is_left]
    assert told[0].startswith("Was: ")
    assert "Terugzetten" in talk.buttons


@pytest.mark.parametrize("said", ["toch nog 3 calls", "3 calls dus", "dus 3 calls", "so 3 calls"])
async def test_a_number_of_another_kind_or_on_top_is_a_line_of_its_own(talk: Talk, said: str) -> None:
    await talk.says("2 calls" if "nog" in said else "2 mails")
    await talk.says(said)
    assert len(await list_latest(talk.bot.database, rep=talk.person.rep)) == 2


async def test_a_number_of_another_kind_than_the_last_line_asks_about_the_lines_of_that_kind(talk: Talk) -> None:
    for text in ("4 mails", "bezoek Acme", "toch 3 mails"):
        await talk.says(text)
    assert talk.buttons == ["4 berichten (wo 18 mrt)", "Nieuwe regel", "Annuleren"]
