"""Buttons of the day plan: next suggestion, snooze for a month, do not contact."""

from collections.abc import Sequence
from datetime import date

from bot.domain.accounts.snoozed_accounts import Rest, find_next_month, find_tomorrow
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown
from bot.interactions.interaction import Handlers, Interaction, Reply, unless_on_page
from bot.messages.home.day_view import IN_MORNING
from bot.messages.home.menu import build_day_with_menu
from bot.messages.home.plan import (
    build_contact_allowed,
    build_contact_stopped,
    build_do_not_contact_list,
    build_do_not_contact_question,
    build_snoozed_own,
    build_taken_back,
    describe_nobody_left,
    describe_snoozed,
    describe_unsnoozed,
)
from bot.messages.rhythm.morning_nudge import MorningParts, build_whole_morning
from bot.messages.text.button_values import AccountInPlan, AccountRef
from bot.messages.text.message import Message, MessagePart
from bot.services.accounts.find_named import find_named_account
from bot.services.accounts.snooze_account import (
    list_do_not_contact,
    set_do_not_contact,
    snooze_account,
    unsnooze_account,
)
from bot.services.bot import Bot
from bot.services.delivery.load_mornings import load_current_morning
from bot.services.home.load_day import load_current_day
from bot.services.people.person_cache import Person

DO_NOT_CONTACT_SHOWN = 10
RESTS = {
    **dict.fromkeys(("aan", "on"), Rest.OWN),
    **dict.fromkeys(("uit", "off"), Rest.NONE),
    **dict.fromkeys(("iedereen", "allemaal", "everyone", "everybody", "all"), Rest.ALL),
}


async def show_whole_morning(bot: Bot, interaction: Interaction) -> Reply:
    """Show the whole morning in place of the nudge."""
    return await _show_again(bot, interaction, place=IN_MORNING, notice=())


async def propose_other(bot: Bot, interaction: Interaction) -> Reply:
    """Snooze an account until tomorrow, and re-render the message with the next suggestion."""
    asked, person = interaction.read(AccountInPlan), interaction.person
    until = find_tomorrow(_find_today(bot, person))
    await snooze_account(bot.database, rep=person.rep, account_id=asked.account_id, until=until)
    words = bot.speak(person.rep)
    day = await load_current_day(bot.database, person=person, now=bot.now())
    notice = () if day.suggestions else describe_nobody_left(words)
    return await _show_again(bot, interaction, place=asked.place, notice=notice)


async def snooze_for_a_month(bot: Bot, interaction: Interaction) -> Reply:
    """Snooze an account for a month, and re-render the message with the next suggestion and an undo button."""
    asked, person = interaction.read(AccountInPlan), interaction.person
    words, until = bot.speak(person.rep), find_next_month(_find_today(bot, person))
    account = await snooze_account(bot.database, rep=person.rep, account_id=asked.account_id, until=until)
    notice = describe_snoozed(words, account_id=account.id, account_name=account.name, until=until, place=asked.place)
    return await _show_again(bot, interaction, place=asked.place, notice=notice)


async def propose_again(bot: Bot, interaction: Interaction) -> Reply:
    """End an account's snooze, and re-render the message."""
    asked, person = interaction.read(AccountInPlan), interaction.person
    account = await unsnooze_account(bot.database, rep=person.rep, account_id=asked.account_id)
    notice = describe_unsnoozed(bot.speak(person.rep), account_name=account.name)
    return await _show_again(bot, interaction, place=asked.place, notice=notice)


async def _show_again(bot: Bot, interaction: Interaction, *, place: str, notice: Sequence[MessagePart]) -> Reply:
    """Rebuild the message with the pressed button from current data; an unknown ``place`` gives the day's message."""
    person = interaction.person
    words = bot.speak(person.rep)
    if place != IN_MORNING:
        day = await load_current_day(bot.database, person=person, now=bot.now())
        return unless_on_page(interaction, Reply(message=build_day_with_menu(words, day, notice=notice)))
    morning = await load_current_morning(bot.database, person=person, now=bot.now())
    parts = MorningParts(morning.news, morning.hint.hint if morning.hint is not None else None, morning.extras)
    message = build_whole_morning(words, morning.day, parts, notice=notice)
    return unless_on_page(interaction, Reply(message=message))


