"""Days on which somebody is free, ill or on leave are in no streak, pace or comparison (K4)."""

from bot.services.bot import Bot
from tests.conftest import StillClock, Talk
from tests.interactions import answer_ritme


async def test_k4_days_off_neither_count_in_a_streak_nor_break_it(bot: Bot, talk: Talk, clock: StillClock) -> None:
    for days in (1, 1, 5):  # Wednesday to Friday, and then the Wednesday after
        await talk.says("2 mails")
        clock.move(days=days)
    await talk.says("2 mails")
    assert "Al 4 werkdagen" not in await read_week(bot, talk)
    told = await answer_ritme(bot, person=talk.person, text="ziek maandag en dinsdag")
    assert told.lines == ["Genoteerd, ziek: ma 23 mrt t/m di 24 mrt. Dat zijn 2 werkdagen. Dat telt nergens mee."]
    week = await read_week(bot, talk)
    assert "Al 4 werkdagen iets gedaan, en nooit twee in één week overgeslagen." in week
    # Of this week only the Wednesday counts so far, and it is set beside one day of the week before.
    assert "▰▰▰▰▱▱▱▱▱▱  2 van 5 berichten" in week
    assert "De week ervoor, t/m wo 18 mrt: 2 berichten" in week


async def read_week(bot: Bot, talk: Talk) -> str:
    return "\n".join((await answer_ritme(bot, person=talk.person, text="week")).lines)


async def test_k4_the_pace_of_a_year_is_over_the_days_that_count(bot: Bot, talk: Talk, clock: StillClock) -> None:
    for days in (1, 1, 3, 1, 6):  # Wednesday to Tuesday: five working days, and on to the Monday after
        await talk.says("4 mails")
        clock.move(days=days)
    # 20 in 9 of the 202 working days, and 193 are to come.
    assert await read_year(bot, talk) == [
        "Ik tel vanaf wo 18 mrt: 202 dagen dit jaar; vandaag is dag 9.",
        "20 van 1010 berichten · op dit tempo 449",
    ]
    await answer_ritme(bot, person=talk.person, text="ziek 25 t/m 27 maart")
    assert await read_year(bot, talk) == [
        "Ik tel vanaf wo 18 mrt: 199 dagen dit jaar; vandaag is dag 6.",
        "20 van 995 berichten · op dit tempo 663",
    ]


async def read_year(bot: Bot, talk: Talk) -> list[str]:
    return (await answer_ritme(bot, person=talk.person, text="jaar")).lines[1:3]
