"""The in-memory state of Teams: what was said in each conversation, and the dialog that a user has open."""

from dataclasses import dataclass, field
from datetime import datetime

from sandbox.entities import Json
from sandbox.errors import NotThere
from sandbox.identifiers import make_id, make_secret
from sandbox.workspace import SandboxWorkspace, ScreenChange

# The conversation of the team's channel, and how a thread in it is named.
CHANNEL = "19:sales@thread.tacv2"
_THREAD = ";messageid="


@dataclass(eq=False)
class TeamsMessage:
    """A message in a conversation: a text by a user, or a card by the bot (``user_id`` is empty)."""

    id: str
    conversation: str
    moment: datetime
    user_id: str = ""
    text: str = ""
    card: Json | None = None
    version: int = 0


@dataclass
class TeamsChats:
    """What is said in Teams; ``endpoint`` is where the bot takes activities, empty while it does not.

    ``secret`` is part of the address at which the bot posts. ``added`` holds the users and channels that have the app.
    """

    workspace: SandboxWorkspace
    endpoint: str = ""
    secret: str = field(default_factory=make_secret, repr=False)
    messages: list[TeamsMessage] = field(default_factory=list)
    dialogs: dict[str, Json] = field(default_factory=dict)
    added: set[str] = field(default_factory=set)

    @property
    def tenant(self) -> str:
        """The organisation."""
        return f"{self.workspace.domain}.onmicrosoft.example"

    def list_messages(self, conversation: str) -> list[TeamsMessage]:
        """Return the messages of a conversation, oldest first."""
        return [each for each in self.messages if each.conversation == conversation]

    def add(self, conversation: str, *, moment: datetime, user_id: str = "", text: str = "", card: Json | None) -> str:
        """Add a message to a conversation, or to a thread of it, and return its id."""
        place = conversation.partition(_THREAD)[0]
        message = TeamsMessage(make_id("T"), place, moment, user_id=user_id, text=text, card=card)
        self.messages.append(message)
        self.announce()
        return message.id

    def find(self, message_id: str) -> TeamsMessage:
        """Return a message; raises NotThere if there is none."""
        for message in self.messages:
            if message.id == message_id:
                return message
        raise NotThere(message_id)

    def replace(self, message_id: str, card: Json) -> None:
        """Replace the card of a message."""
        message = self.find(message_id)
        message.card = card
        message.version += 1
        self.announce()

    def clear(self) -> None:
        """Delete what was said."""
        self.messages.clear()
        self.announce()

    def announce(self) -> None:
        """Tell the open pages that something changed."""
        self.workspace.announce(ScreenChange("teams"))


def name_chat(user_id: str) -> str:
    """Return the conversation of a user with the bot."""
    return f"a:{user_id}"
