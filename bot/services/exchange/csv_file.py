"""Read the lines of a CSV file as a stream: a million of them take no more memory than a few."""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from bot.domain.exchange.errors import FileUnreadable
from bot.services.exchange.encodings import BYTE_ORDER_MARKS

SEPARATORS = ";,\t|"
# In characters. Longer ones are no rows of a table; without a limit one line could be the whole file.
LONGEST_LINE = 1_000_000
# In bytes, for finding out the encoding.
BLOCK = 1 << 20


def read_csv(file: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """Yield each line with its number (the first is 1).

    Raises:
        FileUnreadable: a quoted cell has no end, or a line is too long.
    """
    # Bytes that no encoding fits become replacement characters. Line ends within quotes are part of the cell.
    text = io.TextIOWrapper(file, encoding=_find_encoding(file), errors="replace", newline="")
    try:
        first = text.readline(LONGEST_LINE)
        separator = max(SEPARATORS, key=first.count)
        reader = csv.reader(_read_physical_lines(text, first), delimiter=separator, strict=True)
        while True:
            line = reader.line_num + 1
            values = next(reader, None)
            if values is None:
                return
            yield line, values
    except csv.Error as error:
        raise FileUnreadable("no_table") from error
    finally:
        text.detach()  # the file is the caller's to close


def _read_physical_lines(text: io.TextIOWrapper, line: str) -> Iterator[str]:
    while line:
        if len(line) >= LONGEST_LINE:
            raise FileUnreadable("no_table")
        yield line
        line = text.readline(LONGEST_LINE)


def _find_encoding(file: BinaryIO) -> str:
    """Return the encoding: that of the byte order mark, UTF-8 when all of it is that, else a Windows code page."""
    begin = file.read(4)
    file.seek(0)
    for mark, encoding in BYTE_ORDER_MARKS:
        if begin.startswith(mark):
            return encoding
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while block := file.read(BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    finally:
        file.seek(0)
    return "utf-8"
