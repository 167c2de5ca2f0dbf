"""The request keys of a line's activities."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.log.line_keys import IMPORTED, find_line_key, find_place, make_line_keys
from bot.domain.log.log_line import MOST_ACTIVITIES
from bot.services.exchange.import_activities import KEY_PREFIX


def test_the_first_activity_has_the_key_of_the_request() -> None:
    assert make_line_keys("event:7", 3) == ["event:7", "event:7#2", "event:7#3"]
    assert make_line_keys("event:7", 1) == ["event:7"]


@given(st.text().filter(lambda key: "#" not in key and key != ""), st.integers(1, MOST_ACTIVITIES))
def test_every_key_leads_to_its_line_and_its_place(line_key: str, count: int) -> None:
    keys = make_line_keys(line_key, count)
    alone = line_key.startswith(IMPORTED)
    assert [find_line_key(key) for key in keys] == [line_key] * (1 if alone else count)
    assert [find_place(key) for key in keys] == list(range(1, (1 if alone else count) + 1))


@pytest.mark.parametrize("key", ["event:7#1", "event:7#21", "event:7#02", "event:7#", "#2", "event:7#x", "event:7#22"])
def test_what_is_no_number_of_an_activity_is_part_of_the_key(key: str) -> None:
    assert (find_line_key(key), find_place(key)) == (key, 1)


def test_what_was_imported_stands_alone_whatever_its_file_calls_it() -> None:
    assert IMPORTED == KEY_PREFIX
    assert find_line_key("import:order#2") == "import:order#2"
    assert make_line_keys("import:order") == ["import:order"]
