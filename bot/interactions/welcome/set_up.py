"""The form that puts a whole team in place: open, read and carry out."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.domain.calendar.countries import COUNTRIES
from bot.domain.linking.errors import ChosenAtHome
from bot.domain.log.activity import Kind
from bot.domain.people.errors import ChannelUnknown, ColleagueUnknown, ManagersOnly, PersonUnknown, StrangerRefused
from bot.domain.people.people import Rep, Role, Targets
from bot.domain.people.person_targets import parse_person_targets
from bot.domain.people.rhythm import find_hour_problem, move_morning
from bot.errors import ButtonExpired
from bot.interactions.interaction import Filled, Handlers, Interaction, Reply, Shown, added
from bot.interactions.people.meeting import meet_colleague
from bot.messages.people.settings_form import LEADS
from bot.messages.people.target_fields import MOST_A_DAY, name_target
from bot.messages.text.message import Message
from bot.messages.text.words import LANGUAGES
from bot.messages.welcome.set_up_form import (
    SET_UP_FORM,
    USUAL_MORNING,
    WEEKDAYS,
    build_set_up_form,
    build_set_up_offer,
    build_team_placed,
)
from bot.ports import FoundChannel
from bot.services.bot import Bot
from bot.services.people.change_teams import list_teams_of
from bot.services.people.person_cache import Meeting, Person
from bot.services.people.set_up_people import check_team_name
from bot.services.welcome.set_up_team import TeamPlaced, TeamSetUp, set_up_team

# Slack takes an answer to a form within three seconds, and each new colleague is looked up.
MOST_PEOPLE = 40


async def open_form(bot: Bot, interaction: Interaction) -> Reply:
    """Open the form; where no form can open, show the button that opens it."""
    person = interaction.person
    if not person.rep.role.leads:
        raise ManagersOnly
    if person.come_as is not None:
        raise ChosenAtHome(person.workspace.platform)
    words = bot.speak(person.rep)
    if not interaction.opens_forms:
        return Reply(message=build_set_up_offer(words))
    own = await list_teams_of(bot.database, person=person)
    form = build_set_up_form(words, person.rep, person.workspace, team=own[0].name if own else "")
    return Reply(form=form, shown=Shown.ADDED)


async def submit(bot: Bot, interaction: Interaction) -> Reply:
    """Put the team in place, and have everybody told."""
    person, filled = interaction.person, interaction.filled
    if not person.rep.role.leads:
        raise ManagersOnly
    problems = _find_problems(bot, person.rep, filled)
    if problems:
        return Reply(problems=problems)
    channel = await _find_channel(interaction)
    people = await _meet(bot, interaction)
    set_up = _read(filled, people, channel, person.workspace.country)
    placed = await set_up_team(bot.database, person=person, set_up=set_up, now=bot.now())
    bot.people.forget_all()
    unreached = await interaction.directory.list_unreached(people)
    not_here = sorted(people[each].name for each in unreached if people[each].id != person.rep.id)
    return added(_build_answer(bot, person, placed, channel, not_here))


def _find_problems(bot: Bot, rep: Rep, filled: Filled) -> Mapping[str, str]:
    check_team_name(filled.text("team"))
    rhythm = move_morning(rep.rhythm, filled.time("morning_at") or USUAL_MORNING)
    words, targets = bot.speak(rep), _read_targets(filled)
    picked = filled.ticked("people") | filled.ticked("leaders")
    problems = {
        "morning_at": find_hour_problem(rhythm),
        "target_message": None if any((targets.message, targets.call, targets.visit)) else "no_targets",
        "days": None if filled.ticked("days") <= set(WEEKDAYS) and filled.ticked("days") else "no_days",
        "people": None if len(picked) <= MOST_PEOPLE else "too_many_people",
    }
    return {field: words.plain(f"settings_form.{code}") for field, code in problems.items() if code is not None}


async def _find_channel(interaction: Interaction) -> FoundChannel | None:
    typed = interaction.filled.choice("channel")
    if typed is None:
        return None
    channel = await interaction.directory.find_channel(typed)
    if channel is None:
        raise ChannelUnknown("")
    return channel


async def _meet(bot: Bot, interaction: Interaction) -> dict[str, Rep]:
    """Return the picked colleagues by the platform's id; those who are new here are added."""
    allows_guest = interaction.person.rep.role is Role.ADMINISTRATOR
    picked = sorted(interaction.filled.ticked("people") | interaction.filled.ticked("leaders"))

    async def meet(external_id: str) -> Person:
        return await meet_colleague(bot, interaction, external_id, meeting=Meeting.PLACED, allows_guest=allows_guest)

    try:
        found = await asyncio.gather(*map(meet, picked))
    except (PersonUnknown, StrangerRefused) as error:
        raise ColleagueUnknown from error
    return {person.rep.external_id: person.rep for person in found}


def _read(filled: Filled, people: Mapping[str, Rep], channel: FoundChannel | None, own_country: str) -> TeamSetUp:
    targets = _read_targets(filled)
    names = {rep.id: rep.name for rep in people.values()}
    country, language = filled.choice("country") or own_country, filled.choice("language")
    if language not in LANGUAGES or country not in {*COUNTRIES, own_country}:
        raise ButtonExpired
    return TeamSetUp(
        team=check_team_name(filled.text("team")),
        members=frozenset(people[each].id for each in filled.ticked("people")),
        leaders=frozenset(people[each].id for each in filled.ticked("leaders")),
        leaders_sell=filled.choice("selling") != LEADS,
        targets=targets,
        own_targets=parse_person_targets(filled.text("person_targets"), names, targets),
        week="".join("1" if day in filled.ticked("days") else "0" for day in WEEKDAYS),
        morning_at=filled.time("morning_at") or USUAL_MORNING,
        country=country,
        language=language,
        channel=channel.address if channel is not None else None,
    )


def _read_targets(filled: Filled) -> Targets:
    usual = Targets()
    message, call, visit = (
        filled.number(name_target(kind), default=usual.of(kind), lowest=0, highest=MOST_A_DAY)
        for kind in (Kind.MESSAGE, Kind.CALL, Kind.VISIT)
    )
    return replace(usual, message=message, call=call, visit=visit)


def _build_answer(
    bot: Bot, person: Person, placed: TeamPlaced, channel: FoundChannel | None, not_here: Sequence[str]
) -> Message:
    now = bot.now()
    return build_team_placed(
        bot.speak(person.rep),
        placed.team,
        others=placed.others,
        channel=channel.name if channel is not None else None,
        told=(placed.first_told_at, placed.last_told_at),
        not_here=not_here,
        rep=person.rep,
        now=now,
    )


WORDS: Handlers = dict.fromkeys(("inrichten", "setup", "set-up"), open_form)
BUTTONS: Handlers = {"set_up_open": open_form}
FORMS: Handlers = {SET_UP_FORM: submit}
