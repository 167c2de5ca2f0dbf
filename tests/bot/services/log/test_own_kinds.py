"""A workspace's own kinds over several days: made by a manager, logged, counted, shown and kept in history (R1, O2)."""

import asyncio
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from bot.domain.log.errors import OwnKindGone
from bot.domain.log.own_kinds import OVER_DELIVERY_NAMES, OVER_DELIVERY_WORDS
from bot.domain.operations.demo_history import make_history
from bot.domain.people.people import Role, Workspace
from bot.interactions.front import handle_button, handle_command, handle_form
from bot.interactions.interaction import Filled, Reply
from bot.messages.home.home import build_home
from bot.messages.people.settings_form import build_more_settings_form
from bot.messages.rhythm.morning_nudge import build_morning_nudge
from bot.messages.text.button_values import OwnKindRef
from bot.messages.text.message import NumberField
from bot.messages.text.record_values import write_value
from bot.messages.text.words import LANGUAGES, load_words
from bot.services.bot import Bot
from bot.services.exchange.export_tables import export_activities
from bot.services.exchange.table import load_table
from bot.services.home.load_day import load_current_day
from bot.services.home.load_home import load_home
from bot.services.log.own_kinds import KindChange, archive_kind, list_kinds
from bot.services.operations.fill_demo import fill_demo
from bot.services.people.person_cache import Person, PersonCache
from bot.storage.people import people as people_rows
from bot.storage.tables.log import activities
from tests.bot.interactions.filled_in import SETTINGS
from tests.bot.services.exchange.test_imports import bring_in, count, write
from tests.conftest import StillClock, identify, set_first_day
from tests.interactions import agree_totals, interact
from tests.stories.plain_text import PlainText

DEMO = {"name": "Demo", "words": "presentatie", "counts": "visit", "target": "0"}
POST = {"name": "LinkedIn-post", "counts": "own_day", "target": "2"}
FAIR = {"name": "Beurs", "words": "vakbeurs", "counts": "own_week", "target": "1"}


async def fill(bot: Bot, person: Person, values: Mapping[str, str], *, key: str = "form:1", kind_id: int = 0) -> Reply:
    value = write_value(OwnKindRef(kind_id)) if kind_id else ""
    filled = Filled(values=dict(values))
    return await handle_form(bot, "own_kind", interact(person, request_key=key, filled=filled, value=value))


async def press(bot: Bot, person: Person, name: str, kind_id: int) -> Reply:
    return await handle_button(bot, name, interact(person, value=write_value(OwnKindRef(kind_id))))


async def make(bot: Bot, person: Person, *kinds: dict[str, str]) -> dict[str, int]:
    """Add kinds, and return the ids of all by name."""
    for number, values in enumerate(kinds):
        reply = await fill(bot, person, values, key=f"make:{person.rep.id}:{number}")
        assert reply.problems == {}
    found = await list_kinds(bot.database, rep=person.rep)
    return {kind.names[0]: kind.id for kind in found}


async def say(bot: Bot, person: Person, *lines: str) -> list[str]:
    """Say lines one after another, and return the reply to the last."""
    reply = Reply()
    for line in lines:
        command, _, rest = line.partition(" ")
        rep = await bot.people.find(person.workspace.external_id, person.rep.external_id, now=bot.now()) or person
        done = interact(rep, request_key=f"said:{uuid4()}", text=rest, addressed=rest)
        reply = await handle_command(bot, bot.commands.find(command), done)
    return read(reply)


def read(reply: Reply) -> list[str]:
    assert reply.message is not None, reply.problems
    return reply.message.lines


@pytest.fixture
async def bram(people: PersonCache, clock: StillClock, anna: Person) -> Person:  # noqa: ARG001 - Anna comes first
    return await identify(people, clock, "UBRAM", "Bram Smit")


