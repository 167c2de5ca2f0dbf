"""Errors about a file; each has a code and a sentence in the templates."""

from collections.abc import Sequence

from bot.errors import PersonError

COLUMNS_SHOWN = 5


class FileUnreadable(PersonError):
    """A file cannot be read as a table.

    ``reason`` is missing, folder, too_large, too_large_inside, too_many_rows, too_many_columns, empty, no_table or
    columns.
    """

    code = "file_unreadable"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SubjectUnclear(PersonError):
    """The columns tell of ``looks_like`` (deals or activities), but one that those need is missing."""

    code = "file_subject_unclear"

    def __init__(self, looks_like: str, columns: Sequence[str]) -> None:
        super().__init__(looks_like)
        self.looks_like = looks_like
        self.columns = ", ".join(columns[:COLUMNS_SHOWN])


class ImportGone(PersonError):
    """There is no such import to undo or confirm: it was undone, declined or forgotten, or is another's."""

    code = "import_gone"


class UploadRefused(PersonError):
    """A file that was sent in chat is not read.

    ``reason`` is too_large, too_many_rows, too_many_files, no_table, gone, no_right, foreign, failed
    or undo_failed.
    """

    code = "upload_refused"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class UploadExpired(PersonError):
    """A file, or the undoing of an import, was confirmed too late."""

    code = "upload_expired"

    def __init__(self, *, is_undo: bool) -> None:
        super().__init__(is_undo)
        self.is_undo = is_undo
