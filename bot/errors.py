"""The root of all errors that a person gets a sentence about; each room of the domain has its own.

RitmeError
├── LogLineError            a line of the log cannot be stored as it stands (bot.domain.log.errors)
└── PersonError             somebody asked for what cannot be done
    └── FormNeedsCommand    a form that only the command itself can open
"""

from typing import ClassVar

# Days of other years are nobody's: they end where counting from them would leave the calendar.
FIRST_YEAR, LAST_YEAR = 2000, 2099


class RitmeError(Exception):
    """The base of everything that a person gets a sentence about; ``code`` names the template of the sentence."""

    code: ClassVar[str]


class DatabaseBusy(RitmeError):
    """The database could not do it in time; nothing was stored, and nothing will be."""

    code = "database_busy"


class FormNotOpened(RitmeError):
    """The platform did not open a form: it was too slow, or whoever asked had waited too long."""

    code = "form_not_opened"


class PersonError(RitmeError):
    """Somebody asked for what cannot be done."""


class LineTooLong(PersonError):
    """A text, or what its characters stand for, is longer than ``limit`` characters; nothing of it was read."""

    code = "line_too_long"

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class FieldTooLong(LineTooLong):
    """A text in a field of a form that is longer than is read."""

    def __init__(self, field: str, limit: int) -> None:
        super().__init__(limit)
        self.field = field


class NumberOutOfRange(PersonError):
    """A number in a field of a form that is not whole, or not between the ``lowest`` and ``highest`` of its field."""

    code = "number_out_of_range"

    def __init__(self, field: str, lowest: int, highest: int) -> None:
        super().__init__(field, lowest, highest)
        self.field = field
        self.lowest = lowest
        self.highest = highest


class DayOutOfRange(PersonError):
    """A day that was picked, or filled in in ``field``, which is in no year that anybody means."""

    code = "day_out_of_range"

    def __init__(self, field: str = "") -> None:
        super().__init__(field)
        self.field = field
        self.lowest = FIRST_YEAR
        self.highest = LAST_YEAR


class ButtonExpired(PersonError):
    """A button or a form that is not known (any more), or about nothing that can be read."""

    code = "button_expired"


class TextTooLong(PersonError):
    """A text has ``length`` characters, more than the ``limit`` that is kept of it."""

    code = "text_too_long"

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(length, limit)
        self.length = length
        self.limit = limit


class FormNeedsCommand(PersonError):
    """A form was asked for in a message, where it cannot open; ``line`` is the command that opens it."""

    code = "form_needs_command"

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line
