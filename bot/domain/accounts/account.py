"""An account: a company that we sell to or would like to, as the team keeps it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

# A new customer needs 5 to 7 relevant contact moments (R6).
CONTACTS_NEEDED = (5, 7)


class Stage(StrEnum):
    """How far a company is from buying: the pools that coverage looks at (R7)."""

    SUSPECT = "suspect"
    PROSPECT = "prospect"
    CUSTOMER = "customer"
    FORMER = "former"


@dataclass(frozen=True, slots=True)
class AccountDetails:
    """What a team knows of an account, apart from its history; ``value`` in the workspace's currency a year."""

    name: str
    owner: str | None = None
    stage: Stage = Stage.SUSPECT
    segment: str | None = None
    city: str | None = None
    contract_end: date | None = None
    value: Decimal | None = None
