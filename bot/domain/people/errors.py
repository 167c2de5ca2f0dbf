"""What can be wrong with a request about people, teams or channels; each has a code, and a sentence in the templates.

PersonError
├── StrangerRefused             somebody of another workspace
├── ManagersOnly                only a manager or administrator may
├── TeamMissing                 somebody without a team
├── TeamNameInvalid             a team's name that is empty or too long
├── ChannelUnknown              no such channel, or the bot is not in it
├── LanguageUnknown             a language the bot does not speak
└── PersonUnknown               nobody by that name
"""

from bot.errors import PersonError


class StrangerRefused(PersonError):
    """Somebody of another workspace (Slack Connect) used a command."""

    code = "stranger_refused"


class ManagersOnly(PersonError):
    """Only a manager or an administrator may do this."""

    code = "managers_only"


class TeamMissing(PersonError):
    """Somebody without a team asked for something of the team."""

    code = "team_missing"


class TeamNameInvalid(PersonError):
    """A team's name is empty or too long."""

    code = "team_name_invalid"


class ChannelUnknown(PersonError):
    """There is no such channel, or the bot is not in it; ``typed`` as the person wrote it."""

    code = "channel_unknown"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class LanguageUnknown(PersonError):
    """The bot does not speak this language."""

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
