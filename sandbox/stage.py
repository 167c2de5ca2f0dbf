"""Everything that the acts of people and the calls of the bot share: one running workspace."""

from dataclasses import dataclass, field

from sandbox.clock import MovableClock
from sandbox.delivery import Delivery
from sandbox.faults import Faults
from sandbox.identifiers import Timestamps, make_secret
from sandbox.reply_urls import ReplyBook
from sandbox.triggers import TriggerBook
from sandbox.workspace import Workspace


@dataclass(frozen=True)
class Credentials:
    """The tokens and secrets of the one app in the workspace; new ones every time."""

    bot_token: str = field(default_factory=lambda: make_secret("xoxb-"), repr=False)
    app_token: str = field(default_factory=lambda: make_secret("xapp-1-"), repr=False)
    signing_secret: str = field(default_factory=make_secret, repr=False)
    verification_token: str = field(default_factory=make_secret, repr=False)


@dataclass
class Stage:
    """A running workspace; ``address`` is that of the server, with a slash at its end."""

    workspace: Workspace
    clock: MovableClock
    faults: Faults
    credentials: Credentials
    delivery: Delivery
    triggers: TriggerBook = field(default_factory=TriggerBook)
    replies: ReplyBook = field(default_factory=ReplyBook)
    stamps: Timestamps = field(default_factory=Timestamps)
    uploads: dict[str, str] = field(default_factory=dict)
    address: str = ""

    def next_ts(self) -> str:
        """Return the timestamp of something that happens now."""
        return self.stamps.next(self.clock.now())
