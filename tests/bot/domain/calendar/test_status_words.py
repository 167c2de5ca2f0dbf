"""A status that begins with being ill or away announces an absence (R4)."""

import pytest

from bot.domain.calendar.status_words import AbsenceStatus, read_absence


@pytest.mark.parametrize("text", ["Out sick", "sick", "Sick today", "Ziek", "ZIEK tot maandag"])
def test_who_is_ill_is_sick_and_not_on_holiday(text: str) -> None:
    assert read_absence("", text) is AbsenceStatus.SICK


@pytest.mark.parametrize(
    "text",
    ["Vacation", "Vacationing", "vakantie t/m 3 mei", "VERLOF", "Holiday until Monday", "On leave", "Annual leave"],
)
def test_who_is_away_is_on_holiday_and_not_sick(text: str) -> None:
    assert read_absence("", text) is AbsenceStatus.HOLIDAY


@pytest.mark.parametrize(
    "text",
    ["", "In a meeting", "Bezig met de vakantieplanning", "Back from vacation", "Niet meer ziek", "Terug van verlof"],
)
def test_who_works_is_neither_even_when_the_word_stands_further_on(text: str) -> None:
    assert read_absence("", text) is AbsenceStatus.NONE
