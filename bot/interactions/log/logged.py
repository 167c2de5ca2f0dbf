"""The answer to a logged contact, with its deal and suggestions for the next step (V1, V2)."""

from bot.domain.home.day import LoggedEntry
from bot.messages.log.activity_logged import build_activity_logged
from bot.messages.text.message import Message
from bot.services.bot import Bot
from bot.services.log.load_logged_extras import load_logged_extras
from bot.services.people.person_cache import Person


async def answer_logged(
    bot: Bot, *, person: Person, logged: LoggedEntry, changed: bool = False, none_agreed: bool = False
) -> Message:
    """Build the answer; ``none_agreed`` means that no next step was agreed, so that the question is not repeated."""
    after = await load_logged_extras(bot.database, person=person, logged=logged, now=bot.now(), asks=not none_agreed)
    words = bot.speak(person.rep)
    return build_activity_logged(words, logged, after=after, changed=changed, none_agreed=none_agreed)
