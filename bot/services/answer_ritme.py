"""What the bot answers to its own command: the day, help, and setting things up."""

from collections.abc import Awaitable, Callable

from bot.domain.people.errors import ChannelUnknown, PersonUnknown
from bot.messages.home.day_view import build_today
from bot.messages.people.setup import (
    build_channel_set,
    build_language_set,
    build_role_given,
    build_team_joined,
    build_team_list,
)
from bot.messages.text.help import build_ritme_help
from bot.messages.text.message import Message
from bot.messages.text.words import load_words
from bot.ports import Directory
from bot.services.answer_calendar import CALENDAR_ANSWERS
from bot.services.answer_company import COMPANY_ANSWERS
from bot.services.answer_coverage import COVERAGE_ANSWERS
from bot.services.answer_method import METHOD_ANSWERS
from bot.services.answer_plan import PLAN_ANSWERS
from bot.services.answer_reviews import REVIEW_ANSWERS
from bot.services.answer_rhythm import RHYTHM_ANSWERS
from bot.services.answer_team import TEAM_LOOKS, answer_team_look
from bot.services.bot import Bot
from bot.services.home.show_day import show_day
from bot.services.people import set_up_people
from bot.services.people.people_book import Person

Answer = Callable[[Bot, Person, str, Directory], Awaitable[Message]]


async def answer_ritme(bot: Bot, *, person: Person, text: str, directory: Directory) -> Message:
    """Do what the words after the command ask; raises what a person gets a sentence about."""
    first, _, rest = text.strip().partition(" ")
    answer = ANSWERS.get(first.casefold())
    if answer is None:
        return _show_help(bot, person, unknown=text.strip())
    return await answer(bot, person, rest.strip(), directory)


async def answer_today(bot: Bot, person: Person, _rest: str = "", _directory: Directory | None = None) -> Message:
    """Show the rep's day so far."""
    day = await show_day(bot.database, person=person, now=bot.now())
    return build_today(bot.speak(person.rep), day)


async def _answer_help(bot: Bot, person: Person, _rest: str, _directory: Directory) -> Message:
    return _show_help(bot, person)


async def _answer_team(bot: Bot, person: Person, name: str, _directory: Directory) -> Message:
    words = bot.speak(person.rep)
    ritme = bot.commands.ritme
    if name.casefold() in TEAM_LOOKS:
        return await answer_team_look(bot, person, name.casefold())
    if not name:
        return build_team_list(words, await set_up_people.list_teams(bot.database, rep=person.rep), ritme=ritme)
    team, is_new = await set_up_people.join_team(bot.database, rep=person.rep, name=name, now=bot.now())
    bot.people.forget(person)
    return build_team_joined(words, team, is_new=is_new, ritme=ritme)


async def _answer_channel(bot: Bot, person: Person, typed: str, directory: Directory) -> Message:
    await set_up_people.check_may_set_channel(bot.database, rep=person.rep)
    channel = await directory.find_channel(typed)
    if channel is None:
        raise ChannelUnknown(typed)
    team = await set_up_people.set_channel(bot.database, rep=person.rep, channel=channel.address, now=bot.now())
    return build_channel_set(bot.speak(person.rep), team, channel_name=channel.name)


async def _answer_language(bot: Bot, person: Person, typed: str, _directory: Directory) -> Message:
    language = await set_up_people.choose_language(bot.database, rep=person.rep, typed=typed)
    bot.people.forget(person)
    return build_language_set(load_words(language))


async def _answer_role(bot: Bot, person: Person, rest: str, directory: Directory) -> Message:
    mention, _, role = rest.rpartition(" ")
    external_id = directory.find_person(mention)
    if external_id is None:
        raise PersonUnknown(mention)
    somebody, given = await set_up_people.give_role(
        bot.database, rep=person.rep, external_id=external_id, typed_role=role
    )
    bot.people.forget(Person(rep=somebody, workspace=person.workspace))
    return build_role_given(bot.speak(person.rep), somebody, given)


def _show_help(bot: Bot, person: Person, unknown: str = "") -> Message:
    return build_ritme_help(bot.speak(person.rep), commands=bot.commands, unknown=unknown)


ANSWERS: dict[str, Answer] = {
    **dict.fromkeys(("", "vandaag", "today", "dag"), answer_today),
    **dict.fromkeys(("help", "hulp", "?"), _answer_help),
    "team": _answer_team,
    **dict.fromkeys(("kanaal", "channel"), _answer_channel),
    **dict.fromkeys(("taal", "language"), _answer_language),
    **dict.fromkeys(("rol", "role"), _answer_role),
    **PLAN_ANSWERS,
    **RHYTHM_ANSWERS,
    **CALENDAR_ANSWERS,
    **COMPANY_ANSWERS,
    **REVIEW_ANSWERS,
    **COVERAGE_ANSWERS,
    **METHOD_ANSWERS,
}
