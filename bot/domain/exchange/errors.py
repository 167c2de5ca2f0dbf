"""Errors about a file; each has a code and a sentence in the templates."""

from bot.errors import PersonError


class FileUnreadable(PersonError):
    """A file cannot be read as a table; ``reason`` is missing, folder, too_large, empty, no_table or columns."""

    code = "file_unreadable"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
