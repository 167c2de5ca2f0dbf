"""Buttons and forms in sent messages keep working: values recorded before button records were introduced."""

import json
from pathlib import Path

import pytest

from bot.domain.deals.deals import DealState
from bot.errors import ButtonExpired, RitmeError
from bot.interactions.interaction import Interaction
from bot.interactions.table import BUTTONS, FORMS
from bot.services.bot import Bot
from bot.services.deals.load_deals import list_account_deals
from bot.services.people.person_cache import Person
from handlers.front.show import ReplyPlace, read_form_subject
from handlers.slack.incoming import read_pressed
from handlers.slack.views import read_filled
from tests.interactions import answer_deal, answer_line, interact

RECORDED = json.loads((Path(__file__).parents[2] / "data" / "recorded_buttons.json").read_text(encoding="utf-8"))


def read_button(button: dict[str, str], person: Person) -> tuple[str, Interaction]:
    """Return the name of a recorded button and the reply to pressing it now."""
    action = {**button, "selected_date": "2026-03-25"}
    pressed = read_pressed({"actions": [action]})
    return pressed.name, interact(person, value=pressed.value, picked=pressed.picked)


async def test_every_recorded_button_is_understood(bot: Bot, anna: Person, accounts: dict[str, int]) -> None:
    await answer_line(bot, person=anna, text="bezoek Acme, volgende stap vrijdag")
    await answer_deal(bot, person=anna, text="nieuw Acme Kassen 45k")
    assert accounts["Acme"] > 0
    not_understood = []
    for button in RECORDED["buttons"]:
        name, interaction = read_button(button, anna)
        try:
            await BUTTONS[name](bot, interaction)
        except (ButtonExpired, KeyError) as error:
            not_understood.append((button, repr(error)))
        except RitmeError:  # its subject does not exist in this workspace
            continue
    assert not_understood == []


async def test_every_recorded_form_is_understood(bot: Bot, anna: Person, accounts: dict[str, int]) -> None:
    await answer_line(bot, person=anna, text="bezoek Acme, volgende stap vrijdag")
    assert accounts["Acme"] > 0
    not_understood = []
    for form in RECORDED["forms"]:
        state = {name: {name: {"type": "plain_text_input", "value": None}} for name in form["fields"]}
        view = {"private_metadata": form["private_metadata"], "state": {"values": state}}
        kept = form["private_metadata"]
        place = ReplyPlace.read(kept).kind
        filled = interact(anna, value=read_form_subject(kept), filled=read_filled(view), place=place)
        try:
            await FORMS[form["name"]](bot, filled)
        except (ButtonExpired, KeyError) as error:
            not_understood.append((form, repr(error)))
        except RitmeError:
            continue
    assert not_understood == []


@pytest.mark.parametrize(
    ("name", "said", "state", "stage"),
    [
        ("deal_say", "offerte", DealState.OPEN, "offerte"),
        ("deal_say", "won", DealState.WON, "intake"),
        ("deal_close", "lost", DealState.LOST, "intake"),
    ],
)
async def test_a_line_in_an_old_button_still_changes_its_deal(
    bot: Bot, anna: Person, accounts: dict[str, int], name: str, said: str, state: DealState, stage: str
) -> None:
    await answer_deal(bot, person=anna, text="nieuw Acme Kassen 45k")
    [deal] = await list_account_deals(bot.database, person=anna, account_id=accounts["Acme"])
    value = f"#{deal.account_id}/{deal.id}@open:intake {said}"
    await BUTTONS[name](bot, interact(anna, value=value))
    [changed] = await list_account_deals(bot.database, person=anna, account_id=accounts["Acme"])
    assert (changed.state, changed.stage) == (state, stage)


async def test_an_old_button_that_makes_an_account_still_opens_its_deal(bot: Bot, anna: Person) -> None:
    reply = await BUTTONS["deal_create"](bot, interact(anna, value='new "Bakkerij Zonnig" 5k'))
    assert reply.message is not None
    assert reply.message.lines[0] == "Bakkerij Zonnig · deal 1"
