"""Write and read the small typed records that stand in the values of buttons and forms.

A value is the record's fields in order, separated by colons; text before the last field is percent-encoded.
"""

from collections.abc import Callable, Hashable
from dataclasses import MISSING, Field, fields
from datetime import date, time
from decimal import Decimal, InvalidOperation
from functools import cache
from types import NoneType
from typing import Any, ClassVar, Protocol, TypeVar, get_args, get_origin, get_type_hints
from urllib.parse import quote, unquote

from bot.errors import FIRST_YEAR, LAST_YEAR, ButtonExpired

# The largest id that every database accepts.
GREATEST_ID = 2**31 - 1


class ButtonRecord(Protocol):
    """The interface of a dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


Value = TypeVar("Value")


def write_value(record: ButtonRecord) -> str:
    """Return the button or form value for a record; trailing fields with their default are left out."""
    defaults = _list_defaults(type(record))
    values = [getattr(record, name) for name in defaults]
    texts = [_write(value) for value in values]
    texts[:-1] = [_quote(text) for text in texts[:-1]]
    length = len(texts)
    for value, default in zip(reversed(values), reversed(defaults.values()), strict=True):
        if default is MISSING or value != default:
            break
        length -= 1
    return ":".join(texts[:length])


def read_value(record: type[Value], text: str) -> Value:
    """Parse a value into a record.

    Raises:
        ButtonExpired: the value is not valid for this record.
    """
    readers = _list_readers(record)  # type: ignore[arg-type] # a class is hashable, which mypy does not believe of a variable
    parts = text.split(":", len(readers) - 1) if readers and (text or len(readers) == 1) else []
    texts = [*map(unquote, parts[:-1]), *parts[-1:]] if len(parts) == len(readers) else list(map(unquote, parts))
    try:
        return record(*(read(part) for read, part in zip(readers, texts, strict=False)))
    except (ValueError, TypeError, InvalidOperation) as error:
        raise ButtonExpired from error


def _quote(text: str) -> str:
    # Most are numbers and names of ours, in which there is nothing to quote.
    return text if text.isascii() and text.isalnum() else quote(text, safe=",-. ")


@cache
def _list_defaults(record: Hashable) -> dict[str, object]:
    """Return the defaults of the fields of a record, by name in their order; MISSING where there is none."""
    kind: Any = record
    return {each.name: each.default for each in fields(kind)}


def _write(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("minutes")
        case tuple():
            return ",".join(str(each) for each in value)
        case _:
            return str(value)


@cache
def _list_readers(record: Hashable) -> list[Callable[[str], Any]]:
    kind: Any = record
    hints = get_type_hints(kind)
    return [_make_reader(hints[each.name], each) for each in fields(kind)]


def _make_reader(kind: Any, field: Field[Any]) -> Callable[[str], Any]:
    """Return the parser of a field; an empty text is None if the field allows it, else its default if any."""
    if get_origin(kind) is tuple:
        return _read_ids
    kinds = get_args(kind)
    (inner,) = [each for each in kinds if each is not NoneType] if kinds else (kind,)
    read: Callable[[str], Any] = _READERS.get(inner, inner)
    if NoneType in kinds:
        return lambda text: read(text) if text else None
    if field.default is not MISSING and inner is not str:
        return lambda text: read(text) if text else field.default
    return read


def _read_id(text: str) -> int:
    number = int(text)
    if not 0 <= number <= GREATEST_ID or not text.isascii():
        raise ValueError(text)
    return number


def _read_ids(text: str) -> tuple[int, ...]:
    return tuple(_read_id(each) for each in text.split(","))


def _read_day(text: str) -> date:
    day = date.fromisoformat(text)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(text)
    return day


def _read_yes(text: str) -> bool:
    return text == "yes"


def _read_amount(text: str) -> Decimal:
    amount = Decimal(text)
    if not amount.is_finite():
        raise ValueError(text)
    return amount


_READERS: dict[Any, Callable[[str], Any]] = {
    int: _read_id,
    bool: _read_yes,
    date: _read_day,
    time: time.fromisoformat,
    Decimal: _read_amount,
}
