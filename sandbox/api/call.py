"""A Web API call with its arguments, and the definition of a method."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.entities import Channel, Json, User
from sandbox.errors import ApiProblem
from sandbox.running_workspace import RunningWorkspace

# Calls per minute by Slack's rate limit tier; tier 0: no limit per method.
TIERS = {0: 0, 1: 1, 2: 20, 3: 50, 4: 100}
_TRUE = ("1", "true", "True")


@dataclass(frozen=True)
class ApiCall:
    """A call with its arguments, whether from the query, a form or JSON."""

    stage: RunningWorkspace
    method: str
    arguments: Mapping[str, Any]

    def text(self, name: str) -> str:
        """Return a required argument; raises ApiProblem ``invalid_arguments`` if it is missing."""
        value = self.arguments.get(name)
        if value in (None, ""):
            raise ApiProblem("invalid_arguments", [f"[ERROR] missing required field: {name}"])
        return str(value)

    def maybe(self, name: str) -> str | None:
        """Return an argument as text, or None."""
        value = self.arguments.get(name)
        return None if value in (None, "") else str(value)

    def flag(self, name: str) -> bool:
        """Return whether an argument is present and true."""
        value = self.arguments.get(name)
        return value is True or value in _TRUE

    def number(self, name: str, default: int) -> int:
        """Return an argument as a number."""
        value = self.arguments.get(name, default)
        try:
            return int(value)
        except ValueError as error:
            raise ApiProblem("invalid_arguments", [f"[ERROR] must be an integer: {name}"]) from error

    def structure(self, name: str, *, otherwise: str = "invalid_arguments") -> Any:
        """Return a structured argument, which forms carry as JSON; ``otherwise`` is the error code if it is invalid."""
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError as error:
            raise ApiProblem(otherwise) from error

    def body(self) -> Json:
        """Return the arguments that make up a message."""
        body = dict(self.arguments)
        for name, code in (("blocks", "invalid_blocks_format"), ("metadata", "invalid_metadata_format")):
            body[name] = self.structure(name, otherwise=code)
        body["attachments"] = self.structure("attachments")
        return body

    def person(self, name: str = "user") -> User:
        """Return the user that an argument names; raises ApiProblem ``user_not_found``."""
        user_id = self.text(name)
        if not self.stage.workspace.has_user(user_id):
            raise ApiProblem("user_not_found")
        return self.stage.workspace.user(user_id)

    def channel(self) -> Channel:
        """Return the channel the call is about; raises ApiProblem ``channel_not_found``.

        A channel that the bot cannot see, private or a direct message between others, counts as not found.
        """
        wanted = self.text("channel")
        workspace = self.stage.workspace
        channel = workspace.find_channel(wanted)
        hidden = channel is not None and (channel.is_private or channel.is_im)
        if channel is None or (hidden and workspace.bot.id not in channel.members):
            raise ApiProblem("channel_not_found")
        return channel


@dataclass(frozen=True)
class Method:
    """A Web API method: its function, the scopes of which one is required, its rate limit tier and kind of token."""

    run: Callable[[ApiCall], Json]
    scopes: tuple[str, ...] = ()
    tier: int = 3
    token: str = "bot"  # noqa: S105 - the kind of token, not one
