"""Single cells of a file, as spreadsheets and other systems write them in Dutch and English."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.accounts.account import AccountStage
from bot.domain.deals.deals import DealState, Level
from bot.domain.exchange.cells import (
    CellRefused,
    parse_day,
    parse_deal_state,
    parse_kind,
    parse_level,
    parse_near_day,
    parse_stage,
    parse_time,
    parse_value,
    parse_yes_or_no,
)
from bot.domain.log.activity import RHYTHM_KINDS, Kind

TODAY = date(2026, 3, 18)
MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}
WORD_PARSERS: list[Callable[[str], object]] = [parse_stage, parse_kind, parse_level, parse_deal_state, parse_yes_or_no]


def test_a_stage_is_read_in_both_languages() -> None:
    expected = {
        "Suspect": AccountStage.SUSPECT,
        "lead": AccountStage.SUSPECT,
        "kans": AccountStage.PROSPECT,
        "in gesprek": AccountStage.PROSPECT,
        "klant": AccountStage.CUSTOMER,
        "  Bestaande   KLANT ": AccountStage.CUSTOMER,
        "active": AccountStage.CUSTOMER,
        "oud-klant": AccountStage.FORMER,
        "churned": AccountStage.FORMER,
    }
    assert {cell: parse_stage(cell) for cell in expected} == expected


def test_a_kind_is_read_in_both_languages() -> None:
    expected = {
        "bezoek": Kind.VISIT,
        "Appointment": Kind.VISIT,
        "telefoon": Kind.CALL,
        "Phone call": Kind.CALL,
        "e-mail": Kind.MESSAGE,
        "WhatsApp": Kind.MESSAGE,
    }
    assert {cell: parse_kind(cell) for cell in expected} == expected


def test_a_level_is_read_in_both_languages() -> None:
    expected = {
        "Directie": Level.EXECUTIVE,
        "C-level": Level.EXECUTIVE,
        "leidinggevende": Level.MANAGER,
        "head": Level.MANAGER,
        "inkoper": Level.USER,
        "employee": Level.USER,
    }
    assert {cell: parse_level(cell) for cell in expected} == expected
    assert [parse_level(number) for number in "123"] == list(Level)


def test_a_closed_deal_is_won_or_lost_and_a_stage_is_neither() -> None:
    expected = {
        "Closed Won": DealState.WON,
        "gewonnen": DealState.WON,
        "Closed Lost": DealState.LOST,
        "verloren": DealState.LOST,
    }
    assert {cell: parse_deal_state(cell) for cell in expected} == expected
    for cell in ("open", "offerte", ""):
        with pytest.raises(ValueError, match=f"^{cell}$"):
            parse_deal_state(cell)


def test_yes_and_no_are_read_in_both_languages() -> None:
    yes, no = ["ja", "Yes", "TRUE", "waar", "1", "x", "niet benaderen"], ["nee", "No", "FALSE", "onwaar", "0", "-"]
    assert {cell: parse_yes_or_no(cell) for cell in yes + no} == {
        **dict.fromkeys(yes, True),
        **dict.fromkeys(no, False),
    }


def test_what_our_own_exports_write_is_read_back() -> None:
    assert [parse_stage(stage) for stage in AccountStage] == list(AccountStage)
    assert [parse_kind(kind) for kind in RHYTHM_KINDS] == list(RHYTHM_KINDS)
    assert [parse_level(level) for level in Level] == list(Level)
    assert [parse_deal_state(state) for state in (DealState.WON, DealState.LOST)] == [DealState.WON, DealState.LOST]


@pytest.mark.parametrize("parse", WORD_PARSERS)
def test_another_word_is_refused_as_it_was_written(parse: Callable[[str], object]) -> None:
    for cell in ("", "misschien", "Klant?"):
        with pytest.raises(ValueError, match=r"^" + cell.replace("?", r"\?") + "$"):
            parse(cell)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_is_read_in_every_way_of_writing(day: date) -> None:
    written = [
        day.isoformat(),
        f"{day.isoformat()} 00:00",
        f"{day.isoformat()}T10:30:00",
        f"{day.isoformat()}T10:30:00.123Z",
        f"{day.isoformat()}t23:59:59+01:00",
        f"{day.year}-{day.month}-{day.day}",
        f"{day:%d-%m-%Y}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day}.{day.month}.{day.year} 9:30",
        *(f" {day.day} {names.split()[day.month - 1]} {day.year} " for names in MONTHS.values()),
        *(f"{day.day}-{names.split()[day.month - 1][:3].upper()}-{day.year}" for names in MONTHS.values()),
    ]
    assert {text: parse_day(text) for text in written} == dict.fromkeys(written, day)


def test_march_is_shortened_as_mrt() -> None:
    assert [parse_day(cell) for cell in ("18 mrt 2026", "18 mrt. 2026", "18-mrt-2026")] == [TODAY] * 3


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "morgen",
        "18-3",
        "18-3-26",
        "3/18/2026",
        "2026-02-29",
        "30 feb 2026",
        "31-04-2026",
        "18 foo 2026",
        "46099",
        "18 marge 2026",
        "18 mare 2026",
        "18 decimaal 2026",
        "2026-03-18 banaan",
        "2026-03-18T",
        "2026-03-18 24:00",
        "2026-03-18T10:61",
        "18-03-2026 morgen",
        "18-03-2026 9",
        "18 mrt 2026 banaan",
    ],
)
def test_what_is_no_day_is_refused(cell: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the calendar's own sentence for a day that does not exist
        parse_day(cell)


def test_a_day_from_1990_up_to_fifty_years_ahead_is_plausible() -> None:
    near = ["1990-01-01", "2026-03-18", "2076-03-17"]
    assert [parse_near_day(cell, today=TODAY).isoformat() for cell in near] == near
    for cell in ("1989-12-31", "2076-03-20", "0202-03-18"):
        with pytest.raises(CellRefused) as refused:
            parse_near_day(cell, today=TODAY)
        assert refused.value.code == "day_far"
    with pytest.raises(ValueError, match=r"^morgen$"):
        parse_near_day("morgen", today=TODAY)


def test_the_value_of_a_deal_is_an_amount_of_zero_or_more() -> None:
    assert [parse_value(cell) for cell in ("€ 12.500,-", "0", "45k")] == [Decimal(12_500), Decimal(0), Decimal(45_000)]
    with pytest.raises(CellRefused) as refused:
        parse_value("-0,01")
    assert refused.value.code == "negative"
    with pytest.raises(ValueError, match=r"^veel$"):
        parse_value("veel")


@given(st.times())
def test_a_time_is_read_to_the_minute(clock: time) -> None:
    written = [
        f"{clock:%H:%M}",
        f"{clock:%H:%M:%S}",
        f"{clock.hour}.{clock.minute:02}",
        f" {clock.hour}u{clock.minute:02} ",
        f"{clock.hour}U{clock.minute:02}",
    ]
    minute = time(clock.hour, clock.minute)
    assert {text: parse_time(text) for text in written} == dict.fromkeys(written, minute)


@pytest.mark.parametrize(
    "cell", ["", "9", "9:5", "24:00", "12:60", "half tien", "9:30 uur", "9-30", "9:30:99", "9:30:6"]
)
def test_what_is_no_time_is_refused(cell: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the clock's own sentence for an hour that does not exist
        parse_time(cell)