@pytest.mark.usefixtures("accounts")
async def test_a_kind_is_counted_on_its_own_day_and_in_the_week(bot: Bot, anna: Person, clock: StillClock) -> None:
    await make(bot, anna, DEMO, POST, FAIR)
    await set_first_day(bot, anna, date(2026, 3, 16))
    assert await say(bot, anna, "/log presentatie bij Acme", "/log 3 linkedin-posts", "/log beurs") == [
        "✓ Beurs",
        "Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 1/1 · LinkedIn-post 3/2 · Beurs 1",
    ]
    clock.move(days=1)
    assert await say(bot, anna, "/log gisteren beurs", "/log demo Acme", "/ritme") == [
        "Vandaag, donderdag 19 maart",
        "▱▱▱▱▱▱▱▱▱▱  0 van 5 berichten",
        "▱▱▱▱▱▱▱▱▱▱  0 van 2 telefoontjes",
        "▰▰▰▰▰▰▰▰▰▰  1 van 1 bezoek ✓",
        "▱▱▱▱▱▱▱▱▱▱  0 van 2 · LinkedIn-post",
    ]
    assert (await say(bot, anna, "/ritme week"))[1:6] == [
        "▱▱▱▱▱▱▱▱▱▱  0 van 20 berichten",
        "▱▱▱▱▱▱▱▱▱▱  0 van 8 telefoontjes",
        "▰▰▰▰▰▱▱▱▱▱  2 van 4 bezoeken",
        "▰▰▰▱▱▱▱▱▱▱  3 van 8 · LinkedIn-post",
        "▰▰▰▰▰▰▰▰▰▰  2 van 1 · Beurs · 1 extra",
    ]


@pytest.mark.usefixtures("accounts")
async def test_everybody_looks_back_on_own_kinds_by_name(bot: Bot, anna: Person, clock: StillClock) -> None:
    await make(bot, anna, POST)
    await set_first_day(bot, anna, date(2025, 1, 1))
    await say(bot, anna, "/log 3 linkedin-posts", "/log extra geleverd bij Acme", "/log 2 mails")
    assert (await say(bot, anna, "/ritme maand"))[1:6] == [
        "2 berichten",
        "0 telefoontjes",
        "0 bezoeken",
        "1× Extra geleverd",
        "3× LinkedIn-post",
    ]
    assert [line for line in await say(bot, anna, "/ritme jaar") if "op dit tempo" in line][3:] == [
        "1× Extra geleverd · op dit tempo 5, op dat van de laatste tijd 11",
        "3 van 510 · LinkedIn-post · op dit tempo 14, op dat van de laatste tijd 33",
    ]
    clock.move(days=7)
    before = (
        "De week ervoor, t/m wo 18 mrt: 2 berichten, 0 telefoontjes, 0 bezoeken, 1× Extra geleverd, 3× LinkedIn-post."
    )
    assert before in await say(bot, anna, "/log mail Acme", "/ritme week")


async def test_a_day_with_an_own_target_is_complete_when_that_is_reached_too(bot: Bot, anna: Person) -> None:
    await make(bot, anna, POST)
    done = "Je ritme voor vandaag staat. Nog eentje, nu je toch op dreef bent?"
    assert done not in await say(bot, anna, "/log 5 mails", "/log 2 calls", "/log 1 bezoek")
    assert done in await say(bot, anna, "/log 2 linkedin-posts")


async def test_what_has_no_target_keeps_no_day_from_being_complete(bot: Bot, anna: Person) -> None:
    await make(bot, anna, FAIR)
    lines = await say(bot, anna, "/log 5 mails", "/log 2 calls", "/log 1 bezoek")
    assert lines[-2:] == [
        "Vandaag: berichten 5/5 · telefoontjes 2/2 · bezoeken 1/1",
        "Je ritme voor vandaag staat. Nog eentje, nu je toch op dreef bent?",
    ]


