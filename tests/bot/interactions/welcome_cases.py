"""The buttons and the larger form of the first hour, and the buttons of one person on two platforms."""

from bot.interactions.interaction import Filled
from bot.messages.linking.linking_values import LinkedTo
from bot.messages.text.button_values import TeamRef
from bot.messages.text.record_values import ButtonRecord
from bot.messages.welcome.welcome_values import ChannelRef, TeamPlacing
from tests.bot.interactions.case import Case
from tests.bot.interactions.filled_in import DAYS, SET_UP
from tests.bot.interactions.world import World


def list_welcome_buttons(world: World) -> dict[str, list[ButtonRecord | None]]:
    """Return the buttons of the first hour."""
    return {
        "first_log_open": [None],
        "hour_open": [None],
        "place_open": [None],
        "welcome_later": [None],
        "channel_here": [ChannelRef("CVERKOOP")],
        "set_up_open": [None],
        "team_decline": [TeamPlacing(world.ids["team"], world.bram.rep.id)],
        "team_invite": [TeamRef(world.ids["team"])],
        "tour_close": [None],
    }


LINK_BUTTONS: dict[str, list[ButtonRecord | None]] = {
    "link_cancel": [None],
    "link_hear": [LinkedTo("teams"), LinkedTo("slack")],
    "link_log": [LinkedTo("teams"), LinkedTo("slack")],
    "link_stop": [None],
}


def make_set_up_case() -> Case:
    """Return the form that puts a team in place: with a known colleague, and with one who is new."""
    people = {"people": frozenset({"UBRAM", "UNIEUW"}), "leaders": frozenset({"UANNA"}), "days": DAYS}
    return Case("form", "set_up", filled=Filled(values=SET_UP, checks=people))
