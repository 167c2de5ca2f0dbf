"""What can be wrong with a deal or a line about one; each has a code, and a sentence in the templates.

PersonError
├── DealAccountMissing          a line about a deal that does not say of which account
├── DealDayUnclear              a day on which a deal is to close that cannot be read
├── DealLineTooLong             a line about a deal that no button could hold
├── DealReceiverUnknown         nobody known to whom a deal can be handed over
├── DealWordUnknown             a word about a deal that is no stage, amount, day or verb
├── CloseDayPassed              the day on which a deal is to close lies in the past
├── DealMissing                 the account has no deal that this could be about
├── DealNameTaken               the account has a deal of that name
├── DealGone                    the deal is not there, or is another workspace's
├── DealClosed                  the deal was won or lost, so that nothing moves any more
├── DealOfColleague             only its owner or somebody who leads may change it
├── ChangeOverwritten           the deal changed again since, so that this cannot be taken back
├── StagesUnclear               stages of deals that cannot be
├── StageUnusable               a stage that would be read as something else in a line
└── StageGone                   a stage that the workspace does not have any more
"""

from typing import TYPE_CHECKING

from bot.errors import PersonError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


class DealAccountMissing(PersonError):
    """A line about a deal does not say of which account."""

    code = "deal_account_missing"


class DealDayUnclear(PersonError):
    """The day (``typed``) on which a deal is to close cannot be read."""

    code = "deal_day_unclear"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class DealLineTooLong(PersonError):
    """A line about a deal is longer than ``length`` characters."""

    code = "deal_line_too_long"

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length


class DealReceiverUnknown(PersonError):
    """Nobody is mentioned to whom a deal can be handed over, or somebody whom the bot has not met."""

    code = "deal_receiver_unknown"


class DealWordUnknown(PersonError):
    """A word (``typed``) about a deal is no stage, amount, day or verb; ``known`` are the stages."""

    code = "deal_word_unknown"

    def __init__(self, typed: str, known: "Sequence[str]") -> None:
        super().__init__(typed)
        self.typed = typed
        self.known = ", ".join(known)


class CloseDayPassed(PersonError):
    """The deal is said to close on ``day``, which has passed."""

    code = "close_day_passed"

    def __init__(self, day: "date") -> None:
        super().__init__(day)
        self.day = day


class DealMissing(PersonError):
    """The account has no (open) deal that this could be about."""

    code = "deal_missing"

    def __init__(self, account: str) -> None:
        super().__init__(account)
        self.account = account


class DealNameTaken(PersonError):
    """The account has a deal of that name already."""

    code = "deal_name_taken"

    def __init__(self, account: str, name: str) -> None:
        super().__init__(account, name)
        self.account = account
        self.name = name


class DealGone(PersonError):
    """The deal is not there (any more), or belongs to another workspace."""

    code = "deal_gone"


class DealClosed(PersonError):
    """The deal was won or lost, so that nothing moves in it; ``line`` names it in a line that opens it again."""

    code = "deal_closed"

    def __init__(self, account: str, name: str, line: str) -> None:
        super().__init__(account, name)
        self.account = account
        self.name = name
        self.line = line


class DealOfColleague(PersonError):
    """Only the owner of a deal (``owner``), or somebody who leads, may change it."""

    code = "deal_of_colleague"

    def __init__(self, owner: str) -> None:
        super().__init__(owner)
        self.owner = owner


class ChangeOverwritten(PersonError):
    """The deal changed again since, so that this change cannot be taken back."""

    code = "change_overwritten"


class StagesUnclear(PersonError):
    """The stages of a workspace's deals cannot be these; ``used`` names some that have deals in them."""

    code = "stages_unclear"

    def __init__(self, used: str = "") -> None:
        super().__init__(used)
        self.used = used


class StageUnusable(PersonError):
    """A line would read a stage, or ``word`` in it, as something else; ``reason`` is word, amount or marks."""

    code = "stage_unusable"

    def __init__(self, stage: str, reason: str, word: str) -> None:
        super().__init__(stage, reason, word)
        self.stage = stage
        self.reason = reason
        self.word = word


class StageGone(PersonError):
    """The stage to which a deal would go back is none of the workspace's any more."""

    code = "stage_gone"

    def __init__(self, stage: str) -> None:
        super().__init__(stage)
        self.stage = stage
