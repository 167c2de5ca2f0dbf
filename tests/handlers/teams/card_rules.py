"""The rules of the Adaptive Card schema, as far as the bot uses it, and those of Teams' own.

Written from the published schema (adaptivecards.io/explorer) and Teams' documentation, without the code that is tested.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

# For each type: the version it came with, the properties that it must have, and those that it may have.
TYPES: Mapping[str, tuple[str, set[str], set[str]]] = {
    "AdaptiveCard": ("1.0", {"type"}, {"$schema", "version", "fallbackText", "msteams", "body", "actions"}),
    "RichTextBlock": ("1.2", {"inlines"}, {"horizontalAlignment"}),
    "TextRun": ("1.2", {"text"}, {"size", "weight", "isSubtle", "italic", "color"}),
    "ColumnSet": ("1.0", {"columns"}, set()),
    "Column": ("1.0", {"items", "width"}, {"verticalContentAlignment"}),
    "ActionSet": ("1.2", {"actions"}, set()),
    "Image": ("1.0", {"url"}, {"altText", "size"}),
    "Input.Text": ("1.0", {"id"}, {"maxLength", "isMultiline", "placeholder", "value"}),
    "Input.Number": ("1.0", {"id"}, {"min", "max", "value"}),
    "Input.Date": ("1.0", {"id"}, {"value"}),
    "Input.Time": ("1.0", {"id"}, {"value"}),
    "Input.ChoiceSet": (
        "1.0", {"id", "choices"}, {"choices.data", "style", "isMultiSelect", "wrap", "placeholder", "value"}
    ),
    "Action.Submit": ("1.0", {"title"}, {"data"}),
    "Action.ShowCard": ("1.0", {"title", "card"}, set()),
    "Action.Execute": ("1.4", {"title"}, {"verb", "data"}),
}  # fmt: skip
OF_ELEMENTS = {"type", "separator", "spacing"}
# Newer properties, which older clients ignore: the label and the mark of a field, tooltips and menus.
OF_INPUTS = {"label", "isRequired"}
OF_ACTIONS = {"type", "style", "associatedInputs", "tooltip", "mode", "fallback"}
VALUES = {
    "style": {"default", "positive", "destructive", "compact", "expanded", "filtered"},
    "size": {"Small", "Medium", "Large", "Stretch"},
    "weight": {"Bolder"},
    "color": {"Attention"},
    "spacing": {"None", "Small", "Default", "Medium"},
    "horizontalAlignment": {"Right"},
    "verticalContentAlignment": {"Center", "Bottom"},
    "mode": {"secondary"},
    "associatedInputs": {"none"},
}
OLDEST = (1, 2)
PRIMARY_ACTIONS = 6
MESSAGE_BYTES = 80 * 1024


def list_faults(card: Mapping[str, Any]) -> list[str]:
    """Return what the schema or Teams would refuse, or silently leave out."""
    faults = [fault for element in list_elements(card) for fault in _check(element)]
    ids = [element["id"] for element in list_elements(card) if "id" in element]
    faults += [f"{name} stands twice" for name in set(ids) if ids.count(name) > 1]
    if card.get("version") != "1.5" or not card.get("fallbackText"):
        faults.append("no version or no text for who cannot show it")
    if len(json.dumps(card).encode()) >= MESSAGE_BYTES:
        faults.append("too large")
    return faults


def list_elements(value: object) -> Iterator[Mapping[str, Any]]:
    """Yield every element, column, run and action, but not what an action only carries, nor its fallback."""
    if isinstance(value, dict):
        if "type" in value:
            yield value
        for name, inner in value.items():
            if name not in {"data", "choices", "choices.data", "msteams", "fallback"}:
                yield from list_elements(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from list_elements(inner)


def _check(element: Mapping[str, Any]) -> Iterator[str]:
    kind = str(element["type"])
    if kind not in TYPES:
        yield f"{kind} is unknown"
        return
    since, required, allowed = TYPES[kind]
    is_action, is_input = kind.startswith("Action."), kind.startswith("Input.")
    known = {*required, *allowed, *(OF_ACTIONS if is_action else OF_ELEMENTS), *(OF_INPUTS if is_input else ())}
    yield from (f"{kind} lacks {name}" for name in required - element.keys())
    yield from (f"{kind} has no {name}" for name in element.keys() - known)
    yield from (
        f"{kind} {name} {value!r}"
        for name, value in element.items()
        if isinstance(value, str) and name in VALUES and value not in VALUES[name]
    )
    if tuple(map(int, since.split("."))) > OLDEST and element.get("fallback", {}).get("type") != "Action.Submit":
        yield f"{kind} came with {since} and has no fallback"
    yield from _check_content(kind, element)


def _check_content(kind: str, element: Mapping[str, Any]) -> Iterator[str]:
    if kind in {"RichTextBlock", "ActionSet", "ColumnSet", "Column"}:
        [content] = [value for value in element.values() if isinstance(value, list)]
        if not content:
            yield f"an empty {kind}"
        if kind == "ActionSet" and sum("mode" not in each for each in content) > PRIMARY_ACTIONS:
            yield "more actions than Teams shows"
    if kind == "Input.ChoiceSet" and any(set(each) != {"title", "value"} for each in element["choices"]):
        yield "a choice is a title and a value"
    if kind == "TextRun" and not element["text"]:
        yield "an empty run"
