"""Handlers for the country and region whose public holidays hold for a rep (R4)."""

from bot.interactions.interaction import Handlers, Interaction, Reply, Shown, unless_on_page
from bot.messages.calendar.place import PLACE_FORM, PLACE_OPEN, build_place_form, build_place_set, find_region
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from bot.services.rhythm.change_week import choose_country, choose_place, choose_region


async def open_place(bot: Bot, interaction: Interaction) -> Reply:
    """Open the form with the country and, where it matters, the region."""
    country, region = interaction.person.place
    form = build_place_form(bot.speak(interaction.person.rep), country=country, region=region)
    return Reply(form=form, shown=Shown.ADDED)


async def submit_place(bot: Bot, interaction: Interaction) -> Reply:
    """Store the country, and the region if it is one of that country."""
    person, filled = interaction.person, interaction.filled
    country = filled.choice("country") or person.place[0]
    region = find_region(filled.choice("region"), country=country)
    await choose_place(bot.database, rep=person.rep, country=country, region=region, now=bot.now())
    return unless_on_page(interaction, await _confirm(bot, person))


async def _say_country(bot: Bot, interaction: Interaction) -> Reply:
    await choose_country(bot.database, person=interaction.person, typed=interaction.text, now=bot.now())
    return await _confirm(bot, interaction.person)


async def _say_region(bot: Bot, interaction: Interaction) -> Reply:
    await choose_region(bot.database, person=interaction.person, typed=interaction.text, now=bot.now())
    return await _confirm(bot, interaction.person)


async def _confirm(bot: Bot, person: Person) -> Reply:
    bot.people.forget(person)
    known = await bot.people.find(person.workspace.external_id, person.rep.external_id, now=bot.now()) or person
    country, region = known.place
    return Reply(message=build_place_set(bot.speak(known.rep), country=country, region=region), shown=Shown.ADDED)


BUTTONS: Handlers = {PLACE_OPEN: open_place}
FORMS: Handlers = {PLACE_FORM: submit_place}
WORDS: Handlers = {
    **dict.fromkeys(("land", "country"), _say_country),
    **dict.fromkeys(("regio", "region"), _say_region),
}
