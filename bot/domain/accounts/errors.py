"""What can be wrong with an account; each has a code, and a sentence in the templates."""

from bot.errors import PersonError


class AfterSaleUnclear(PersonError):
    """The weeks after a sale cannot be read, or cannot be."""

    code = "after_sale_unclear"


class AccountGone(PersonError):
    """The account is not there (any more), or belongs to another workspace."""

    code = "account_gone"
