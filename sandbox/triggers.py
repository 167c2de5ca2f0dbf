"""Trigger ids: each lets the bot open one modal within 3 seconds of a user's action, as in Slack."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.errors import ApiProblem

LIFETIME = 3.0  # seconds, real time


@dataclass
class Trigger:
    """The user and time (seconds) of an action, the modal it happened in, if any, and whether the trigger was used."""

    user_id: str
    issued: float
    view_id: str | None = None
    is_exchanged: bool = False


class TriggerIds:
    """Issues trigger ids and accepts each once."""

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._triggers: dict[str, Trigger] = {}

    def issue(self, user_id: str, *, view_id: str | None = None) -> str:
        """Return a new trigger id for a user's action, in a modal if ``view_id`` is given."""
        number = secrets.randbelow(10**12) + 10**12
        trigger_id = f"{number}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._triggers[trigger_id] = Trigger(user_id, self._monotonic(), view_id)
        return trigger_id

    def exchange(self, trigger_id: str) -> Trigger:
        """Use a trigger id, and return its trigger.

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