@pytest.mark.usefixtures("accounts")
async def test_an_archived_kind_keeps_its_name_in_history_and_is_no_longer_read(
    bot: Bot, anna: Person, clock: StillClock
) -> None:
    ids = await make(bot, anna, POST)
    await say(bot, anna, "/log 2 linkedin-posts", "/log linkedin-post Acme")
    clock.move(days=1)
    assert read(await press(bot, anna, "own_kind_archive", ids["LinkedIn-post"])) == [
        "LinkedIn-post is opgeborgen. Wat ermee gelogd is, blijft staan."
    ]
    assert await say(bot, anna, "/log list") == [
        "Je laatste regels",
        "wo 18 mrt · LinkedIn-post · Acme",
        "wo 18 mrt · 2× LinkedIn-post",
    ]
    assert (await say(bot, anna, "/ritme week"))[4] == "3× LinkedIn-post"
    assert (await say(bot, anna, "/ritme"))[1:4] == [
        "▱▱▱▱▱▱▱▱▱▱  0 van 5 berichten",
        "▱▱▱▱▱▱▱▱▱▱  0 van 2 telefoontjes",
        "▱▱▱▱▱▱▱▱▱▱  0 van 1 bezoek",
    ]
    assert (await say(bot, anna, "/log 2 linkedin-posts"))[0] != "✓ 2× LinkedIn-post"
    # Pressed again, nothing changes; put back, it is read again.
    await press(bot, anna, "own_kind_archive", ids["LinkedIn-post"])
    read(await press(bot, anna, "own_kind_restore", ids["LinkedIn-post"]))
    assert (await say(bot, anna, "/log linkedin-post"))[0] == "✓ LinkedIn-post"


@pytest.mark.usefixtures("accounts")
async def test_what_a_kind_counted_for_stays_counted_after_it_was_changed(bot: Bot, anna: Person) -> None:
    ids = await make(bot, anna, DEMO)
    await say(bot, anna, "/log demo Acme")
    reply = await fill(bot, anna, {**DEMO, "name": "Productdemo", "counts": "own_day"}, kind_id=ids["Demo"])
    assert read(reply)[0] == "✓ Productdemo · telt apart, zonder doel"
    assert await say(bot, anna, "/log productdemo Acme", "/log list") == [
        "Je laatste regels",
        "wo 18 mrt · Productdemo · Acme",
        "wo 18 mrt · Productdemo · Acme",
    ]
    assert (await say(bot, anna, "/ritme"))[3:5] == ["▰▰▰▰▰▰▰▰▰▰  1 van 1 bezoek ✓", "1× Productdemo"]


@pytest.mark.usefixtures("accounts")
async def test_an_entry_is_edited_into_an_own_kind_and_back(bot: Bot, anna: Person) -> None:
    ids = await make(bot, anna, POST)
    player = PlainText(bot, anna)
    await player.says("/log bezoek Acme")
    await player.presses("Wijzigen")
    entry = {"account": "new:Nieuw", "count": "2", "day": "2026-03-18"}
    await player.fills({**entry, "kind": f"own:{ids['LinkedIn-post']}"})
    assert player.lines == [
        "✓ Aangepast: 2× LinkedIn-post · Nieuw",
        "Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 0/1 · LinkedIn-post 2/2",
    ]
    await player.presses("Wijzigen")
    await player.fills({**entry, "kind": "call"})
    assert player.lines[0] == "✓ Aangepast: 2 telefoontjes · Nieuw"


async def test_the_form_stores_a_kind_without_an_account_only_when_it_counts_for_itself(bot: Bot, anna: Person) -> None:
    ids = await make(bot, anna, POST, DEMO)

    async def log(name: str) -> Reply:
        values = {"kind": f"own:{ids[name]}", "count": "1", "day": "2026-03-18"}
        return await handle_form(bot, "log_form", interact(anna_now, request_key=name, filled=Filled(values=values)))

    anna_now = await bot.people.find("T1", "UANNA", now=bot.now()) or anna
    assert read(await log("LinkedIn-post"))[0] == "✓ LinkedIn-post"
    assert (await log("Demo")).problems == {"account": "Kies een account, of vul een aantal in."}


