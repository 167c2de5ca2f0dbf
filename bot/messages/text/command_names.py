"""What the slash commands are called here; a platform has no name space for them."""

from dataclasses import dataclass


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
