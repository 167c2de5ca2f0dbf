"""Base classes of the errors that are reported to the user; each domain package defines its own.

RitmeError
├── DatabaseBusy            the database did not answer before the deadline
├── FormNotOpened           the platform did not open a form
├── LogLineError            a log line cannot be stored as it stands (bot.domain.log.errors)
└── PersonError             a request that cannot be carried out
    ├── LineTooLong         a text exceeds the length that is parsed
    │   └── FieldTooLong    the same, for a field of a form
    ├── NumberOutOfRange    a number in a form field that is not whole or not in its range
    ├── DayOutOfRange       a day in an implausible year
    ├── ButtonExpired       an unknown or unreadable button or form
    ├── TextTooLong         a text exceeds the length that is stored
    └── FormNeedsCommand    a form that only a command can open
StartFailed                 the service cannot start: told to the operator
"""

from typing import ClassVar

# Days outside these years are typos; near the ends of the calendar, adding days to one would overflow ``date``.
FIRST_YEAR, LAST_YEAR = 2000, 2099


class RitmeError(Exception):
    """The base of all errors reported to the user; ``code`` names the template block of its sentence."""

    code: ClassVar[str]


class StartFailed(Exception):
    """The service cannot start; the text is a sentence for the operator."""


class DatabaseBusy(RitmeError):
    """The database did not answer before the deadline; the work was withdrawn and will never be stored."""

    code = "database_busy"


class FormNotOpened(RitmeError):
    """The platform did not open a form: it was too slow, or the user's trigger had expired."""

    code = "form_not_opened"


class PersonError(RitmeError):
    """A request that cannot be carried out."""


class LineTooLong(PersonError):
    """A text, as typed or in its NFKC form, exceeds ``limit`` characters; none of it was parsed."""

    code = "line_too_long"

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class FieldTooLong(LineTooLong):
    """A text in a form field exceeds the length that is parsed."""

    def __init__(self, field: str, limit: int) -> None:
        super().__init__(limit)
        self.field = field


class NumberOutOfRange(PersonError):
    """A number in a form field is not whole, or not from ``lowest`` to ``highest``."""

    code = "number_out_of_range"

    def __init__(self, field: str, lowest: int, highest: int) -> None:
        super().__init__(field, lowest, highest)
        self.field = field
        self.lowest = lowest
        self.highest = highest


class DayOutOfRange(PersonError):
    """A day, picked or typed in ``field``, is in an implausible year."""

    code = "day_out_of_range"

    def __init__(self, field: str = "") -> None:
        super().__init__(field)
        self.field = field
        self.lowest = FIRST_YEAR
        self.highest = LAST_YEAR


class ButtonExpired(PersonError):
    """A button or form is unknown (any more), or its value cannot be parsed."""

    code = "button_expired"


class TextTooLong(PersonError):
    """A text has ``length`` characters, more than the ``limit`` that is stored."""

    code = "text_too_long"

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(length, limit)
        self.length = length
        self.limit = limit


class FormNeedsCommand(PersonError):
    """A form was requested in a message, where it cannot open; ``line`` is the command that opens it."""

    code = "form_needs_command"

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line
