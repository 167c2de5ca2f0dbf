"""Errors about people, teams and channels; each has a code and a sentence in the templates.

PersonError
├── StrangerRefused             a user of another workspace
├── ManagersOnly                only a manager or administrator may do this
├── TeamMissing                 a user without a team
├── TeamNameInvalid             a team name that is empty or too long
├── ChannelUnknown              no such channel, or the bot is not in it
├── LanguageUnknown             a language without templates
└── PersonUnknown               no rep of that name
"""

from bot.errors import PersonError


class StrangerRefused(PersonError):
    """A user of another workspace (Slack Connect) sent a command."""

    code = "stranger_refused"


class ManagersOnly(PersonError):
    """Only a manager or an administrator may do this."""

    code = "managers_only"


class TeamMissing(PersonError):
    """A user without a team requested something of the team."""

    code = "team_missing"


class TeamNameInvalid(PersonError):
    """A team's name is empty or too long."""

    code = "team_name_invalid"


class ChannelUnknown(PersonError):
    """The channel does not exist, or the bot is not in it; ``typed`` is the name as typed."""

    code = "channel_unknown"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


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
