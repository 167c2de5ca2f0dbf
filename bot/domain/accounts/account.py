"""An account: a company that we sell to or would like to, as the team keeps it."""

from enum import StrEnum

# A new customer needs 5 to 7 relevant contact moments (R6).
CONTACTS_NEEDED = (5, 7)


class AccountStage(StrEnum):
    """How far a company is from buying: the pools that coverage looks at (R7)."""

    SUSPECT = "suspect"
    PROSPECT = "prospect"
    CUSTOMER = "customer"
    FORMER = "former"


# Looked up for every account of every plan: four times as fast as calling the type.
STAGES = {str(stage): stage for stage in AccountStage}
