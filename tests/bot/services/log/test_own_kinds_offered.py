"""A workspace's own kinds where they are proposed, offered and drawn: the afternoon, an unclear line, the team (R1)."""

from dataclasses import replace
from datetime import time

import pytest

from bot.domain.rhythm.nudges import SmallAction, choose_catch_up
from bot.interactions.front import handle_button
from bot.messages.reviews.team_review import build_team_week
from bot.messages.rhythm.afternoon import build_catch_up
from bot.messages.rhythm.morning_nudge import build_morning_nudge
from bot.messages.text.chart import Trend
from bot.messages.text.message import Picture, Table
from bot.messages.text.words import load_words
from bot.services.bot import Bot
from bot.services.home.load_day import load_current_day
from bot.services.people.person_cache import Person
from bot.services.reviews.review_team import load_team_month, load_team_week
from bot.services.reviews.summarise_team import load_team_day
from bot.storage.people import people as people_rows
from tests.bot.services.log.test_own_kinds import DEMO, FAIR, POST, bram, make, press, read, say
from tests.conftest import StillClock, Talk
from tests.interactions import agree_totals, interact

__all__ = ["bram"]


@pytest.mark.usefixtures("accounts")
async def test_a_team_adds_up_own_kinds_and_their_targets(
    bot: Bot, anna: Person, bram: Person, clock: StillClock
) -> None:
    await make(bot, anna, POST, FAIR, DEMO)
    await say(bot, anna, "/ritme team Noord", "/log 3 linkedin-posts", "/log beurs")
    await say(bot, bram, "/ritme team Noord", "/log linkedin-post Acme", "/log demo Acme")
    await agree_totals(bot, anna, bram)
    async with bot.database.reading() as connection:
        (team,) = await people_rows.list_teams(connection, workspace_id=anna.workspace.id)
        day = await load_team_day(connection, team=team, workspace=anna.workspace, now=clock.now())
        assert [(each.kind.names[0], each.done, each.target) for each in day.progress.own] == [
            ("LinkedIn-post", 4, 4),
            ("Beurs", 1, 0),
        ]
        clock.move(days=7)
        week = await load_team_week(connection, team=team, workspace=anna.workspace, day=clock.now().date())
        assert [(each.kind.names[0], each.done, each.target) for each in week.progress.own] == [
            ("LinkedIn-post", 4, 12),
            ("Beurs", 1, 2),
        ]
        parts = build_team_week(load_words("nl", today=clock.now().date()), week).parts
        chart = next(part.chart for part in parts if isinstance(part, Picture))
        assert isinstance(chart, Trend)
        # Per person and working day: two people with three days each that week.
        assert [(panel.name, panel.shown[-1], panel.target_shown) for panel in chart.panels] == [
            ("Berichten", "", "doel 5"),
            ("Telefoontjes", "", "doel 2"),
            ("Bezoeken", "0,17", "doel 1"),
            ("LinkedIn-post", "0,67", "doel 2"),
            ("Beurs", "0,17", "doel 0,33"),
        ]
        table = next(part for part in parts if isinstance(part, Table))
        assert [table.rows[0][4:], table.rows[-1]] == [
            ("LinkedIn-post", "Beurs", "afspraken"),
            ("16-3", "", "", "1", "4", "1", ""),
        ]
        clock.move(days=14)
        month = await load_team_month(connection, team=team, workspace=anna.workspace, day=clock.now().date())
        assert (month.contacts, [kind.names[0] for kind in month.own_kinds if month.done.get(kind.id)]) == (
            6,
            ["LinkedIn-post", "Beurs"],
        )


async def test_the_afternoon_proposes_an_own_kind_to_who_has_no_other_target(bot: Bot, anna: Person) -> None:
    await make(bot, anna, POST)
    found = await bot.people.find("T1", "UANNA", now=bot.now()) or anna
    rep = replace(found.rep, targets=replace(found.rep.targets, message=0, call=0, visit=0))
    day = await load_current_day(bot.database, person=replace(found, rep=rep), now=bot.now())
    act = choose_catch_up(day, at=time(13, 30))
    assert isinstance(act, SmallAction)
    assert build_morning_nudge(bot.speak(anna.rep), day).message.lines[0] == (
        "Goedemorgen Anna. Vandaag: 2× LinkedIn-post."
    )
    assert build_catch_up(bot.speak(anna.rep), day, act).lines == [
        "Eén ding nog vandaag: LinkedIn-post. Klein beginnen mag.",
        "Vandaag: LinkedIn-post 0/2",
    ]


@pytest.mark.usefixtures("accounts")
async def test_a_line_without_a_kind_offers_the_own_kinds_too(bot: Bot, talk: Talk) -> None:
    kinds = await make(bot, talk.person, DEMO, POST)
    talk.person = await bot.people.find("T1", "UANNA", now=bot.now()) or talk.person
    lines = await talk.says("koffie met Acme, over de offerte")
    assert lines[0] == "Hoe tel ik “koffie”?"
    choices = {control.label: control.value for control in talk.message.controls if control.action == "draft_kind"}
    assert list(choices) == ["Bezoek", "Telefoontje", "Bericht", "LinkedIn-post", "Extra geleverd", "Demo"]
    done = interact(talk.person, value=str(choices["Demo"]), request_key="press:1")
    assert read(await handle_button(bot, "draft_kind", done))[:2] == ["✓ Demo · Acme", "“koffie, over de offerte”"]
    lines = await talk.says("koffie met Acme", request="command:2")
    gone = next(str(control.value) for control in talk.message.controls if control.label == "Demo")
    await press(bot, talk.person, "own_kind_archive", kinds["Demo"])
    rep = await bot.people.find("T1", "UANNA", now=bot.now()) or talk.person
    asked = await handle_button(bot, "draft_kind", interact(rep, value=gone, request_key="press:2"))
    assert asked.message is not None
    offered = [control.label for control in asked.message.controls if control.action == "draft_kind"]
    assert offered == ["Bezoek", "Telefoontje", "Bericht", "LinkedIn-post", "Extra geleverd"]
