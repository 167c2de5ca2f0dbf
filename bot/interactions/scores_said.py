"""A customer's score that is told in own words: "ze gaven ons een 8", "we got an 8 at Acme" (Z2)."""

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.certainties.told_in_log import ToldScore, find_told_score, tells_score_alone
from bot.interactions.accounts.cards import find_named_in
from bot.interactions.interaction import Interaction, Reply
from bot.interactions.log.lines import log_line
from bot.messages.certainties.feedback import build_score_asked
from bot.services.bot import Bot
from bot.services.home.load_day import list_latest


async def find_score_said(bot: Bot, interaction: Interaction, *, may_be_line: bool) -> Reply | None:
    """Offer to keep the score that a line tells, or ask who gave it when the line names nobody; None for other lines.

    ``may_be_line``: the line names an account that is not known yet.
    """
    if "?" in interaction.text:
        return None
    account = await find_named_in(bot, interaction)
    told = find_told_score(interaction.text, account=account.name if account else "")
    if told is None:
        return None
    if account is not None or may_be_line:
        return await log_line(bot, interaction)
    return await _ask_who(bot, interaction, told) if tells_score_alone(interaction.text) else None


async def _ask_who(bot: Bot, interaction: Interaction, told: ToldScore) -> Reply | None:
    words = bot.speak(interaction.person.rep)
    customers = await _list_spoken_to(bot, interaction)
    return Reply(message=build_score_asked(words, told, customers=customers, line=interaction.text))


async def _list_spoken_to(bot: Bot, interaction: Interaction) -> list[NamedAccount]:
    """Return the accounts of today's contacts, the latest first; without one today, those of the latest contacts."""
    rep = interaction.person.rep
    entries = [entry for entry in await list_latest(bot.database, rep=rep) if entry.account_id is not None]
    today = bot.now().astimezone(rep.zone).date()
    spoken = [entry for entry in entries if entry.day == today] or entries
    named = {entry.account_id: entry.account_name for entry in spoken}
    return [NamedAccount(key, name) for key, name in named.items() if key is not None and name]
