"""The state shared by user interactions and Web API calls: one running workspace."""

from dataclasses import dataclass, field

from sandbox.clock import MovableClock
from sandbox.delivery import EventDelivery
from sandbox.faults import Faults
from sandbox.identifiers import Timestamps, make_secret
from sandbox.reply_urls import ReplyUrls
from sandbox.triggers import TriggerIds
from sandbox.workspace import SandboxWorkspace


@dataclass(frozen=True)
class Credentials:
    """The tokens and signing secret of the app; newly generated at each start."""

    bot_token: str = field(default_factory=lambda: make_secret("xoxb-"), repr=False)
    app_token: str = field(default_factory=lambda: make_secret("xapp-1-"), repr=False)
    signing_secret: str = field(default_factory=make_secret, repr=False)
    verification_token: str = field(default_factory=make_secret, repr=False)


@dataclass
class RunningWorkspace:
    """A running workspace; ``address`` is the server's URL, with a trailing slash."""

    workspace: SandboxWorkspace
    clock: MovableClock
    faults: Faults
    credentials: Credentials
    delivery: EventDelivery
    triggers: TriggerIds = field(default_factory=TriggerIds)
    replies: ReplyUrls = field(default_factory=ReplyUrls)
    stamps: Timestamps = field(default_factory=Timestamps)
    uploads: dict[str, str] = field(default_factory=dict)
    address: str = ""

    def next_ts(self) -> str:
        """Return a message timestamp for the current time."""
        return self.stamps.next(self.clock.now())
