"""The switches with which the sandbox plays the bad days of a chat platform; all off by default."""

from dataclasses import dataclass


@dataclass
class Faults:
    """What goes wrong from now on; every switch may be turned at any moment.

    rate_limits: calls above the documented rates get 429 with Retry-After (seconds, real time).
    burst: how many messages a channel takes at once before one per second is all it takes.
    server_errors: the next so many calls of the Web API are answered with 503, and nothing is done.
    drop_responses: the next so many messages are posted, but the connection is cut before the answer.
    repeat_events: every event is delivered twice, with the same ``event_id``.
    drop_connection: the Socket Mode connection is cut after so many more envelopes were acknowledged.
    slow: every call of the Web API takes so many seconds longer.
    only_methods: the faults of calls touch these methods only; all of them when empty.
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
        """Tell whether the faults of calls are meant for ``method``."""
        return not self.only_methods or method in self.only_methods

    def take_server_error(self, method: str) -> bool:
        """Tell whether this call fails, and count it."""
        if self.server_errors <= 0 or not self.touches(method):
            return False
        self.server_errors -= 1
        return True

    def take_dropped_response(self, method: str) -> bool:
        """Tell whether the answer to this call is lost, and count it; only calls that post are counted."""
        if self.drop_responses <= 0 or not method.startswith("chat.post") or not self.touches(method):
            return False
        self.drop_responses -= 1
        return True

    def take_dropped_connection(self) -> bool:
        """Tell whether the connection is cut now, and count the envelope."""
        if self.drop_connection is None:
            return False
        self.drop_connection -= 1
        if self.drop_connection > 0:
            return False
        self.drop_connection = None
        return True
