"""Handlers for introductions: ask, update, give and list (Z3, O5)."""

from dataclasses import replace

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.certainties.referrals import ReferralLine, ReferralState, parse_referral
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown
from bot.domain.people.people import Rep
from bot.interactions.interaction import Handlers, Interaction, Reply, Shown, added
from bot.messages.certainties.referrals import (
    build_referral,
    build_referral_choice,
    build_referral_list,
    build_referral_removed,
    build_referral_warning,
)
from bot.messages.text.button_values import AccountRef, ReferralAnyway, ReferralGiven, ReferralMove, ReferralRef
from bot.messages.text.message import Message
from bot.services.accounts.find_named import find_named_account
from bot.services.accounts.find_subject import get_account
from bot.services.bot import Bot
from bot.services.certainties.good_news import find_good_news_veto, list_good_news_vetoes
from bot.services.certainties.list_referrals import count_conversion, list_own_referrals
from bot.services.certainties.save_referral import ask_referral, move_referral, remove_referral, save_referral

LIST_WORDS = frozenset({"", "help", "hulp", "?", "lijst", "list"})


async def handle_referral(bot: Bot, interaction: Interaction) -> Reply:
    """Save the referral that was typed; without text, list the open ones and the conversion of referred deals."""
    rep = interaction.person.rep
    if interaction.text.strip().casefold() in LIST_WORDS:
        return await _list(bot, interaction)
    line = parse_referral(interaction.text)
    try:
        giver = await find_named_account(bot.accounts, rep=rep, typed=line.giver)
    except (AccountUnknown, AccountAmbiguous) as error:
        return Reply(message=build_referral_choice(bot.speak(rep), error))
    return Reply(message=await keep_line(bot, rep, giver, line, request_key=interaction.request_key))


async def ask(bot: Bot, interaction: Interaction) -> Reply:
    """Record that a customer was asked for an introduction; of an unhappy one, warn and ask first (K2)."""
    rep = interaction.person.rep
    giver = await get_account(bot.database, rep=rep, account_id=interaction.read(AccountRef).account_id)
    poor = await find_good_news_veto(bot.database, rep=rep, account_id=giver.id, now=bot.now())
    if poor is not None:
        return added(build_referral_warning(bot.speak(rep), giver, poor))
    return await _ask(bot, interaction, giver.id)


async def ask_anyway(bot: Bot, interaction: Interaction) -> Reply:
    """Record that an unhappy customer was asked for an introduction all the same."""
    rep, asked = interaction.person.rep, interaction.read(ReferralAnyway)
    if not asked.name:
        return replace(await _ask(bot, interaction, asked.giver_id), shown=Shown.REPLACED)
    giver = await get_account(bot.database, rep=rep, account_id=asked.giver_id)
    line = ReferralLine(giver=giver.name, name=asked.name, state=ReferralState.ASKED)
    return Reply(message=await _save(bot, rep, giver, line, request_key=interaction.request_key))


async def _ask(bot: Bot, interaction: Interaction, giver_id: int) -> Reply:
    rep = interaction.person.rep
    referral = await ask_referral(
        bot.database, rep=rep, giver_id=giver_id, request_key=interaction.request_key, now=bot.now()
    )
    return added(build_referral(bot.speak(rep), referral))


async def mark_given(bot: Bot, interaction: Interaction) -> Reply:
    """Record that the rep introduced two customers to each other (O5)."""
    given = interaction.read(ReferralGiven)
    account = await get_account(bot.database, rep=interaction.person.rep, account_id=given.giver_id)
    line = ReferralLine(giver=account.name, name=given.name, is_given=True)
    return added(await _save(bot, interaction.person.rep, account, line, request_key=interaction.request_key))


async def move(bot: Bot, interaction: Interaction) -> Reply:
    """Move a referral to another state."""
    said, rep = interaction.read(ReferralMove), interaction.person.rep
    referral = await move_referral(bot.database, rep=rep, referral_id=said.referral_id, state=said.state, now=bot.now())
    return Reply(message=build_referral(bot.speak(rep), referral))


async def remove(bot: Bot, interaction: Interaction) -> Reply:
    """Delete a referral."""
    rep = interaction.person.rep
    await remove_referral(bot.database, rep=rep, referral_id=interaction.read(ReferralRef).referral_id)
    return Reply(message=build_referral_removed(bot.speak(rep)))


async def keep_line(bot: Bot, rep: Rep, giver: NamedAccount, line: ReferralLine, *, request_key: str) -> Message:
    """Save a typed referral; before an unhappy customer is asked for one, warn and ask (K2)."""
    if line.is_request:
        poor = await find_good_news_veto(bot.database, rep=rep, account_id=giver.id, now=bot.now())
        if poor is not None:
            return build_referral_warning(bot.speak(rep), giver, poor, name=line.name)
    return await _save(bot, rep, giver, line, request_key=request_key)


async def _save(bot: Bot, rep: Rep, giver: NamedAccount, line: ReferralLine, *, request_key: str) -> Message:
    referral = await save_referral(
        bot.database, bot.accounts, rep=rep, giver=giver, line=line, request_key=request_key, now=bot.now()
    )
    return build_referral(bot.speak(rep), referral)


async def _list(bot: Bot, interaction: Interaction) -> Reply:
    rep = interaction.person.rep
    found = await list_own_referrals(bot.database, rep=rep)
    conversion = await count_conversion(bot.database, rep=rep)
    givers = {each.giver_id for each in found if each.state.is_open}
    poor = await list_good_news_vetoes(bot.database, rep=rep, account_ids=givers, now=bot.now())
    message = build_referral_list(bot.speak(rep), found, conversion, poor=poor, command=bot.commands.referral)
    return Reply(message=message)


COMMANDS: Handlers = {"referral": handle_referral}
BUTTONS: Handlers = {
    "referral_ask": ask,
    "referral_anyway": ask_anyway,
    "referral_given": mark_given,
    "referral_move": move,
    "referral_remove": remove,
}
