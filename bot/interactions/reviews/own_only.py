"""Overviews that are of a person alone: who names a colleague behind them is told that they are not shown (K10)."""

from bot.interactions.interaction import Handler, Handlers, Interaction, Reply
from bot.messages.reviews.not_shown import build_not_shown
from bot.services.bot import Bot
from bot.services.reviews.find_colleague import find_colleague


def own_only(handler: Handler) -> Handler:
    """Return the handler, unless a colleague is named: `week @Sanne`, `scorekaart Oliver`."""

    async def handle(bot: Bot, interaction: Interaction) -> Reply:
        person, typed = interaction.person, interaction.text.strip()
        if not typed:
            return await handler(bot, interaction)
        mentioned = interaction.directory.find_person(typed)
        colleague = await find_colleague(bot.database, person=person, external_id=mentioned, typed=typed)
        if colleague is None:
            return await handler(bot, interaction)
        words, leads = bot.speak(person.rep), person.rep.role.leads
        return Reply(message=build_not_shown(words, colleague, leads=leads))

    return handle


def keep_private(words: Handlers) -> Handlers:
    """Return the same words, each of a person alone; the aliases of one handler stay those of one."""
    wrapped = {handler: own_only(handler) for handler in words.values()}
    return {word: wrapped[handler] for word, handler in words.items()}
