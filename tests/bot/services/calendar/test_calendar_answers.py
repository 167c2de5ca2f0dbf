"""The calendar commands: free days, the weekly pattern, the country's holidays, and the totals of a year (R4, R5)."""

from datetime import date

import pytest

from bot.domain.calendar.errors import CountryOrRegionUnknown, FreeDaysUnclear, WeekUnclear
from bot.domain.reviews.review import Steps
from bot.ports import FoundChannel, Profile
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from bot.storage.reviews.team_reviews import count_steps_by_rep
from handlers.front.directory import ReachesEverybody
from tests.conftest import StillClock, Talk, set_first_day
from tests.interactions import answer_ritme


class NoDirectory(ReachesEverybody):
    """A directory that is never called in these conversations."""

    async def find_channel(self, typed: str) -> FoundChannel | None:
        raise AssertionError(typed)

    def find_person(self, typed: str) -> str | None:
        raise AssertionError(typed)

    async def fetch_profile(self, external_id: str) -> Profile | None:
        raise AssertionError(external_id)


async def ask(bot: Bot, person: Person, text: str) -> list[str]:
    known = await bot.people.find("T1", person.rep.external_id, now=bot.now())
    assert known is not None
    return (await answer_ritme(bot, person=known, text=text, directory=NoDirectory())).lines


async def test_free_days_are_told_with_their_cost_and_listed(bot: Bot, anna: Person) -> None:
    assert await ask(bot, anna, "vrij t/m donderdag") == [
        "Genoteerd, vrij: wo 18 mrt t/m do 19 mrt. Dat zijn 2 werkdagen. Ik laat je dan met rust."
    ]
    # King's Day is a Monday, so four of the five days are working days.
    assert await ask(bot, anna, "vakantie 27 april t/m 1 mei") == [
        "Genoteerd, vrij: ma 27 apr t/m vr 1 mei. Dat zijn 4 werkdagen. Ik laat je dan met rust."
    ]
    assert await ask(bot, anna, "vrij 3 oktober 2026") == [
        "Genoteerd, vrij: zaterdag 3 oktober. Dat kost geen werkdag. Ik laat je dan met rust."
    ]
    assert (await ask(bot, anna, "vrij"))[:4] == [
        "Vrij",
        "wo 18 mrt t/m do 19 mrt",
        "ma 27 apr t/m vr 1 mei · vakantie",
        "zaterdag 3 oktober",
    ]


async def test_half_a_day_off_is_half_a_working_day(bot: Bot, anna: Person) -> None:
    assert await ask(bot, anna, "vrij morgenmiddag") == [
        "Genoteerd, vrij: donderdag 19 maart, middag. Dat is 0,5 werkdag. Ik laat je dan met rust."
    ]


async def test_what_cannot_be_read_is_refused(bot: Bot, anna: Person) -> None:
    with pytest.raises(FreeDaysUnclear):
        await ask(bot, anna, "vrij binnenkort")
    with pytest.raises(WeekUnclear):
        await ask(bot, anna, "werkdagen soms")
    with pytest.raises(CountryOrRegionUnknown):
        await ask(bot, anna, "land XX")
    with pytest.raises(CountryOrRegionUnknown):
        await ask(bot, anna, "regio Atlantis")


async def test_a_part_time_week_is_set_in_words_and_counts_in_the_year(bot: Bot, anna: Person) -> None:
    assert await ask(bot, anna, "werkdagen di en do ochtend") == [
        "Je werkt di, do ochtend: 1,5 dagen per week. Op andere dagen hoor je me niet."
    ]
    await set_first_day(bot, anna, date(2025, 1, 1))
    # 2026 has 52 Tuesdays, none a holiday, and 53 Thursdays: New Year's Day and Ascension Day are holidays.
    assert (await ask(bot, anna, "jaar"))[1] == "Je werkt dit jaar 77,5 dagen; vandaag is dag 16."


async def test_k5_the_days_of_leave_are_asked_once_and_can_be_said_later(bot: Bot, anna: Person) -> None:
    question = "Hoeveel vrije dagen heb je per jaar?"
    assert [question in " ".join(await ask(bot, anna, "jaar")) for _ in range(3)] == [True, False, False]
    assert await ask(bot, anna, "verlof 27") != []
    assert question not in " ".join(await ask(bot, anna, "jaar"))


async def test_the_holidays_of_another_country_are_kept(bot: Bot, anna: Person) -> None:
    assert await ask(bot, anna, "land BE") == ["Voor feestdagen houd ik aan: België."]
    assert await ask(bot, anna, "regio flemish") == ["Voor feestdagen houd ik aan: België, Flemish."]
    assert "ma 6 apr Paasmaandag" in (await ask(bot, anna, "vrij"))[1]


async def test_the_year_shows_what_was_done_and_where_the_pace_leads(bot: Bot, talk: Talk) -> None:
    await set_first_day(bot, talk.person, date(2025, 1, 1))
    await talk.says("54 mails")
    lines = await ask(bot, talk.person, "jaar")
    # 255 working days, of which 18 March is the 54th: one message a day projects to 255. All of them were written in
    # the last 20 days, 2.7 a day: 543 more in the 201 that are left.
    assert (lines[1], lines[2]) == (
        "Je werkt dit jaar 255 dagen; vandaag is dag 54.",
        "54 van 1275 berichten · op dit tempo 255, op dat van de laatste tijd 597",
    )
    assert lines[5] == "Het tempo: sinds do 1 jan, over 54 werkdagen; dat van de laatste tijd over de laatste 20."


async def test_k4_leave_names_the_steps_in_it_and_moves_each_to_the_first_day_back(
    bot: Bot, talk: Talk, clock: StillClock
) -> None:
    await talk.says("bezoek Acme, volgende stap dinsdag 24 maart 10u")
    said = await answer_ritme(bot, person=talk.person, text="verlof 23 maart t/m 27 maart", directory=NoDirectory())
    assert said.lines == [
        "Genoteerd, vrij: ma 23 mrt t/m vr 27 mrt. Dat zijn 5 werkdagen. Ik laat je dan met rust.",
        "In die dagen staat een afspraak. Verzetten naar je eerste dag terug?",
        "di 24 mrt 10:00: Acme",
    ]
    assert [control.label for control in said.controls] == ["Naar ma 30 mrt", "Ongedaan maken"]
    clock.move(days=13)  # Tuesday 31 March
    first, last = date(2026, 3, 1), date(2026, 3, 31)
    async with bot.database.reading() as connection:
        steps = await count_steps_by_rep(
            connection, rep_ids=[talk.person.rep.id], first=first, last=last, today=date(2026, 3, 31)
        )
    assert steps[talk.person.rep.id] == Steps(made=1)


async def test_k4_a_next_step_on_a_holiday_says_so_and_stands(talk: Talk) -> None:
    said = await talk.says("gebeld met Acme, volgende stap 6 april")
    assert said[1:3] == [
        "Volgende stap: maandag 6 april",
        "Let op, dat is een feestdag: Tweede paasdag. Ik laat het staan, en kom er de werkdag erna op terug.",
    ]
    assert "feestdag" not in " ".join(await talk.says("gebeld met Acme, volgende stap 7 april"))
