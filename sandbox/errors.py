"""What can go wrong in the local workspace, each with a name and the code that Slack gives it.

SandboxError
├── ClockMovedBack        the clock was asked to go back
├── SetupWrong            the workspace was put together wrongly
├── DeliveryFailed        what a person did was not answered by the bot
│   ├── NotConnected      no bot is connected
│   ├── TimedOut          the bot did not acknowledge in time
│   └── AnswerRefused     the bot answered with what Slack would not take
├── CommandUnknown        a slash command that the app does not have
├── NotThere              the person looks for what is not on the screen
└── ApiProblem            a call of the Web API is refused
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any


class SandboxError(Exception):
    """The base of everything that goes wrong here; ``code`` is what Slack calls it."""

    code = "fatal_error"


class ClockMovedBack(SandboxError):
    """The clock was asked to go back to ``moment``."""

    code = "clock_moved_back"

    def __init__(self, moment: datetime) -> None:
        super().__init__(f"the clock only moves forward, not to {moment.isoformat()}")
        self.moment = moment


class SetupWrong(SandboxError):
    """The workspace was put together wrongly."""


class DeliveryFailed(SandboxError):
    """What a person did (``what``) was not answered by the bot."""

    def __init__(self, what: str) -> None:
        super().__init__(f'{what} failed with the error "{self.code}"')
        self.what = what


class NotConnected(DeliveryFailed):
    """No bot is connected to receive what the person did."""

    code = "dispatch_failed"


class TimedOut(DeliveryFailed):
    """The bot did not acknowledge within 3 seconds."""

    code = "operation_timeout"


class CommandTimedOut(TimedOut):
    """A slash command was not acknowledged within 3 seconds."""


class AnswerRefused(DeliveryFailed):
    """The bot acknowledged with something that Slack would not take (``problems`` say what)."""

    def __init__(self, what: str, code: str, problems: Sequence[str] = ()) -> None:
        self.code = code
        super().__init__(what)
        self.problems = tuple(problems)
        self.args = (f"{self.args[0]}: {'; '.join(problems)}",) if problems else self.args


class CommandUnknown(SandboxError):
    """A slash command (``command``) that the app does not have."""

    code = "command_unknown"

    def __init__(self, command: str) -> None:
        super().__init__(f"{command} is not a valid command")
        self.command = command


class NotThere(SandboxError):
    """The person looks for something that is not on the screen; ``there`` lists what is."""

    code = "not_found"

    def __init__(self, wanted: str, there: Sequence[str] = ()) -> None:
        super().__init__(f"{wanted} is not there; there is: {', '.join(map(repr, there)) or 'nothing'}")
        self.wanted = wanted
        self.there = tuple(there)


class ApiProblem(SandboxError):
    """A call of the Web API is refused with ``code``; ``problems`` are Slack's remarks about the arguments."""

    def __init__(self, code: str, problems: Sequence[str] = (), **extra: Any) -> None:
        super().__init__(code, *problems)
        self.code = code
        self.problems = tuple(problems)
        self.extra = extra
