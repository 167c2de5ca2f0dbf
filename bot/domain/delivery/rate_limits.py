"""Rate limiting of messages per workspace and channel (the generic cell rate algorithm, GCRA).

The state of a workspace is one instant: until when its rate is used up. Each message moves that instant on by one
interval, and may be sent while it lies less than a burst ahead of now. In any minute at most ``burst`` messages plus a
minute's worth of intervals are sent, which stays below the platform's limit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class RateLimits:
    """A platform's limits: messages a minute and burst per workspace, and seconds between messages in a channel.

    ``lookups_per_minute`` limits the requests that check whether a message was delivered.
    """

    messages_per_minute: float
    burst: int
    channel_seconds: float
    lookups_per_minute: float

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
class Admission:
    """The ids that may be sent now, the retry time of the others by id, and the new state by workspace."""

    admitted: tuple[int, ...]
    postponed: Mapping[int, datetime]
    used_until: Mapping[int, datetime]


def apply_rate_limits(
    waiting: Sequence[Waiting],
    *,
    used_until: Mapping[int, datetime],
    channels_free_at: Mapping[str, datetime],
    rate: RateLimit,
    channel_pause: timedelta,
    now: datetime,
) -> Admission:
    """Admit as many messages, in order, as the rates allow now.

    Each of the others gets its own retry time, one interval apart, so that they are not all claimed again before a slot
    is free.
    """
    rate_limits = dict(used_until)
    line: dict[int, datetime] = {}
    channels = dict(channels_free_at)
    admitted: list[int] = []
    postponed: dict[int, datetime] = {}
    for item in waiting:
        gate = max(now, rate_limits.get(item.workspace_id, now))
        channel_free = channels.get(item.channel, now) if item.channel is not None else now
        if channel_free > now:
            postponed[item.id] = channel_free
        elif gate - now > rate.lead:
            place = max(gate, line.get(item.workspace_id, gate))
            postponed[item.id] = place - rate.lead
            line[item.workspace_id] = place + rate.interval
            continue
        else:
            admitted.append(item.id)
            rate_limits[item.workspace_id] = gate + rate.interval
        if item.channel is not None:
            channels[item.channel] = max(now, channel_free) + channel_pause
    return Admission(admitted=tuple(admitted), postponed=postponed, used_until=rate_limits)
