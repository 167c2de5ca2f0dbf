"""Counting what one request has committed, so that its answer never says that nothing was stored when something was."""

from contextvars import ContextVar


class _Count:
    """How many transactions were committed."""

    def __init__(self) -> None:
        self.commits = 0


_count: ContextVar[_Count | None] = ContextVar("commits", default=None)


def start_counting_commits() -> None:
    """Count the commits of this task from here on."""
    _count.set(_Count())


def note_commit() -> None:
    """Count one commit."""
    count = _count.get()
    if count is not None:
        count.commits += 1


def count_commits() -> int:
    """Return how many transactions this task has committed since it began to count."""
    count = _count.get()
    return count.commits if count is not None else 0
