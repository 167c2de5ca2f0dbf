"""Rate limiting of messages per workspace and channel (the generic cell rate algorithm, GCRA).

The state of a workspace is one instant: until when its rate is used up. Each message moves that instant on by one
interval, and may be sent while it lies less than a burst ahead of now. In any minute at most ``burst`` messages plus a
minute's worth of intervals are sent, which stays below the platform's limit.

A channel has a pause after each message, and may have windows: sliding counts over the moments at which messages had
certainly arrived. A message goes only while none is on its way to its channel, so that in no window more arrive than
are counted, however slow the network is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Window:
    """At most ``count`` messages in any stretch of time of this length."""

    count: int
    length: timedelta


@dataclass(frozen=True, slots=True)
class RateLimits:
    """A platform's limits: messages a minute and burst per workspace, and seconds between messages in a channel.

    ``lookups_per_minute`` limits the requests that check whether a message was delivered; 0 where that cannot be asked.
    ``channel_windows`` are sliding counts for a channel. A high rate is claimed ``ahead`` of time, a step at once, and
    posted at its moments; ``workspace_window`` is then kept by the moments of the posts themselves. With
    ``is_refusal_of_channel`` a refusal for a time holds up one channel, otherwise its whole workspace.
    """

    messages_per_minute: float
    burst: int
    channel_seconds: float
    lookups_per_minute: float
    channel_windows: tuple[Window, ...] = ()
    ahead: timedelta = timedelta()
    workspace_window: Window | None = None
    is_refusal_of_channel: bool = False

    @property
    def can_look_up(self) -> bool:
        """Whether the platform tells if a message was delivered."""
        return self.lookups_per_minute > 0

    @property
    def for_messages(self) -> "RateLimit":
        """The limit for messages in a workspace."""
        return RateLimit(interval=timedelta(minutes=1) / self.messages_per_minute, burst=self.burst)

    @property
    def for_lookups(self) -> "RateLimit":
        """The limit for lookups in a workspace."""
        return RateLimit(interval=timedelta(minutes=1) / self.lookups_per_minute, burst=self.burst)

    @property
    def channel_pause(self) -> timedelta:
        """The minimum time between two messages in a channel."""
        return timedelta(seconds=self.channel_seconds)


@dataclass(frozen=True, slots=True)
class RateLimit:
    """One message per ``interval``, with a burst of up to ``burst`` after a pause."""

    interval: timedelta
    burst: int

    @property
    def lead(self) -> timedelta:
        """How far the used-up instant may lie ahead of now."""
        return self.interval * (self.burst - 1)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message waiting to be sent; ``channel`` is None when the channel limit does not apply."""

    id: int
    workspace_id: int
    channel: str | None


@dataclass(frozen=True, slots=True)
class ChannelUse:
    """When messages had certainly arrived in a channel, oldest first, and until when it takes none."""

    arrived: tuple[datetime, ...] = ()
    held_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Admission:
    """From when each may be sent by id, the retry time of the others by id, and the new state by workspace."""

    admitted: Mapping[int, datetime]
    postponed: Mapping[int, datetime]
    used_until: Mapping[int, datetime]


def apply_rate_limits(
    waiting: Sequence[Waiting],
    *,
    used_until: Mapping[int, datetime],
    rate: RateLimit,
    now: datetime,
    limits: RateLimits | None = None,
    channel_uses: Mapping[str, ChannelUse] | None = None,
) -> Admission:
    """Admit as many messages, in order, as the rates allow now or soon; ``limits`` are those of channels.

    Each of the others gets its own retry time, one interval apart, so that they are not all claimed again before a slot
    is free.
    """
    rate_limits = dict(used_until)
    line: dict[int, datetime] = {}
    channels = _Channels(limits, channel_uses or {}, now)
    step = limits.ahead / 2 if limits else timedelta()
    admitted: dict[int, datetime] = {}
    postponed: dict[int, datetime] = {}
    for item in waiting:
        gate = max(now, rate_limits.get(item.workspace_id, now))
        slot = max(now, gate - rate.lead)
        channel_free = channels.find_free(item.channel)
        if channel_free > now:
            postponed[item.id] = channel_free
        elif slot > now + 2 * step:
            place = max(gate, line.get(item.workspace_id, gate))
            postponed[item.id] = _round_down(place - rate.lead, now=now, step=step)
            line[item.workspace_id] = place + rate.interval
            continue
        else:
            admitted[item.id] = slot
            rate_limits[item.workspace_id] = gate + rate.interval
        channels.use(item.channel, max(slot, channel_free))
    return Admission(admitted=admitted, postponed=postponed, used_until=rate_limits)


def _round_down(slot: datetime, *, now: datetime, step: timedelta) -> datetime:
    """Return when a slot is claimed: together with the others of its step, at least one step before it."""
    return now + (slot - step - now) // step * step if step else slot


class _Channels:
    """When each channel takes its next message, as messages are admitted or get a place in line."""

    def __init__(self, limits: RateLimits | None, uses: Mapping[str, ChannelUse], now: datetime) -> None:
        self._limits = limits
        self._now = now
        self._arrived = {channel: list(use.arrived) for channel, use in uses.items()}
        self._held = {channel: use.held_until for channel, use in uses.items()}

    def find_free(self, channel: str | None) -> datetime:
        """Return when a channel takes a message, now if it does already."""
        if channel is None or self._limits is None:
            return self._now
        arrived = self._arrived.get(channel) or []
        free = [self._now, self._held.get(channel) or self._now]
        free += [each + self._limits.channel_pause for each in arrived[-1:]]
        free += [
            arrived[-each.count] + each.length for each in self._limits.channel_windows if len(arrived) >= each.count
        ]
        return max(free)

    def use(self, channel: str | None, moment: datetime) -> None:
        """Have a channel take a message at a moment."""
        if channel is not None:
            self._arrived.setdefault(channel, []).append(moment)
