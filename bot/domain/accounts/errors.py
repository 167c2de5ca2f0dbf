"""Errors about an account; each has a code and a sentence in the templates.

PersonError
├── NameTooLong                 a name over the maximum length
├── AfterSaleUnclear            weeks after a sale that are missing or invalid
├── AccountGone                 the account does not exist, or is another workspace's
├── AccountOfColleague          only its owner, the manager of the team or an administrator may put it right
├── AccountNameTaken            another account has the name
├── OwnerGone                   the chosen owner is no rep of the workspace
├── AccountInUse                something hangs on an account that is to be deleted
├── AccountsEqual               an account that is to be merged with itself
├── ContactGone                 the person at a customer is no longer there
├── ContactNameTaken            somebody of that name is known at the account
├── AccountChangeOverwritten    something changed since that an undo would overwrite
└── AccountChangeTooOld         a change that can no longer be taken back
"""

from bot.domain.accounts.account_names import NamedAccount
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


class AccountOfColleague(PersonError):
    """Only the owner, the manager of the owner's team or an administrator may put an account right."""

    code = "account_of_colleague"

    def __init__(self, account: str, owner: str) -> None:
        super().__init__(account, owner)
        self.account = account
        self.owner = owner


class AccountNameTaken(PersonError):
    """Another account has the name, as its own or as another name of it: the two may be one company."""

    code = "account_name_taken"
    field = "name"

    def __init__(self, other: NamedAccount) -> None:
        super().__init__(other)
        self.other = other


class OwnerGone(PersonError):
    """The chosen owner of an account is no rep of the workspace (any more)."""

    code = "owner_gone"
    field = "owner"


class AccountInUse(PersonError):
    """Something hangs on an account that is to be deleted."""

    code = "account_in_use"

    def __init__(self, account: str) -> None:
        super().__init__(account)
        self.account = account


class AccountsEqual(PersonError):
    """An account cannot be merged with itself."""

    code = "accounts_equal"
    field = "account"


class ContactGone(PersonError):
    """The person at a customer is no longer there, or is at a customer of another workspace."""

    code = "contact_gone"


class ContactNameTaken(PersonError):
    """Somebody of that name is known at the account already."""

    code = "contact_name_taken"
    field = "name"

    def __init__(self, name: str, account: str) -> None:
        super().__init__(name, account)
        self.name = name
        self.account = account


class AccountChangeOverwritten(PersonError):
    """Something was changed since, which taking the change back would overwrite."""

    code = "account_change_overwritten"


class AccountChangeTooOld(PersonError):
    """A change can be taken back for a week."""

    code = "account_change_too_old"
