"""A day in a note that may have been meant as the next step is asked about, with two buttons (V2, K8)."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from bot.domain.log.activity import LogLine, NextStep
from bot.services.log import log_typed_line
from tests.bot.services.log.test_several import list_rows, list_steps, list_stored, press
from tests.conftest import Talk
from tests.several import split_and_parse

FRIDAY = NextStep(date(2026, 3, 20))
QUESTION = "Is vrijdag 20 maart de volgende stap, of hoort het bij de notitie?"
NONE = "Geen volgende stap afgesproken. Dan ligt de bal nog bij jou."


@pytest.fixture
def doubt(monkeypatch: pytest.MonkeyPatch) -> list[NextStep]:
    """Let the parser doubt about this step in each activity whose note speaks of a fair."""
    steps = [FRIDAY]

    def parse(text: str, **given: Any) -> tuple[LogLine, ...]:
        return tuple(
            replace(line, maybe_step=steps[0]) if "beurs" in line.note else line
            for line in split_and_parse(text, **given)
        )

    monkeypatch.setattr(log_typed_line, "parse_log_lines", parse)
    return steps


@pytest.mark.usefixtures("doubt")
async def test_the_doubtful_day_is_asked_about_in_place_of_any_other_day(talk: Talk) -> None:
    assert (await talk.says("bezoek Acme, beurs bekeken"))[:3] == ["✓ Bezoek · Acme", "“beurs bekeken”", QUESTION]
    assert list_rows(talk.message) == [
        ["Volgende stap vrijdag 20 maart", "Alleen notitie", "Wijzigen", "Ongedaan maken"]
    ]


@pytest.mark.usefixtures("doubt")
async def test_the_doubtful_day_becomes_the_next_step_with_one_tap(talk: Talk) -> None:
    await talk.says("bezoek Acme, beurs bekeken")
    said = await press(talk, "Volgende stap vrijdag 20 maart")
    assert said[2] == "Volgende stap: vrijdag 20 maart"
    assert await list_steps(talk.bot) == [(FRIDAY.date, "open")]


@pytest.mark.usefixtures("doubt")
async def test_a_doubtful_day_that_is_only_noted_is_no_step_and_not_asked_about_again(talk: Talk) -> None:
    await talk.says("bezoek Acme, beurs bekeken")
    assert (await press(talk, "Alleen notitie"))[:3] == ["✓ Bezoek · Acme", "“beurs bekeken”", NONE]
    assert talk.buttons == ["Wijzigen", "Ongedaan maken"]
    assert await list_steps(talk.bot) == []


async def test_the_doubtful_time_is_part_of_the_question_and_of_the_step(talk: Talk, doubt: list[NextStep]) -> None:
    doubt[0] = NextStep(date(2026, 3, 20), time(14, 30))
    assert (await talk.says("bezoek Acme, beurs bekeken"))[2] == (
        "Is vrijdag 20 maart om 14:30 de volgende stap, of hoort het bij de notitie?"
    )
    said = await press(talk, "Volgende stap vrijdag 20 maart 14:30")
    assert said[2] == "Volgende stap: vrijdag 20 maart om 14:30"


@pytest.mark.usefixtures("doubt")
async def test_a_message_is_asked_about_only_when_its_day_is_doubtful(talk: Talk) -> None:
    assert (await talk.says("mail aan Acme, beurs besproken"))[2] == QUESTION
    await press(talk, "Alleen notitie")
    assert talk.message.lines[:2] == ["✓ Bericht · Acme", "“beurs besproken”"]
    assert talk.buttons == ["Wijzigen", "Ongedaan maken"]


@pytest.mark.usefixtures("doubt")
async def test_a_line_delivered_again_asks_the_same_and_no_more_once_it_was_answered(talk: Talk) -> None:
    first = await talk.says("bezoek Acme, beurs bekeken", request="event:1")
    assert await talk.says("bezoek Acme, beurs bekeken", request="event:1") == first
    await press(talk, "Volgende stap vrijdag 20 maart")
    said = await talk.says("bezoek Acme, beurs bekeken", request="event:1")
    assert said[2] == "Volgende stap: vrijdag 20 maart"
    assert len(await list_stored(talk.bot)) == 1


@pytest.mark.usefixtures("doubt")
async def test_among_several_the_doubtful_day_is_asked_about_in_its_turn(talk: Talk) -> None:
    await talk.says("mail aan Acme, beurs besproken; bezoek Jansen Metaal")
    assert talk.message.lines[:3] == ["✓ Bericht · Acme", "“beurs besproken”", QUESTION]
    assert list_rows(talk.message)[0] == ["Volgende stap vrijdag 20 maart", "Alleen notitie"]
    said = await press(talk, "Alleen notitie")
    assert said[2:4] == [
        "✓ Bezoek · Jansen Metaal",
        "Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.",
    ]
