"""Parsing free days and weekly patterns, in both languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.free_words import (
    DaysPassed,
    DaysTooMany,
    DaysUnclear,
    FreeDays,
    parse_free_days,
    parse_work_week,
)
from bot.domain.calendar.workdays import DayPart

# Wednesday.
TODAY = date(2026, 3, 18)
THURSDAY, FRIDAY = date(2026, 3, 19), date(2026, 3, 20)


@pytest.mark.parametrize(
    ("said", "first", "last", "reason"),
    [
        ("vandaag", TODAY, TODAY, ""),
        ("morgen", THURSDAY, THURSDAY, ""),
        ("vrijdag", FRIDAY, FRIDAY, ""),
        ("tot donderdag", TODAY, TODAY, ""),
        ("t/m donderdag", TODAY, THURSDAY, ""),
        ("tot en met vrijdag", TODAY, FRIDAY, ""),
        ("until friday", TODAY, THURSDAY, ""),
        ("through friday", TODAY, FRIDAY, ""),
        ("donderdag en vrijdag", THURSDAY, FRIDAY, ""),
        ("vakantie 6 t/m 17 juli", date(2026, 7, 6), date(2026, 7, 17), "vakantie"),
        ("van 6 tot 17 juli", date(2026, 7, 6), date(2026, 7, 17), ""),
        ("holiday 6-17 july", date(2026, 7, 6), date(2026, 7, 17), "holiday"),
        ("from 6 to 17 july", date(2026, 7, 6), date(2026, 7, 17), ""),
        ("van 6 juli tot 3 augustus", date(2026, 7, 6), date(2026, 8, 3), ""),
        ("6 july until 3 august", date(2026, 7, 6), date(2026, 8, 3), ""),
        ("van maandag tot donderdag", date(2026, 3, 23), date(2026, 3, 26), ""),
        ("28 december t/m 2 januari", date(2026, 12, 28), date(2027, 1, 2), ""),
        ("24 december", date(2026, 12, 24), date(2026, 12, 24), ""),
        ("ziek", TODAY, TODAY, "ziek"),
        ("ziek tot maandag", TODAY, date(2026, 3, 22), "ziek"),
        ("sick", TODAY, TODAY, "sick"),
        ("volgende week", date(2026, 3, 23), date(2026, 3, 27), ""),
        ("next week", date(2026, 3, 23), date(2026, 3, 27), ""),
        ("deze week", TODAY, FRIDAY, ""),
        ("2 weken vanaf maandag", date(2026, 3, 23), date(2026, 4, 5), ""),
        ("drie dagen", TODAY, FRIDAY, ""),
        ("2 weeks from monday", date(2026, 3, 23), date(2026, 4, 5), ""),
    ],
)
def test_free_days_are_read_as_people_say_them(said: str, first: date, last: date, reason: str) -> None:
    assert parse_free_days(said, today=TODAY) == FreeDays(first_day=first, last_day=last, reason=reason)


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("morgenmiddag", DayPart.AFTERNOON),
        ("morgen ochtend", DayPart.MORNING),
        ("tomorrow afternoon", DayPart.AFTERNOON),
    ],
)
def test_half_a_day_is_half_a_day(said: str, part: DayPart) -> None:
    assert parse_free_days(said, today=TODAY) == FreeDays(first_day=THURSDAY, last_day=THURSDAY, part=part)


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("", DaysUnclear),
        ("binnenkort", DaysUnclear),
        ("1 maart 2026", DaysPassed),
        ("2 weken geleden", DaysPassed),
        ("17 juli t/m 6 juli", DaysTooMany),
        ("60 weken", DaysTooMany),
    ],
)
def test_what_cannot_be_is_refused_by_name(said: str, error: type[ValueError]) -> None:
    with pytest.raises(error):
        parse_free_days(said, today=TODAY)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("di en do ochtend", "010a000"),
        ("ma t/m do", "1111000"),
        ("ma-do", "1111000"),
        ("maandag tot en met donderdag en vrijdagochtend", "1111a00"),
        ("ma di do vr", "1101100"),
        ("elke dag behalve woensdag", "1101100"),
        ("vrijdag vrij", "1111000"),
        ("4 dagen, vrijdag vrij", "1111000"),
        ("woensdagmiddag vrij", "11a1100"),
        ("mon-thu", "1111000"),
        ("tue and thu mornings", "0a0a000"),
        ("every day but wednesday", "1101100"),
        ("full time", "1111100"),
        ("voltijd", "1111100"),
        ("za", "0000010"),
    ],
)
def test_a_working_week_is_read_as_people_say_it(said: str, code: str) -> None:
    assert parse_work_week(said).code == code


def test_a_week_without_a_day_is_refused() -> None:
    with pytest.raises(DaysUnclear):
        parse_work_week("soms")


@given(st.text(max_size=80))
def test_whatever_is_typed_is_read_or_refused_by_name(text: str) -> None:
    for read in (lambda: parse_free_days(text, today=TODAY), lambda: parse_work_week(text)):
        try:
            read()
        except (DaysUnclear, DaysPassed, DaysTooMany):
            continue


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("ziek gisteren", date(2026, 3, 17), date(2026, 3, 17)),
        ("ziek maandag", date(2026, 3, 16), date(2026, 3, 16)),
        ("ziek maandag en dinsdag", date(2026, 3, 16), date(2026, 3, 17)),
        ("ziek van maandag t/m vrijdag", date(2026, 3, 16), FRIDAY),
        ("ziek vrijdag t/m maandag", date(2026, 3, 13), date(2026, 3, 16)),
        ("sick last friday", date(2026, 3, 13), date(2026, 3, 13)),
        ("ziek 2 t/m 6 maart", date(2026, 3, 2), date(2026, 3, 6)),
        ("ziek 16 maart t/m 20 maart", date(2026, 3, 16), FRIDAY),
        ("ziek woensdag", TODAY, TODAY),
        ("ziek van woensdag t/m vrijdag", TODAY, FRIDAY),
        ("ziek t/m vrijdag", TODAY, FRIDAY),
        ("ziek morgen", THURSDAY, THURSDAY),
        ("ziek 23 maart", date(2026, 3, 23), date(2026, 3, 23)),
        # Longer ago than a month: that is the next one.
        ("ziek 10 februari", date(2027, 2, 10), date(2027, 2, 10)),
    ],
)
def test_k4_sickness_is_told_afterwards_too(said: str, first: date, last: date) -> None:
    found = parse_free_days(said, today=TODAY)
    assert (found.first_day, found.last_day) == (first, last)


@pytest.mark.parametrize("said", ["gisteren", "vakantie gisteren"])
def test_only_sickness_is_told_afterwards(said: str) -> None:
    with pytest.raises(DaysPassed):
        parse_free_days(said, today=TODAY)
