"""Who had an appointment for a deal that a colleague closes hears of it, and can keep the appointment (K1, K3)."""

from sqlalchemy import update

from bot.interactions.front import handle_button
from bot.storage.tables.log import next_steps
from tests.bot.services.people.test_leaving import Office, office, show, start
from tests.conftest import identify
from tests.interactions import interact

__all__ = ["office"]


async def test_k1_who_has_a_step_in_a_deal_that_the_manager_loses_is_told_and_can_keep_it(office: Office) -> None:
    await start(office)
    await office.says(office.anna, "deal", "Reiger verloren")
    assert await office.hears() == {
        "UBRAM": [
            "Anna de Wit heeft Reiger · deal 1 als verloren afgesloten: je afspraak van vrijdag 20 maart vervalt."
        ]
    }
    assert await press_keep(office) == ["✓ Blijft staan: Reiger, vrijdag 20 maart."]
    assert await office.hears() == {}


async def test_k1_several_steps_are_told_in_one_line_each_to_be_kept(office: Office) -> None:
    await start(office)
    await office.says(office.bram, "log", "gebeld met Reiger, volgende week dinsdag langs")
    await reopen(office)
    await office.says(office.anna, "deal", "Reiger gewonnen")
    told = "Anna de Wit heeft Reiger · deal 1 gewonnen: je 2 afspraken daar vervallen."
    assert await office.hears() == {"UBRAM": [told]}
    assert await list_buttons(office) == ["Houd vr 20 mrt", "Houd di 24 mrt"]


async def test_k1_who_closes_the_own_deal_is_told_in_the_answer_only(office: Office) -> None:
    await start(office)
    await office.says(office.bram, "deal", "Reiger gewonnen")
    assert await office.hears() == {}


async def test_k1_a_deal_that_is_open_again_before_it_is_told_is_not_told(office: Office) -> None:
    await start(office)
    lost = await office.asks(office.anna, "deal", "Reiger verloren")
    await office.presses(office.anna, lost, "Ongedaan maken")
    assert await office.hears() == {}


async def reopen(office: Office) -> None:
    """Have all of Bram's steps open: the second one had replaced the first."""
    await office.bot.database.write(
        lambda connection: connection.execute(update(next_steps).values(state="open", closed_on=None, closed_by=None))
    )


async def list_buttons(office: Office) -> list[str]:
    return [button.label for message in await office.hears_messages() for button in message.controls]


async def press_keep(office: Office) -> list[str]:
    """Press the button under what Bram heard."""
    buttons = [button for message in await office.hears_messages() for button in message.controls]
    assert [each.label for each in buttons] == ["Toch houden"]
    bram = await identify(office.bot.people, office.clock, "UBRAM", "Bram Smit")
    done = interact(bram, value=buttons[0].value, request_key="kept:1")
    return show(await handle_button(office.bot, buttons[0].action, done))
