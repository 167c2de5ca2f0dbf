"""The bot on two platforms over one database, without either of them: people who write and press, and what arrives."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from bot.domain.delivery.rate_limits import RateLimits
from bot.interactions.front import handle_button, handle_command
from bot.interactions.interaction import Reply
from bot.messages.text.command_names import CommandNames
from bot.messages.text.message import Button, Message
from bot.messages.text.record_values import ButtonRecord, write_value
from bot.ports import Address, Directory, Profile
from bot.services.accounts.account_index_cache import AccountIndexCache
from bot.services.bot import Bot
from bot.services.deals.day_memo import DayMemo
from bot.services.delivery.address_book import AddressBook
from bot.services.people.person_cache import KnownPeople, Person, PersonCache
from bot.services.rhythm.plan_nudges import plan_nudges
from bot.settings import SLACK, TEAMS
from bot.storage.database import Database
from bot.storage.delivery.conversations import Reached
from bot.storage.delivery.deliveries import Share
from schedules.dispatchers import Dispatchers
from tests.conftest import DEFAULTS, StillClock
from tests.interactions import FindsNobody, interact

WORKSPACES = {SLACK: "T1", TEAMS: "tenant-1"}


class Post:
    """A messenger of one platform that keeps what arrives where."""

    rates = RateLimits(messages_per_minute=60_000, burst=1_000, channel_seconds=0.0, lookups_per_minute=600)

    def __init__(self, workspace: str) -> None:
        self.workspace = workspace
        self.sent: list[tuple[Address, Message]] = []

    async def send(self, *, address: Address, message: Message, delivery_id: str) -> None:
        assert (address.workspace, bool(delivery_id)) == (self.workspace, True)
        self.sent.append((address, message))

    async def was_delivered(self, *, address: Address, delivery_id: str, since: datetime) -> bool | None:
        raise AssertionError(address, delivery_id, since)

    def take(self, user: str) -> list[str]:
        """Return the first lines of what came for a user, and forget all of that."""
        mine = [message for address, message in self.sent if address.channel == user]
        self.sent = [each for each in self.sent if each[0].channel != user]
        return [message.lines[0] for message in mine]


class Platforms:
    """Slack and Teams, with a bot and a messenger each."""

    def __init__(self, database: Database, clock: StillClock) -> None:
        accounts, known = AccountIndexCache(database), KnownPeople()
        self.database, self.clock = database, clock
        self.bots = {
            platform: Bot(
                database=database,
                people=PersonCache(database, platform=platform, defaults=DEFAULTS, known=known),
                accounts=accounts,
                clock=clock,
                commands=CommandNames(),
            )
            for platform in WORKSPACES
        }
        self.posts = {platform: Post(workspace) for platform, workspace in WORKSPACES.items()}
        self.addresses = AddressBook(database, platform=TEAMS)
        self._dispatchers = Dispatchers(database, clock, DayMemo())
        self._dispatchers.add(self.posts[SLACK], share=Share(TEAMS, is_rest=True))
        self._dispatchers.add(self.posts[TEAMS], share=Share(TEAMS))

    async def meet(self, platform: str, user: str, name: str) -> "Someone":
        """Return somebody who works with the bot already."""
        someone = Someone(self, platform, user, name)
        person = await someone.find()
        if platform == TEAMS:
            at = Reached(f"a:{user}", "https://smba.example/")
            await self.addresses.note(person, address=user, at=at, now=self.clock.now())
        return someone

    async def deliver(self) -> None:
        """Send what waits."""
        await self._dispatchers.deliver_waiting()

    async def wait_until(self, moment: datetime) -> None:
        """Let everything be planned and sent that is due at a moment."""
        self.clock.moment = moment
        await plan_nudges(self.database, now=moment)
        await self.deliver()


@dataclass
class Someone:
    """A user of one platform."""

    platforms: Platforms
    platform: str
    user: str
    name: str
    answer: Message = field(default=Message(""), init=False)
    _requests: "count[int]" = field(default_factory=count, init=False)

    @property
    def bot(self) -> Bot:
        return self.platforms.bots[self.platform]

    async def find(self) -> Person:
        """Return this user as the bot knows him or her now."""
        workspace = WORKSPACES[self.platform]

        async def fetch() -> Profile:
            return Profile(self.user, self.name, "Europe/Amsterdam", "nl-NL", workspace)

        return await self.bot.people.identify(workspace, self.user, fetch=fetch, now=self.bot.now())

    async def says(self, command: str, text: str, *, key: str = "", directory: Directory | None = None) -> list[str]:
        """Send a command, and return the lines of the answer."""
        said = interact(
            await self.find(),
            text=text,
            addressed=text,
            request_key=key or self._make_key(),
            directory=directory or FindsNobody(),
        )
        return self._read(await handle_command(self.bot, command, said))

    async def links(self, text: str = "", *, key: str = "") -> list[str]:
        """Ask for a code, or type one."""
        return await self.says("ritme", f"koppel {text}", key=key)

    async def presses(self, label: str) -> list[str]:
        """Press a button of the latest answer."""
        [button] = [each for each in self.answer.controls if isinstance(each, Button) and each.label == label]
        pressed = interact(await self.find(), value=button.value, request_key=self._make_key())
        return self._read(await handle_button(self.bot, button.action, pressed))

    async def presses_old(self, action: str, record: ButtonRecord) -> list[str]:
        """Press a button of a message of before."""
        pressed = interact(await self.find(), value=write_value(record), request_key=self._make_key())
        return self._read(await handle_button(self.bot, action, pressed))

    def read_code(self) -> str:
        """Return the code in the latest answer."""
        [code] = re.findall(r" (\w{4}-\w{4})$", "\n".join(self.answer.lines), re.MULTILINE)
        return str(code)

    def take(self) -> list[str]:
        """Return the first lines of what the bot sent this user on this platform since the last time."""
        return self.platforms.posts[self.platform].take(self.user)

    def _make_key(self) -> str:
        return f"{self.platform}:{self.user}:{next(self._requests)}"

    def _read(self, reply: Reply) -> list[str]:
        assert reply.message is not None
        self.answer = reply.message
        return reply.message.lines


async def link(giver: Someone, user: Someone) -> None:
    """Link two users: the code of the one is typed by the other."""
    await giver.links()
    said = await user.links(giver.read_code())
    assert said[0].startswith("Gekoppeld! "), said
