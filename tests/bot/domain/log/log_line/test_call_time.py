"""The hour of a call is known only when it was said, and belongs to the call, not to the next step (V4, K7)."""

from datetime import date, datetime, time

import pytest

from bot.domain.log.activity import NextStep
from tests.bot.domain.log.test_log_line import AMSTERDAM, read

AFTERNOON = datetime(2026, 3, 18, 14, 0, tzinfo=AMSTERDAM)
THURSDAY = date(2026, 3, 19)


@pytest.mark.parametrize(
    ("text", "called_at"),
    [
        ("om 10u gebeld met Acme", time(10)),
        ("net om half 11 gebeld met Acme, wil een offerte", time(10, 30)),
        ("called Acme at 10:30", time(10, 30)),
        ("gebeld met Acme om 10u, niet bereikt", time(10)),
        ("Acme gebeld om kwart over 9", time(9, 15)),
        ("gisteren om 16u gebeld met Acme", time(16)),
        ("vanochtend 9:15 gebeld Acme", time(9, 15)),
        ("gebeld met Acme 11.30", time(11, 30)),
    ],
)
def test_v4_an_hour_beside_a_call_is_that_of_the_call(text: str, called_at: time) -> None:
    line = read(text, now=AFTERNOON)
    assert (line.called_at, line.next_step) == (called_at, None)


@pytest.mark.parametrize(
    ("text", "called_at", "step"),
    [
        ("gebeld om 10u met Acme morgen weer bellen", time(10), NextStep(THURSDAY)),
        ("gebeld om 10u met Acme, morgen 15u terugbellen", time(10), NextStep(THURSDAY, time(15))),
        ("gebeld met Acme om 10u, om 15u weer bellen", time(10), NextStep(AFTERNOON.date(), time(15))),
        ("called at 10:30 with Acme, call back tomorrow at 4pm", time(10, 30), NextStep(THURSDAY, time(16))),
    ],
)
def test_v4_the_hour_of_a_call_is_not_that_of_the_next_step(text: str, called_at: time, step: NextStep) -> None:
    line = read(text, now=AFTERNOON)
    assert (line.called_at, line.next_step) == (called_at, step)


@pytest.mark.parametrize(
    "text",
    [
        "gebeld met Acme",
        "gebeld met Acme, om 15u terugbellen",
        "gebeld met Acme, vergadering om 10u verzet",
        "gebeld met Acme om te horen of 10 uur past",
        "gebeld met Acme, morgen om 10u langs",
        "gebeld met Acme om 17u",
        "3x gebeld met Acme om 10u",
        "bezoek Acme om 10u",
        "mail Acme om 10u",
    ],
)
def test_v4_without_an_hour_of_its_own_a_call_has_none(text: str) -> None:
    assert read(text, now=AFTERNOON).called_at is None
