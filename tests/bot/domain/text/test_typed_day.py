"""A text that is a day and nothing else, as typed in a form: dates, months, quarters, years and spans."""

from datetime import date

import pytest

from bot.domain.text.typed_day import parse_typed_day

TODAY = date(2026, 3, 18)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("31-12-2027", date(2027, 12, 31)),
        ("31/12/27", date(2027, 12, 31)),
        ("2027-06-30", date(2027, 6, 30)),
        ("31 dec", date(2026, 12, 31)),
        ("1 maart", date(2027, 3, 1)),
        ("eind maart", date(2026, 3, 31)),
        ("eind februari", date(2027, 2, 28)),
        ("mrt 2028", date(2028, 3, 31)),
        ("begin mei", date(2026, 5, 1)),
        ("eind 2027", date(2027, 12, 31)),
        ("2027", date(2027, 12, 31)),
        ("eind volgend jaar", date(2027, 12, 31)),
        ("eind van het jaar", date(2026, 12, 31)),
        ("end of next year", date(2027, 12, 31)),
        ("juni volgend jaar", date(2027, 6, 30)),
        ("Q3 2027", date(2027, 9, 30)),
        ("q1", date(2026, 3, 31)),
        ("over 3 maanden", date(2026, 6, 18)),
        ("in 2 years", date(2028, 3, 18)),
        ("over 2 weken", date(2026, 4, 1)),
        ("tot 1 september", date(2026, 9, 1)),
        ("June 30th 2027", date(2027, 6, 30)),
        ("vrijdag", date(2026, 3, 20)),
        ("vandaag", TODAY),
        ("gisteren", date(2026, 3, 17)),
        ("12 maart 2024", date(2024, 3, 12)),
        *(
            (typed, None)
            for typed in ("", "ooit", "45/13", "30 februari", "maart april", "contract", "12", "eind", "Q5")
        ),
    ],
)
def test_a_day_is_read_as_it_is_typed(typed: str, day: date | None) -> None:
    assert parse_typed_day(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["", "ooit", "45/13", "30 februari", "maart april", "contract", "12", "eind", "Q5"])
def test_what_names_no_day_is_none(typed: str) -> None:
    assert parse_typed_day(typed, today=TODAY) is None
