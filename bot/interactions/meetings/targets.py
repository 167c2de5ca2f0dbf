"""A manager sets the targets of everybody in a team, from a day on (R1)."""

from datetime import timedelta

from bot.domain.log.activity import Kind
from bot.domain.people.team_targets import DayTargets
from bot.domain.reviews.review import find_monday
from bot.interactions.interaction import Filled, Handlers, Interaction, Reply, Shown, added
from bot.messages.meetings.team_targets import (
    DAY_FIELD,
    TARGETS_FORM,
    build_targets_form,
    build_targets_set,
    build_targets_told,
)
from bot.messages.people.target_fields import MOST_A_DAY, name_target
from bot.messages.text.button_values import TeamRef
from bot.messages.text.words import load_words
from bot.services.bot import Bot
from bot.services.delivery.tell_colleague import tell_colleague
from bot.services.meetings.team_targets import TeamTargets, load_team_targets, set_team_targets

WEEK = timedelta(days=7)


async def open_targets(bot: Bot, interaction: Interaction) -> Reply:
    """Open the form, with next Monday as the first day."""
    person, team_id = interaction.person, interaction.read(TeamRef).team_id
    found = await load_team_targets(bot.database, person=person, team_id=team_id, now=bot.now())
    from_day = find_monday(bot.now().astimezone(found.team.zone).date()) + WEEK
    form = build_targets_form(bot.speak(person.rep), found.team, found.targets, from_day=from_day)
    return Reply(form=form, shown=Shown.ADDED)


async def submit_targets(bot: Bot, interaction: Interaction) -> Reply:
    """Set the targets, and tell each colleague whom they concern (K3)."""
    person, team_id = interaction.person, interaction.read(TeamRef).team_id
    before = await load_team_targets(bot.database, person=person, team_id=team_id, now=bot.now())
    targets = _read_targets(interaction.filled, before)
    from_day = interaction.filled.day(DAY_FIELD) or bot.now().astimezone(before.team.zone).date()
    found = await set_team_targets(
        bot.database, person=person, team_id=team_id, targets=targets, from_day=from_day, now=bot.now()
    )
    bot.people.forget_workspace(person.workspace)
    others = [rep for rep in found.reps if rep.id != person.rep.id]
    for rep in others:
        words = load_words(rep.language, today=bot.now().astimezone(rep.zone).date())
        message = build_targets_told(words, found.team, targets, from_day=from_day, by=person.rep.name)
        await tell_colleague(
            bot.database, by=person, rep=rep, message=message, request_key=interaction.request_key, now=bot.now()
        )
    words = bot.speak(person.rep)
    return added(build_targets_set(words, found.team, targets, from_day=from_day, people=len(others)))


def _read_targets(filled: Filled, before: TeamTargets) -> DayTargets:
    def read(kind: Kind, default: int) -> int:
        return filled.number(name_target(kind), default=default, lowest=0, highest=MOST_A_DAY)

    was = before.targets
    return DayTargets(read(Kind.MESSAGE, was.message), read(Kind.CALL, was.call), read(Kind.VISIT, was.visit))


BUTTONS: Handlers = {"team_target": open_targets}
FORMS: Handlers = {TARGETS_FORM: submit_targets}
