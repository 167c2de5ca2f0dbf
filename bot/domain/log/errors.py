"""What can be wrong with a log line, an entry or a next step; each has a code, and a sentence in the templates.

RitmeError
└── LogLineError                a line of the log cannot be stored as it stands
    ├── NothingReadable         there is no readable text in it
    ├── KindMissing             an account, but not what was done
    ├── KindUnknown             a verb or noun that is no message, call or visit
    ├── AccountMissing          what was done, but not with whom
    ├── AccountUnknown          a name that no account comes near
    ├── AccountAmbiguous        a name that fits several accounts equally well
    ├── CountInvalid            zero, below zero, not whole, or absurd
    ├── ActivityInFuture        it happened on a day still to come
    ├── NextStepPassed          the next step lies in the past
    ├── NoSuchDay               a day that the calendar does not have
    └── NoSuchTime              a time that the clock does not have
PersonError
├── EntryGone                   the entry was removed, or is somebody else's
├── StepGone                    the next step was dealt with, or is somebody else's
├── DraftGone                   the kept line has been dealt with already
└── NothingToUndo               there is no entry to undo
"""

from typing import TYPE_CHECKING

from bot.errors import PersonError, RitmeError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.domain.accounts.account_names import NamedAccount


class LogLineError(RitmeError):
    """A line of the log cannot be stored as it stands."""


class NothingReadable(LogLineError):
    """There is no readable text in the line."""

    code = "nothing_readable"


class KindMissing(LogLineError):
    """The line names an account (``account``, when one was found) but not what was done."""

    code = "kind_missing"

    def __init__(self, account: "NamedAccount | None" = None) -> None:
        super().__init__(account)
        self.account = account


class KindUnknown(LogLineError):
    """The line says what was done in a word (``word``) that is no message, call or visit."""

    code = "kind_unknown"

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class AccountMissing(LogLineError):
    """The line says what was done, but not with whom."""

    code = "account_missing"


class AccountUnknown(LogLineError):
    """No account has the name that was typed; ``candidates`` are the nearest, best first."""

    code = "account_unknown"

    def __init__(self, typed: str, candidates: "Sequence[NamedAccount]" = ()) -> None:
        super().__init__(typed)
        self.typed = typed
        self.candidates = tuple(candidates)


class AccountAmbiguous(LogLineError):
    """Several accounts fit the name that was typed equally well."""

    code = "account_ambiguous"

    def __init__(self, typed: str, candidates: "Sequence[NamedAccount]") -> None:
        super().__init__(typed)
        self.typed = typed
        self.candidates = tuple(candidates)


class CountInvalid(LogLineError):
    """The count (``typed``) is zero, below zero, not whole, or absurd."""

    code = "count_invalid"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class ActivityInFuture(LogLineError):
    """It is said to have happened on ``day``, which is still to come."""

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
    """The day that was typed is not in the calendar."""

    code = "no_such_day"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class NoSuchTime(LogLineError):
    """The time that was typed is not on the clock."""

    code = "no_such_time"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class EntryGone(PersonError):
    """The entry was removed, or belongs to somebody else."""

    code = "entry_gone"


class StepGone(PersonError):
    """The next step is not open any more, or belongs to somebody else."""

    code = "step_gone"


class DraftGone(PersonError):
    """The line that was kept has been dealt with already, or was dropped."""

    code = "draft_gone"


class NothingToUndo(PersonError):
    """There is no entry to undo."""

    code = "nothing_to_undo"
