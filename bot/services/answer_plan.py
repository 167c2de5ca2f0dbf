"""What is done with the day's plan: another suggestion, not this one for a month, and accounts left in peace."""

from collections.abc import Callable, Sequence
from datetime import date

from bot.domain.accounts.set_aside import find_next_month, find_tomorrow
from bot.domain.home.day import Day
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown
from bot.messages.home.day_view import IN_MORNING, IN_TODAY, build_today
from bot.messages.home.plan import (
    build_peace_ended,
    build_peace_kept,
    build_peace_list,
    build_peace_question,
    describe_nobody_left,
    describe_rested,
    describe_taken_back,
)
from bot.messages.rhythm.morning_nudge import build_morning_nudge
from bot.messages.text.message import Message, Part
from bot.messages.text.words import Words
from bot.ports import Directory
from bot.services.accounts.find_named import find_named_account
from bot.services.accounts.set_aside import leave_in_peace, list_left_in_peace, set_aside, take_back
from bot.services.bot import Bot
from bot.services.home.show_day import show_day
from bot.services.people.people_book import Person

PEACE_SHOWN = 10
SWITCHES = {"aan": True, "on": True, "uit": False, "off": False}


async def answer_other(bot: Bot, *, person: Person, account_id: int, place: str) -> Message:
    """Put an account aside until tomorrow, and show the message in which that was asked with the next suggestion.

    Raises:
        AccountGone: it is not an account of the rep's workspace.
    """
    await set_aside(bot.database, rep=person.rep, account_id=account_id, until=find_tomorrow(find_today(bot, person)))
    day = await show_day(bot.database, person=person, now=bot.now())
    words = bot.speak(person.rep)
    return build_again(words, day, place=place, notice=() if day.suggestions else describe_nobody_left(words))


async def answer_rest(bot: Bot, *, person: Person, account_id: int, place: str) -> Message:
    """Put an account aside for a month, and show the message with the next suggestion and the way back.

    Raises:
        AccountGone: it is not an account of the rep's workspace.
    """
    until = find_next_month(find_today(bot, person))
    account = await set_aside(bot.database, rep=person.rep, account_id=account_id, until=until)
    day = await show_day(bot.database, person=person, now=bot.now())
    notice = describe_rested(
        bot.speak(person.rep), account_id=account.id, account_name=account.name, until=until, place=place
    )
    return build_again(bot.speak(person.rep), day, place=place, notice=notice)


async def answer_back(bot: Bot, *, person: Person, account_id: int, place: str) -> Message:
    """Let an account be proposed again, and show the message as it is from now on.

    Raises:
        AccountGone: it is not an account of the rep's workspace.
    """
    account = await take_back(bot.database, rep=person.rep, account_id=account_id)
    day = await show_day(bot.database, person=person, now=bot.now())
    words = bot.speak(person.rep)
    return build_again(words, day, place=place, notice=describe_taken_back(words, account_name=account.name))


async def answer_peace(bot: Bot, *, person: Person, account_id: int, is_left: bool) -> Message:
    """Leave an account in peace, or no longer.

    Raises:
        AccountGone: it is not an account of the rep's workspace.
    """
    account = await leave_in_peace(bot.database, rep=person.rep, account_id=account_id, is_left=is_left)
    build = build_peace_kept if is_left else build_peace_ended
    return build(bot.speak(person.rep), account)


def build_again(words: Words, day: Day, *, place: str, notice: Sequence[Part] = ()) -> Message:
    """Return the message in which a button of the plan was pressed, as it is now; an unknown one as the day."""
    return BUILDERS.get(place, build_today)(words, day, notice=notice)


def find_today(bot: Bot, person: Person) -> date:
    """Return the rep's local day."""
    return bot.now().astimezone(person.rep.zone).date()


async def _answer_peace_line(bot: Bot, person: Person, rest: str, _directory: Directory) -> Message:
    name, is_left = read_peace(rest)
    words = bot.speak(person.rep)
    if not name:
        accounts = await list_left_in_peace(bot.database, rep=person.rep, limit=PEACE_SHOWN)
        return build_peace_list(words, accounts, ritme=bot.commands.ritme)
    try:
        account = await find_named_account(bot.accounts, rep=person.rep, typed=name)
    except (AccountAmbiguous, AccountUnknown) as unclear:
        if not unclear.candidates:
            raise
        return build_peace_question(words, typed=name, candidates=unclear.candidates, is_left=is_left)
    return await answer_peace(bot, person=person, account_id=account.id, is_left=is_left)


def read_peace(rest: str) -> tuple[str, bool]:
    """Return the name that was typed, and whether that account is to be left in peace from now on or no longer."""
    name, _, last = rest.strip().rpartition(" ")
    if last.casefold() in SWITCHES and name:
        return name.strip(), SWITCHES[last.casefold()]
    return rest.strip(), True


BUILDERS: dict[str, Callable[..., Message]] = {IN_TODAY: build_today, IN_MORNING: build_morning_nudge}
PLAN_ANSWERS = dict.fromkeys(("rust", "peace", "leave"), _answer_peace_line)
