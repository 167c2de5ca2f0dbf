"""The buttons of the menu, of the help and of lines without a contact, and the shortcuts; see ``catalogue``."""

from collections.abc import Mapping
from datetime import date

from bot.domain.home.menu import MenuEntry
from bot.domain.home.requests import Request
from bot.domain.log.activity import Kind
from bot.messages.calendar.step_values import StepDay
from bot.messages.text.button_values import DraftKind, DraftRef, StepRef
from bot.messages.text.line_form import LINE_FIELD, LINE_FORM, LineKind, LineStart
from bot.messages.text.menu_values import MeantWord, MenuChoice
from bot.messages.text.record_values import ButtonRecord
from bot.messages.text.request_values import RequestChoice
from tests.bot.interactions.case import Case

DONE = [request for request in Request if request is not Request.OTHER]
MENU_BUTTONS: Mapping[str, list[ButtonRecord | None]] = {
    "day_show": [None],
    "help_show": [None],
    "line_open": [LineStart(kind) for kind in LineKind],
    "request_do": [RequestChoice(request, "Kwartel verzetten naar vrijdag") for request in DONE],
    "menu_show": [MenuChoice(entry) for entry in MenuEntry],
    "word_meant": [MeantWord("werkdagen", "ma t/m do"), MeantWord("team", "maand"), MeantWord("deal", "lijst")],
}


def list_no_contact_buttons(ids: Mapping[str, int], day: date) -> dict[str, list[ButtonRecord | None]]:
    """Return the buttons below a line that tells of no contact."""
    return {
        "step_silent": [StepRef(ids["step"])],
        "step_drop": [StepRef(ids["step"])],
        "step_back": [StepRef(ids["step"])],
        "step_to": [StepDay(ids["step"], day)],
        "draft_anyway": [DraftKind(ids["coming"], Kind.VISIT)],
        "draft_remind": [DraftRef(ids["coming"])],
    }


# What is typed in the form of each command.
TYPED_LINES = {
    LineKind.DEAL: 'Kwartel "Erf" 12k',
    LineKind.TEAM: "Zuid",
    LineKind.GOAL: "12 klanten",
    LineKind.FEEDBACK: "Kwartel 8 levert snel",
    LineKind.REFERRAL: "Kwartel -> Zuid",
    LineKind.FREE: "donderdag 26 maart",
    LineKind.COMPANY_DAY: "vrij 31 december oudjaar",
    LineKind.REST: "Kwartel",
    LineKind.ACCOUNT: "Kwartel",
    LineKind.TOPIC: "de prijzen van volgend jaar",
    LineKind.STAGES: "intake, behoefte, demo, offerte, onderhandeling",
    LineKind.AFTER_SALE: "3, 12",
    LineKind.CURRENCY: "USD",
}
LINE_FORMS: list[tuple[str, ButtonRecord | None, dict[str, str | None]]] = [
    (LINE_FORM, LineStart(kind), {LINE_FIELD: typed}) for kind, typed in TYPED_LINES.items()
]
SHORTCUT_CASES = (
    Case("shortcut", "log_message", text="Gisteren gebeld met Kwartel, ze denken erover na"),
    Case("shortcut", "log_something"),
)
