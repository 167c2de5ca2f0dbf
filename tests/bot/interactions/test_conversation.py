"""A message to the bot is a line, a command or small talk, in that order of certainty."""

from bot.interactions.front import handle_text
from bot.services.accounts.add_account import add_account
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from tests.conftest import WEDNESDAY, StillClock, Talk
from tests.interactions import answer_ritme, interact


async def write(bot: Bot, person: Person, text: str) -> list[str]:
    """Send the bot a message, and return the lines of the answer."""
    reply = await handle_text(bot, interact(person, text=text, addressed=text, opens_forms=False))
    shown = reply.private or reply.message
    assert shown is not None
    return shown.lines


async def test_an_account_that_is_called_like_thanks_is_an_account(bot: Bot, talk: Talk) -> None:
    assert await write(bot, talk.person, "top") == ["👍 Graag gedaan."]
    await add_account(bot.database, bot.accounts, rep=talk.person.rep, name="Top", now=WEDNESDAY)
    assert (await write(bot, talk.person, "top"))[0] == "Top"


async def test_a_command_without_a_slash_goes_before_small_talk(bot: Bot, talk: Talk) -> None:
    assert (await write(bot, talk.person, "deal"))[0].startswith("Je hebt nog geen open deals.")
    assert (await write(bot, talk.person, "help"))[0] == "Zo werk je met mij"
    assert (await write(bot, talk.person, "stand"))[0] == "Vandaag, woensdag 18 maart"


async def test_the_log_command_takes_no_small_talk(talk: Talk) -> None:
    assert (await talk.says("hoi"))[0].startswith("Wat heb je gedaan: een bericht, een telefoontje of een bezoek?")


async def test_how_the_team_stands_is_shown_in_totals(bot: Bot, talk: Talk) -> None:
    await answer_ritme(bot, person=talk.person, text="team Noord")
    person = await bot.people.find(talk.person.workspace.external_id, talk.person.rep.external_id, now=WEDNESDAY)
    assert person is not None
    today = await answer_ritme(bot, person=person, text="team vandaag")
    week = await answer_ritme(bot, person=person, text="team week")
    assert await write(bot, person, "hoe staat het team ervoor?") == today.lines
    assert await write(bot, person, "hoe staat het team ervoor deze week?") == week.lines
    assert today.lines != week.lines


async def test_a_question_about_a_week_is_answered_with_the_week(bot: Bot, talk: Talk) -> None:
    week = (await answer_ritme(bot, person=talk.person, text="week")).lines
    for text in ("hoe sta ik ervoor deze week?", "hoeveel bezoeken moet ik nog deze week?", "laat mijn week zien"):
        assert await write(bot, talk.person, text) == week


async def test_whom_to_contact_names_what_was_agreed_for_today(bot: Bot, talk: Talk) -> None:
    await talk.says("gebeld met Acme, vandaag om 16u terugbellen over de offerte")
    assert await write(bot, talk.person, "wie vandaag?") == [
        "Afgesproken",
        "Vandaag 16:00: Acme · over de offerte",
    ]


async def test_nothing_is_left_on_a_free_day(bot: Bot, talk: Talk, clock: StillClock) -> None:
    assert (await write(bot, talk.person, "hoeveel nog?"))[0] == (
        "Nog 5 berichten, 2 telefoontjes en 1 bezoek, dan staat je ritme voor vandaag."
    )
    clock.move(days=3)  # Saturday
    assert await write(bot, talk.person, "hoeveel nog?") == [
        "Vandaag ben je vrij, er hoeft niets. Doe je toch iets, dan telt het gewoon mee."
    ]
