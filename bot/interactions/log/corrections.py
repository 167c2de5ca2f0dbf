"""Buttons that correct the interpretation of a contact: advance or not, its deal, its situation (K12)."""

from bot.domain.home.day import LoggedEntry
from bot.domain.log.reach import WINDOWS
from bot.interactions.interaction import Handlers, Interaction, Reply
from bot.interactions.log.logged import answer_entry
from bot.messages.text.button_values import EntryAdvance, EntryDeal, EntryHour, EntryRef, EntrySituation
from bot.services.bot import Bot
from bot.services.log.correct_entry import choose_entry_deal, correct_advance, offer_situations, teach_situation
from bot.services.log.load_reach import save_hour


async def mark_advance(bot: Bot, interaction: Interaction) -> Reply:
    """Mark a contact as an advance, or as none."""
    said = interaction.read(EntryAdvance)
    rep = interaction.person.rep
    logged = await correct_advance(
        bot.database, rep=rep, entry_id=said.entry_id, is_advance=said.is_advance, now=bot.now()
    )
    return await _show(bot, interaction, logged, asked=said.asked)


async def choose_deal(bot: Bot, interaction: Interaction) -> Reply:
    """Set the deal that a contact belongs to."""
    said = interaction.read(EntryDeal)
    rep = interaction.person.rep
    logged = await choose_entry_deal(bot.database, rep=rep, entry_id=said.entry_id, deal_id=said.deal_id, now=bot.now())
    return await _show(bot, interaction, logged, asked=said.asked)


async def mark_situation(bot: Bot, interaction: Interaction) -> Reply:
    """Set the situation of a note."""
    said = interaction.read(EntrySituation)
    rep = interaction.person.rep
    logged = await teach_situation(
        bot.database, rep=rep, entry_id=said.entry_id, situation=said.situation, now=bot.now()
    )
    return await _show(bot, interaction, logged, asked=said.asked)


async def mark_hour(bot: Bot, interaction: Interaction) -> Reply:
    """Set when a call was made, as far as the rep still knows."""
    said = interaction.read(EntryHour)
    rep = interaction.person.rep
    window = next((each for each in WINDOWS if each[0] == said.hour), None)
    logged = await save_hour(bot.database, rep=rep, entry_id=said.entry_id, window=window, now=bot.now())
    return await _show(bot, interaction, logged, asked=said.asked)


async def offer_others(bot: Bot, interaction: Interaction) -> Reply:
    """Offer the other likely situations of a note (K8)."""
    said = interaction.read(EntryRef)
    logged = await offer_situations(bot.database, rep=interaction.person.rep, entry_id=said.entry_id, now=bot.now())
    return await _show(bot, interaction, logged, asked=said.asked)


async def _show(bot: Bot, interaction: Interaction, logged: LoggedEntry, *, asked: int) -> Reply:
    return Reply(message=await answer_entry(bot, person=interaction.person, logged=logged, asked=asked))


BUTTONS: Handlers = {
    "advance_say": mark_advance,
    "call_hour": mark_hour,
    "entry_deal": choose_deal,
    "situation_is": mark_situation,
    "situation_other": offer_others,
}
