"""What can be put right about an account, and what two accounts that are one company have together (K12)."""

from decimal import Decimal
from enum import StrEnum

from bot.domain.accounts.account import AccountStage


class ChangeKind(StrEnum):
    """What was put right about an account or the people there."""

    EDIT = "edit"
    QUIET = "quiet"
    ARCHIVE = "archive"
    MERGE = "merge"
    DELETE = "delete"
    PERSON = "person"


# Which stage two merged accounts have together: who bought is a customer, whoever else knew it less well.
_NEAREST = (AccountStage.CUSTOMER, AccountStage.PROSPECT, AccountStage.FORMER, AccountStage.SUSPECT)


def unite_stages(one: AccountStage, other: AccountStage) -> AccountStage:
    """Return the stage of two accounts that are one company."""
    return min(one, other, key=_NEAREST.index)


def unite_values(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """Return the value of two accounts that are one company: the sum, None while neither has one."""
    known = [each for each in (one, other) if each is not None]
    return sum(known, Decimal(0)) if known else None
