"""What a rep did: the kinds of activity and one line of the log, as it was read."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.accounts.account_names import NamedAccount


class Kind(StrEnum):
    """The three kinds of activity that make up the daily rhythm (R1)."""

    MESSAGE = "message"
    CALL = "call"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next contact moment that was agreed (V2), in the rep's own time zone.

    ``time`` is None when only the day was agreed.
    """

    date: dt.date
    time: dt.time | None = None


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the log, read.

    ``account`` is None only for a line with an explicit count ("5 mails"). ``day`` is the local day on which it
    happened, never later than today. ``note_was_cut`` says that the note was longer than is kept.
    """

    kind: Kind
    account: NamedAccount | None
    count: int
    day: dt.date
    next_step: NextStep | None
    note: str
    note_was_cut: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the log as it is kept, with the next step that was agreed at it; days are the rep's own.

    ``has_missed_step`` says that this step did not go through.
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


def lacks_next_step(entry: Entry) -> bool:
    """Return whether a next step should be asked for: after a call or visit with an account (V2)."""
    return entry.next_step is None and entry.account_name is not None and entry.kind is not Kind.MESSAGE
