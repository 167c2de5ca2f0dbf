"""The buttons and the larger form of the first hour."""

from bot.interactions.interaction import Filled
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
        "welcome_later": [None],
        "channel_here": [ChannelRef("CVERKOOP")],
        "set_up_open": [None],
        "team_decline": [TeamPlacing(world.ids["team"], world.bram.rep.id)],
        "team_invite": [TeamRef(world.ids["team"])],
        "tour_close": [None],
    }


def make_set_up_case() -> Case:
    """Return the form that puts a team in place: with a known colleague, and with one who is new."""
    people = {"people": frozenset({"UBRAM", "UNIEUW"}), "leaders": frozenset({"UANNA"}), "days": DAYS}
    return Case("form", "set_up", filled=Filled(values=SET_UP, checks=people))