@pytest.mark.parametrize("chosen", ["own:", "own:x", "own:99999999999", "own:²", "own"])
async def test_a_forged_kind_is_refused(bot: Bot, anna: Person, chosen: str) -> None:
    values = {"kind": chosen, "count": "2", "day": "2026-03-18"}
    reply = await handle_form(bot, "log_form", interact(anna, filled=Filled(values=values)))
    assert (reply.message, list(reply.problems)) == (None, [""])


@pytest.mark.usefixtures("accounts")
async def test_the_kinds_of_another_workspace_are_never_seen_or_changed(
    bot: Bot, anna: Person, people: PersonCache, clock: StillClock
) -> None:
    ids = await make(bot, anna, DEMO)
    stranger = await identify(people, clock, "UEVE", "Eve", workspace="T2")
    gone = "Deze soort is er niet meer. Kies een andere."
    for name in ("own_kind_edit", "own_kind_archive", "own_kind_restore"):
        assert read(await press(bot, stranger, name, ids["Demo"])) == [gone]
    assert (await fill(bot, stranger, FAIR, kind_id=ids["Demo"])).problems == {"": gone}
    values = {"kind": f"own:{ids['Demo']}", "count": "2", "day": "2026-03-18"}
    logged = await handle_form(bot, "log_form", interact(stranger, filled=Filled(values=values)))
    assert logged.problems == {"": gone}
    assert await say(bot, stranger, "/ritme soorten") == [
        "Soorten activiteit",
        "Bericht, telefoontje en bezoek zijn er altijd. Deze soorten zijn van jullie zelf.",
        f"Extra geleverd · telt apart, zonder doel · typ ook: {', '.join(OVER_DELIVERY_WORDS)}",
    ]
    assert (await say(bot, stranger, "/log 2 demo's"))[0] != "✓ 2× Demo"
    # A kind of the same name is another kind.
    await make(bot, stranger, DEMO)
    assert (await say(bot, stranger, "/log 2 demo's"))[0] == "✓ 2× Demo"
    assert [kind.names[0] for kind in await list_kinds(bot.database, rep=anna.rep)] == ["Extra geleverd", "Demo"]


async def test_only_a_manager_makes_and_changes_kinds(bot: Bot, anna: Person, bram: Person) -> None:
    ids = await make(bot, anna, DEMO)
    refused = "Dat kan alleen een manager of beheerder: Anna de Wit."
    for name in ("own_kind_new", "own_kind_edit", "own_kind_archive", "own_kind_restore"):
        assert read(await press(bot, bram, name, ids["Demo"])) == [refused]
    assert (await fill(bot, bram, FAIR)).problems == {"": refused}
    assert (await fill(bot, bram, FAIR, kind_id=ids["Demo"])).problems == {"": refused}
    assert (await say(bot, bram, "/ritme soorten"))[-2:] == [
        "Demo · telt als bezoek · typ ook: presentatie",
        "Een manager kan er een bij zetten of wijzigen.",
    ]
    assert (await say(bot, bram, "/log 2 demo's"))[0] == "✓ 2× Demo"


async def test_a_role_that_was_taken_away_since_is_no_right(bot: Bot, anna: Person) -> None:
    ids = await make(bot, anna, DEMO)
    await bot.database.write(
        lambda connection: people_rows.change_rep(
            connection, workspace_id=anna.workspace.id, rep_id=anna.rep.id, role=Role.REP
        )
    )
    reply = await press(bot, anna, "own_kind_archive", ids["Demo"])
    assert read(reply) == ["Dat kan alleen een manager of beheerder."]


