"""Buttons under the hint of a day plan: done, not now, stop these. The plan's message is left in place."""

from bot.domain.hints.hints import HintAnswer
from bot.interactions.interaction import Handlers, Interaction, Reply, added
from bot.messages.hints.hints import build_hint_said, build_part_off
from bot.messages.text.button_values import HintPart, HintRef
from bot.services.bot import Bot
from bot.services.hints.find_hint import answer_hint
from bot.services.rhythm.save_settings import switch_off


async def mark_done(bot: Bot, interaction: Interaction) -> Reply:
    """Record that the hint was followed."""
    return await _answer(bot, interaction, HintAnswer.DONE)


async def postpone(bot: Bot, interaction: Interaction) -> Reply:
    """Record that the hint came at the wrong time."""
    return await _answer(bot, interaction, HintAnswer.LATER)


async def switch_part_off(bot: Bot, interaction: Interaction) -> Reply:
    """Switch hints about this part of the method off."""
    person = interaction.person
    await switch_off(bot.database, rep=person.rep, part=interaction.read(HintPart).part)
    bot.people.forget(person)
    return added(build_part_off(bot.speak(person.rep)))


async def _answer(bot: Bot, interaction: Interaction, answer: HintAnswer) -> Reply:
    rep, hint = interaction.person.rep, interaction.read(HintRef)
    await answer_hint(bot.database, rep=rep, part=hint.part, subject=hint.subject, answer=answer, now=bot.now())
    return added(build_hint_said(bot.speak(rep), f"noted_{answer}"))


BUTTONS: Handlers = {"hint_done": mark_done, "hint_later": postpone, "hint_off": switch_part_off}
