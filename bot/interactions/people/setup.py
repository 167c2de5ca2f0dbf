"""Handlers for set-up: teams, channels, languages and roles."""

from dataclasses import replace

from bot.domain.people.errors import AdministratorsOnly, ChannelUnknown, PersonUnknown
from bot.domain.people.people import Role
from bot.interactions.interaction import Handlers, Interaction, Reply
from bot.interactions.people.meeting import meet_colleague
from bot.messages.people.setup import (
    build_channel_set,
    build_currency,
    build_language_set,
    build_role_given,
)
from bot.messages.text.words import load_words
from bot.services.bot import Bot
from bot.services.deals.set_currency import set_currency
from bot.services.people.change_teams import list_teams_of, pick_team
from bot.services.people.person_cache import Meeting
from bot.services.people.roles import give_role
from bot.services.people.set_up_people import (
    check_may_set_channel,
    choose_language,
    parse_role,
    set_channel,
)


async def _say_channel(bot: Bot, interaction: Interaction) -> Reply:
    person = interaction.person
    teams = await list_teams_of(bot.database, person=person)
    team, typed = pick_team(teams, interaction.text)
    rep = person.rep if team is None else replace(person.rep, team_id=team.id)
    await check_may_set_channel(bot.database, rep=rep)
    channel = await interaction.directory.find_channel(typed)
    if channel is None:
        raise ChannelUnknown(typed)
    team = await set_channel(bot.database, rep=rep, channel=channel.address, now=bot.now())
    return Reply(message=build_channel_set(bot.speak(rep), team, channel_name=channel.name))


async def _say_language(bot: Bot, interaction: Interaction) -> Reply:
    person = interaction.person
    language = await choose_language(bot.database, rep=person.rep, typed=interaction.text)
    bot.people.forget(person)
    return Reply(message=build_language_set(load_words(language)))


async def _say_role(bot: Bot, interaction: Interaction) -> Reply:
    mention, _, typed = interaction.text.rpartition(" ")
    person, now = interaction.person, bot.now()
    external_id = interaction.directory.find_person(mention)
    if person.rep.role is not Role.ADMINISTRATOR:
        raise AdministratorsOnly
    if external_id is None:
        raise PersonUnknown(mention)
    role = parse_role(typed)
    somebody = await meet_colleague(bot, interaction, external_id, meeting=Meeting.NAMED, allows_guest=True)
    was = await give_role(bot.database, rep=person.rep, somebody=somebody.rep, role=role, now=now)
    bot.people.forget(somebody)
    return Reply(message=build_role_given(bot.speak(person.rep), was, role))


async def _say_currency(bot: Bot, interaction: Interaction) -> Reply:
    person, words = interaction.person, bot.speak(interaction.person.rep)
    may_change = person.rep.role is Role.ADMINISTRATOR
    if not interaction.text:
        return Reply(message=build_currency(words, person.workspace.currency, may_change=may_change))
    currency = await set_currency(bot.database, person=person, typed=interaction.text)
    bot.people.forget_workspace(person.workspace)
    return Reply(message=build_currency(words, currency, may_change=may_change, is_new=True))


WORDS: Handlers = {
    **dict.fromkeys(("kanaal", "channel"), _say_channel),
    **dict.fromkeys(("taal", "language"), _say_language),
    **dict.fromkeys(("rol", "role"), _say_role),
    **dict.fromkeys(("valuta", "munt", "currency"), _say_currency),
}