async def test_a_form_that_comes_twice_adds_one_kind(bot: Bot, anna: Person) -> None:
    first, second = [await fill(bot, anna, DEMO) for _ in range(2)]
    assert read(first) == read(second) == ["✓ Demo · telt als bezoek", "Zo log je het: /log demo Acme"]
    together = await asyncio.gather(*(fill(bot, anna, FAIR, key=f"together:{number}") for number in range(4)))
    assert sorted(bool(reply.message) for reply in together) == [False, False, False, True]
    names = [kind.names[0] for kind in await list_kinds(bot.database, rep=anna.rep)]
    assert names == ["Extra geleverd", "Demo", "Beurs"]


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        ({"name": "demo"}, {"name": "“demo” bestaat al. Kies een andere naam."}),
        ({"name": " "}, {"name": "Geef de soort een naam van letters."}),
        ({"name": "x" * 41}, {"name": "Houd de naam op hooguit 40 tekens."}),
        (
            {"name": "Beurs", "words": "stand, bezoek"},
            {"words": "“bezoek” lees ik al als bericht, telefoontje of bezoek. Kies een ander woord."},
        ),
        (
            {"name": "Beurs", "words": "presentatie"},
            {"words": "“presentatie” hoort al bij Demo. Kies een ander woord."},
        ),
        ({"name": "Beurs", "target": "51"}, {"target": "Vul hier een heel getal in van 0 tot en met 50."}),
    ],
)
async def test_what_is_wrong_is_said_at_its_field(
    bot: Bot, anna: Person, values: dict[str, str], problems: dict[str, str]
) -> None:
    await make(bot, anna, DEMO)
    assert (await fill(bot, anna, values)).problems == problems


async def test_a_full_list_offers_no_more_and_an_archived_kind_makes_room(bot: Bot, anna: Person) -> None:
    ids = await make(bot, anna, *({"name": f"Soort{chr(97 + number)}"} for number in range(19)))
    full = "20 soorten is genoeg. Berg er eerst een op."
    assert (await fill(bot, anna, FAIR)).problems == {"name": full}
    listed = await say(bot, anna, "/ritme soorten")
    assert listed[-1] == "20 soorten is genoeg. Berg er eerst een op voor je een nieuwe maakt."
    await press(bot, anna, "own_kind_archive", ids["Soorta"])
    assert (await fill(bot, anna, FAIR)).problems == {}
    assert read(await press(bot, anna, "own_kind_restore", ids["Soorta"])) == [full]


async def test_an_unnamed_kind_speaks_the_language_of_the_reader(bot: Bot, anna: Person, bram: Person) -> None:
    ids = await make(bot, anna)
    over = ids["Extra geleverd"]
    assert read(await fill(bot, anna, {"name": "Over-delivery", "counts": "own_day", "target": "1"}, kind_id=over))[
        0
    ] == ("✓ Extra geleverd · eigen doel: 1 per dag")
    assert (await say(bot, bram, "/ritme taal en", "/log over-delivery"))[0] == "✓ Over-delivery"
    await fill(bot, anna, {"name": "Toegift", "counts": "own_day", "target": "1"}, kind_id=over, key="later")
    assert (await say(bot, bram, "/log list"))[-1] == "Wed 18 Mar · Toegift"


@pytest.mark.usefixtures("accounts")
async def test_an_export_brings_own_kinds_back_under_their_names(
    bot: Bot, anna: Person, workspace: Workspace, tmp_path: Path
) -> None:
    await make(bot, anna, POST, DEMO)
    await say(bot, anna, "/log 2 linkedin-posts", "/log demo Acme", "/log extra geleverd bij Acme")
    path = tmp_path / "out.csv"
    await export_activities(bot.database, workspace_id=workspace.id, path=path)
    table = load_table(path)
    assert [row.cells["kind"] for row in table.read_rows()] == ["LinkedIn-post", "Demo", "Extra geleverd"]
    assert (await bring_in(bot.database, workspace, path)).unchanged == 3
    rows = (
        "date,kind,rep,account,count\n"
        "2026-03-17,DEMO,Anna de Wit,Acme,1\n"
        "2026-03-17,over-delivery,Anna de Wit,Acme,2\n"
        "2026-03-17,presentatie,Anna de Wit,Acme,3\n"
    )
    assert (await bring_in(bot.database, workspace, write(tmp_path, rows))).new == 3
    assert await count(bot.database, activities) == 6
    assert (await say(bot, anna, "/log list"))[4:7] == [
        "di 17 mrt · 3× Demo · Acme",
        "di 17 mrt · 2× Extra geleverd · Acme",
        "di 17 mrt · Demo · Acme",
    ]


