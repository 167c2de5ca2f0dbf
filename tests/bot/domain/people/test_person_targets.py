"""The targets of single people are read from lines of their own."""

import pytest

from bot.domain.people.errors import PersonTargetsUnclear
from bot.domain.people.people import Targets
from bot.domain.people.person_targets import parse_person_targets

NAMES = {1: "Sanne de Wit", 2: "Bram Smit", 3: "Bram Bos"}
USUAL = Targets(message=5, call=2, visit=1)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", {}),
        ("Sanne 3 1 0", {1: Targets(message=3, call=1, visit=0)}),
        ("sanne de wit: 3 1 0", {1: Targets(message=3, call=1, visit=0)}),
        ("Sanne 2 bezoeken", {1: Targets(message=5, call=2, visit=2)}),
        (
            "Sanne: 8 berichten, 1 telefoontje\n\n Bram Smit = 3 visits",
            {1: Targets(message=8, call=1, visit=1), 2: Targets(message=5, call=2, visit=3)},
        ),
        ("Bram Bos 1 mail 0 calls", {3: Targets(message=1, call=0, visit=1)}),
    ],
)
def test_a_line_has_a_name_and_its_targets(typed: str, found: dict[int, Targets]) -> None:
    assert parse_person_targets(typed, NAMES, USUAL) == found


@pytest.mark.parametrize(
    "typed",
    ["Sanne", "Klaas 3 1 0", "Bram 3 1 0", "San 3 1 0", "3 1 0", "Sanne 3 1", "Sanne 51 1 0", "Sanne 3 taarten"],
)
def test_what_is_unclear_is_refused_with_its_line(typed: str) -> None:
    with pytest.raises(PersonTargetsUnclear) as refused:
        parse_person_targets(f"Sanne 1 1 1\n{typed}", NAMES, USUAL)
    assert refused.value.typed == typed
