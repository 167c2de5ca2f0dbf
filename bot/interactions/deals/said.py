"""What is said of a deal without a command: a new one, won, lost or reopened, or given to a colleague (V1)."""

from dataclasses import replace

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.deals.deal_line import DealLine
from bot.domain.deals.deal_names import make_deal_key
from bot.domain.deals.deal_words import write_deal
from bot.domain.deals.deals import Deal, DealState
from bot.domain.deals.said_deal import SaidDeal, find_new_deal, find_said_deal
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown
from bot.domain.text.bounds import LONGEST_NAME
from bot.interactions.deals.commands import give_deal, handle_deal
from bot.interactions.interaction import Interaction, Reply
from bot.messages.lessons.lessons import describe_begun_lesson
from bot.services.accounts.find_named import find_named_account
from bot.services.bot import Bot
from bot.services.deals.load_deals import list_account_deals
from bot.services.lessons.save_lesson import begin_lesson
from bot.services.people.find_receiver import find_receiver_named

_STATE_WORDS = {DealState.OPEN: "heropen", DealState.WON: "gewonnen", DealState.LOST: "verloren"}


async def find_deal_said(bot: Bot, interaction: Interaction) -> Reply | None:
    """Do what a message says of a deal; None when it is about none, or names no known account."""
    opened = find_new_deal(interaction.text)
    if opened is not None:
        return await _tell(bot, interaction, f"nieuw {opened}")
    for said in find_said_deal(interaction.text):
        if said.state is DealState.WON and said.why:  # a reason is no line of its own, and a win keeps none here
            continue
        named = await _find_named(bot, interaction, said.what)
        if named is not None:
            reply = await _answer(bot, interaction, said, *named)
            if reply is not None:
                return reply
    return None


async def _answer(
    bot: Bot, interaction: Interaction, said: SaidDeal, account: NamedAccount, deal: Deal | None
) -> Reply | None:
    line = account.name if deal is None else write_deal(account.name, deal.name)
    if said.state is not None:
        before = deal or await _find_only_open(bot, interaction, account)
        reply = await _tell(bot, interaction, f"{line} {_STATE_WORDS[said.state]}")
        return await _begin_lesson(bot, interaction, reply, before, said.why) if said.why and before else reply
    mentioned = interaction.directory.find_person(said.receiver)
    receiver = await find_receiver_named(
        bot.database, person=interaction.person, external_id=mentioned, typed=said.receiver
    )
    if receiver is None:
        return None
    about = DealLine(account_id=account.id, deal_id=deal.id if deal else None)
    return await give_deal(bot, interaction, about, receiver)


async def _tell(bot: Bot, interaction: Interaction, line: str) -> Reply:
    return await handle_deal(bot, replace(interaction, text=line, addressed=line))


async def _find_named(bot: Bot, interaction: Interaction, typed: str) -> tuple[NamedAccount, Deal | None] | None:
    """Return the account that a text names, with the deal when the rest of the text is its name; None for others."""
    words = typed.split()
    for length in range(len(words), 0, -1):
        name, rest = " ".join(words[:length]), " ".join(words[length:])
        if len(name) > LONGEST_NAME:
            continue
        try:
            account = await find_named_account(bot.accounts, rep=interaction.person.rep, typed=name)
        except (AccountUnknown, AccountAmbiguous):
            continue
        if not rest:
            return account, None
        known = await list_account_deals(bot.database, person=interaction.person, account_id=account.id)
        named = [deal for deal in known if make_deal_key(rest) in make_deal_key(deal.name)]
        if named:
            return account, named[0]
    return None


async def _find_only_open(bot: Bot, interaction: Interaction, account: NamedAccount) -> Deal | None:
    known = await list_account_deals(bot.database, person=interaction.person, account_id=account.id)
    still_open = [deal for deal in known if deal.state is DealState.OPEN]
    return still_open[0] if len(still_open) == 1 else None


async def _begin_lesson(bot: Bot, interaction: Interaction, reply: Reply, deal: Deal, why: str) -> Reply:
    """Keep why a deal was lost as the beginning of its lesson, and say so below its card (N1)."""
    rep = interaction.person.rep
    begun = await begin_lesson(bot.database, rep=rep, deal_id=deal.id, happened=why)
    if not begun or reply.message is None:
        return reply
    told = describe_begun_lesson(bot.speak(rep), why)
    return replace(reply, message=replace(reply.message, parts=(*reply.message.parts, told)))
