"""When something was last done, on a clock that no time zone, leap or moved test clock changes."""

from time import monotonic


class Heartbeat:
    """Remembers the last beat."""

    def __init__(self) -> None:
        self._last: float | None = None

    def beat(self) -> None:
        """Say that it was done just now."""
        self._last = monotonic()

    @property
    def age(self) -> float | None:
        """Seconds since the last beat, None when there was none yet."""
        return monotonic() - self._last if self._last is not None else None
