"""Everything that the acts of people and the calls of the bot share: one running workspace."""

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
    """The tokens and secrets of the one app in the workspace; new ones every time."""

    bot_token: str = field(default_factory=lambda: make_secret("xoxb-"), repr=False)
    app_token: str = field(default_factory=lambda: make_secret("xapp-1-"), repr=False)
    signing_secret: str = field(default_factory=make_secret, repr=False)
    verification_token: str = field(default_factory=make_secret, repr=False)


@dataclass
class RunningWorkspace:
    """A running workspace; ``address`` is that of the server, with a slash at its end."""

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
        """Return the timestamp of something that happens now."""
        return self.stamps.next(self.clock.now())
