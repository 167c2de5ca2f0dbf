"""The weekly meeting: its agenda, putting something on it, and what was decided (R8)."""

from bot.domain.meetings.agenda import AskedPoint, PointKind
from bot.domain.people.errors import TeamMissing
from bot.interactions.interaction import Handlers, Interaction, Reply, Shown, added
from bot.messages.meetings.agenda import (
    DECISIONS_FORM,
    LINES_FIELD,
    build_decision_closed,
    build_decisions_form,
    build_decisions_noted,
    build_meeting,
    build_point_added,
)
from bot.messages.meetings.teams import build_teams
from bot.messages.text.button_values import TeamRef
from bot.messages.text.meeting_values import DecisionRef, PointRef
from bot.messages.text.message import Message
from bot.services.bot import Bot
from bot.services.meetings.change_meeting import close_decision, note_decisions, put_on_agenda
from bot.services.meetings.load_meeting import load_current_meeting
from bot.services.meetings.load_teams import load_team_weeks
from bot.services.meetings.team_rights import find_team_of
from bot.services.people.change_teams import list_teams_of, pick_team
from bot.services.people.person_cache import Person
from bot.storage.meetings.meetings import DecisionState

DECIDED_WORDS = frozenset({"besloten", "besluit", "decided", "decision"})
STATES = {"done": DecisionState.DONE, "dropped": DecisionState.DROPPED, "reopened": DecisionState.OPEN}


async def say_meeting(bot: Bot, interaction: Interaction) -> Reply:
    """Show the agenda, put what was typed on it, or write down a decision ("overleg besloten …")."""
    person = interaction.person
    team, rest = pick_team(await list_teams_of(bot.database, person=person), interaction.text.strip())
    if team is None:
        raise TeamMissing
    first, _, text = rest.partition(" ")
    if first.casefold() in DECIDED_WORDS:
        if not text.strip() and not interaction.opens_forms:
            return Reply(message=await _show(bot, person, team.id))
        if not text.strip():
            return Reply(form=build_decisions_form(bot.speak(person.rep), team), shown=Shown.ADDED)
        return Reply(message=await _note(bot, interaction, team.id, text))
    if rest:
        point = AskedPoint(PointKind.TYPED, 0, rest)
        await put_on_agenda(bot.database, rep=person.rep, team_id=team.id, point=point, now=bot.now())
        return Reply(message=build_point_added(bot.speak(person.rep), team, note=rest))
    return Reply(message=await _show(bot, person, team.id))


async def show_teams(bot: Bot, interaction: Interaction) -> Reply:
    """Show the teams that a person leads side by side."""
    person = interaction.person
    teams = await list_teams_of(bot.database, person=person)
    weeks = await load_team_weeks(bot.database, person=person, teams=teams, now=bot.now())
    return Reply(message=build_teams(bot.speak(person.rep), weeks, ritme=bot.commands.ritme))


async def show(bot: Bot, interaction: Interaction) -> Reply:
    """Show the agenda below a message."""
    return added(await _show(bot, interaction.person, interaction.read(TeamRef).team_id))


async def add(bot: Bot, interaction: Interaction) -> Reply:
    """Put what the button is about on the agenda."""
    asked, rep = interaction.read(PointRef), interaction.person.rep
    point = AskedPoint(asked.kind, asked.subject)
    team, deal = await put_on_agenda(bot.database, rep=rep, team_id=asked.team_id, point=point, now=bot.now())
    return added(build_point_added(bot.speak(rep), team, deal=deal))


async def open_note(bot: Bot, interaction: Interaction) -> Reply:
    """Open the form for what was decided."""
    rep = interaction.person.rep
    access = await find_team_of(bot.database, rep=rep, team_id=interaction.read(TeamRef).team_id)
    return Reply(form=build_decisions_form(bot.speak(rep), access.team), shown=Shown.ADDED)


async def submit_note(bot: Bot, interaction: Interaction) -> Reply:
    """Write down what was decided."""
    team_id = interaction.read(TeamRef).team_id
    return added(await _note(bot, interaction, team_id, interaction.filled.text(LINES_FIELD)))


async def finish(bot: Bot, interaction: Interaction) -> Reply:
    """Note that a decision was carried out."""
    return await _close(bot, interaction, "done")


async def drop(bot: Bot, interaction: Interaction) -> Reply:
    """Take a decision off the list."""
    return await _close(bot, interaction, "dropped")


async def reopen(bot: Bot, interaction: Interaction) -> Reply:
    """Put a decision back on the list."""
    return await _close(bot, interaction, "reopened")


async def _show(bot: Bot, person: Person, team_id: int) -> Message:
    meeting = await load_current_meeting(bot.database, person=person, team_id=team_id, now=bot.now())
    return build_meeting(bot.speak(person.rep), meeting)


async def _note(bot: Bot, interaction: Interaction, team_id: int, text: str) -> Message:
    rep = interaction.person.rep
    team, lines = await note_decisions(
        bot.database, rep=rep, team_id=team_id, text=text, request_key=interaction.request_key, now=bot.now()
    )
    return build_decisions_noted(bot.speak(rep), team, lines)


async def _close(bot: Bot, interaction: Interaction, block: str) -> Reply:
    rep, decision_id = interaction.person.rep, interaction.read(DecisionRef).decision_id
    decided = await close_decision(bot.database, rep=rep, decision_id=decision_id, state=STATES[block], now=bot.now())
    return added(build_decision_closed(bot.speak(rep), decided, block))


WORDS: Handlers = {**dict.fromkeys(("overleg", "meeting", "agenda"), say_meeting), "teams": show_teams}
BUTTONS: Handlers = {
    "meeting_show": show,
    "meeting_add": add,
    "meeting_note": open_note,
    "decision_done": finish,
    "decision_drop": drop,
    "decision_reopen": reopen,
}
FORMS: Handlers = {DECISIONS_FORM: submit_note}
