"""Errors about an account; each has a code and a sentence in the templates.

PersonError
├── NameTooLong                 a name over the maximum length
├── AfterSaleUnclear            weeks after a sale that are missing or invalid
└── AccountGone                 the account does not exist, or is another workspace's
"""

from bot.errors import PersonError


class NameTooLong(PersonError):
    """A name has ``length`` characters, more than the ``limit`` for names."""

    code = "name_too_long"

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(length, limit)
        self.length = length
        self.limit = limit


class AfterSaleUnclear(PersonError):
    """The weeks after a sale are missing or invalid."""

    code = "after_sale_unclear"


class AccountGone(PersonError):
    """The account does not exist (any more), or belongs to another workspace."""

    code = "account_gone"
