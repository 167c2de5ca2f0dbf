"""Activities: the three kinds, a parsed log line, and a stored entry."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.accounts.account_names import NamedAccount


class Kind(StrEnum):
    """The three kinds of activity in the daily rhythm (R1)."""

    MESSAGE = "message"
    CALL = "call"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class NextStep:
    """The agreed next contact moment (V2), in the rep's time zone.

    ``time`` is None when only the day was agreed.
    """

    date: dt.date
    time: dt.time | None = None


@dataclass(frozen=True, slots=True)
class LogLine:
    """A parsed log line.

    ``account`` is None only for a line with an explicit count ("5 mails"). ``day`` is the local day of the activity,
    never in the future. ``note_was_cut`` is True when the note exceeded the stored length. ``maybe_step`` is a day in
    the note that may have been meant as the next step: it is asked about, not stored. ``maybe_kind`` is the kind of
    another activity that may have been meant: it is asked about too.
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


@dataclass(frozen=True, slots=True)
class Entry:
    """A stored log entry with the next step agreed at it; days are local to the rep.

    ``has_missed_step`` is True when that step was reported as not done, ``request_key`` is that of the request with
    which it was logged (see ``line_keys``), empty while unknown.
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


def lacks_next_step(entry: Entry) -> bool:
    """Return whether to ask for a next step: after a call or visit with an account (V2)."""
    return entry.next_step is None and entry.account_name is not None and entry.kind is not Kind.MESSAGE
