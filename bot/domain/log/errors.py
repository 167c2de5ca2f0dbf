"""Errors about a log line, an entry or a next step; each has a code and a sentence in the templates.

RitmeError
└── LogLineError                a log line cannot be stored as it stands
    ├── NothingReadable         the line has no readable text
    ├── KindMissing             an account, but no activity
    ├── KindUnknown             a verb or noun that is no message, call or visit
    ├── AccountMissing          an activity, but no account
    ├── AccountUnknown          a name that resembles no account
    ├── AccountAmbiguous        a name that fits several accounts equally well
    ├── CountInvalid            zero, negative, not whole, or over the maximum
    ├── CountUnclear            two counts for one thing
    ├── TooManyActivities       more activities than one line may hold
    ├── ContactNotMade          the line says that no contact took place, or asks for something else
    ├── ActivityInFuture        the activity is dated in the future
    ├── NextStepPassed          the next step is dated in the past
    ├── NoSuchDay               a day that does not exist in the calendar
    └── NoSuchTime              a time that does not exist on the clock
PersonError
├── EntryGone                   the entry was removed, or is another rep's
├── StepGone                    the next step is no longer open, or is another rep's
├── DraftGone                   the draft was already used or dropped
├── OwnKindGone                 the workspace has no such kind of its own (any more)
├── OwnKindRefused              a field of an own kind that cannot be as it is
├── NothingToUndo               there is no entry to undo
├── LineWaiting                 a correction of a line that is not in the log yet
├── NothingToCorrect            a correction, but no entry typed lately
├── RevisionGone                what was taken back can no longer be put back, or is another rep's
└── EntryChangedSince           the entry was changed again since the change that is to be put back
"""

from typing import TYPE_CHECKING

from bot.errors import PersonError, RitmeError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.domain.accounts.account_names import NamedAccount
    from bot.domain.log.no_contact import NoContact


class LogLineError(RitmeError):
    """A log line cannot be stored as it stands."""


class NothingReadable(LogLineError):
    """The line has no readable text."""

    code = "nothing_readable"


class KindMissing(LogLineError):
    """The line names no activity; ``account`` is the account it names, if one was found."""

    code = "kind_missing"

    def __init__(self, account: "NamedAccount | None" = None) -> None:
        super().__init__(account)
        self.account = account


class KindUnknown(LogLineError):
    """The line describes the activity with a ``word`` that is no message, call or visit."""

    code = "kind_unknown"

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class AccountMissing(LogLineError):
    """The line names an activity but no account."""

    code = "account_missing"


class AccountUnknown(LogLineError):
    """No account has the typed name; ``candidates`` are the nearest, best first."""

    code = "account_unknown"

    def __init__(self, typed: str, candidates: "Sequence[NamedAccount]" = ()) -> None:
        super().__init__(typed)
        self.typed = typed
        self.candidates = tuple(candidates)


class AccountAmbiguous(LogLineError):
    """Several accounts fit the typed name equally well."""

    code = "account_ambiguous"

    def __init__(self, typed: str, candidates: "Sequence[NamedAccount]") -> None:
        super().__init__(typed)
        self.typed = typed
        self.candidates = tuple(candidates)


class CountInvalid(LogLineError):
    """The count (``typed``) is zero, negative, not whole, or over the maximum."""

    code = "count_invalid"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class CountUnclear(LogLineError):
    """Two counts (``typed``) for one thing, or a count that is not the number of accounts."""

    code = "count_unclear"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class TooManyActivities(LogLineError):
    """The line holds more than ``most`` activities."""

    code = "too_many_activities"

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class ContactNotMade(LogLineError):
    """The line says that a contact did not, will not or must not take place; ``told`` is what it says."""

    code = "contact_not_made"

    def __init__(self, told: "NoContact") -> None:
        super().__init__(told)
        self.told = told
        self.account = told.account


class ActivityInFuture(LogLineError):
    """The activity is dated on ``day``, which is in the future."""

    code = "activity_in_future"

    def __init__(self, day: "date") -> None:
        super().__init__(day)
        self.day = day


class NextStepPassed(LogLineError):
    """The next step is on ``day``, which has passed."""

    code = "next_step_passed"

    def __init__(self, day: "date") -> None:
        super().__init__(day)
        self.day = day


class NoSuchDay(LogLineError):
    """The typed day does not exist in the calendar."""

    code = "no_such_day"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class NoSuchTime(LogLineError):
    """The typed time does not exist on the clock."""

    code = "no_such_time"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


def is_no_line(error: LogLineError) -> bool:
    """Return whether a text says neither what was done nor with whom, and so is most likely no line for the log."""
    return isinstance(error, NothingReadable | KindUnknown) or (
        isinstance(error, KindMissing) and error.account is None
    )


class EntryGone(PersonError):
    """The entry was removed, or belongs to another rep."""

    code = "entry_gone"


class StepGone(PersonError):
    """The next step is no longer open, or belongs to another rep."""

    code = "step_gone"


class DraftGone(PersonError):
    """The draft was already used or dropped."""

    code = "draft_gone"


class OwnKindGone(PersonError):
    """The kind was archived, or is another workspace's."""

    code = "own_kind_gone"


class OwnKindRefused(PersonError):
    """A ``field`` of an own kind cannot be as it is; ``reason`` is a stable code."""

    code = "own_kind_refused"

    def __init__(self, field: str, reason: str, *, typed: str = "", other: str = "", limit: int = 0) -> None:
        super().__init__(field, reason, typed)
        self.field = field
        self.reason = reason
        self.typed = typed
        self.other = other
        self.limit = limit


class NothingToUndo(PersonError):
    """There is no entry to undo."""

    code = "nothing_to_undo"


class LineWaiting(PersonError):
    """The line corrects one that still waits for its account, in something else than that."""

    code = "line_waiting"


class NothingToCorrect(PersonError):
    """The line corrects an entry, and none was typed lately."""

    code = "nothing_to_correct"


class RevisionGone(PersonError):
    """What was taken back is too long ago to be put back, or belongs to another rep."""

    code = "revision_gone"


class EntryChangedSince(PersonError):
    """The entry was changed again, in everything that would have been put back."""

    code = "entry_changed_since"
