"""Activities: their kinds, a parsed log line, and a stored entry."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from bot.domain.accounts.account_names import NamedAccount


class Kind(StrEnum):
    """What an activity counts for: one of the three of the daily rhythm (R1), or the target of an own kind."""

    MESSAGE = "message"
    CALL = "call"
    VISIT = "visit"
    OWN = "own"


class StepForm(StrEnum):
    """How a next step is to be kept: by a message, a call, a visit, or any conversation (a demo, a meeting)."""

    MESSAGE = "message"
    CALL = "call"
    VISIT = "visit"
    TALK = "talk"


# The three that every rep has a daily target for.
RHYTHM_KINDS = (Kind.MESSAGE, Kind.CALL, Kind.VISIT)
OwnKindId = NewType("OwnKindId", int)
# How many were done, by what they count for; those of an own target by the id of their kind, never by ``Kind.OWN``.
Counts = Mapping[Kind | OwnKindId, int]


@dataclass(frozen=True, slots=True)
class NamedKind:
    """A workspace's own kind as an activity refers to it; one with a ``code`` has its name in the templates."""

    id: OwnKindId
    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """The agreed next contact moment (V2), in the rep's time zone.

    ``time`` is None when only the day was agreed, ``form`` while nothing was said of how it will be kept; the same
    moment in another form is the same moment.
    """

    date: dt.date
    time: dt.time | None = None
    form: StepForm | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class LogLine:
    """A parsed log line.

    ``account`` is None only for a line with an explicit count ("5 mails"). ``day`` is the local day of the activity,
    never in the future. ``note_was_cut`` is True when the note exceeded the stored length. ``maybe_step`` is a day in
    the note that may have been meant as the next step: it is asked about, not stored. ``maybe_kind`` is the kind of
    another activity that may have been meant: it is asked about too. ``own`` is the workspace's own kind that the
    activity was called by; ``kind`` is then what that one counts for. ``called_at`` is the local hour of a call, as far
    as it was said (V4).
    """

    kind: Kind
    account: NamedAccount | None
    count: int
    day: dt.date
    next_step: NextStep | None
    note: str
    note_was_cut: bool = False
    maybe_step: NextStep | None = None
    maybe_kind: Kind | None = None
    own: NamedKind | None = None
    called_at: dt.time | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A stored log entry with the next step agreed at it; days are local to the rep.

    ``has_missed_step`` is True when that step was reported as not done, ``request_key`` is that of the request with
    which it was logged (see ``line_keys``), empty while unknown. ``called_at`` is the hour of a call, None while nobody
    said it.
    """

    id: int
    rep_id: int
    account_id: int | None
    account_name: str | None
    kind: Kind
    count: int
    day: dt.date
    note: str
    next_step: NextStep | None
    deal_id: int | None = None
    advance_rule: str | None = None
    situation: str | None = None
    has_missed_step: bool = False
    request_key: str = ""
    own: NamedKind | None = None
    called_at: dt.time | None = None


def lacks_next_step(entry: Entry) -> bool:
    """Return whether to ask for a next step: after a call or visit with an account (V2)."""
    return entry.next_step is None and entry.account_name is not None and entry.kind in {Kind.CALL, Kind.VISIT}
