"""The time since a job last ran, on the monotonic clock: unaffected by clock changes and by a moved test clock."""

from time import monotonic


class Heartbeat:
    """Records when a job last ran."""

    def __init__(self) -> None:
        self._last: float | None = None

    def beat(self) -> None:
        """Record that the job ran just now."""
        self._last = monotonic()

    @property
    def age(self) -> float | None:
        """Seconds since the last run; None before the first."""
        return monotonic() - self._last if self._last is not None else None
