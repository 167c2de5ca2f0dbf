"""Errors about a deal or a deal line; each has a code and a sentence in the templates.

PersonError
├── DealAccountMissing          the line names no account
├── DealDayUnclear              the closing day cannot be parsed
├── DealLineTooLong             the line does not fit in a button
├── DealReceiverUnknown         no known user to hand the deal over to
├── DealWordUnknown             a word that is no stage, amount, day or verb
├── DealCurrencyMixed           amounts of one deal in two currencies
├── DealValueMissing            a margin as a percentage of a value that is not known
├── CloseDayPassed              the closing day is in the past
├── DealMissing                 the account has no matching deal
├── DealNameTaken               the account has a deal of that name
├── DealUnknown                 no deal has the typed name
├── DealAmountUnclear           an amount in the form that cannot be read
├── DealTargetMissing           a new name or account that was left out
├── RemovalGone                 what was removed cannot be put back (any more)
├── DealGone                    the deal does not exist, or is another workspace's
├── DealClosed                  the deal is won or lost, and cannot change
├── DealNotWon                  it is open or lost, so there is no win to tell about
├── DealOfColleague             only the owner or a manager may change it
├── ChangeOverwritten           a later change prevents this undo
├── StagesUnclear               an invalid list of stages
├── StageUnusable               a stage name that conflicts with a keyword
└── StageGone                   a stage that the workspace has removed
"""

from typing import TYPE_CHECKING

from bot.errors import PersonError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


class DealAccountMissing(PersonError):
    """A deal line names no account."""

    code = "deal_account_missing"


class DealDayUnclear(PersonError):
    """The closing day (``typed``) cannot be parsed."""

    code = "deal_day_unclear"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class DealLineTooLong(PersonError):
    """A deal line is longer than ``length`` characters."""

    code = "deal_line_too_long"

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length


class DealReceiverUnknown(PersonError):
    """No user is mentioned as the new owner, or one that the bot does not know."""

    code = "deal_receiver_unknown"


class DealWordUnknown(PersonError):
    """A word (``typed``) in a deal line is no stage, amount, day or verb; ``known`` are the stages."""

    code = "deal_word_unknown"

    def __init__(self, typed: str, known: "Sequence[str]") -> None:
        super().__init__(typed)
        self.typed = typed
        self.known = ", ".join(known)


class DealCurrencyMixed(PersonError):
    """The amounts of one deal are in two currencies, ``first`` and ``second``."""

    code = "deal_currency_mixed"

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first, second)
        self.first = first
        self.second = second


class DealValueMissing(PersonError):
    """A margin is a percentage of a value, and the deal has none."""

    code = "deal_value_missing"


class CloseDayPassed(PersonError):
    """The closing day, ``day``, has passed."""

    code = "close_day_passed"

    def __init__(self, day: "date") -> None:
        super().__init__(day)
        self.day = day


class DealMissing(PersonError):
    """The account has no (open) deal that matches the line."""

    code = "deal_missing"

    def __init__(self, account: str) -> None:
        super().__init__(account)
        self.account = account


class DealNameTaken(PersonError):
    """The account already has a deal of that name."""

    code = "deal_name_taken"

    def __init__(self, account: str, name: str) -> None:
        super().__init__(account, name)
        self.account = account
        self.name = name


class DealUnknown(PersonError):
    """No deal has the name ``typed``."""

    code = "deal_unknown"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class DealAmountUnclear(PersonError):
    """The amount ``typed`` in a field of the form cannot be read."""

    code = "deal_amount_unclear"

    def __init__(self, field: str, typed: str) -> None:
        super().__init__(field, typed)
        self.field = field
        self.typed = typed


class DealTargetMissing(PersonError):
    """A line that puts a deal right leaves out the deal, its new name or its new account."""

    code = "deal_target_missing"


class RemovalGone(PersonError):
    """What was removed cannot be put back: it was long ago, or somebody else did it."""

    code = "removal_gone"


class DealGone(PersonError):
    """The deal does not exist (any more), or belongs to another workspace."""

    code = "deal_gone"


class DealClosed(PersonError):
    """The deal is won or lost and cannot change; ``line`` is the line that reopens it."""

    code = "deal_closed"

    def __init__(self, account: str, name: str, line: str) -> None:
        super().__init__(account, name)
        self.account = account
        self.name = name
        self.line = line


class DealNotWon(PersonError):
    """A deal was not won (any more)."""

    code = "deal_not_won"

    def __init__(self, account: str, name: str) -> None:
        super().__init__(account, name)
        self.account = account
        self.name = name


class DealOfColleague(PersonError):
    """Only the owner of a deal (``owner``) or a manager may change it."""

    code = "deal_of_colleague"

    def __init__(self, owner: str) -> None:
        super().__init__(owner)
        self.owner = owner


class ChangeOverwritten(PersonError):
    """The deal has changed since, so that this change cannot be undone."""

    code = "change_overwritten"


class StagesUnclear(PersonError):
    """The list of stages is invalid; ``used`` names removed stages that still have deals."""

    code = "stages_unclear"

    def __init__(self, used: str = "") -> None:
        super().__init__(used)
        self.used = used


class StageUnusable(PersonError):
    """A stage name, or ``word`` in it, conflicts with the line syntax; ``reason`` is word, amount or marks."""

    code = "stage_unusable"

    def __init__(self, stage: str, reason: str, word: str) -> None:
        super().__init__(stage, reason, word)
        self.stage = stage
        self.reason = reason
        self.word = word


class StageGone(PersonError):
    """The workspace no longer has the stage to which a deal would return."""

    code = "stage_gone"

    def __init__(self, stage: str) -> None:
        super().__init__(stage)
        self.stage = stage
