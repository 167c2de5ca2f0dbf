"""The buttons of the menu and the help, and the shortcuts; see ``catalogue``."""

from collections.abc import Mapping

from bot.domain.home.menu import MenuEntry
from bot.messages.home.menu_values import MeantWord, MenuChoice
from bot.messages.text.record_values import ButtonRecord
from tests.bot.interactions.case import Case

MENU_BUTTONS: Mapping[str, list[ButtonRecord | None]] = {
    "day_show": [None],
    "help_show": [None],
    "menu_show": [MenuChoice(entry) for entry in MenuEntry],
    "word_meant": [MeantWord("werkdagen", "ma t/m do"), MeantWord("team", "maand"), MeantWord("deal", "lijst")],
}
SHORTCUT_CASES = (
    Case("shortcut", "log_message", text="Gisteren gebeld met Kwartel, ze denken erover na"),
    Case("shortcut", "log_something"),
)
