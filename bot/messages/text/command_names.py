"""What the slash commands are called here; a platform has no name space for them."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class CommandNames:
    """The commands by what they are for."""

    log: str = "/log"
    ritme: str = "/ritme"
    deal: str = "/deal"
    ask: str = "/vragen"
    lessons: str = "/lessen"
    feedback: str = "/feedback"
    referral: str = "/referral"

    def find(self, typed: str) -> str:
        """Return what a command is for ("log" for "/log"), "" when there is none of this name."""
        return next((each.name for each in fields(self) if getattr(self, each.name) == typed), "")

    def name(self, command: str) -> str:
        """Return what a command is called here ("/log" for "log"), "" for none."""
        return str(getattr(self, command)) if command else ""

    @property
    def values(self) -> dict[str, str]:
        """The names as the templates call them."""
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
