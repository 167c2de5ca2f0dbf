"""When a customer is called after a sale: the weeks of the workspace, and those of a segment (Z4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.accounts.after_sale import AfterSale, RhythmUnclear, parse_after_sale, parse_moments


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2, 6, 13, 26", ("", (2, 6, 13, 26))),
        ("Tuinbouw 4, 26 ", ("Tuinbouw", (4, 26))),
        ('"Bouw 2" = 12 ,  10', ("Bouw 2", (10, 12))),
        ("food; non-food 8,8,8", ("food non-food", (8,))),
        ("1", ("", (1,))),
        ("104", ("", (104,))),
        ("1,2,3,4,5,6", ("", (1, 2, 3, 4, 5, 6))),
        ("1,2,3,4,5,6,6", ("", (1, 2, 3, 4, 5, 6))),
        ("x" * 40 + " 2", ("x" * 40, (2,))),
    ],
)
def test_read_moments_takes_the_weeks_from_the_end(text: str, read: tuple[str, tuple[int, ...]]) -> None:
    assert parse_moments(text) == read


@pytest.mark.parametrize(
    "text",
    ["", "Tuinbouw", "1, 2, 3x", "0", "105", "2, 105", "1,2,3,4,5,6,7", "x" * 41 + " 2", "1," * 2_000 + "x"],
)
def test_read_moments_refuses_what_has_no_weeks(text: str) -> None:
    with pytest.raises(RhythmUnclear):
        parse_moments(text)


def test_z4_without_a_choice_a_customer_is_called_after_2_6_13_and_26_weeks() -> None:
    assert [AfterSale().of(segment) for segment in (None, "", "Tuinbouw")] == [(2, 6, 13, 26)] * 3
    assert parse_after_sale("") == AfterSale()


def test_a_segment_with_weeks_of_its_own_is_found_however_it_is_capitalised() -> None:
    schedule = AfterSale().change("Tuinbouw", (4, 26))
    segments = ("Tuinbouw", "TUINBOUW", "tuinbouw", "Bouw", "", None)
    assert {segment: schedule.of(segment) for segment in segments} == {
        "Tuinbouw": (4, 26),
        "TUINBOUW": (4, 26),
        "tuinbouw": (4, 26),
        "Bouw": (2, 6, 13, 26),
        "": (2, 6, 13, 26),
        None: (2, 6, 13, 26),
    }


def test_a_change_leaves_the_other_weeks_as_they_were() -> None:
    one = AfterSale().change("Tuinbouw", (4,)).change("Zorg", (8,))
    assert one.change("", (1,)) == AfterSale((1,), {"tuinbouw": (4,), "zorg": (8,)})
    assert one.change("TUINBOUW", (5,)) == AfterSale((2, 6, 13, 26), {"tuinbouw": (5,), "zorg": (8,)})
    assert one == AfterSale((2, 6, 13, 26), {"tuinbouw": (4,), "zorg": (8,)})


def test_what_workspaces_have_stored_keeps_its_meaning() -> None:
    stored = "=2,6;bouw=12;zorg=1,104"
    schedule = AfterSale((2, 6), {"zorg": (1, 104), "bouw": (12,)})
    assert (schedule.code, parse_after_sale(stored)) == (stored, schedule)


_weeks = st.sets(st.integers(min_value=1, max_value=104), min_size=1, max_size=6)
_typed = st.tuples(st.text(st.characters(exclude_categories=["C", "N"]), max_size=20), _weeks)


@given(st.lists(_typed, max_size=5))
def test_whatever_is_typed_comes_back_from_what_is_stored(lines: list[tuple[str, set[int]]]) -> None:
    schedule = AfterSale()
    for segment, weeks in lines:
        schedule = schedule.change(*parse_moments(f"{segment} {', '.join(map(str, weeks))}"))
    assert parse_after_sale(schedule.code) == schedule
