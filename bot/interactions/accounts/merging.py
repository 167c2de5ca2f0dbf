"""Make one account of two: ask which, preview what moves, and do it (K12)."""

from bot.domain.accounts.errors import AccountGone
from bot.interactions.accounts.cards import make_request, show_card, show_made
from bot.interactions.interaction import Handlers, Interaction, Reply
from bot.interactions.log.form import read_account
from bot.messages.accounts.account_answers import build_merge_preview
from bot.messages.accounts.account_forms import MERGE_FORM, build_merge_form
from bot.messages.text.button_values import AccountPair, AccountRef
from bot.services.accounts.find_subject import get_account
from bot.services.accounts.merge_accounts import merge_accounts, preview_merge
from bot.services.bot import Bot
from bot.services.log.submit_form import NEW_PREFIX


async def open_merge(bot: Bot, interaction: Interaction) -> Reply:
    """Open the form that asks with which other account this one is the same company."""
    rep = interaction.person.rep
    account = await get_account(bot.database, rep=rep, account_id=interaction.read(AccountRef).account_id)
    return Reply(form=build_merge_form(bot.speak(rep), account))


async def submit_merge(bot: Bot, interaction: Interaction) -> Reply:
    """Show what a merge with the chosen account would move."""
    chosen = read_account(interaction.filled.choice("account"))
    if chosen is None or chosen.startswith(NEW_PREFIX):
        words = bot.speak(interaction.person.rep)
        return Reply(problems={"account": words.plain("account_form.other_missing")})
    return await preview(bot, interaction, AccountPair(interaction.read(AccountRef).account_id, int(chosen)))


async def turn(bot: Bot, interaction: Interaction) -> Reply:
    """Show the same the other way round."""
    return await preview(bot, interaction, interaction.read(AccountPair))


async def unite(bot: Bot, interaction: Interaction) -> Reply:
    """Merge two accounts; of a pair that is one by now, show that one."""
    pair, rep = interaction.read(AccountPair), interaction.person.rep
    kept = await get_account(bot.database, rep=rep, account_id=pair.kept_id)
    request = make_request(bot, interaction, kept.id)
    try:
        made, name = await merge_accounts(bot.database, bot.accounts, request, merged_id=pair.merged_id)
    except AccountGone:
        # Merged before, by an earlier press or by somebody else in this very moment.
        one, other = [
            await get_account(bot.database, rep=rep, account_id=each) for each in (pair.kept_id, pair.merged_id)
        ]
        if one.id != other.id:  # one is by now part of a third: show what would move then
            return await preview(bot, interaction, AccountPair(one.id, other.id))
        return Reply(message=await show_card(bot, interaction.person, one.id, notice="merged_before"))
    return await show_made(bot, interaction, made, notice="merged", other=name)


async def preview(bot: Bot, interaction: Interaction, pair: AccountPair) -> Reply:
    """Show what a merge would move; of an account that was merged since, the one that it is now."""
    rep = interaction.person.rep
    kept = await get_account(bot.database, rep=rep, account_id=pair.kept_id)
    merged = await get_account(bot.database, rep=rep, account_id=pair.merged_id)
    moving = await preview_merge(bot.database, rep=rep, kept_id=kept.id, merged_id=merged.id)
    return Reply(message=build_merge_preview(bot.speak(rep), moving))


BUTTONS: Handlers = {"account_merge": open_merge, "account_turn": turn, "account_unite": unite}
FORMS: Handlers = {MERGE_FORM: submit_merge}
