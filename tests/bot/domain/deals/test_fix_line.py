"""Lines that put a deal right, in the words that people use."""

import pytest

from bot.domain.deals.fix_line import FixLine, FixVerb, parse_fix

RENAME, MOVE, REMOVE = FixVerb.RENAME, FixVerb.MOVE, FixVerb.REMOVE


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Kassen heet nu Kassen fase 2", FixLine(RENAME, "Kassen", "Kassen fase 2")),
        ('Acme "Kassen" heet voortaan "Kassen 2028".', FixLine(RENAME, 'Acme "Kassen"', "Kassen 2028")),
        ("hernoem Kassen naar Kassen fase 2", FixLine(RENAME, "Kassen", "Kassen fase 2")),
        ("rename Greenhouses to Phase 2", FixLine(RENAME, "Greenhouses", "Phase 2")),
        ("Greenhouses is now called Phase 2", FixLine(RENAME, "Greenhouses", "Phase 2")),
        ("Kassen hoort bij Jansen", FixLine(MOVE, "Kassen", "Jansen")),
        ("verplaats Kassen naar Jansen", FixLine(MOVE, "Kassen", "Jansen")),
        ("Kassen belongs to Jansen", FixLine(MOVE, "Kassen", "Jansen")),
        ("verwijder Kassen", FixLine(REMOVE, "Kassen")),
        ("Acme kassen verwijderen", FixLine(REMOVE, "Acme kassen")),
        ("gooi Kassen weg", FixLine(REMOVE, "Kassen")),
        ("delete Kassen", FixLine(REMOVE, "Kassen")),
        ("Kassen heet nu", FixLine(RENAME, "Kassen")),
        ("verwijder", FixLine(REMOVE, "")),
        ("verplaats", FixLine(MOVE, "")),
    ],
)
def test_a_fix_names_the_deal_and_what_it_becomes(typed: str, expected: FixLine) -> None:
    assert parse_fix(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "Acme 45k",
        "Acme gewonnen",
        'nieuw Acme "Kassen hoort bij Jansen" 45k',
        "nieuw Hoe heet dat 4k",
        'Acme "heet nu"',
        "",
    ],
)
def test_a_line_about_something_else_is_no_fix(typed: str) -> None:
    assert parse_fix(typed) is None
