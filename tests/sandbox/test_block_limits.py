"""Every limit of Block Kit, at and just beyond its boundary."""

from collections.abc import Callable
from typing import Any

import pytest

from sandbox.blocks.validate import (
    LARGEST_VIEW,
    LONGEST_MESSAGE,
    check_message_blocks,
    check_options,
    check_view,
    count_tables,
    measure_message,
    measure_view,
)
from tests.sandbox.tiny_bot import FORM, HISTORY, HOME, button, field, mrkdwn, option, plain, section

Json = dict[str, Any]


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def select(count: int) -> Json:
    options = [option(str(number), str(number)) for number in range(count)]
    return {"type": "static_select", "action_id": "a", "options": options}


def overflow(count: int) -> Json:
    options = [option(str(number), str(number)) for number in range(count)]
    return {"type": "overflow", "action_id": "a", "options": options}


def table(rows: int, cells: int) -> Json:
    row = [{"type": "raw_text", "text": "x"}] * cells
    return {"type": "table", "rows": [row] * rows}


def confirm(**lengths: int) -> Json:
    given = {"title": 1, "text": 1, "confirm": 1, "deny": 1, **lengths}
    asked = {name: plain("x" * length) for name, length in given.items()}
    return actions(button("x", "a", confirm=asked))


MESSAGE_LIMITS: dict[str, tuple[int, Callable[[int], list[Json]], str]] = {
    "blocks": (50, lambda n: [section("x")] * n, "/blocks"),
    "section text": (3000, lambda n: [section("x" * n)], "/blocks/0/text/text"),
    "fields": (10, lambda n: [{"type": "section", "fields": [mrkdwn("x")] * n}], "/blocks/0/fields"),
    "field text": (
        2000,
        lambda n: [{"type": "section", "fields": [mrkdwn("x" * n)]}],
        "/blocks/0/fields/0/text",
    ),
    "header": (150, lambda n: [{"type": "header", "text": plain("x" * n)}], "/blocks/0/text/text"),
    "context elements": (
        10,
        lambda n: [{"type": "context", "elements": [mrkdwn("x")] * n}],
        "/blocks/0/elements",
    ),
    "actions": (25, lambda n: [actions(*(button("x", f"a{i}") for i in range(n)))], "/blocks/0/elements"),
    "button text": (75, lambda n: [actions(button("x" * n, "a"))], "/blocks/0/elements/0/text/text"),
    "button value": (2000, lambda n: [actions(button("x", "a", value="x" * n))], "/blocks/0/elements/0/value"),
    "button url": (
        3000,
        lambda n: [actions(button("x", "a", url="https://".ljust(n, "x")))],
        "/blocks/0/elements/0/url",
    ),
    "action id": (255, lambda n: [actions(button("x", "a" * n))], "/blocks/0/elements/0/action_id"),
    "block id": (255, lambda n: [section("x", block_id="b" * n)], "/blocks/0/block_id"),
    "options": (100, lambda n: [actions(select(n))], "/blocks/0/elements/0/options"),
    "overflow": (5, lambda n: [actions(overflow(n))], "/blocks/0/elements/0/options"),
    "option label": (
        75,
        lambda n: [actions({**select(1), "options": [option("x" * n, "x")]})],
        "/blocks/0/elements/0/options/0/text/text",
    ),
    "option value": (
        150,
        lambda n: [actions({**select(1), "options": [option("x", "x" * n)]})],
        "/blocks/0/elements/0/options/0/value",
    ),
    "placeholder": (
        150,
        lambda n: [actions({**select(1), "placeholder": plain("x" * n)})],
        "/blocks/0/elements/0/placeholder/text",
    ),
    "confirm title": (100, lambda n: [confirm(title=n)], "/blocks/0/elements/0/confirm/title/text"),
    "confirm text": (300, lambda n: [confirm(text=n)], "/blocks/0/elements/0/confirm/text/text"),
    "confirm yes": (30, lambda n: [confirm(confirm=n)], "/blocks/0/elements/0/confirm/confirm/text"),
    "table rows": (100, lambda n: [table(n, 1)], "/blocks/0/rows"),
    "table cells": (20, lambda n: [table(1, n)], "/blocks/0/rows/0"),
    "markdown": (12000, lambda n: [{"type": "markdown", "text": "x" * n}], "/blocks/0/text"),
    "alt text": (
        2000,
        lambda n: [{"type": "image", "image_url": "https://x.nl/x.png", "alt_text": "x" * n}],
        "/blocks/0/alt_text",
    ),
}
VIEW_LIMITS: dict[str, tuple[int, Callable[[int], Json], str]] = {
    "modal blocks": (100, lambda n: {**HISTORY, "blocks": [section("x")] * n}, "/view/blocks"),
    "home blocks": (100, lambda n: {"type": "home", "blocks": [section("x")] * n}, "/view/blocks"),
    "title": (24, lambda n: {**FORM, "title": plain("x" * n)}, "/view/title/text"),
    "submit": (24, lambda n: {**FORM, "submit": plain("x" * n)}, "/view/submit/text"),
    "close": (24, lambda n: {**FORM, "close": plain("x" * n)}, "/view/close/text"),
    "metadata": (3000, lambda n: {**FORM, "private_metadata": "x" * n}, "/view/private_metadata"),
    "callback id": (255, lambda n: {**FORM, "callback_id": "x" * n}, "/view/callback_id"),
    "label": (
        2000,
        lambda n: {**FORM, "blocks": [field("x" * n, "b", {"type": "plain_text_input"})]},
        "/view/blocks/0/label/text",
    ),
}


