"""Handlers for set-up: teams, channels, languages and roles."""

from bot.domain.people.errors import ChannelUnknown, PersonUnknown
from bot.interactions.interaction import Handlers, Interaction, Reply
from bot.interactions.reviews.views import TEAM_WORDS
from bot.messages.people.setup import (
    build_channel_set,
    build_language_set,
    build_role_given,
    build_team_joined,
    build_team_list,
)
from bot.messages.text.words import load_words
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from bot.services.people.set_up_people import (
    check_may_set_channel,
    choose_language,
    give_role,
    join_team,
    list_teams,
    set_channel,
)


async def _say_team(bot: Bot, interaction: Interaction) -> Reply:
    """Show the team's totals, list the teams, or join a team."""
    person, name = interaction.person, interaction.text
    view = TEAM_WORDS.get(name.casefold())
    if view is not None:
        return await view(bot, interaction)
    words, ritme = bot.speak(person.rep), bot.commands.ritme
    if not name:
        return Reply(message=build_team_list(words, await list_teams(bot.database, rep=person.rep), ritme=ritme))
    team, is_new = await join_team(bot.database, rep=person.rep, name=name, now=bot.now())
    bot.people.forget(person)
    return Reply(message=build_team_joined(words, team, is_new=is_new, ritme=ritme))


async def _say_channel(bot: Bot, interaction: Interaction) -> Reply:
    rep = interaction.person.rep
    await check_may_set_channel(bot.database, rep=rep)
    channel = await interaction.directory.find_channel(interaction.text)
    if channel is None:
        raise ChannelUnknown(interaction.text)
    team = await set_channel(bot.database, rep=rep, channel=channel.address, now=bot.now())
    return Reply(message=build_channel_set(bot.speak(rep), team, channel_name=channel.name))


async def _say_language(bot: Bot, interaction: Interaction) -> Reply:
    person = interaction.person
    language = await choose_language(bot.database, rep=person.rep, typed=interaction.text)
    bot.people.forget(person)
    return Reply(message=build_language_set(load_words(language)))


async def _say_role(bot: Bot, interaction: Interaction) -> Reply:
    mention, _, role = interaction.text.rpartition(" ")
    person = interaction.person
    external_id = interaction.directory.find_person(mention)
    if external_id is None:
        raise PersonUnknown(mention)
    somebody, given = await give_role(bot.database, rep=person.rep, external_id=external_id, typed_role=role)
    bot.people.forget(Person(rep=somebody, workspace=person.workspace))
    return Reply(message=build_role_given(bot.speak(person.rep), somebody, given))


WORDS: Handlers = {
    "team": _say_team,
    **dict.fromkeys(("kanaal", "channel"), _say_channel),
    **dict.fromkeys(("taal", "language"), _say_language),
    **dict.fromkeys(("rol", "role"), _say_role),
}
