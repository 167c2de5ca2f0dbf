"""Trigger ids: what lets the bot open a modal for somebody who just did something, once and for 3 seconds."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.errors import ApiProblem

LIFETIME = 3.0  # seconds, real time


@dataclass
class Trigger:
    """Who did something, when (seconds), in which modal if any, and whether it has served."""

    user_id: str
    issued: float
    view_id: str | None = None
    is_exchanged: bool = False


class TriggerIds:
    """Issues trigger ids and takes each back once."""

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._triggers: dict[str, Trigger] = {}

    def issue(self, user_id: str, *, view_id: str | None = None) -> str:
        """Return a new trigger id for what somebody did, in a modal if ``view_id`` is given."""
        number = secrets.randbelow(10**12) + 10**12
        trigger_id = f"{number}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._triggers[trigger_id] = Trigger(user_id, self._monotonic(), view_id)
        return trigger_id

    def exchange(self, trigger_id: str) -> Trigger:
        """Take a trigger id back.

        Raises ApiProblem with ``invalid_trigger_id``, ``exchanged_trigger_id`` or ``expired_trigger_id``.
        """
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise ApiProblem("invalid_trigger_id")
        if trigger.is_exchanged:
            raise ApiProblem("exchanged_trigger_id")
        if self._monotonic() - trigger.issued > LIFETIME:
            raise ApiProblem("expired_trigger_id")
        trigger.is_exchanged = True
        return trigger
