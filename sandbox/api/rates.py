"""Slack's rate limits: one message a second per channel, and a number of calls a minute for every other method."""

import math
import time
from collections import deque
from collections.abc import Callable

from sandbox.api.call import TIERS, Method

MINUTE = 60.0
WORKSPACE_MESSAGES = 300  # per minute, over all channels


class MethodRateLimits:
    """Counts calls in real time, and returns how long a caller must wait."""

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._calls: dict[str, deque[float]] = {}
        self._tokens: dict[str, tuple[float, float]] = {}

    def wait_for_method(self, name: str, method: Method) -> int:
        """Return the seconds to wait before this method may be called, or 0 and count the call."""
        limit = TIERS[method.tier]
        return self._wait_in_window(name, limit) if limit else 0

    def wait_for_channel(self, channel: str, *, burst: int) -> int:
        """Return the seconds to wait before this channel takes a message, or 0 and count the message."""
        now = self._monotonic()
        tokens, since = self._tokens.get(channel, (float(burst), now))
        tokens = min(float(burst), tokens + now - since)
        if tokens < 1:
            self._tokens[channel] = (tokens, now)
            return math.ceil(1 - tokens)
        wait = self._wait_in_window("messages", WORKSPACE_MESSAGES)
        self._tokens[channel] = (tokens if wait else tokens - 1, now)
        return wait

    def _wait_in_window(self, name: str, limit: int) -> int:
        now = self._monotonic()
        calls = self._calls.setdefault(name, deque())
        while calls and now - calls[0] >= MINUTE:
            calls.popleft()
        if len(calls) >= limit:
            return max(1, math.ceil(MINUTE - (now - calls[0])))
        calls.append(now)
        return 0
