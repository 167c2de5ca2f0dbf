"""The deal command: list, help, stages, hand-over, and lines about deals."""

from dataclasses import replace

from bot.domain.deals.deal_line import DealLine
from bot.domain.deals.deal_words import STATES, WISH_WORDS, write_deal
from bot.domain.deals.deals import Deal, DealState
from bot.domain.deals.errors import DealClosed, DealMissing, DealWordUnknown
from bot.domain.deals.fitting_deals import find_fitting
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown
from bot.domain.people.people import Rep
from bot.domain.people.stages import name_stage
from bot.domain.text.nearest import find_nearest
from bot.interactions.deals.cards import hand_over_to
from bot.interactions.deals.lines import answer_line, find_line_account
from bot.interactions.deals.parser import make_parser
from bot.interactions.interaction import Handlers, Interaction, Reply
from bot.messages.deals.deal_answers import build_deal_help, build_stages
from bot.messages.deals.deal_card import build_deal_list, build_gift_choice
from bot.messages.deals.deal_parts import build_account_question
from bot.messages.home.menu import build_meant
from bot.messages.text.menu_values import MeantWord
from bot.services.bot import Bot
from bot.services.deals.find_meant import find_deal_named
from bot.services.deals.load_deals import list_account_deals, list_own_deals
from bot.services.deals.set_stages import set_stages
from bot.services.people.find_receiver import get_receiver

# The words of a change, those of closing first; a button's value has room for a line up to this length.
SAID_WORDS = (*STATES, *sorted(WISH_WORDS - STATES.keys()))
LONGEST_MEANT = 300


async def handle_deal(bot: Bot, interaction: Interaction) -> Reply:
    """Dispatch on the first word after the command."""
    first, _, rest = interaction.addressed.strip().partition(" ")
    handler = WORDS.get(first.casefold())
    if handler is not None:
        return await handler(bot, replace(interaction, text=rest.strip()))
    try:
        return await answer_line(bot, interaction)
    except DealWordUnknown as error:
        asked = _ask_meant(bot, interaction, error)
        if asked is None:
            raise
        return asked


def _ask_meant(bot: Bot, interaction: Interaction, error: DealWordUnknown) -> Reply | None:
    """Ask whether a known word was meant by one that is none, in the same line; None when it is near none."""
    person = interaction.person
    stages = (name_stage(each, person.rep.language) for each in person.workspace.deal_stages.names)
    near = find_nearest(error.typed, (*stages, *SAID_WORDS))[:1]
    words_typed = interaction.text.split()
    if not near or error.typed not in words_typed or len(interaction.text) > LONGEST_MEANT:
        return None
    line = " ".join(near[0] if word == error.typed else word for word in words_typed)
    meant = {near[0]: MeantWord("deal", line)}
    return Reply(message=build_meant(bot.speak(person.rep), typed=error.typed, meant=meant))


async def _list_deals(bot: Bot, interaction: Interaction) -> Reply:
    person = interaction.person
    deals = await list_own_deals(bot.database, person=person, now=bot.now())
    return Reply(message=build_deal_list(bot.speak(person.rep), deals, command=bot.commands.deal))


async def _show_help(bot: Bot, interaction: Interaction) -> Reply:
    return Reply(message=build_deal_help(bot.speak(interaction.person.rep), command=bot.commands.deal))


async def _set_stages(bot: Bot, interaction: Interaction) -> Reply:
    """Show the deal stages, or set them for the whole workspace."""
    person = interaction.person
    words, leads = bot.speak(person.rep), person.rep.role.leads
    if not interaction.text:
        return Reply(message=build_stages(words, person.workspace.deal_stages, may_change=leads))
    stages = await set_stages(bot.database, person=person, typed=interaction.text)
    bot.people.forget_workspace(person.workspace)
    return Reply(message=build_stages(words, stages, may_change=leads, is_new=True))


async def _hand_over(bot: Bot, interaction: Interaction) -> Reply:
    """Hand a deal over to the mentioned colleague; when several deals fit, ask which one."""
    typed, _, mention = interaction.text.rpartition(" ")
    person = interaction.person
    receiver = await get_receiver(bot.database, person=person, external_id=interaction.directory.find_person(mention))
    reader = await make_parser(bot, person)
    line = reader.parse_account(typed)
    try:
        account = await find_line_account(bot, person, line)
    except (AccountUnknown, AccountAmbiguous) as error:
        deal = await find_deal_named(bot.database, person=person, name=line.account)
        if deal is None:
            return Reply(message=build_account_question(bot.speak(person.rep), error, ()))
        line = replace(line, account_id=deal.account_id, deal_id=deal.id)
        account = await find_line_account(bot, person, line)
    known = await list_account_deals(bot.database, person=person, account_id=account.id)
    line = replace(reader.parse_changes(line, [deal.name for deal in known]), account_id=account.id)
    return await give_deal(bot, interaction, line, receiver)


async def give_deal(bot: Bot, interaction: Interaction, line: DealLine, receiver: Rep) -> Reply:
    """Hand the open deal of a line's account over to a colleague; when several deals fit, ask which one."""
    person = interaction.person
    account = await find_line_account(bot, person, line)
    known = await list_account_deals(bot.database, person=person, account_id=account.id)
    fitting = find_fitting(account, line, known, stages=person.workspace.deal_stages)
    still_open = _check_open(fitting, line)
    if len(still_open) > 1:
        words = bot.speak(person.rep)
        return Reply(message=build_gift_choice(words, still_open, receiver=receiver.external_id))
    return await hand_over_to(bot, interaction, still_open[0].id, receiver.external_id, line.status)


def _check_open(fitting: list[Deal], line: DealLine) -> list[Deal]:
    """Return the open deals.

    Raises:
        DealClosed: the named deal was won or lost.
        DealMissing: the account has no open deal.
    """
    still_open = [deal for deal in fitting if deal.state is DealState.OPEN]
    if still_open:
        return still_open
    closed = fitting[0]
    if line.name or line.unread or line.deal_id is not None:
        raise DealClosed(closed.account_name, closed.name, write_deal(closed.account_name, closed.name))
    raise DealMissing(closed.account_name)


COMMANDS: Handlers = {"deal": handle_deal}
WORDS: Handlers = {
    **dict.fromkeys(("", "lijst", "list"), _list_deals),
    **dict.fromkeys(("help", "hulp", "?"), _show_help),
    **dict.fromkeys(("fasen", "stages"), _set_stages),
    **dict.fromkeys(("geef", "give"), _hand_over),
}
