"""Serialise messages as JSON for the outbox."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from bot.messages.text.chart import Network, NetworkLink, Spoke, Trend, TrendPanel, Wheel
from bot.messages.text.message import (
    Button,
    Controls,
    DatePick,
    Divider,
    Emphasis,
    Heading,
    Message,
    Paragraph,
    Picture,
    Row,
    Table,
)
from bot.messages.text.text import Span

_KINDS: dict[str, Any] = {
    kind.__name__: kind
    for kind in (
        Message,
        Heading,
        Paragraph,
        Divider,
        Controls,
        Button,
        DatePick,
        Row,
        Picture,
        Table,
        Trend,
        TrendPanel,
        Wheel,
        Spoke,
        Network,
        NetworkLink,
        Span,
    )
}


def encode_message(value: Any) -> Any:
    """Return a message, or any part of one, in JSON types.

    A form is dropped: it needs a fresh trigger from the platform, so it cannot wait in the outbox.
    """
    if isinstance(value, Message):
        value = replace(value, form=None)
    if is_dataclass(value) and not isinstance(value, type):
        kept = {field.name: encode_message(getattr(value, field.name)) for field in fields(value)}
        return {"is": type(value).__name__, **kept}
    if isinstance(value, tuple):
        return [encode_message(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def decode_message(kept: Any) -> Any:
    """Return the message, or part of one, from its JSON types."""
    if isinstance(kept, list):
        return tuple(decode_message(item) for item in kept)
    if not isinstance(kept, dict):
        return kept
    values = {name: decode_message(value) for name, value in kept.items() if name != "is"}
    if "emphasis" in values:
        values["emphasis"] = Emphasis(values["emphasis"])
    return _KINDS[kept["is"]](**values)