async def leave_to_others(bot: Bot, interaction: Interaction) -> Reply:
    """Snooze an account for the user for a month; colleagues still get it proposed (K3)."""
    return Reply(message=await _snooze_own(bot, interaction.person, interaction.read(AccountRef).account_id))


async def take_again(bot: Bot, interaction: Interaction) -> Reply:
    """End the user's own snooze of an account."""
    rep = interaction.person.rep
    account = await unsnooze_account(bot.database, rep=rep, account_id=interaction.read(AccountRef).account_id)
    return Reply(message=build_taken_back(bot.speak(rep), account))


async def stop_contact(bot: Bot, interaction: Interaction) -> Reply:
    """Mark an account do not contact."""
    account_id = interaction.read(AccountRef).account_id
    return Reply(message=await _set_do_not_contact(bot, interaction.person, account_id, is_left=True))


async def allow_contact(bot: Bot, interaction: Interaction) -> Reply:
    """Remove an account's do-not-contact mark."""
    account_id = interaction.read(AccountRef).account_id
    return Reply(message=await _set_do_not_contact(bot, interaction.person, account_id, is_left=False))


def parse_rest(typed: str) -> tuple[str, Rest]:
    """Parse the typed account name, and for whom it is to be left alone: for the user, unless the last word says so."""
    name, _, last = typed.strip().rpartition(" ")
    if last.casefold() in RESTS and name:
        return name.strip(), RESTS[last.casefold()]
    return typed.strip(), Rest.OWN


async def _answer_rest(bot: Bot, interaction: Interaction) -> Reply:
    name, rest = parse_rest(interaction.text)
    rep = interaction.person.rep
    if (await bot.accounts.get_index(rep.workspace_id)).find_exact(interaction.text):  # "Schilders voor iedereen"
        name, rest = interaction.text.strip(), Rest.OWN
    words = bot.speak(rep)
    if not name:
        accounts = await list_do_not_contact(bot.database, rep=rep, limit=DO_NOT_CONTACT_SHOWN)
        return Reply(message=build_do_not_contact_list(words, accounts, ritme=bot.commands.ritme))
    try:
        account = await find_named_account(bot.accounts, rep=rep, typed=name)
    except (AccountAmbiguous, AccountUnknown) as unclear:
        if not unclear.candidates:
            raise
        message = build_do_not_contact_question(words, typed=name, candidates=unclear.candidates, rest=rest)
        return Reply(message=message)
    if rest is Rest.OWN:
        return Reply(message=await _snooze_own(bot, interaction.person, account.id))
    return Reply(message=await _set_do_not_contact(bot, interaction.person, account.id, is_left=rest is Rest.ALL))


async def _snooze_own(bot: Bot, person: Person, account_id: int) -> Message:
    until = find_next_month(_find_today(bot, person))
    account = await snooze_account(bot.database, rep=person.rep, account_id=account_id, until=until)
    return build_snoozed_own(bot.speak(person.rep), account, until=until)


async def _set_do_not_contact(bot: Bot, person: Person, account_id: int, *, is_left: bool) -> Message:
    account = await set_do_not_contact(bot.database, rep=person.rep, account_id=account_id, is_left=is_left)
    if not is_left:
        await unsnooze_account(bot.database, rep=person.rep, account_id=account.id)
    build = build_contact_stopped if is_left else build_contact_allowed
    return build(bot.speak(person.rep), account)


def _find_today(bot: Bot, person: Person) -> date:
    return bot.now().astimezone(person.rep.zone).date()


BUTTONS: Handlers = {
    "morning_more": show_whole_morning,
    "plan_other": propose_other,
    "plan_rest": snooze_for_a_month,
    "plan_back": propose_again,
    "rest_own": leave_to_others,
    "rest_back": take_again,
    "peace_on": stop_contact,
    "peace_off": allow_contact,
}
WORDS: Handlers = dict.fromkeys(("rust", "peace", "leave"), _answer_rest)
