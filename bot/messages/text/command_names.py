"""The configured names of the slash commands; configurable because commands of all apps share one namespace."""

from dataclasses import dataclass, fields, replace

# The same command in the other language.
DUTCH = {"ask": "/vragen", "lessons": "/lessen"}
ENGLISH = {"ask": "/questions", "lessons": "/lessons"}
ALIASES = {alias: purpose for names in (DUTCH, ENGLISH) for purpose, alias in names.items()}


@dataclass(frozen=True, slots=True)
class CommandNames:
    """The configured command names, by purpose."""

    log: str = "/log"
    ritme: str = "/ritme"
    deal: str = "/deal"
    ask: str = "/vragen"
    lessons: str = "/lessen"
    feedback: str = "/feedback"
    referral: str = "/referral"

    def find(self, typed: str) -> str:
        """Return the purpose of a typed command ("log" for "/log"), "" when it is unknown."""
        return next((each.name for each in fields(self) if getattr(self, each.name) == typed), ALIASES.get(typed, ""))

    def in_language(self, language: str) -> "CommandNames":
        """Return the names as a reader types them: an alias in the reader's language, where there is one."""
        of_language = ENGLISH if language == "en" else DUTCH
        return replace(self, **{name: of_language[name] for name in DUTCH if getattr(self, name) in ALIASES})

    def list_all(self) -> dict[str, str]:
        """Return the purpose of every command by its name, those in the other language included."""
        return ALIASES | {getattr(self, each.name): each.name for each in fields(self)}

    def name(self, command: str) -> str:
        """Return the configured name for a purpose ("/log" for "log"), "" for none."""
        return str(getattr(self, command)) if command else ""

    @property
    def values(self) -> dict[str, str]:
        """The names as template values."""
        return {
            "command": self.log,
            "ritme": self.ritme,
            "deal": self.deal,
            "ask": self.ask,
            "lessons": self.lessons,
            "feedback": self.feedback,
            "referral": self.referral,
        }


USUAL_NAMES = CommandNames()