async def test_a_name_is_literal_text_in_every_message(bot: Bot, anna: Person) -> None:
    await make(bot, anna, {"name": "<!channel> *Bol* <@U1>", "words": "bol", "counts": "own_day", "target": "1"})
    assert (await say(bot, anna, "/log bol"))[0] == "✓ <!channel> *Bol* <@U1>"
    assert (await say(bot, anna, "/ritme"))[-1] == "▰▰▰▰▰▰▰▰▰▰  1 van 1 · <!channel> *Bol* <@U1> ✓"


async def test_an_entry_keeps_an_archived_kind_when_it_is_edited(bot: Bot, anna: Person, clock: StillClock) -> None:
    ids = await make(bot, anna, POST)
    player = PlainText(bot, anna)
    await player.says("/log 2 linkedin-posts")
    change = KindChange(database=bot.database, people=bot.people, person=anna)
    await archive_kind(change, kind_id=ids["LinkedIn-post"], now=clock.now())
    await player.presses("Wijzigen")
    await player.fills({"kind": f"own:{ids['LinkedIn-post']}", "count": "3", "day": "2026-03-18"})
    assert player.lines[0] == "✓ Aangepast: 3× LinkedIn-post"
    values = {"kind": f"own:{ids['LinkedIn-post']}", "count": "3", "day": "2026-03-18"}
    new = await handle_form(bot, "log_form", interact(anna, request_key="new", filled=Filled(values=values)))
    assert new.problems == {"": bot.speak(anna.rep).plain(f"errors.{OwnKindGone.code}")}


async def test_a_rep_chooses_another_target_for_an_own_kind(bot: Bot, anna: Person, bram: Person) -> None:
    ids = await make(bot, anna, POST, FAIR, DEMO)
    post, fair, over = ids["LinkedIn-post"], ids["Beurs"], ids["Extra geleverd"]
    rep = await bot.people.find("T1", "UBRAM", now=bot.now()) or bram
    labels = {
        field.name: (field.label, field.initial)
        for field in build_more_settings_form(bot.speak(rep.rep), rep.rep).fields
        if isinstance(field, NumberField) and field.name.startswith("own_")
    }
    assert labels == {
        f"own_{over}": ("Doel per dag: Extra geleverd", 0),
        f"own_{post}": ("Doel per dag: LinkedIn-post", 2),
        f"own_{fair}": ("Doel per week: Beurs", 1),
    }
    chosen = {**SETTINGS, f"own_{over}": "1", f"own_{post}": "2", f"own_{fair}": "3"}
    saved = await handle_form(bot, "settings_form", interact(rep, filled=Filled(values=chosen)))
    assert saved.problems == {}
    assert (await say(bot, bram, "/ritme"))[4:6] == [
        "▱▱▱▱▱▱▱▱▱▱  0 van 1 · Extra geleverd",
        "▱▱▱▱▱▱▱▱▱▱  0 van 2 · LinkedIn-post",
    ]
    assert (await say(bot, bram, "/log beurs", "/ritme week"))[4:7] == [
        "▱▱▱▱▱▱▱▱▱▱  0 van 1 · Extra geleverd",
        "▱▱▱▱▱▱▱▱▱▱  0 van 2 · LinkedIn-post",
        "▰▰▰▰▰▰▰▰▰▰  1 van 1 · Beurs ✓",
    ]
    # What was not chosen follows the workspace, and nobody else's targets have changed.
    await fill(bot, anna, {**POST, "target": "4"}, kind_id=post)
    assert (await say(bot, bram, "/ritme"))[4:6] == [
        "▱▱▱▱▱▱▱▱▱▱  0 van 1 · Extra geleverd",
        "▱▱▱▱▱▱▱▱▱▱  0 van 4 · LinkedIn-post",
    ]
    assert (await say(bot, anna, "/ritme"))[4] == "▱▱▱▱▱▱▱▱▱▱  0 van 4 · LinkedIn-post"


