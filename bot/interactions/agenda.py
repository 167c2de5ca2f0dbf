"""What a rep agreed and is still to do, each to be moved or ticked off where it is shown."""

from bot.domain.home.day import Agenda, RepDay
from bot.domain.log.next_steps import AgreedStep
from bot.domain.text.words import fold_word, split_tokens, word_set
from bot.interactions.accounts.cards import find_named_in
from bot.interactions.interaction import Handlers, Interaction, Reply
from bot.messages.home.agenda import build_agenda
from bot.messages.home.menu import build_day_with_menu
from bot.services.bot import Bot
from bot.services.home.load_day import load_current_day
from bot.services.home.load_home import load_own_agenda

# Who asks with one of these wants all that is agreed, and not what is to be done today alone.
_AGREED = word_set("open afspraak afspraken agenda planning appointment appointments steps stappen morgen tomorrow")


async def show_agenda(bot: Bot, interaction: Interaction) -> Reply:
    """Show the rep's open steps; those at the account that the message names, if there are any."""
    agenda = await _load(bot, interaction)
    return await _show(bot, interaction, await _find_there(bot, interaction, agenda) or agenda)


async def show_agreed_there(bot: Bot, interaction: Interaction) -> Reply | None:
    """Show the rep's open steps at the account that a message names; None when there are none."""
    there = await _find_there(bot, interaction, await _load(bot, interaction))
    return None if there is None else await _show(bot, interaction, there)


async def show_to_do(bot: Bot, interaction: Interaction) -> Reply:
    """Show what is agreed for today or overdue, or all that is agreed if that is asked; without any, the day so far."""
    agenda = await _load(bot, interaction)
    asks_all = not _AGREED.isdisjoint(fold_word(token) for token, _, _ in split_tokens(interaction.text))
    if agenda.overdue or agenda.today or (asks_all and agenda.later):
        return await _show(bot, interaction, agenda)
    words = bot.speak(interaction.person.rep)
    return Reply(message=build_day_with_menu(words, await _load_day(bot, interaction)))


async def _load(bot: Bot, interaction: Interaction) -> Agenda:
    return await load_own_agenda(bot.database, person=interaction.person, now=bot.now())


async def _load_day(bot: Bot, interaction: Interaction) -> RepDay:
    return await load_current_day(bot.database, person=interaction.person, now=bot.now())


async def _show(bot: Bot, interaction: Interaction, agenda: Agenda) -> Reply:
    day = await _load_day(bot, interaction)
    return Reply(message=build_agenda(bot.speak(interaction.person.rep), agenda, day=day))


async def _find_there(bot: Bot, interaction: Interaction, agenda: Agenda) -> Agenda | None:
    """Return what is agreed with the account that the message names, None when nothing is."""
    account = await find_named_in(bot, interaction)
    if account is None:
        return None

    def keep(steps: tuple[AgreedStep, ...]) -> tuple[AgreedStep, ...]:
        return tuple(step for step in steps if step.account_id == account.id)

    there = Agenda(keep(agenda.overdue), keep(agenda.today), keep(agenda.later))
    return None if there == Agenda() else there


WORDS: Handlers = dict.fromkeys(("afspraken", "appointments", "agenda"), show_agenda)
