"""Rows that are to be added: frozen dataclasses named ``New…``, whose fields are the columns of their table."""

from dataclasses import Field, fields
from typing import Any, ClassVar, Protocol


class NewRow(Protocol):
    """Any dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


def to_columns(row: NewRow) -> dict[str, object]:
    """Return the fields of a row by the name of their column, their values as they are (``asdict`` copies them)."""
    return {field.name: getattr(row, field.name) for field in fields(row)}
