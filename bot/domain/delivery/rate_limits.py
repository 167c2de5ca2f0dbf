"""Keeping a platform's rates by design: who may go now, and when the others may try again.

Each workspace has a gate: the moment until which its rate is used up. A message moves that moment on by one
interval; it may go while the moment lies less than a small burst ahead. In any minute at most ``burst`` plus a
minute's worth of intervals go through, which stays below what the platform allows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class RateLimits:
    """What a platform allows: messages a minute in a workspace, so many at once, and seconds between two in a channel.

    ``lookups_per_minute`` is for asking whether a message has arrived.
    """

    messages_per_minute: float
    burst: int
    channel_seconds: float
    lookups_per_minute: float

    @property
    def for_messages(self) -> "RateLimit":
        """The rate of messages in a workspace."""
        return RateLimit(interval=timedelta(minutes=1) / self.messages_per_minute, burst=self.burst)

    @property
    def for_lookups(self) -> "RateLimit":
        """The rate of questions in a workspace."""
        return RateLimit(interval=timedelta(minutes=1) / self.lookups_per_minute, burst=self.burst)

    @property
    def channel_pause(self) -> timedelta:
        """The time between two messages in a channel."""
        return timedelta(seconds=self.channel_seconds)


@dataclass(frozen=True, slots=True)
class RateLimit:
    """One every ``interval``, and up to ``burst`` at once after a rest."""

    interval: timedelta
    burst: int

    @property
    def lead(self) -> timedelta:
        """How far ahead of time the gate may be used up."""
        return self.interval * (self.burst - 1)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that would like to go; ``channel`` is None when it takes no room in one."""

    id: int
    workspace_id: int
    channel: str | None


@dataclass(frozen=True, slots=True)
class Admission:
    """Who may go (ids), when the others may try again (by id), and what the gates are used up until from now on."""

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
    """Let through, in their order, as many as the rates allow at this moment.

    The others get a place in line: each its own interval, so that they are not looked at again before it can help.
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