@pytest.mark.parametrize("name", MESSAGE_LIMITS)
def test_message_at_a_limit_is_taken(name: str) -> None:
    most, build, _ = MESSAGE_LIMITS[name]

    assert check_message_blocks(build(most)) == []


@pytest.mark.parametrize("name", MESSAGE_LIMITS)
def test_message_over_a_limit_is_refused_and_told_where(name: str) -> None:
    most, build, pointer = MESSAGE_LIMITS[name]

    (problem,) = check_message_blocks(build(most + 1))

    assert problem.endswith(f"[json-pointer:{pointer}]")


@pytest.mark.parametrize("name", VIEW_LIMITS)
def test_view_at_a_limit_is_taken(name: str) -> None:
    most, build, _ = VIEW_LIMITS[name]

    assert check_view(build(most)) == []


@pytest.mark.parametrize("name", VIEW_LIMITS)
def test_view_over_a_limit_is_refused_and_told_where(name: str) -> None:
    most, build, pointer = VIEW_LIMITS[name]

    (problem,) = check_view(build(most + 1))

    assert problem.endswith(f"[json-pointer:{pointer}]")


WRONG_BLOCKS: dict[str, tuple[Any, str]] = {
    "no list": ({"type": "divider"}, "[ERROR] must be an array [json-pointer:/blocks]"),
    "unknown type": ([{"type": "foo"}], "[ERROR] unsupported type: foo [json-pointer:/blocks/0/type]"),
    "no type": ([{}], "[ERROR] missing required field: type [json-pointer:/blocks/0]"),
    "empty section": ([{"type": "section"}], "[ERROR] must have either text or fields [json-pointer:/blocks/0]"),
    "empty text": ([section("")], "[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    "mrkdwn header": (
        [{"type": "header", "text": mrkdwn("x")}],
        "[ERROR] must be a text object of type plain_text [json-pointer:/blocks/0/text]",
    ),
    "mrkdwn button": (
        [actions({"type": "button", "text": mrkdwn("x")})],
        "[ERROR] must be a text object of type plain_text [json-pointer:/blocks/0/elements/0/text]",
    ),
    "no elements": ([actions()], "[ERROR] no fewer than 1 items allowed [json-pointer:/blocks/0/elements]"),
    "unknown property": (
        [section("x", colour="red")],
        "[ERROR] invalid additional property: colour [json-pointer:/blocks/0]",
    ),
    "unknown style": (
        [actions(button("x", "a", style="green"))],
        "[ERROR] must be a valid enum value: primary, danger [json-pointer:/blocks/0/elements/0/style]",
    ),
    "input among actions": (
        [actions({"type": "plain_text_input"})],
        "[ERROR] unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
    ),
    "impossible date": (
        [actions({"type": "datepicker", "initial_date": "2026-02-29"})],
        "[ERROR] must be a date in the format YYYY-MM-DD [json-pointer:/blocks/0/elements/0/initial_date]",
    ),
    "impossible time": (
        [actions({"type": "timepicker", "initial_time": "24:00"})],
        "[ERROR] must be a time in the format HH:mm [json-pointer:/blocks/0/elements/0/initial_time]",
    ),
    "block ids alike": (
        [section("x", block_id="b"), section("y", block_id="b")],
        "[ERROR] block_id `b` already exists [json-pointer:/blocks]",
    ),
    "action ids alike": (
        [actions(button("x", "a"), button("y", "a"))],
        "[ERROR] action_id `a` already exists [json-pointer:/blocks/0/elements]",
    ),
    "null": (
        [section("x", block_id=None)],
        "[ERROR] must be a string [json-pointer:/blocks/0/block_id]",
    ),
}


