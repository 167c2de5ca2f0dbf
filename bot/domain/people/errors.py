"""Errors about people, teams and channels; each has a code and a sentence in the templates.

PersonError
├── StrangerRefused             a user of another workspace
├── RightMissing                somebody with another role may do this, named in the answer
│   ├── ManagersOnly            only a manager or administrator
│   ├── AdministratorsOnly      only an administrator
│   └── GuestRefused            a guest whom no administrator allowed
├── LastAdministrator           somebody must remain administrator
├── ColleagueUnknown            a picked user who is an app, or of another organisation
├── ColleagueElsewhere          a picked colleague who is in another team
├── PersonTargetsUnclear        a line with one person's targets that cannot be read
├── CurrencyUnknown             a currency that is not supported
├── ReceiverMissing             nobody to receive what a leaver hands over
├── LeaverUnknown               no rep, or several, of the name of who leaves
├── HandoverGone                a hand-over that cannot be taken back (any more)
├── TeamMissing                 a user without a team
├── TeamUnknown                 no team of the typed name
├── TeamGone                    a team that does not exist (any more)
├── TeamNameTaken               another team has that name
├── TeamNameInvalid             a team name that is empty or too long
├── TargetDayPassed             targets that are to hold from a day in the past
├── ChannelUnknown              no such channel, or the bot is not in it
├── ChannelChosenThere          a channel is chosen in the channel itself on this platform
├── LanguageUnknown             a language without templates
└── PersonUnknown               no rep of that name
"""

from typing import TYPE_CHECKING, ClassVar

from bot.domain.people.people import Role
from bot.errors import PersonError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


class StrangerRefused(PersonError):
    """A user of another workspace (Slack Connect) sent a command."""

    code = "stranger_refused"


class RightMissing(PersonError):
    """Somebody with at least the role ``needed`` may do this; ``who`` names them, empty until they are looked up."""

    needed: ClassVar[Role] = Role.ADMINISTRATOR

    def __init__(self, field: str = "") -> None:
        super().__init__(field)
        self.field = field
        self.who = ""


class ManagersOnly(RightMissing):
    """Only a manager or an administrator may do this."""

    code = "managers_only"
    needed = Role.MANAGER


class AdministratorsOnly(RightMissing):
    """Only an administrator may do this."""

    code = "administrators_only"


class GuestRefused(RightMissing):
    """A guest of the workspace, whom no administrator allowed."""

    code = "guest_refused"


class LastAdministrator(PersonError):
    """The only administrator cannot give up that role."""

    code = "last_administrator"


class ColleagueUnknown(PersonError):
    """A picked user is an app, or belongs to another organisation."""

    code = "colleague_unknown"
    field = "people"


class ColleagueElsewhere(PersonError):
    """A picked colleague is in another team, from which only an administrator takes somebody."""

    code = "colleague_elsewhere"
    field = "people"

    def __init__(self, name: str, team: str) -> None:
        super().__init__(name, team)
        self.name = name
        self.team = team


class PersonTargetsUnclear(PersonError):
    """A line with one person's targets names nobody, or no targets."""

    code = "person_targets_unclear"
    field = "person_targets"

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.typed = line


class CurrencyUnknown(PersonError):
    """The currency as typed is none, or not supported."""

    code = "currency_unknown"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class ReceiverMissing(PersonError):
    """There is something to hand over, and nobody to receive it."""

    code = "receiver_missing"
    field = "to_1"


class LeaverUnknown(PersonError):
    """Nobody, or more than one, has the name of who leaves."""

    code = "leaver_unknown"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class HandoverGone(PersonError):
    """A hand-over does not exist, or was made too long ago to be taken back."""

    code = "handover_gone"


class TeamMissing(PersonError):
    """A user without a team requested something of the team."""

    code = "team_missing"


class TeamUnknown(PersonError):
    """No team has the name ``typed``; ``known`` are the names there are."""

    code = "team_unknown"

    def __init__(self, typed: str, known: "Sequence[str]") -> None:
        super().__init__(typed)
        self.typed = typed
        self.known = ", ".join(known)


class TeamGone(PersonError):
    """The team does not exist (any more), or belongs to another workspace."""

    code = "team_gone"


class TargetDayPassed(PersonError):
    """Targets are to hold from a day in the past."""

    code = "target_day_passed"
    field = "from_day"

    def __init__(self, day: "date") -> None:
        super().__init__(day)
        self.day = day


class TeamNameTaken(PersonError):
    """Another team has this name."""

    code = "team_name_taken"

    def __init__(self, team: str) -> None:
        super().__init__(team)
        self.team = team


class TeamNameInvalid(PersonError):
    """A team's name is empty or too long."""

    code = "team_name_invalid"
    field = "team"


class ChannelUnknown(PersonError):
    """The channel does not exist, or the bot is not in it; ``typed`` is the name as typed."""

    code = "channel_unknown"
    field = "channel"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class ChannelChosenThere(PersonError):
    """A channel was to be chosen from elsewhere, on a platform that tells which channels there are only in them."""

    code = "channel_chosen_there"
    field = "channel"


class LanguageUnknown(PersonError):
    """There are no templates in this language."""

    code = "language_unknown"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class PersonUnknown(PersonError):
    """No rep is known by this name or mention."""

    code = "person_unknown"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed
