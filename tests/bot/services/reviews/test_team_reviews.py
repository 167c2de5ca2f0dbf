"""A team's weekly and monthly review: totals, trend and decisions, without names (R8, K10)."""

import pytest

from bot.domain.people.errors import TeamMissing
from bot.services.bot import Bot
from bot.services.people.person_cache import Person, PersonCache
from bot.services.people.set_up_people import join_team
from tests.bot.services.calendar.test_calendar_answers import NoDirectory
from tests.conftest import StillClock, Talk, identify
from tests.interactions import agree_totals, answer_ritme


async def join(bot: Bot, people: PersonCache, person: Person) -> Person:
    await join_team(bot.database, rep=person.rep, name="Noord", now=bot.now())
    people.forget(person)
    found = await people.find("T1", person.rep.external_id, now=bot.now())
    assert found is not None
    await agree_totals(bot, found)
    return found


async def test_monday_tells_the_week_before_in_totals(
    bot: Bot, talk: Talk, people: PersonCache, clock: StillClock
) -> None:
    person = await join(bot, people, talk.person)
    await talk.says("bezoek Acme, volgende stap vrijdag")
    await talk.says("gebeld met Jansen Metaal")
    await talk.says("14 mails")
    # Monday the 23rd.
    clock.move(days=5)
    message = await answer_ritme(bot, person=person, text="team week", directory=NoDirectory())
    assert message.lines == [
        "Team Noord · de week van maandag 16 maart",
        "▰▰▰▰▰▰▰▰▰▱  14 van 15 berichten",
        "▰▱▱▱▱▱▱▱▱▱  1 van 6 telefoontjes",
        "▰▰▰▱▱▱▱▱▱▱  1 van 3 bezoeken",
        "Afspraken gemaakt: 1 · gemist of nog open: 1",
        "Dit kwartaal gezien: 2 van 2 prospects",
        "Acht weken",
        "week van · berichten · telefoontjes · bezoeken · afspraken",
        "26-1 · geen totaal",
        "2-2 · geen totaal",
        "9-2 · geen totaal",
        "16-2 · geen totaal",
        "23-2 · geen totaal",
        "2-3 · geen totaal",
        "9-3 · geen totaal",
        "16-3 · 14 · 1 · 1 · 1",
        "Wat om een besluit vraagt",
        "1 afspraak bleef liggen: nabellen, verzetten of schrappen?",
        "Telefoontjes: 1, minder dan de helft van het doel. Doel bijstellen, of tijd vrijmaken?",
        "Bezoeken: 1, minder dan de helft van het doel. Doel bijstellen, of tijd vrijmaken?",
    ]


async def test_k10_what_somebody_did_before_coming_into_the_team_is_in_none_of_its_totals(
    bot: Bot, talk: Talk, people: PersonCache, clock: StillClock
) -> None:
    anna = await join(bot, people, talk.person)
    bram = await identify(people, clock, "UBRAM", "Bram Smit")
    other = Talk(bot, bram)
    await talk.says("3 mails")
    await other.says("7 mails")
    clock.move(days=5)
    bram = await join(bot, people, bram)
    await agree_totals(bot, anna, bram)
    week = await answer_ritme(bot, person=anna, text="team week", directory=NoDirectory())
    assert week.lines[1] == "▰▰▱▱▱▱▱▱▱▱  3 van 15 berichten"
    await other.says("4 mails")
    clock.move(days=7)
    week = await answer_ritme(bot, person=anna, text="team week", directory=NoDirectory())
    assert week.lines[1] == "▰▱▱▱▱▱▱▱▱▱  4 van 50 berichten"
    clock.move(days=7)
    month = await answer_ritme(bot, person=anna, text="team maand", directory=NoDirectory())
    assert month.lines[1] == "7 activiteiten: 7 berichten"


async def test_the_month_is_evidence_and_names_what_is_not_measured(
    bot: Bot, talk: Talk, people: PersonCache, clock: StillClock
) -> None:
    person = await join(bot, people, talk.person)
    await talk.says("bezoek Acme, volgende stap vrijdag")
    await talk.says("9 mails")
    clock.move(days=14)  # the first of April
    message = await answer_ritme(bot, person=person, text="team maand", directory=NoDirectory())
    assert message.lines == [
        "Team Noord · de maand maart 2026",
        "10 activiteiten: 9 berichten, 1 bezoek",
        "→ 1 afspraak gemaakt, 1 gemist of nog open",
        "→ deals en marge: nog niet gemeten, want er staan geen deals in. Beginnen kan met: /deal nieuw",
    ]


async def test_whoever_is_in_no_team_is_told_how_to_join_one(bot: Bot, anna: Person) -> None:
    for word in ("vandaag", "week", "maand"):
        with pytest.raises(TeamMissing):
            await answer_ritme(bot, person=anna, text=f"team {word}", directory=NoDirectory())
