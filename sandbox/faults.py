"""Fault injection: switches for the failures of a chat platform, all off by default."""

from dataclasses import dataclass


@dataclass
class Faults:
    """The faults to inject; every switch may be changed at any moment.

    rate_limits: calls above the documented rates get 429 with Retry-After (seconds, real time).
    burst: the messages a channel accepts at once before the limit of one per second applies.
    server_errors: the number of next Web API calls that get 503 and have no effect.
    drop_responses: the number of next messages that are posted, but whose connection is cut before the response.
    repeat_events: every event is delivered twice, with the same ``event_id``.
    drop_connection: the number of acknowledged envelopes after which the Socket Mode connection is cut.
    slow: the seconds added to every Web API call.
    only_methods: limits the faults of calls to these methods; empty means all.
    """

    rate_limits: bool = False
    burst: int = 3
    server_errors: int = 0
    drop_responses: int = 0
    repeat_events: bool = False
    drop_connection: int | None = None
    slow: float = 0.0
    only_methods: frozenset[str] = frozenset()

    def touches(self, method: str) -> bool:
        """Return whether the faults of calls apply to ``method``."""
        return not self.only_methods or method in self.only_methods

    def take_server_error(self, method: str) -> bool:
        """Return whether this call fails, and count it."""
        if self.server_errors <= 0 or not self.touches(method):
            return False
        self.server_errors -= 1
        return True

    def take_dropped_response(self, method: str) -> bool:
        """Return whether the response to this call is lost, and count it; only calls that post are counted."""
        if self.drop_responses <= 0 or not method.startswith("chat.post") or not self.touches(method):
            return False
        self.drop_responses -= 1
        return True

    def take_dropped_connection(self) -> bool:
        """Return whether the connection is cut now, and count the envelope."""
        if self.drop_connection is None:
            return False
        self.drop_connection -= 1
        if self.drop_connection > 0:
            return False
        self.drop_connection = None
        return True