@pytest.mark.parametrize("name", WRONG_BLOCKS)
def test_wrong_blocks_are_refused(name: str) -> None:
    blocks, expected = WRONG_BLOCKS[name]

    assert check_message_blocks(blocks) == [expected]


def test_action_ids_may_be_alike_in_different_blocks() -> None:
    assert check_message_blocks([actions(button("x", "a")), actions(button("y", "a"))]) == []


def test_rich_text_and_table_are_taken() -> None:
    line = {"type": "rich_text_section", "elements": [{"type": "text", "text": "x", "style": {"bold": True}}]}
    rich = {"type": "rich_text", "elements": [line, {"type": "rich_text_list", "style": "bullet", "elements": [line]}]}

    assert check_message_blocks([rich, {"type": "table", "rows": [[rich]]}]) == []


@pytest.mark.parametrize("view", [FORM, HISTORY, HOME])
def test_views_of_all_kinds_are_taken(view: Json) -> None:
    assert check_view(view) == []


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ({**HOME, "title": plain("x")}, "[ERROR] invalid additional property: title [json-pointer:/view]"),
        (
            {key: value for key, value in FORM.items() if key != "submit"},
            "[ERROR] missing required field: submit [json-pointer:/view]",
        ),
        (
            {"type": "modal", "blocks": [section("x")]},
            "[ERROR] missing required field: title [json-pointer:/view]",
        ),
        (
            {**HISTORY, "blocks": [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}]},
            "[ERROR] unsupported type: table [json-pointer:/view/blocks/0/type]",
        ),
        ("x", "[ERROR] must be an object [json-pointer:/view]"),
    ],
)
def test_wrong_views_are_refused(view: Any, expected: str) -> None:
    assert check_view(view) == [expected]


def test_more_than_a_hundred_looked_up_options_are_refused() -> None:
    options = [option(str(number), str(number)) for number in range(101)]

    assert check_options({"options": options[:100]}) == []
    assert check_options({"options": options}) == ["[ERROR] no more than 100 items allowed [json-pointer:/options]"]


def test_message_is_measured_by_what_is_read() -> None:
    blocks = [section("x" * 3000)] * 4 + [section("x" * (LONGEST_MESSAGE - 12000))]

    assert measure_message(blocks) == LONGEST_MESSAGE
    assert count_tables([table(1, 1), section("x"), table(1, 1)]) == 2


def test_view_is_measured_in_bytes() -> None:
    assert LARGEST_VIEW == 250_000
    assert measure_view({"type": "é"}) == len('{"type": "é"}') + 1
