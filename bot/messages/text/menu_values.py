"""The values of the buttons of the menu; see ``button_values``."""

from dataclasses import dataclass

from bot.domain.home.menu import MenuEntry


@dataclass(frozen=True, slots=True)
class MenuChoice:
    """What the menu or the help offers."""

    entry: MenuEntry


@dataclass(frozen=True, slots=True)
class MeantWord:
    """The known word that may have been meant by a misspelt one, and what was typed behind it."""

    word: str
    rest: str = ""
