"""Teams: see, join, make, leave, rename, remove, and lead several (K12)."""

from collections.abc import Awaitable, Callable

from bot.domain.people.people import Team
from bot.domain.people.team_line import TeamLine, TeamVerb, parse_team_line
from bot.domain.text.nearest import find_nearest
from bot.interactions.interaction import Handlers, Interaction, Reply
from bot.interactions.people import team_totals
from bot.interactions.reviews.views import TEAM_WORDS, find_team_view
from bot.messages.home.menu import build_meant
from bot.messages.people.setup import build_team_list
from bot.messages.people.teams import (
    build_joined,
    build_leading,
    build_left,
    build_removal_question,
    build_team_question,
    build_team_removed,
    build_team_said,
    make_team_button,
)
from bot.messages.text.button_values import RemovalRef, TeamName, TeamRef, TeamRemoval
from bot.messages.text.menu_values import MeantWord
from bot.messages.text.message import Message
from bot.services.bot import Bot
from bot.services.people.change_teams import (
    find_removable_team,
    has_days_in,
    join_team_by_id,
    lead_team,
    leave_team,
    list_teams_of,
    look_up_team,
    remove_team,
    rename_team,
    restore_team,
)
from bot.services.people.person_cache import Person
from bot.services.people.set_up_people import join_team, list_teams

Answer = Callable[[Bot, Person, TeamLine], Awaitable[Message]]


async def say_team(bot: Bot, interaction: Interaction) -> Reply:
    """Show the totals of teams, list the teams, or do something with one."""
    person, name = interaction.person, interaction.text
    view = find_team_view(name) or team_totals.WORDS.get(name.partition(" ")[0].casefold())
    if view is not None:
        return await view(bot, interaction)
    if not name and person.rep.team_id is None and await list_teams_of(bot.database, person=person):
        return await TEAM_WORDS["week"](bot, interaction)  # leads without being in one
    if not name:
        known = await list_teams(bot.database, rep=person.rep)
        return Reply(message=build_team_list(bot.speak(person.rep), known))
    line = parse_team_line(name)
    return Reply(message=await ANSWERS[line.verb](bot, person, line))


async def join(bot: Bot, interaction: Interaction) -> Reply:
    """Join the team of a button."""
    person = interaction.person
    joined = await join_team_by_id(
        bot.database, rep=person.rep, team_id=interaction.read(TeamRef).team_id, now=bot.now()
    )
    bot.people.forget(person)
    words, ritme = bot.speak(person.rep), bot.commands.ritme
    leads = person.rep.role.leads
    left, has_days = joined.left, await _has_days(bot, person, joined.left)
    message = build_joined(words, joined.team, is_new=False, left=left, has_days=has_days, leads=leads, ritme=ritme)
    return Reply(message=message)


async def make(bot: Bot, interaction: Interaction) -> Reply:
    """Make the team that was asked about, and join it."""
    person = interaction.person
    return Reply(message=await _make(bot, person, interaction.read(TeamName).name))


async def remove(bot: Bot, interaction: Interaction) -> Reply:
    """Remove a team, after its members were moved."""
    person, asked = interaction.person, interaction.read(TeamRemoval)
    removed = await remove_team(
        bot.database, rep=person.rep, team_id=asked.team_id, to_team_id=asked.to_team_id, now=bot.now()
    )
    bot.people.forget_all()
    message = build_team_removed(
        bot.speak(person.rep), removed.team, receiver=removed.receiver, removal_id=removed.removal_id
    )
    return Reply(message=message)


async def restore(bot: Bot, interaction: Interaction) -> Reply:
    """Put a removed team back, with its members."""
    rep, removal_id = interaction.person.rep, interaction.read(RemovalRef).removal_id
    team = await restore_team(bot.database, rep=rep, removal_id=removal_id, now=bot.now())
    bot.people.forget_all()
    return Reply(message=build_team_said(bot.speak(rep), "restored", team=team.name))


async def _join_named(bot: Bot, person: Person, line: TeamLine) -> Message:
    found = await look_up_team(bot.database, rep=person.rep, name=line.team)
    near = find_nearest(line.team, TEAM_WORDS)[:1] if found.team is None else []
    if near:
        words, make = bot.speak(person.rep), make_team_button(bot.speak(person.rep), found.name)
        meant = {f"team {near[0]}": MeantWord("team", near[0])}
        return build_meant(words, typed=line.team, meant=meant, others=(make,))
    if found.is_unknown:
        return build_team_question(bot.speak(person.rep), found.name, found.known, own=found.own)
    return await _make(bot, person, line.team)


async def _make(bot: Bot, person: Person, name: str) -> Message:
    found = await look_up_team(bot.database, rep=person.rep, name=name)
    team, is_new = await join_team(bot.database, rep=person.rep, name=name, now=bot.now())
    bot.people.forget(person)
    left = found.own if found.own is not None and found.own.id != team.id else None
    words, leads = bot.speak(person.rep), person.rep.role.leads
    has_days, ritme = await _has_days(bot, person, left), bot.commands.ritme
    return build_joined(words, team, is_new=is_new, left=left, has_days=has_days, leads=leads, ritme=ritme)


async def _has_days(bot: Bot, person: Person, left: Team | None) -> bool:
    return left is not None and await has_days_in(bot.database, rep=person.rep, team=left)


async def _leave(bot: Bot, person: Person, _line: TeamLine) -> Message:
    team = await leave_team(bot.database, rep=person.rep, now=bot.now())
    bot.people.forget(person)
    return build_left(bot.speak(person.rep), team, has_days=await _has_days(bot, person, team))


async def _rename(bot: Bot, person: Person, line: TeamLine) -> Message:
    team, old = await rename_team(bot.database, rep=person.rep, typed=line.team, name=line.target)
    return build_team_said(bot.speak(person.rep), "renamed", team=team.name, old=old)


async def _ask_removal(bot: Bot, person: Person, line: TeamLine) -> Message:
    found = await find_removable_team(bot.database, rep=person.rep, typed=line.team)
    return build_removal_question(bot.speak(person.rep), found.team, found.members, found.others)


async def _lead(bot: Bot, person: Person, line: TeamLine) -> Message:
    leads, words = line.verb is TeamVerb.LEAD, bot.speak(person.rep)
    team = await lead_team(bot.database, rep=person.rep, typed=line.team, leads=leads)
    return build_leading(words, team) if leads else build_team_said(words, "lead_no_more", team=team.name)


ANSWERS: dict[TeamVerb, Answer] = {
    TeamVerb.JOIN: _join_named,
    TeamVerb.LEAVE: _leave,
    TeamVerb.RENAME: _rename,
    TeamVerb.REMOVE: _ask_removal,
    TeamVerb.LEAD: _lead,
    TeamVerb.LEAD_NO_MORE: _lead,
}
WORDS: Handlers = {"team": say_team}
BUTTONS: Handlers = {"team_join": join, "team_make": make, "team_remove": remove, "team_restore": restore}
