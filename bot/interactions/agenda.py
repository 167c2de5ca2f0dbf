"""What a rep agreed and is still to do, each to be moved or ticked off where it is shown."""

from bot.domain.home.day import Agenda
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
    person = interaction.person
    day = await load_current_day(bot.database, person=person, now=bot.now())
    agenda = await load_own_agenda(bot.database, person=person, now=bot.now())
    account = await find_named_in(bot, interaction)
    at_account = Agenda() if account is None else _keep_those_at(agenda, account.id)
    found = agenda if at_account == Agenda() else at_account
    return Reply(message=build_agenda(bot.speak(person.rep), found, day=day))


def _keep_those_at(agenda: Agenda, account_id: int) -> Agenda:
    def keep(steps: tuple[AgreedStep, ...]) -> tuple[AgreedStep, ...]:
        return tuple(step for step in steps if step.account_id == account_id)

    return Agenda(keep(agenda.overdue), keep(agenda.today), keep(agenda.later))


async def show_agreed_there(bot: Bot, interaction: Interaction) -> Reply | None:
    """Show the rep's open steps at the account that a message names; None when there are none."""
    account = await find_named_in(bot, interaction)
    if account is None:
        return None
    agenda = _keep_those_at(await load_own_agenda(bot.database, person=interaction.person, now=bot.now()), account.id)
    return None if agenda == Agenda() else await show_agenda(bot, interaction)


async def show_to_do(bot: Bot, interaction: Interaction) -> Reply:
    """Show what is agreed for today or overdue, or all that is agreed if that is asked; without any, the day so far."""
    person = interaction.person
    day = await load_current_day(bot.database, person=person, now=bot.now())
    agenda = await load_own_agenda(bot.database, person=person, now=bot.now())
    asks_all = not _AGREED.isdisjoint(fold_word(token) for token, _, _ in split_tokens(interaction.text))
    has_some = agenda.overdue or agenda.today or (asks_all and agenda.later)
    words = bot.speak(person.rep)
    return Reply(message=build_agenda(words, agenda, day=day) if has_some else build_day_with_menu(words, day))


WORDS: Handlers = dict.fromkeys(("afspraken", "appointments", "agenda"), show_agenda)
