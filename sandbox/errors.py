"""The errors of the local workspace, with Slack's error codes.

SandboxError
├── ClockMovedBack        the clock cannot go back
├── SetupWrong            the workspace is configured wrongly
├── DeliveryFailed        the bot did not answer a user's action
│   ├── NotConnected      no bot is connected
│   ├── TimedOut          the bot did not acknowledge in time
│   └── AnswerRefused     the bot's answer is not valid for Slack
├── CommandUnknown        the app has no such slash command
├── NotThere              the requested element is not on the screen
└── ApiProblem            a Web API call is refused
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any


class SandboxError(Exception):
    """The base class of the sandbox's errors; ``code`` is Slack's error code."""

    code = "fatal_error"


class ClockMovedBack(SandboxError):
    """The clock cannot go back to ``moment``."""

    code = "clock_moved_back"

    def __init__(self, moment: datetime) -> None:
        super().__init__(f"the clock only moves forward, not to {moment.isoformat()}")
        self.moment = moment


class SetupWrong(SandboxError):
    """The workspace is configured wrongly."""


class DeliveryFailed(SandboxError):
    """The bot did not answer a user's action (``what``)."""

    def __init__(self, what: str) -> None:
        super().__init__(f'{what} failed with the error "{self.code}"')
        self.what = what


class NotConnected(DeliveryFailed):
    """No bot is connected."""

    code = "dispatch_failed"


class TimedOut(DeliveryFailed):
    """The bot did not acknowledge within 3 seconds."""

    code = "operation_timeout"


class CommandTimedOut(TimedOut):
    """A slash command was not acknowledged within 3 seconds."""


class AnswerRefused(DeliveryFailed):
    """The bot's acknowledgement is not valid for Slack; ``problems`` lists why."""

    def __init__(self, what: str, code: str, problems: Sequence[str] = ()) -> None:
        self.code = code
        super().__init__(what)
        self.problems = tuple(problems)
        self.args = (f"{self.args[0]}: {'; '.join(problems)}",) if problems else self.args


class CommandUnknown(SandboxError):
    """The app has no slash command ``command``."""

    code = "command_unknown"

    def __init__(self, command: str) -> None:
        super().__init__(f"{command} is not a valid command")
        self.command = command


class NotThere(SandboxError):
    """The requested element is not on the screen; ``there`` lists what is."""

    code = "not_found"

    def __init__(self, wanted: str, there: Sequence[str] = ()) -> None:
        super().__init__(f"{wanted} is not there; there is: {', '.join(map(repr, there)) or 'nothing'}")
        self.wanted = wanted
        self.there = tuple(there)


class ApiProblem(SandboxError):
    """A Web API call is refused with ``code``; ``problems`` are Slack's messages about the arguments."""

    def __init__(self, code: str, problems: Sequence[str] = (), **extra: Any) -> None:
        super().__init__(code, *problems)
        self.code = code
        self.problems = tuple(problems)
        self.extra = extra
