"""Finding an account by the name that a hurried rep types."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NamedAccount:
    """An account as the name match knows it."""

    id: int
    name: str
