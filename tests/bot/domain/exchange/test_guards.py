"""No spreadsheet runs what somebody typed, whichever character it takes for the separator of cells."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.exchange.guards import guard_cell, unguard_cell

TRICKY = st.text(st.sampled_from("=+-@'\"\t\r\n,;|ab \uff1d"), max_size=12)
FORMULA = re.compile("\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]")


def test_a_guard_stands_before_a_formula_at_the_beginning_and_behind_each_separator() -> None:
    expected = {
        "Acme": "Acme",
        "": "",
        "=1+1": "'=1+1",
        "Acme;=1+1": "Acme;'=1+1",
        "Acme,@SUM(A1)": "Acme,'@SUM(A1)",
        "a|-1": "a|'-1",
        "a\n+31 6": "a\n'+31 6",
        "a\t=b": "a\t'=b",
        "'s-Gravenhage": "'s-Gravenhage",
        "'=1": "''=1",
        'Acme;"=1+1': "Acme;'\"=1+1",
        "3-2=1": "3-2=1",
    }
    assert {cell: guard_cell(cell) for cell in expected} == expected


@given(st.one_of(TRICKY, st.text()))
def test_a_guard_is_taken_off_again(cell: str) -> None:
    assert unguard_cell(guard_cell(cell)) == cell


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@given(cell=TRICKY)
def test_a_quoted_row_has_no_formula_whatever_separates_its_cells(separator: str, cell: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL).writerow(["Acme", guard_cell(cell)])
    for row in csv.reader(io.StringIO(file.getvalue(), newline=""), delimiter=separator):
        assert [each for each in row if FORMULA.match(each)] == []
