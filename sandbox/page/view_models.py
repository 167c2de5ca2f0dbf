"""View models of the page's templates: the screen of one user with one channel open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.blocks.elements import list_options
from sandbox.clock import Preset, list_presets
from sandbox.entities import Channel, ExampleLine, Json, PostedMessage, User, View
from sandbox.interactions.acting import values_of
from sandbox.page.rich_text import RichTextRenderer
from sandbox.protocol.socket_mode import SocketLink
from sandbox.running_workspace import RunningWorkspace

ZONES = (
    "Europe/Amsterdam", "Europe/London", "Europe/Lisbon", "Europe/Athens", "America/New_York",
    "America/Los_Angeles", "Asia/Dubai", "Asia/Tokyo", "Australia/Sydney",
)  # fmt: skip
COLOURS = 6
TOGETHER = 5 * 60  # seconds within which consecutive messages of one user share a name heading


@dataclass(frozen=True)
class SidebarEntry:
    """A sidebar entry: a channel or direct message with its name and unread count."""

    channel: Channel
    name: str
    unread: int
    is_open: bool
    other: User | None = None


@dataclass(frozen=True)
class MessageRow:
    """A message in the list, the day heading above it, if any, and whether it continues its author's previous message.

    ``version`` changes whenever the message has to be rendered again.
    """

    message: PostedMessage
    author: User
    day: str
    is_joined: bool
    version: str


@dataclass(frozen=True)
class Screen:
    """One user's screen."""

    stage: RunningWorkspace
    viewer: User
    channel: Channel
    tab: str
    words: Mapping[str, Any]
    # How many clicks of the tour were made; None outside the tour.
    tour: int | None = None

    @property
    def lines(self) -> tuple[ExampleLine, ...]:
        """The lines that complete a command, in the user's language."""
        return self.stage.workspace.guide.lines.get(self._language, ())

    @property
    def tries(self) -> tuple[ExampleLine, ...]:
        """The lines to try on an empty screen, in the user's language."""
        return self.stage.workspace.guide.tries.get(self._language, ())

    @property
    def has_tour(self) -> bool:
        """Whether the tour can be made here."""
        return self.stage.workspace.guide.has_tour

    @property
    def _language(self) -> str:
        return str(self.words["language"])

    @property
    def rich_text_renderer(self) -> RichTextRenderer:
        """The text renderer for this user."""
        return RichTextRenderer(workspace=self.stage.workspace, viewer=self.viewer, words=self.words)

    @property
    def bot(self) -> User:
        """The app's own user."""
        return self.stage.workspace.bot

    @property
    def people(self) -> list[User]:
        """The users whose screen can be shown."""
        return self.stage.workspace.people

    @property
    def zones(self) -> list[str]:
        """The time zones to choose from, including the user's."""
        return [*ZONES, *([] if self.viewer.tz in ZONES else [self.viewer.tz])]

    @property
    def is_bot_dm(self) -> bool:
        """Whether this is the direct message with the bot."""
        return self.channel.is_im and self.bot.id in self.channel.members

    @property
    def can_invite(self) -> bool:
        """Whether the bot can be invited: it is not in this channel yet."""
        return not self.channel.is_im and self.bot.id not in self.channel.members

    @property
    def is_connected(self) -> bool:
        """Whether a bot is connected; always true in HTTP mode, where there is no connection."""
        link = self.stage.delivery.link
        return not isinstance(link, SocketLink) or link.is_ready.is_set()

    @property
    def channels(self) -> list[SidebarEntry]:
        """The channels the user is in."""
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
        """The name of the open channel."""
        return self._place(self.channel).name

    @property
    def members(self) -> list[User]:
        """The members of the open channel."""
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
        """The user's Home tab of the bot."""
        return self.stage.workspace.homes.get(self.viewer.id)

    @property
    def modals(self) -> list[View]:
        """The user's modals, the top one last."""
        return self.stage.workspace.modals.get(self.viewer.id, [])

    @property
    def clock_time(self) -> str:
        """The time of day in the user's time zone."""
        return self._now.strftime("%H:%M")

    @property
    def clock_day(self) -> str:
        """The day in the user's time zone, in words."""
        return self.rich_text_renderer.day(self._now)

    @property
    def clock_stamp(self) -> int:
        """The current time, in milliseconds since 1970."""
        return int(self._now.timestamp() * 1000)

    @property
    def clock_input(self) -> str:
        """The current time, as the value of a date-time field."""
        return self._now.strftime("%Y-%m-%dT%H:%M")

    @property
    def next_quarter(self) -> str:
        """The next full quarter of an hour, in the user's time zone."""
        return (self._now + timedelta(minutes=15 - self._now.minute % 15)).strftime("%H:%M")

    @property
    def presets(self) -> list[Preset]:
        """The preset moments to which the clock can be moved."""
        return list_presets(self._now, zone=ZoneInfo(self.viewer.tz))

    @property
    def unread(self) -> int:
        """The total number of unread messages."""
        places = [*self.channels, *self.direct_messages, self.bot_place]
        return sum(place.unread for place in places)

    def values(self, where: PostedMessage | View) -> dict[str, dict[str, Json]]:
        """Return the filled-in values."""
        return values_of(where, user=self.viewer)

    def colour(self, user: User) -> int:
        """Return the number of a user's avatar colour."""
        return self.stage.workspace.users.index(user) % COLOURS

    def address(self, *, viewer: User | None = None, channel: Channel | None = None, tab: str = "") -> str:
        """Return the URL of the screen of another user or another channel."""
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
        """The users that a select offers, by id."""
        return [(user.id, user.real_name) for user in self.people]

    @property
    def channel_choices(self) -> list[tuple[str, str]]:
        """The channels that a select offers, by id."""
        return [(place.channel.id, f"#{place.name}") for place in self.channels]

    def option_choices(self, element: Json) -> list[tuple[str, str]]:
        """Return the options that an element offers, by value."""
        return [(option["value"], self.rich_text_renderer.label(option["text"])) for option in list_options(element)]

    def times(self, chosen: str | None) -> list[str]:
        """Return the times of day to choose from: every quarter of an hour, starting in the morning, and ``chosen``."""
        quarters = [f"{hour % 24:02}:{minute:02}" for hour in range(7, 31) for minute in (0, 15, 30, 45)]
        return [*([chosen] if chosen and chosen not in quarters else []), *quarters]

    def local_input(self, seconds: int | None) -> str:
        """Return a moment (seconds since 1970) as the value of a date-time field, in the user's time zone."""
        return self.rich_text_renderer.moment(str(seconds)).strftime("%Y-%m-%dT%H:%M") if seconds else ""

    def column_align(self, table: Json, index: int) -> str:
        """Return the alignment of a table column."""
        settings = table.get("column_settings") or []
        return str((settings[index] or {}).get("align", "left")) if index < len(settings) else "left"

    def is_image_ours(self, image: Json) -> bool:
        """Return whether an image was uploaded to this server; foreign images are never fetched."""
        return self.image_address(image) != ""

    def image_address(self, image: Json) -> str:
        """Return the URL of an image uploaded to this server; empty for a foreign one."""
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
