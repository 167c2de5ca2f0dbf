"""What stands on the screen of one person who looks at one channel: the things the templates draw."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.blocks.elements import list_options
from sandbox.entities import Channel, Json, PostedMessage, User, View
from sandbox.interactions.acting import values_of
from sandbox.page.presets import Preset, list_presets
from sandbox.page.rich_text import RichTextRenderer
from sandbox.protocol.socket_mode import SocketLink
from sandbox.running_workspace import RunningWorkspace

ZONES = (
    "Europe/Amsterdam", "Europe/London", "Europe/Lisbon", "Europe/Athens", "America/New_York",
    "America/Los_Angeles", "Asia/Dubai", "Asia/Tokyo", "Australia/Sydney",
)  # fmt: skip
COLOURS = 6
TOGETHER = 5 * 60  # seconds within which one person's messages stand under one name


@dataclass(frozen=True)
class SidebarEntry:
    """A line of the sidebar: a channel or direct message, what it is called, and what is unread there."""

    channel: Channel
    name: str
    unread: int
    is_open: bool
    other: User | None = None


@dataclass(frozen=True)
class MessageRow:
    """A message in the list, the day that begins with it if one does, and whether it follows its author's own.

    ``version`` is another whenever the message has to be drawn anew.
    """

    message: PostedMessage
    author: User
    day: str
    is_joined: bool
    version: str


@dataclass(frozen=True)
class Screen:
    """One person's screen."""

    stage: RunningWorkspace
    viewer: User
    channel: Channel
    tab: str
    words: Mapping[str, Any]

    @property
    def rich_text_renderer(self) -> RichTextRenderer:
        """What draws text for this person."""
        return RichTextRenderer(workspace=self.stage.workspace, viewer=self.viewer, words=self.words)

    @property
    def bot(self) -> User:
        """The app's own user."""
        return self.stage.workspace.bot

    @property
    def people(self) -> list[User]:
        """Everybody one can look as."""
        return self.stage.workspace.people

    @property
    def zones(self) -> list[str]:
        """The zones to choose from, the person's own included."""
        return [*ZONES, *([] if self.viewer.tz in ZONES else [self.viewer.tz])]

    @property
    def is_bot_dm(self) -> bool:
        """Whether this is the direct message with the bot."""
        return self.channel.is_im and self.bot.id in self.channel.members

    @property
    def can_invite(self) -> bool:
        """Whether the bot is not in this channel yet."""
        return not self.channel.is_im and self.bot.id not in self.channel.members

    @property
    def is_connected(self) -> bool:
        """Whether a bot is connected; in HTTP mode nobody can tell, so yes."""
        link = self.stage.delivery.link
        return not isinstance(link, SocketLink) or link.is_ready.is_set()

    @property
    def channels(self) -> list[SidebarEntry]:
        """The channels this person is in."""
        found = [each for each in self.stage.workspace.channels if not each.is_im]
        return [self._place(each) for each in found if self.viewer.id in each.members]

    @property
    def bot_place(self) -> SidebarEntry:
        """The direct message with the bot."""
        return self._place(self.stage.workspace.open_dm(self.viewer.id))

    @property
    def direct_messages(self) -> list[SidebarEntry]:
        """The direct messages with colleagues."""
        others = [user for user in self.people if user is not self.viewer]
        return [self._place(self.stage.workspace.open_dm(self.viewer.id, user.id)) for user in others]

    @property
    def name(self) -> str:
        """What the open channel is called."""
        return self._place(self.channel).name

    @property
    def members(self) -> list[User]:
        """Who is in the open channel."""
        return [user for user in self.stage.workspace.users if user.id in self.channel.members]

    @property
    def rows(self) -> list[MessageRow]:
        """The messages of the open channel, oldest first."""
        rows: list[MessageRow] = []
        for message in self.stage.workspace.visible_messages(self.viewer.id, self.channel.id):
            rows.append(self._row(message, rows[-1] if rows else None))
        return rows

    @property
    def home(self) -> View | None:
        """The Home tab of the bot for this person."""
        return self.stage.workspace.homes.get(self.viewer.id)

    @property
    def modals(self) -> list[View]:
        """The modals of this person, the one on top last."""
        return self.stage.workspace.modals.get(self.viewer.id, [])

    @property
    def clock_time(self) -> str:
        """The time of day in this person's zone."""
        return self._now.strftime("%H:%M")

    @property
    def clock_day(self) -> str:
        """The day in this person's zone, in words."""
        return self.rich_text_renderer.day(self._now)

    @property
    def clock_stamp(self) -> int:
        """The moment it is, in milliseconds since 1970."""
        return int(self._now.timestamp() * 1000)

    @property
    def clock_input(self) -> str:
        """The moment it is, as a date-time field has it."""
        return self._now.strftime("%Y-%m-%dT%H:%M")

    @property
    def next_quarter(self) -> str:
        """The first quarter of an hour still to come, in this person's zone."""
        return (self._now + timedelta(minutes=15 - self._now.minute % 15)).strftime("%H:%M")

    @property
    def presets(self) -> list[Preset]:
        """The moments the clock can be moved to."""
        return list_presets(self._now, zone=ZoneInfo(self.viewer.tz))

    @property
    def unread(self) -> int:
        """How much this person has not read, all places together."""
        places = [*self.channels, *self.direct_messages, self.bot_place]
        return sum(place.unread for place in places)

    def values(self, where: PostedMessage | View) -> dict[str, dict[str, Json]]:
        """Return what stands filled in."""
        return values_of(where, user=self.viewer)

    def colour(self, user: User) -> int:
        """Return which of the avatar colours is somebody's."""
        return self.stage.workspace.users.index(user) % COLOURS

    def address(self, *, viewer: User | None = None, channel: Channel | None = None, tab: str = "") -> str:
        """Return the address of a screen: of another person, or of another channel."""
        channel_id = (channel or self.channel).id if viewer is None else ""
        parts = [f"as={(viewer or self.viewer).id}"]
        if channel_id:
            parts.append(f"in={channel_id}")
        elif viewer is not None and not self.channel.is_im:
            parts.append(f"in={self.channel.id}")
        if tab:
            parts.append(f"tab={tab}")
        return f"/?{'&'.join(parts)}"

    @property
    def people_choices(self) -> list[tuple[str, str]]:
        """The people that a select offers, by id."""
        return [(user.id, user.real_name) for user in self.people]

    @property
    def channel_choices(self) -> list[tuple[str, str]]:
        """The channels that a select offers, by id."""
        return [(place.channel.id, f"#{place.name}") for place in self.channels]

    def option_choices(self, element: Json) -> list[tuple[str, str]]:
        """Return the options that an element offers, by value."""
        return [(option["value"], self.rich_text_renderer.label(option["text"])) for option in list_options(element)]

    def times(self, chosen: str | None) -> list[str]:
        """Return the times of day to choose from: every quarter, from the morning on, and ``chosen``."""
        quarters = [f"{hour % 24:02}:{minute:02}" for hour in range(7, 31) for minute in (0, 15, 30, 45)]
        return [*([chosen] if chosen and chosen not in quarters else []), *quarters]

    def local_input(self, seconds: int | None) -> str:
        """Return a moment (seconds since 1970) as a date-time field has it, in the person's zone."""
        return self.rich_text_renderer.moment(str(seconds)).strftime("%Y-%m-%dT%H:%M") if seconds else ""

    def column_align(self, table: Json, index: int) -> str:
        """Return how a column of a table is aligned."""
        settings = table.get("column_settings") or []
        return str((settings[index] or {}).get("align", "left")) if index < len(settings) else "left"

    def is_image_ours(self, image: Json) -> bool:
        """Tell whether an image is one that was uploaded here, so that nothing is fetched from outside."""
        return self.image_address(image) != ""

    def image_address(self, image: Json) -> str:
        """Return the address of an uploaded image on this server, or nothing for one from outside."""
        file = self.stage.workspace.files.get((image.get("slack_file") or {}).get("id", ""))
        if file is not None:
            return f"/files/{file.id}/{file.name}"
        url = str(image.get("image_url") or (image.get("slack_file") or {}).get("url") or "")
        return "/" + url.removeprefix(self.stage.address) if url.startswith(self.stage.address) else ""

    @property
    def _now(self) -> datetime:
        return self.stage.clock.now().astimezone(ZoneInfo(self.viewer.tz))

    def _place(self, channel: Channel) -> SidebarEntry:
        other_id = next((each for each in channel.members if each != self.viewer.id), self.viewer.id)
        other = self.stage.workspace.user(other_id) if channel.is_im else None
        return SidebarEntry(
            channel=channel,
            name=other.real_name if other is not None else channel.name,
            unread=self.stage.workspace.count_unread(self.viewer.id, channel.id),
            is_open=channel is self.channel,
            other=other,
        )

    def _row(self, message: PostedMessage, before: MessageRow | None) -> MessageRow:
        moment = self.rich_text_renderer.moment(message.ts)
        earlier = self.rich_text_renderer.moment(before.message.ts) if before is not None else None
        starts_day = earlier is None or earlier.date() != moment.date()
        is_joined = (
            before is not None
            and not starts_day
            and before.author.id == message.user_id
            and (before.message.addressee, message.addressee) == (None, None)
            and float(message.ts) - float(before.message.ts) < TOGETHER
        )
        day = self._name_day(moment) if starts_day else ""
        return MessageRow(
            message=message,
            author=self.stage.workspace.user(message.user_id),
            day=day,
            is_joined=is_joined,
            version=f"{message.version} {is_joined} {day}",
        )

    def _name_day(self, moment: datetime) -> str:
        today = self._now.date()
        if moment.date() == today:
            return str(self.words["today"])
        if moment.date() == today - timedelta(days=1):
            return str(self.words["yesterday"])
        return self.rich_text_renderer.day(moment)
