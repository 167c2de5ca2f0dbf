"""Version counters that invalidate cached replies."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Versions:
    """Counters that increase with every change: of a rep's absences and next steps, of a workspace's days and notes.

    ``accounts`` counts the changes of account names and merges; 0 while no account of the workspace was ever merged.
    """

    absences: int
    steps: int
    company_days: int
    corrections: int
    accounts: int = 0
