"""The two books that an audit is made of: what people typed and pressed, and what they were shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any

Json = dict[str, Any]


class Place(Enum):
    """Where something was shown: of the bot's own accord, as an answer, in a channel, or on a page or form."""

    UNPROMPTED = "unprompted"
    ANSWER = "answer"
    CHANNEL = "channel"
    HOME = "home"
    FORM = "form"


@dataclass(frozen=True)
class Typed:
    """What somebody typed, pressed or filled in; ``at`` is in UTC."""

    at: datetime
    who: str
    what: str


@dataclass(frozen=True)
class Seen:
    """Something shown, as it was sent: ``who`` is the user's id (None in a channel), ``at`` is in UTC.

    ``kind`` is the kind of the delivery when the bot spoke first (``morning_nudge``), ``asked`` what it answers,
    ``written`` when a message of the outbox was written, which may be some time before it is shown.
    """

    at: datetime
    place: Place
    who: str | None
    blocks: Sequence[Json]
    text: str = ""
    kind: str = ""
    asked: str = ""
    written: datetime | None = None


@dataclass
class Book:
    """Everything that was typed and shown, in order.

    ``leaders`` are who said to sell nothing, and since when; ``elsewhere`` who went to a team of their own, from which
    day until which they were back.
    """

    typed: list[Typed] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    leaders: dict[str, date] = field(default_factory=dict)
    elsewhere: dict[str, tuple[date, date]] = field(default_factory=dict)
