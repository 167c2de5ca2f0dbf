"""The first steps of who is new here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tour:
    """What somebody did of the first steps; ``sets_up``: putting a team in place is one of them.

    Who only leads (K4) has no others: ``sells`` is False.
    """

    has_logged: bool
    has_hour: bool
    has_accounts: bool
    has_team: bool
    sets_up: bool
    sells: bool

    @property
    def is_done(self) -> bool:
        """Whether nothing is left."""
        has_begun = self.has_logged and self.has_hour and self.has_accounts
        return (has_begun or not self.sells) and (self.has_team or not self.sets_up)
