"""The values of the buttons that offer what a message may have asked for; see ``button_values``."""

from dataclasses import dataclass

from bot.domain.home.requests import Request


@dataclass(frozen=True, slots=True)
class RequestChoice:
    """What a message may have asked for, and the message, which may name an account."""

    request: Request
    said: str = ""
