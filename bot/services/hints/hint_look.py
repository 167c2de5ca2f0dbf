"""For whom a hint is looked for."""

from dataclasses import dataclass, field
from datetime import date

from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.people.people import Rep
from bot.services.deals.read_history import PatternBook
from bot.services.people.people_book import Person


@dataclass(frozen=True, slots=True)
class HintLook:
    """A person with the days on which he or she works, and the local day of the plan."""

    person: Person
    calendar: WorkCalendar
    today: date
    patterns: PatternBook = field(default_factory=PatternBook)

    @property
    def rep(self) -> Rep:
        """The rep."""
        return self.person.rep
