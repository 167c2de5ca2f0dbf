"""Keep spreadsheets from running what somebody typed: an apostrophe before whatever could begin a formula.

A spreadsheet set to semicolons reads a comma-separated file differently, and quotes do not help there: behind every
character that may separate cells or lines, text can become the beginning of a cell.
"""

import re

# Also the full-width signs, which some spreadsheets take as the plain ones, behind any quotes and spaces.
_FORMULA = "[ \"']*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]"
_SEPARATORS = ",;|\t\r\n"
_UNGUARDED = re.compile(rf"(?:^|(?<=[{_SEPARATORS}]))(?={_FORMULA})")
_GUARD = re.compile(rf"(?:^|(?<=[{_SEPARATORS}]))'(?={_FORMULA})")


def guard_cell(value: str) -> str:
    """Return the cell, escaped so that no spreadsheet runs it, or a part of it, as a formula."""
    return _UNGUARDED.sub("'", value)


def unguard_cell(value: str) -> str:
    """Return the cell without the escapes of ``guard_cell``."""
    return _GUARD.sub("", value) if "'" in value else value
