"""What can be wrong with an account; each has a code, and a sentence in the templates.

PersonError
├── NameTooLong                 a name that is too long to be one
├── AfterSaleUnclear            weeks after a sale that cannot be read, or cannot be
└── AccountGone                 the account is not there, or is another workspace's
"""

from bot.errors import PersonError


class NameTooLong(PersonError):
    """A name has ``length`` characters, more than the ``limit`` that a name may have."""

    code = "name_too_long"

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(length, limit)
        self.length = length
        self.limit = limit


class AfterSaleUnclear(PersonError):
    """The weeks after a sale cannot be read, or cannot be."""

    code = "after_sale_unclear"


class AccountGone(PersonError):
    """The account is not there (any more), or belongs to another workspace."""

    code = "account_gone"
