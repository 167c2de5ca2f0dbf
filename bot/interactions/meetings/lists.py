"""The lists behind the figures of a team, for who asks for them, and moving or dropping several steps at once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.domain.log.errors import StepGone
from bot.errors import ButtonExpired
from bot.interactions.interaction import Filled, Handler, Handlers, Interaction, Reply, Shown, added, check_day
from bot.interactions.reviews.open_steps import show_open_steps
from bot.interactions.reviews.views import show_stalled, show_team_coverage
from bot.messages.meetings.open_steps import (
    ACT_FIELD,
    DAY_FIELD,
    DROP,
    STEPS_FIELD,
    STEPS_FORM,
    build_steps_back,
    build_steps_changed,
    build_steps_changed_by,
    build_steps_form,
)
from bot.messages.text.button_values import TeamRef
from bot.messages.text.meeting_values import StepsBack, TeamListKind, TeamListRef
from bot.messages.text.record_values import GREATEST_ID
from bot.messages.text.words import load_words
from bot.services.bot import Bot
from bot.services.delivery.tell_colleague import tell_colleague
from bot.services.meetings.open_steps import change_steps, list_open_steps, put_back_steps
from bot.services.meetings.team_rights import find_team_of

# More than a form can hold.
MOST_STEPS = 20


async def show_list(bot: Bot, interaction: Interaction) -> Reply:
    """Show the list behind a figure below it, to who pressed only."""
    asked, person = interaction.read(TeamListRef), interaction.person
    access = await find_team_of(bot.database, rep=person.rep, team_id=asked.team_id)
    seen = replace(person, rep=replace(person.rep, team_id=access.team.id))
    reply = await LISTS[asked.kind](bot, replace(interaction, person=seen))
    return replace(reply, shown=Shown.ADDED)


async def choose_steps(bot: Bot, interaction: Interaction) -> Reply:
    """Open the form that moves or drops several steps."""
    person, team_id = interaction.person, interaction.read(TeamRef).team_id
    found = await list_open_steps(bot.database, person=person, team_id=team_id, now=bot.now())
    if not found.steps:
        raise StepGone
    form = build_steps_form(bot.speak(person.rep), found.steps, team_id=team_id, day=found.next_day)
    return Reply(form=form, shown=Shown.ADDED)


async def submit_steps(bot: Bot, interaction: Interaction) -> Reply:
    """Move or drop the chosen steps, and tell the colleagues whose they are (K3)."""
    person, filled = interaction.person, interaction.filled
    team_id = interaction.read(TeamRef).team_id
    found = await list_open_steps(bot.database, person=person, team_id=team_id, now=bot.now())
    due_on = None if filled.choice(ACT_FIELD) == DROP else filled.day(DAY_FIELD) or found.next_day
    changed = await change_steps(
        bot.database,
        person=person,
        team_id=team_id,
        step_ids=_read_ids(filled),
        due_on=due_on,
        now=bot.now(),
    )
    for rep, steps in changed.others:
        words = load_words(rep.language, today=bot.now().astimezone(rep.zone).date())
        message = build_steps_changed_by(words, steps, by=person.rep.name, due_on=due_on)
        await tell_colleague(
            bot.database, by=person, rep=rep, message=message, request_key=interaction.request_key, now=bot.now()
        )
    words = bot.speak(person.rep)
    return added(build_steps_changed(words, changed.steps, team_id=team_id, due_on=due_on, told=bool(changed.others)))


async def put_back(bot: Bot, interaction: Interaction) -> Reply:
    """Put the steps back that were moved or dropped, and tell the colleagues whose they are (K3, K12)."""
    person, asked = interaction.person, interaction.read(StepsBack)
    back = await put_back_steps(bot.database, person=person, team_id=asked.team_id, days=_read_days(asked.days))
    for rep, steps in back.others:
        words = load_words(rep.language, today=bot.now().astimezone(rep.zone).date())
        message = build_steps_back(words, steps, by=person.rep.name)
        await tell_colleague(
            bot.database, by=person, rep=rep, message=message, request_key=interaction.request_key, now=bot.now()
        )
    return Reply(message=build_steps_back(bot.speak(person.rep), back.steps))


def _read_days(text: str) -> dict[int, date]:
    pairs = [pair.partition("=") for pair in text.split()[:MOST_STEPS]]
    try:
        days = {int(step_id): check_day(date.fromisoformat(day)) for step_id, _, day in pairs if step_id.isdecimal()}
    except ValueError as error:
        raise ButtonExpired from error
    return {step_id: day for step_id, day in days.items() if step_id <= GREATEST_ID}


def _read_ids(filled: Filled) -> frozenset[int]:
    ticked = filled.ticked(STEPS_FIELD)
    return frozenset(int(each) for each in ticked if each.isascii() and each.isdecimal() and int(each) <= GREATEST_ID)


LISTS: Mapping[TeamListKind, Handler] = {
    TeamListKind.STEPS: show_open_steps,
    TeamListKind.STALLED: show_stalled,
    TeamListKind.CUSTOMERS: show_team_coverage,
}
BUTTONS: Handlers = {"team_list": show_list, "steps_choose": choose_steps, "steps_back": put_back}
FORMS: Handlers = {STEPS_FORM: submit_steps}
