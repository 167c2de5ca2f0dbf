"""A rep's weekly review: a week of log lines, and the message on Friday (R8)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.people.people import Targets
from bot.services.bot import Bot
from bot.services.home.load_home import load_overview
from bot.services.rhythm.save_settings import RepSettings, save_settings
from bot.storage.reviews.reviews import count_open_ends
from tests.bot.services.calendar.test_calendar_answers import NoDirectory
from tests.conftest import StillClock, Talk
from tests.interactions import answer_deal, answer_ritme


async def test_a_week_is_told_with_what_was_done_and_what_moved(bot: Bot, talk: Talk, clock: StillClock) -> None:
    # Wednesday, Thursday and Friday.
    await talk.says("bezoek Acme, volgende stap donderdag")
    await talk.says("4 mails")
    clock.move(days=1)
    await talk.says("gebeld met Acme, volgende stap vrijdag")
    clock.move(days=1)
    message = await answer_ritme(bot, person=talk.person, text="week", directory=NoDirectory())
    assert message.lines == [
        "Je week vanaf maandag 16 maart",
        "▰▰▱▱▱▱▱▱▱▱  4 van 15 berichten",
        "▰▱▱▱▱▱▱▱▱▱  1 van 6 telefoontjes",
        "▰▰▰▱▱▱▱▱▱▱  1 van 3 bezoeken",
        "Afspraken gemaakt: 2 · op de dag nagekomen: 1 van 1 die aan de beurt was",
        'Je beste belmoment weet ik nog niet: zeg er vijf keer bij hoe laat het was ("om 10u gebeld met Acme").',
        "Over de week ervoor staat er niets in je log.",
        "Om over na te denken: je ene afspraak van deze week kwam je na. Dat merken mensen.",
        "Om te doen: vraag een tevreden klant wie jij nog meer zou moeten kennen.",
    ]


async def test_k7_days_that_passed_keep_the_targets_that_held_then(bot: Bot, talk: Talk, clock: StillClock) -> None:
    # From Wednesday on; Thursday afternoon is free, and from Friday on more is asked.
    await talk.says("4 mails")
    await answer_ritme(bot, person=talk.person, text="vrij donderdagmiddag", directory=NoDirectory())
    clock.move(days=2)
    rep = talk.person.rep
    settings = RepSettings(rep.rhythm, Targets(message=10, call=4, visit=0), rep.language)
    saved = await save_settings(bot.database, rep=rep, settings=settings, now=clock.now())
    person = replace(talk.person, rep=saved)
    bars = ["▰▰▱▱▱▱▱▱▱▱  4 van 18 berichten", "▱▱▱▱▱▱▱▱▱▱  0 van 7 telefoontjes", "▱▱▱▱▱▱▱▱▱▱  0 van 2 bezoeken"]
    week = await answer_ritme(bot, person=person, text="week", directory=NoDirectory())
    assert week.lines[1:4] == bars
    async with bot.database.reading() as connection:
        home = await load_overview(connection, person=person, now=clock.now())
    targets = home.week.progress.targets
    assert (targets.message, targets.call, targets.visit) == (18, 7, 2)


async def test_an_empty_week_is_no_reproach(bot: Bot, talk: Talk, clock: StillClock) -> None:
    clock.move(days=2)  # Friday, the last working day
    message = await answer_ritme(bot, person=talk.person, text="week", directory=NoDirectory())
    assert message.lines[1:] == [
        (
            "Deze week staan er geen contacten in je log. Kan gebeuren; volgende week is er weer een. Begin met één "
            "bericht."
        )
    ]


async def test_k11_a_week_with_only_a_deal_that_was_won_is_not_called_empty(bot: Bot, talk: Talk) -> None:
    await answer_deal(bot, person=talk.person, text="nieuw Acme Dak 10k")
    await answer_deal(bot, person=talk.person, text="Acme gewonnen")
    assert (await look_at_week(bot, talk))[1:] == [
        "Je won deze week een deal. Contacten staan er niet in je log: had je er, schrijf ze dan nog even op."
    ]


async def test_a_month_stands_beside_the_one_before(bot: Bot, talk: Talk, clock: StillClock) -> None:
    clock.moment -= timedelta(days=28)
    await talk.says("12 mails")
    clock.moment += timedelta(days=28)
    await talk.says("20 mails")
    message = await answer_ritme(bot, person=talk.person, text="maand", directory=NoDirectory())
    assert message.lines == [
        "De maand maart 2026",
        "20 berichten (maand ervoor: 12)",
        "0 telefoontjes (maand ervoor: 0)",
        "0 bezoeken (maand ervoor: 0)",
        "Afspraken gemaakt: 0",
    ]


@pytest.mark.usefixtures("accounts")
async def test_k1_a_conversation_of_a_closed_deal_did_not_end_without_a_next_step(bot: Bot, talk: Talk) -> None:
    for line in ("gebeld met Acme", "bezoek Acme", "gebeld met Jansen Metaal", "bezoek De Vries"):
        await talk.says(line)
    await answer_deal(bot, person=talk.person, text='nieuw Acme "Dak" 10k')
    await answer_deal(bot, person=talk.person, text='nieuw Jansen Metaal "Hal" 10k')
    await talk.says("gebeld met Acme, volgende stap morgen")
    thought = (
        "Om over na te denken: 4 gesprekken eindigden zonder volgende stap. Prettig gepraat, maar wie beweegt er nu?"
    )
    assert thought in await look_at_week(bot, talk)
    await answer_deal(bot, person=talk.person, text="Acme gewonnen")
    assert thought.replace("4 gesprekken", "2 gesprekken") in await look_at_week(bot, talk)


async def look_at_week(bot: Bot, talk: Talk) -> list[str]:
    """Return the lines of the week so far."""
    return (await answer_ritme(bot, person=talk.person, text="week", directory=NoDirectory())).lines


@pytest.mark.usefixtures("accounts")
async def test_k7_how_counted_calls_without_a_name_ended_is_not_claimed(bot: Bot, talk: Talk) -> None:
    await talk.says("12 calls")
    assert not any("zonder volgende stap" in line for line in await look_at_week(bot, talk))


async def test_k7_a_voicemail_is_no_conversation_that_ended_without_a_next_step(bot: Bot, talk: Talk) -> None:
    for line in (
        "gebeld met Acme, voicemail",
        "gebeld met Jansen Metaal, niet bereikt",
        "bezoek Acme, niet aanwezig",
        "mail naar Acme",
        "gebeld met Acme, kennismaking",
    ):
        await talk.says(line)
    today = date(2026, 3, 18)
    async with bot.database.reading() as connection:
        found = await count_open_ends(connection, rep_ids=[talk.person.rep.id], first=today, last=today)
    assert found == {talk.person.rep.id: 1}
