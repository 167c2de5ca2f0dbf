"""The buttons of the greeting: choose the hour of the plan, or not now; and what is said after the first contact."""

from dataclasses import replace

from bot.domain.people.rhythm import find_hour_problem, move_morning
from bot.interactions.interaction import Handlers, Interaction, Reply, Shown, added, unless_on_page
from bot.messages.calendar.place import describe_place
from bot.messages.text.message import Controls, Message
from bot.messages.welcome.greeting import build_later
from bot.messages.welcome.hour import HOUR_FORM, build_hour_form, build_hour_saved, describe_first_log
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from bot.services.welcome.first_steps import FirstMorning, choose_hour, find_later, note_first_log


async def open_hour(bot: Bot, interaction: Interaction) -> Reply:
    """Open the form with the hour of the plan."""
    rep = interaction.person.rep
    return Reply(form=build_hour_form(bot.speak(rep), rep), shown=Shown.ADDED)


async def submit_hour(bot: Bot, interaction: Interaction) -> Reply:
    """Store the hour of the plan."""
    person, now = interaction.person, bot.now()
    words, at = bot.speak(person.rep), interaction.filled.time("morning_at") or person.rep.rhythm.morning_at
    problem = find_hour_problem(move_morning(person.rep.rhythm, at))
    if problem is not None:
        return Reply(problems={"morning_at": words.plain(f"settings_form.{problem}")})
    first = await choose_hour(bot.database, person=person, at=at, now=now)
    bot.people.forget(person)
    today = now.astimezone(person.rep.zone).date()
    message = build_hour_saved(words, at=first.at, day=first.day, today=today)
    return unless_on_page(interaction, Reply(message=message, shown=Shown.ADDED))


async def say_later(bot: Bot, interaction: Interaction) -> Reply:
    """Leave somebody alone who does not begin now."""
    person = interaction.person
    later = await find_later(bot.database, person=person, now=bot.now())
    return added(build_later(bot.speak(person.rep), later))


async def find_first_morning(bot: Bot, person: Person) -> FirstMorning | None:
    """Save that somebody logged something; return when the bot comes back to it, once, if it was the first."""
    if not person.rep.is_newcomer:
        return None
    first = await note_first_log(bot.database, person=person, now=bot.now())
    bot.people.forget(person)
    return first


async def add_first_morning(bot: Bot, person: Person, message: Message) -> Message:
    """Say once, after the first contact, when the bot comes back to it, and by which country's holidays it goes.

    It stands above the buttons of the answer.
    """
    now = bot.now()
    first = await find_first_morning(bot, person)
    if first is None:
        return message
    today = now.astimezone(person.rep.zone).date()
    has_history = person.rep.first_day is not None and person.rep.first_day < today
    words = bot.speak(person.rep)
    said = describe_first_log(words, at=first.at, day=first.day, today=today, has_history=has_history)
    country, region = person.place
    holidays = describe_place(words, country=country, region=region)
    end = len(message.parts) - isinstance(message.parts[-1], Controls)
    return replace(message, parts=(*message.parts[:end], said, holidays, *message.parts[end:]))


BUTTONS: Handlers = {"hour_open": open_hour, "welcome_later": say_later}
FORMS: Handlers = {HOUR_FORM: submit_hour}
