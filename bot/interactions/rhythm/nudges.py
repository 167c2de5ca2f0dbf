"""A rep's control over nudges: snooze, tomorrow, stop, start, and the list of deliveries (R3)."""

from functools import partial

from bot.interactions.interaction import Handlers, Interaction, Reply
from bot.messages.delivery.delivery_log import build_delivery_log
from bot.messages.rhythm.help_question import build_help_answer
from bot.messages.rhythm.nudge_controls import SNOOZE_TOMORROW, SNOOZES
from bot.messages.rhythm.rhythm_answers import build_snoozed, build_started, build_stopped
from bot.messages.text.button_values import NudgeKind
from bot.services.bot import Bot
from bot.services.delivery.load_deliveries import load_deliveries
from bot.services.rhythm.pause import set_weekly, start_nudges, stop_nudges
from bot.services.rhythm.snooze import Snoozed, silence_today, snooze_nudge


async def snooze(bot: Bot, interaction: Interaction, *, minutes: int) -> Reply:
    """Send a nudge again after some minutes; one line replaces its message, so that it is not shown twice."""
    snoozed = await snooze_nudge(
        bot.database,
        rep=interaction.person.rep,
        kind=interaction.read(NudgeKind).kind,
        minutes=minutes,
        message_key=interaction.message_key or interaction.request_key,
        now=bot.now(),
    )
    return _say_snoozed(bot, interaction, snoozed)


async def snooze_until_tomorrow(bot: Bot, interaction: Interaction) -> Reply:
    """Send no more nudges today."""
    return _say_snoozed(bot, interaction, await silence_today(bot.database, rep=interaction.person.rep, now=bot.now()))


def _say_snoozed(bot: Bot, interaction: Interaction, snoozed: Snoozed) -> Reply:
    person = interaction.person
    bot.people.forget(person)
    return Reply(message=build_snoozed(bot.speak(person.rep), person.rep, again_at=snoozed.again_at))


async def _stop(bot: Bot, interaction: Interaction) -> Reply:
    person = interaction.person
    await stop_nudges(bot.database, rep=person.rep, now=bot.now())
    bot.people.forget(person)
    return Reply(message=build_stopped(bot.speak(person.rep)))


async def _start(bot: Bot, interaction: Interaction) -> Reply:
    person = interaction.person
    await start_nudges(bot.database, rep=person.rep, now=bot.now())
    bot.people.forget(person)
    return Reply(message=build_started(bot.speak(person.rep), person.rep))


async def _list_deliveries(bot: Bot, interaction: Interaction) -> Reply:
    rep = interaction.person.rep
    past = await load_deliveries(bot.database, rep=rep, now=bot.now())
    return Reply(message=build_delivery_log(bot.speak(rep), rep, past))


async def _keep_going(bot: Bot, interaction: Interaction) -> Reply:
    return Reply(message=build_help_answer(bot.speak(interaction.person.rep), "help_kept"))


async def _go_weekly(bot: Bot, interaction: Interaction) -> Reply:
    person = interaction.person
    await set_weekly(bot.database, rep=person.rep, now=bot.now())
    bot.people.forget(person)
    return Reply(message=build_help_answer(bot.speak(person.rep), "help_once_a_week"))


BUTTONS: Handlers = {
    "help_yes": _keep_going,
    "help_weekly": _go_weekly,
    "help_silent": _stop,
    **{name: partial(snooze, minutes=minutes) for name, minutes in SNOOZES.items()},
    SNOOZE_TOMORROW: snooze_until_tomorrow,
}
WORDS: Handlers = {
    **dict.fromkeys(("stop", "pauze", "pause"), _stop),
    **dict.fromkeys(("start", "hervat", "resume"), _start),
    **dict.fromkeys(("log", "logboek", "history"), _list_deliveries),
}
