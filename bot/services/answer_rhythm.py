"""A rep's own say over what the bot says: stop, start, the settings, and the list of what was said (R3)."""

from bot.messages.delivery.delivery_log import build_delivery_log
from bot.messages.rhythm.rhythm_answers import build_settings_button, build_started, build_stopped
from bot.messages.text.message import Message
from bot.ports import Directory
from bot.services.bot import Bot
from bot.services.delivery.show_deliveries import show_deliveries
from bot.services.people.people_book import Person
from bot.services.rhythm.pause import start_nudges, stop_nudges


async def _answer_stop(bot: Bot, person: Person, _rest: str, _directory: Directory) -> Message:
    await stop_nudges(bot.database, rep=person.rep, now=bot.now())
    bot.people.forget(person)
    return build_stopped(bot.speak(person.rep), ritme=bot.commands.ritme)


async def _answer_start(bot: Bot, person: Person, _rest: str, _directory: Directory) -> Message:
    await start_nudges(bot.database, rep=person.rep, now=bot.now())
    bot.people.forget(person)
    return build_started(bot.speak(person.rep), person.rep)


async def _answer_settings(bot: Bot, person: Person, _rest: str, _directory: Directory) -> Message:
    return build_settings_button(bot.speak(person.rep))


async def _answer_log(bot: Bot, person: Person, _rest: str, _directory: Directory) -> Message:
    past = await show_deliveries(bot.database, rep=person.rep, now=bot.now())
    return build_delivery_log(bot.speak(person.rep), person.rep, past, ritme=bot.commands.ritme)


RHYTHM_ANSWERS = {
    **dict.fromkeys(("stop", "pauze", "pause"), _answer_stop),
    **dict.fromkeys(("start", "hervat", "resume"), _answer_start),
    **dict.fromkeys(("instellingen", "settings"), _answer_settings),
    **dict.fromkeys(("log", "logboek", "history"), _answer_log),
}
