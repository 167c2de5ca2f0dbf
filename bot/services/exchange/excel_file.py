"""Read the first sheet of an Excel workbook, after checking that it is no larger inside than it may be.

A workbook is a zip archive of XML: some megabytes can unpack to gigabytes, a single cell can claim to be the millionth,
and entities can multiply text. What it holds is therefore counted in a stream before anything builds objects of it.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from bot.domain.exchange.errors import FileUnreadable

MEGABYTE = 1024 * 1024
MOST_PARTS = 2_000
MOST_COLUMNS = 256
# In characters: Excel itself takes 32,767 in a cell.
LONGEST_TEXT = 1_000_000
DEEPEST = 32
BLOCK = 1 << 16
# Digits per group, for telling a thousands separator from a decimal one.
THOUSANDS = 3
LETTERS = 26
# What openpyxl lets through of a broken archive, broken XML, or a missing or nonsensical part.
BROKEN_BOOK = (
    ArithmeticError,
    AttributeError,
    BadZipFile,
    EOFError,
    InvalidFileException,
    LookupError,
    NotImplementedError,
    OSError,
    ParseError,
    RuntimeError,
    TypeError,
    ValueError,
    expat.ExpatError,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class ExcelLimits:
    """What a workbook may hold: bytes unpacked, bytes of what is read into memory as a whole, rows, shared strings."""

    unpacked: int = 256 * MEGABYTE
    held: int = 48 * MEGABYTE
    rows: int = 200_000
    strings: int = 500_000


USUAL_LIMITS = ExcelLimits()


def check_excel(file: BinaryIO, limits: ExcelLimits = USUAL_LIMITS) -> None:
    """Count what a workbook holds, without unpacking more than a block of it at a time.

    Raises:
        FileUnreadable: it is no workbook, or it holds more than is read.
    """
    try:
        with ZipFile(file) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > limits.unpacked:
                raise FileUnreadable("too_large_inside")
            for part in parts:
                is_sheet = part.filename.startswith("xl/worksheets/")
                if not is_sheet and part.file_size > limits.held:
                    raise FileUnreadable("too_large_inside")
                with archive.open(part) as content:
                    _PartCounter(limits, is_xml=part.filename.endswith((".xml", ".rels"))).read(content)
    except BROKEN_BOOK as error:
        raise FileUnreadable("no_table") from error


def read_excel(file: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """Yield each row of the first sheet with its number (the first is 1), and the text of its cells.

    Raises:
        FileUnreadable: the workbook is broken.
    """
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        sheet: Any = book.worksheets[0]
        # Without this every row would be filled up to the size that the sheet says it has.
        sheet.reset_dimensions()
        for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield number, [_to_text(value) for value in values]
        book.close()
    except BROKEN_BOOK as error:
        raise FileUnreadable("no_table") from error


class _PartCounter:
    """Counts the rows, columns and shared strings of one XML part; raises FileUnreadable beyond a limit."""

    def __init__(self, limits: ExcelLimits, *, is_xml: bool) -> None:
        self._limits = limits
        self._is_xml = is_xml
        self._rows = self._strings = self._depth = 0
        # Characters of the current text, and of all shared strings.
        self._text = self._held = 0

    def read(self, content: Any) -> None:
        """Read a part to its end; what is no XML, such as a picture, is left alone."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._count_text
        parser.StartDoctypeDeclHandler = self._refuse_entities
        try:
            while block := content.read(BLOCK):
                parser.Parse(block)
            parser.Parse(b"", True)  # noqa: FBT003 - expat's own signature
        except expat.ExpatError:
            if self._is_xml:
                raise

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._text = 0
        if self._depth > DEEPEST:
            raise FileUnreadable("no_table")
        name = tag.rpartition(":")[2]
        if name == "row":
            self._rows = max(self._rows + 1, int(attributes.get("r", 0)))
            if self._rows > self._limits.rows:
                raise FileUnreadable("too_many_rows")
        elif name == "c" and _find_column(attributes.get("r", "")) > MOST_COLUMNS:
            raise FileUnreadable("too_many_columns")
        elif name == "si":
            self._strings += 1
            if self._strings > self._limits.strings:
                raise FileUnreadable("too_large_inside")

    def _end(self, _tag: str) -> None:
        self._depth -= 1
        self._text = 0

    def _count_text(self, text: str) -> None:
        self._text += len(text)
        self._held += len(text) if self._strings else 0
        if self._text > LONGEST_TEXT or self._held > self._limits.held:
            raise FileUnreadable("too_large_inside")

    def _refuse_entities(self, *_declared: object) -> None:
        raise FileUnreadable("no_table")


def _find_column(reference: str) -> int:
    """Return the number of the column of a cell such as AB12; 0 when it does not say."""
    number = 0
    for letter in reference:
        if not "A" <= letter.upper() <= "Z":
            break
        number = min(number * LETTERS + ord(letter.upper()) - ord("A") + 1, MOST_COLUMNS + 1)
    return number


def _to_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float):
        return _write_number(value)
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _write_number(value: float) -> str:
    """Return a number; 123.456 gets a fourth decimal, so that its point is not parsed as a thousands separator."""
    if value.is_integer():
        return str(int(value))
    whole, _, decimals = format(Decimal(repr(value)), "f").partition(".")
    return f"{whole}.{decimals}0" if len(decimals) == THOUSANDS else f"{whole}.{decimals}"
