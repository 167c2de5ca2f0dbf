"""Parsing the weeks after a sale from the end of a typed text (Z4)."""

import pytest

from bot.domain.accounts.after_sale import RhythmUnclear, parse_moments


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2, 6, 13, 26", ("", (2, 6, 13, 26))),
        ("Tuinbouw 4, 26 ", ("Tuinbouw", (4, 26))),
        ('"Bouw 2" = 12 ,  10', ("Bouw 2", (10, 12))),
    ],
)
def test_read_moments_takes_the_weeks_from_the_end(text: str, read: tuple[str, tuple[int, ...]]) -> None:
    assert parse_moments(text) == read


@pytest.mark.parametrize("text", ["", "Tuinbouw", "1, 2, 3x", "0", "105", "1," * 2_000 + "x"])
def test_read_moments_refuses_what_has_no_weeks(text: str) -> None:
    with pytest.raises(RhythmUnclear):
        parse_moments(text)