def test_every_language_has_its_name_for_the_kind_that_is_there_from_the_start() -> None:
    found = {language: load_words(language).plain("kinds.over_delivery_name") for language in LANGUAGES}
    assert found == OVER_DELIVERY_NAMES


@pytest.mark.usefixtures("accounts")
async def test_the_morning_names_the_daily_targets_of_own_kinds_and_what_was_done_of_them(
    bot: Bot, anna: Person, clock: StillClock
) -> None:
    await make(bot, anna, POST, FAIR)
    await say(bot, anna, "/log beurs", "/log 3 linkedin-posts", "/log extra geleverd bij Acme")
    clock.move(days=1)
    rep = await bot.people.find("T1", "UANNA", now=bot.now()) or anna
    day = await load_current_day(bot.database, person=rep, now=bot.now())
    message = build_morning_nudge(bot.speak(rep.rep), day).message
    assert message.fallback == ("Goedemorgen Anna! Vandaag: 5 berichten, 2 telefoontjes, 1 bezoek, 2× LinkedIn-post.")
    assert message.lines[1] == (
        "Op woensdag 18 maart: 0 berichten, 0 telefoontjes, 0 bezoeken, 1× Extra geleverd, 3× LinkedIn-post, 1× Beurs."
    )


async def test_the_home_page_shows_own_kinds_today_in_the_week_and_of_the_team(bot: Bot, anna: Person) -> None:
    await make(bot, anna, POST, FAIR)
    await set_first_day(bot, anna, date(2026, 3, 16))
    await say(bot, anna, "/ritme team Noord", "/log linkedin-post", "/log beurs")
    await agree_totals(bot, anna)
    rep = await bot.people.find("T1", "UANNA", now=bot.now()) or anna
    home = await load_home(bot.database, person=rep, now=bot.now(), is_opening=True)
    assert home is not None
    lines = build_home(bot.speak(rep.rep), home.overview).lines
    assert [line for line in lines if "LinkedIn-post" in line or "Beurs" in line] == [
        "▰▰▰▰▰▱▱▱▱▱  1 van 2 · LinkedIn-post",
        "1× Beurs",
        "▰▱▱▱▱▱▱▱▱▱  1 van 6 · LinkedIn-post",
        "▰▰▰▰▰▰▰▰▰▰  1 van 1 · Beurs ✓",
        "wo 18 mrt · Beurs",
        "wo 18 mrt · LinkedIn-post",
        "▰▰▰▰▰▱▱▱▱▱  1 van 2 · LinkedIn-post",
        "1× Beurs",
    ]


@pytest.mark.usefixtures("accounts")
async def test_the_story_of_a_deal_names_a_contact_by_its_own_kind(bot: Bot, anna: Person) -> None:
    await make(bot, anna, DEMO)
    lines = await say(
        bot, anna, "/deal nieuw Acme Kassen 45k", "/log demo Acme", "/log extra geleverd bij Acme", "/deal Acme"
    )
    assert [line for line in lines if "Demo" in line] == [
        "wo 18 mrt geopend → wo 18 mrt ○ Demo → wo 18 mrt ○ Extra geleverd"
    ]


@pytest.mark.usefixtures("accounts")
async def test_the_demo_shows_over_delivery(bot: Bot, anna: Person, clock: StillClock) -> None:
    history = make_history(seed=1, reps=1, months=3, today=clock.now().date())
    await fill_demo(bot.database, workspace_id=anna.workspace.id, reps=[anna.rep], history=history, now=clock.now())
    assert any("Extra geleverd" in line for line in await say(bot, anna, "/ritme maand"))
