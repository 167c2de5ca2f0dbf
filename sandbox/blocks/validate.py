"""Validate messages and views as Slack would: the rules of Block Kit, and the SDK's models."""

import copy
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from sandbox.blocks.checks import flag as boolean
from sandbox.blocks.checks import many, problem, string, thing, typed, words
from sandbox.blocks.elements import list_spots
from sandbox.blocks.rules import EVERYWHERE, GROUPS, IN_MESSAGES, OPTIONS

Json = dict[str, Any]
LONGEST_MESSAGE = 13_200  # characters in all blocks together
LARGEST_VIEW = 250_000  # bytes
_MESSAGE_BLOCKS = many(typed(IN_MESSAGES), 50, least=0)
_VIEW_BLOCKS = many(typed(EVERYWHERE), 100)
_COMMON = {
    "private_metadata": string(3000),
    "callback_id": string(255),
    "external_id": string(255),
}
_MODAL = thing(
    {"title": words(24), "blocks": _VIEW_BLOCKS},
    {
        **_COMMON,
        "submit": words(24),
        "close": words(24),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
        "submit_disabled": boolean,
    },
)
_HOME = thing({"blocks": _VIEW_BLOCKS}, _COMMON)


def check_message_blocks(blocks: Any) -> list[str]:
    """Return Slack's errors about the ``blocks`` of a message; empty if they are valid."""
    return list(_MESSAGE_BLOCKS(blocks, "/blocks")) or [
        *_check_ids(blocks, at="/blocks"),
        *_check_with_sdk(blocks, at="/blocks"),
    ]


def check_view(view: Any) -> list[str]:
    """Return Slack's errors about a ``view``; empty if it is valid."""
    at = "/view"
    if not isinstance(view, dict):
        return [problem("must be an object", at)]
    kinds = {"modal": _MODAL, "home": _HOME}
    found = list(typed(kinds)(view, at)) or list(_check_ids(view["blocks"], at=f"{at}/blocks"))
    if not found and view["type"] == "modal" and not view.get("submit") and _has_inputs(view["blocks"]):
        found.append(problem("missing required field: submit", at))
    return found or [*_check_with_sdk(view["blocks"], at=f"{at}/blocks"), *_try_sdk(_build_view(view), at=at)]


def check_options(answer: Any) -> list[str]:
    """Return Slack's errors about the response to a ``block_suggestion``; empty if it is valid."""
    return list(thing({}, {"options": many(_one_option, 100, least=0), "option_groups": GROUPS})(answer, ""))


def measure_message(blocks: Sequence[Json]) -> int:
    """Return the number of readable characters in ``blocks``."""
    return sum(_measure(block) for block in blocks)


def measure_view(view: Json) -> int:
    """Return the size of a view, in bytes."""
    return len(json.dumps(view, ensure_ascii=False).encode())


def count_tables(blocks: Sequence[Json]) -> int:
    """Return the number of tables; Slack allows one per message."""
    return sum(block["type"] == "table" for block in blocks)


def _one_option(value: Any, at: str) -> Iterator[str]:
    yield from OPTIONS([value], at)


def _has_inputs(blocks: Sequence[Json]) -> bool:
    return any(block["type"] == "input" for block in blocks)


def _measure(value: Any) -> int:
    if isinstance(value, list):
        return sum(_measure(each) for each in value)
    if not isinstance(value, dict):
        return 0
    return sum(len(each) if key == "text" and isinstance(each, str) else _measure(each) for key, each in value.items())


def _check_ids(blocks: Sequence[Json], *, at: str) -> Iterator[str]:
    counted = Counter(block["block_id"] for block in blocks if block.get("block_id"))
    for block_id, count in counted.items():
        if count > 1:
            yield problem(f"block_id `{block_id}` already exists", at)
    for index, block in enumerate(blocks):
        actions = Counter(spot.action_id for spot in list_spots([block]) if spot.action_id)
        for action_id, count in actions.items():
            if count > 1:
                yield problem(f"action_id `{action_id}` already exists", f"{at}/{index}/elements")


def _check_with_sdk(blocks: Sequence[Json], *, at: str) -> Iterator[str]:
    for index, block in enumerate(blocks):
        yield from _try_sdk(_build_block(block), at=f"{at}/{index}")


def _build_block(block: Json) -> Callable[[], object]:
    def build() -> object:
        parsed = Block.parse(copy.deepcopy(block))
        return parsed.to_dict() if parsed is not None else None

    return build


def _build_view(view: Json) -> Callable[[], object]:
    return lambda: View(**copy.deepcopy(view)).to_dict()


def _try_sdk(build: Callable[[], object], *, at: str) -> Iterator[str]:
    """Validate with the SDK's model; a value from which it cannot be built is invalid as well."""
    try:
        built = build()
    except (SlackObjectFormationError, TypeError, KeyError, AttributeError, ValueError) as error:
        yield problem(str(error), at)
    else:
        if built is None:
            yield problem("unsupported type", at)
