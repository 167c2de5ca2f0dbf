"""What the bot answers to `/referral` (Z3, O5)."""

from bot.domain.accounts.errors import AccountGone
from bot.domain.certainties.referrals import ReferralLine, read_referral
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown
from bot.messages.certainties.referrals import build_referral, build_referral_choice, build_referral_list
from bot.messages.text.message import Message
from bot.services.accounts.find_named import find_named_account
from bot.services.accounts.find_subject import find_account
from bot.services.bot import Bot
from bot.services.certainties.keep_referral import ask_referral, keep_referral
from bot.services.people.people_book import Person
from bot.storage.certainties import referrals as referral_rows

HELP_WORDS = frozenset({"", "help", "hulp", "?", "lijst", "list"})


async def answer_referrals(bot: Bot, *, person: Person, text: str) -> Message:
    """Keep what a line says of a referral; without one, list those under way and what referrals bring."""
    if text.strip().casefold() in HELP_WORDS:
        return await _list_referrals(bot, person)
    line = read_referral(text)
    try:
        giver = await find_named_account(bot.accounts, rep=person.rep, typed=line.giver)
    except (AccountUnknown, AccountAmbiguous) as error:
        return build_referral_choice(bot.speak(person.rep), error)
    referral = await keep_referral(bot.database, bot.accounts, rep=person.rep, giver=giver, line=line, now=bot.now())
    return build_referral(bot.speak(person.rep), referral)


async def answer_ask(bot: Bot, *, person: Person, giver_id: int) -> Message:
    """Note that a customer was asked for an introduction."""
    referral = await ask_referral(bot.database, rep=person.rep, giver_id=giver_id, now=bot.now())
    return build_referral(bot.speak(person.rep), referral)


async def answer_given(bot: Bot, *, person: Person, giver_id: int, name: str) -> Message:
    """Note that a rep brought two customers together (O5).

    Raises:
        AccountGone: the first is not there.
    """
    account = await find_account(bot.database, rep=person.rep, account_id=giver_id)
    if account is None:
        raise AccountGone
    line = ReferralLine(giver=account.name, name=name, is_given=True)
    referral = await keep_referral(bot.database, bot.accounts, rep=person.rep, giver=account, line=line, now=bot.now())
    return build_referral(bot.speak(person.rep), referral)


async def _list_referrals(bot: Bot, person: Person) -> Message:
    async with bot.database.reading() as connection:
        found = await referral_rows.list_referrals(connection, rep_ids=[person.rep.id])
        conversion = await referral_rows.count_conversion(connection, workspace_id=person.workspace.id)
    return build_referral_list(bot.speak(person.rep), found, conversion, command=bot.commands.referral)
