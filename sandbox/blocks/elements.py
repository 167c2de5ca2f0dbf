"""The interactive elements within blocks, and their state as Slack reports it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sandbox.blocks.mrkdwn import unescape_text
from sandbox.errors import NotThere

Json = dict[str, Any]

# By element type: the key of its state, and the key of its initial value.
STATE_KEYS = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
}
TEXT_KINDS = frozenset({"plain_text_input", "email_text_input", "url_text_input", "number_input"})
OPTION_KINDS = frozenset({"static_select", "radio_buttons", "multi_static_select", "checkboxes", "overflow"})
LOOKED_UP_KINDS = frozenset({"external_select", "multi_external_select"})
PLURAL_KEYS = frozenset({"selected_options", "selected_users", "selected_channels", "selected_conversations"})


@dataclass(frozen=True)
class Spot:
    """An interactive element and the block that contains it."""

    block: Json
    element: Json

    @property
    def kind(self) -> str:
        """The type of the element, such as ``button`` or ``datepicker``."""
        return str(self.element["type"])

    @property
    def block_id(self) -> str:
        """The id of the block."""
        return str(self.block.get("block_id", ""))

    @property
    def action_id(self) -> str:
        """The id of the element within the block."""
        return str(self.element.get("action_id", ""))

    @property
    def is_input(self) -> bool:
        """Whether it is in an input block."""
        return bool(self.block["type"] == "input")

    @property
    def label(self) -> str:
        """Its visible name: its text, the label of its input block, or its placeholder."""
        words = self.block.get("label") if self.is_input else None
        words = words or self.element.get("text") or self.element.get("placeholder") or {}
        return unescape_text(str(words.get("text", ""))) if isinstance(words, dict) else ""

    def is_called(self, name: str) -> bool:
        """Return whether ``name`` is its label, its action id or its block id."""
        return name in (self.label, self.action_id, self.block_id)


def list_spots(blocks: Sequence[Json]) -> list[Spot]:
    """Return all interactive elements in ``blocks``, in reading order."""
    return [Spot(block, element) for block in blocks for element in _list_elements(block)]


def _list_elements(block: Json) -> Iterator[Json]:
    if block["type"] == "section" and block.get("accessory", {}).get("type", "image") != "image":
        yield block["accessory"]
    elif block["type"] in ("actions", "context_actions"):
        yield from block["elements"]
    elif block["type"] == "input":
        yield block["element"]


def start_state(element: Json) -> Json | None:
    """Return the initial state of an element, or None when it has no state (a button)."""
    keys = STATE_KEYS.get(element["type"])
    if keys is None:
        return None
    key, initial = keys
    empty: Any = [] if key in PLURAL_KEYS else None
    return {"type": element["type"], key: element.get(initial, empty)}


def read_values(blocks: Sequence[Json], *, filled: dict[str, dict[str, Json]]) -> dict[str, dict[str, Json]]:
    """Return Slack's ``state.values`` of ``blocks``: the filled-in state, or else the initial one."""
    values: dict[str, dict[str, Json]] = {}
    for spot in list_spots(blocks):
        state = filled.get(spot.block_id, {}).get(spot.action_id) or start_state(spot.element)
        if state is not None:
            values.setdefault(spot.block_id, {})[spot.action_id] = state
    return values


def choose_state(element: Json, choice: Any) -> Json:
    """Return the state of ``element`` after ``choice`` was made; None clears it.

    A choice is a text, a date or time (or their ISO form), an option's label or value, a user's or
    channel's id, or a list of these for elements that accept several. Raises NotThere for an option
    that is not offered.
    """
    kind = element["type"]
    key = STATE_KEYS.get(kind, ("selected_option", ""))[0]
    if choice is None:
        return {"type": kind, key: [] if key in PLURAL_KEYS else None}
    if key in PLURAL_KEYS:
        choices = choice if isinstance(choice, (list, tuple, set, frozenset)) else [choice]
        return {"type": kind, key: [_choose_one(element, each) for each in choices]}
    return {"type": kind, key: _choose_one(element, choice)}


def _choose_one(element: Json, choice: Any) -> Any:
    if element["type"] in OPTION_KINDS | LOOKED_UP_KINDS:
        return choice if isinstance(choice, dict) else find_option(element, str(choice))
    if isinstance(choice, datetime):
        return int(choice.timestamp())
    if isinstance(choice, time):
        return choice.strftime("%H:%M")
    if isinstance(choice, date):
        return choice.isoformat()
    if element["type"] == "datetimepicker":
        return int(choice)
    return _write_rich_text(str(choice)) if element["type"] == "rich_text_input" else str(choice)


def _write_rich_text(text: str) -> Json:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}


def list_options(element: Json) -> list[Json]:
    """Return the options of an element, including those in groups, in order."""
    groups = element.get("option_groups") or []
    return list(element.get("options") or []) + [option for group in groups for option in group["options"]]


def find_option(element: Json, name: str) -> Json:
    """Return the option with ``name`` as label or value; raises NotThere if there is none."""
    options = list_options(element)
    for option in options:
        if name in (label_of(option), option.get("value")):
            return option
    raise NotThere(name, [label_of(option) for option in options])


def label_of(option: Json) -> str:
    """Return an option's readable label."""
    return unescape_text(str(option["text"]["text"]))
