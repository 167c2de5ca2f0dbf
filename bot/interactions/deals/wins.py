"""Handlers for why a deal was won: open the form, and keep what was told (O4)."""

from bot.domain.deals.win_reasons import WinAnswer, WinReason
from bot.interactions.interaction import Handlers, Interaction, Reply, Shown
from bot.messages.deals.wins import WIN_FORM, build_win_form, build_win_kept
from bot.messages.text.button_values import DealRef
from bot.services.bot import Bot
from bot.services.deals.save_win import find_won, save_win


async def open_win(bot: Bot, interaction: Interaction) -> Reply:
    """Open the form of a won deal."""
    rep = interaction.person.rep
    won = await find_won(bot.database, rep=rep, deal_id=interaction.read(DealRef).deal_id)
    return Reply(form=build_win_form(bot.speak(rep), won.deal, won.answer), shown=Shown.ADDED)


async def submit_win(bot: Bot, interaction: Interaction) -> Reply:
    """Keep what was told."""
    rep, filled = interaction.person.rep, interaction.filled
    answer = WinAnswer(filled.option("reason", WinReason), filled.text("words"))
    won = await save_win(bot.database, rep=rep, deal_id=interaction.read(DealRef).deal_id, answer=answer)
    return Reply(message=build_win_kept(bot.speak(rep), won.answer, ritme=bot.commands.ritme))


BUTTONS: Handlers = {"win_open": open_win}
FORMS: Handlers = {WIN_FORM: submit_win}
