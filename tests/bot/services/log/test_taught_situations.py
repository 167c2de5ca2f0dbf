"""Correcting what was read in a note: with one tap, taken back with another, and learned (K8, K12)."""

from bot.domain.log.advance import AdvanceRule
from bot.domain.log.situations import Situation
from bot.interactions.front import handle_button
from bot.interactions.log.logged import answer_logged
from bot.messages.text.message import Message
from bot.services.bot import Bot
from bot.services.log.change_entry import find_entry
from bot.services.log.correct_entry import offer_situations, teach_situation
from tests.bot.services.calendar.test_calendar_answers import NoDirectory
from tests.conftest import Talk
from tests.interactions import answer_deal, interact

PRICE = "Klinkt als: prijs."
NOTE = "te duur, ze willen 20% korting"
NONE = "Er staat dus niets in de weg. Zulke notities lees ik voortaan ook zo."


async def _teach(bot: Bot, talk: Talk, entry_id: int, situation: Situation) -> Message:
    logged = await teach_situation(
        bot.database, rep=talk.person.rep, entry_id=entry_id, situation=situation, now=bot.now()
    )
    return await answer_logged(bot, person=talk.person, logged=logged)


async def _offer(bot: Bot, talk: Talk, entry_id: int) -> list[str]:
    """Press "Klopt niet", and return the labels that are offered."""
    logged = await offer_situations(bot.database, rep=talk.person.rep, entry_id=entry_id, now=bot.now())
    said = await answer_logged(bot, person=talk.person, logged=logged)
    assert "Wat speelt hier?" in said.lines
    labels = [control.label for control in said.controls]
    return labels[: labels.index("Niets hiervan") + 1]


async def test_k8_a_reading_can_be_denied_also_without_a_deal(bot: Bot, talk: Talk) -> None:
    assert PRICE in await talk.says(f"gebeld met Acme, {NOTE}")
    assert talk.buttons[:2] == ["Welke vraag stel ik?", "Klopt niet"]
    offered = await _offer(bot, talk, int(talk.value_of("Klopt niet")))
    assert (len(offered), len(set(offered)), "prijs" in offered, "gewoon contact" in offered) == (4, 4, False, False)


async def test_k8_none_of_these_is_stored_and_learned(bot: Bot, talk: Talk) -> None:
    await talk.says(f"gebeld met Acme, {NOTE}")
    entry_id = int(talk.value_of("Klopt niet"))
    said = await _teach(bot, talk, entry_id, Situation.NEUTRAL)
    assert (NONE in said.lines, PRICE in said.lines) == (True, False)
    entry = await find_entry(bot.database, rep=talk.person.rep, entry_id=entry_id)
    assert entry.situation == Situation.NEUTRAL
    for note in (NOTE, "te duur, ze willen 25% korting", "Te duur; ze willen 20% korting"):
        assert [line for line in await talk.says(f"gebeld met Acme, {note}") if line.startswith("Klinkt")] == []


async def test_k12_a_mistaken_tap_is_put_right_where_it_is_seen(bot: Bot, talk: Talk) -> None:
    await talk.says(f"gebeld met Acme, {NOTE}")
    entry_id = int(talk.value_of("Klopt niet"))
    await _teach(bot, talk, entry_id, Situation.NEUTRAL)
    assert "prijs" in await _offer(bot, talk, entry_id)
    said = await _teach(bot, talk, entry_id, Situation.PRICE)
    assert "Onthouden: prijs. Zulke notities lees ik voortaan ook zo." in said.lines
    assert PRICE in await talk.says(f"gebeld met Acme, {NOTE}")


async def test_k12_a_mistaken_advance_is_none_after_another_choice(bot: Bot, talk: Talk) -> None:
    await talk.says(f"gebeld met Acme, {NOTE}")
    rep, entry_id = talk.person.rep, int(talk.value_of("Klopt niet"))
    said = await _teach(bot, talk, entry_id, Situation.ADVANCE)
    assert "Klopt niet" in [control.label for control in said.controls]
    before = await find_entry(bot.database, rep=rep, entry_id=entry_id)
    assert "prijs" in await _offer(bot, talk, entry_id)
    await _teach(bot, talk, entry_id, Situation.PRICE)
    after = await find_entry(bot.database, rep=rep, entry_id=entry_id)
    assert (before.advance_rule, after.advance_rule) == (AdvanceRule.CORRECTED, None)


async def test_k8_what_stands_in_the_way_is_not_asked_of_a_note_that_seems_to_name_nothing(
    bot: Bot, talk: Talk
) -> None:
    await answer_deal(bot, person=talk.person, text="nieuw Acme Kassen 45k", directory=NoDirectory())
    assert "Wat speelt hier?" in await talk.says("bezoek Acme, heeft het er nog met zijn vrouw over")
    for note in ("45 min", "oven stuk, wil offerte", "budget is rond", "fijn gesprek"):
        lines = await talk.says(f"bezoek Acme, {note}")
        assert [line for line in lines if line.startswith(("Klinkt", "Wat speelt"))] == []


async def test_k8_unsure_means_asking_with_three_choices_of_which_one_tap_decides(bot: Bot, talk: Talk) -> None:
    await answer_deal(bot, person=talk.person, text="nieuw Acme Kassen 45k")
    lines = await talk.says("gebeld met Acme, komt erop terug")
    assert "Wat speelt hier?" in lines
    assert [line for line in lines if line.startswith("Klinkt als")] == []
    none = talk.buttons.index("Niets hiervan")
    choices = talk.buttons[none - 3 : none]
    assert len(set(choices)) == 3
    button = next(each for each in talk.message.controls if each.label == choices[1])
    reply = await handle_button(bot, button.action, interact(talk.person, value=button.value, request_key="tap"))
    said = reply.message
    assert said is not None
    assert f"Onthouden: {choices[1]}. Zulke notities lees ik voortaan ook zo." in said.lines
    assert "Wat speelt hier?" not in said.lines
