"""Handlers for a rep's workdays: free days, the part-time week, the holiday calendar and the year (R4, R5)."""

from dataclasses import replace
from functools import partial

from bot.domain.calendar.absence_said import find_absence, takes_sickness_back, tells_return, tells_work
from bot.domain.calendar.errors import FreeDaysUnclear, WeekUnclear
from bot.domain.calendar.free_words import DaysPassed, DaysTooMany, DaysUnclear, parse_free_days, parse_work_week
from bot.domain.text.numbers import parse_whole_number
from bot.interactions.calendar import place
from bot.interactions.interaction import Handlers, Interaction, Reply, added, unless_on_page
from bot.messages.calendar.free_days import (
    build_at_work,
    build_free_list,
    build_freed,
    build_status_set,
    build_taken_back,
    build_week_set,
)
from bot.messages.calendar.step_values import StepDay
from bot.messages.home.day_view import build_step_settled
from bot.messages.home.home_settings import name_week
from bot.messages.reviews.year import LEAVE_DAYS, build_leave_set, build_year
from bot.messages.rhythm.nudge_controls import FREE_TODAY
from bot.messages.text.button_values import AbsenceRef, LeaveDays
from bot.services.bot import Bot
from bot.services.calendar.absences import add_free_days, cancel_free_days, list_free_days, take_back_today
from bot.services.log.settle_step import replan_step
from bot.services.reviews.load_year import load_year
from bot.services.rhythm.change_week import (
    ask_leave_once,
    change_week,
    follow_status_of,
    set_leave_days,
)

TODAY = "vandaag"
# Words that are themselves the reason for an absence.
REASON_WORDS = ("ziek", "sick", "vakantie", "holiday", "vacation")
# What may stand behind a number of days of leave.
A_YEAR = frozenset(["dag", "dagen", "per", "jaar", "day", "days", "a", "year"])
SWITCH_WORDS = {"aan": True, "on": True, "uit": False, "off": False}
ERROR_CODES: dict[type[ValueError], str] = {DaysUnclear: "unclear", DaysPassed: "passed", DaysTooMany: "too_many"}


async def change_free_days(bot: Bot, interaction: Interaction) -> Reply:
    """Store the free days that were typed, or list the coming ones when no text was typed."""
    person = interaction.person
    words = bot.speak(person.rep)
    if not interaction.text.strip():
        found = await list_free_days(bot.database, person=person, now=bot.now())
        return Reply(message=build_free_list(words, found))
    today = bot.now().astimezone(person.rep.zone).date()
    try:
        free = parse_free_days(interaction.text, today=today)
    except (DaysUnclear, DaysPassed, DaysTooMany) as error:
        raise FreeDaysUnclear(ERROR_CODES[type(error)]) from error
    freed = await add_free_days(bot.database, person=person, free=free, now=bot.now())
    message = build_freed(words, freed.absence, cost=freed.cost, today=today, steps=freed.steps, back_on=freed.back_on)
    return Reply(message=message)


async def find_said(bot: Bot, interaction: Interaction) -> Reply | None:
    """Store the days off in "ik ben vrijdag vrij", take today's back at "weer beter"; None for any other message."""
    person, said = interaction.person, interaction.text
    is_back, is_well = tells_return(said), takes_sickness_back(said)
    if is_back or is_well or tells_work(said):
        sick_only = is_back or is_well
        taken = await take_back_today(bot.database, rep=person.rep, now=bot.now(), sick_only=sick_only)
        if taken is not None:
            return Reply(message=build_at_work(bot.speak(person.rep), taken))
        return await change_free_days(bot, replace(interaction, text="")) if sick_only else None
    today = bot.now().astimezone(person.rep.zone).date()
    days = find_absence(said, today=today)
    return None if days is None else await change_free_days(bot, replace(interaction, text=days))


async def add_today_off(bot: Bot, interaction: Interaction) -> Reply:
    """Store today as a free day."""
    return unless_on_page(interaction, await change_free_days(bot, replace(interaction, text=TODAY)))


async def cancel(bot: Bot, interaction: Interaction) -> Reply:
    """Delete free days."""
    rep = interaction.person.rep
    await cancel_free_days(bot.database, rep=rep, absence_id=interaction.read(AbsenceRef).absence_id)
    return unless_on_page(interaction, Reply(message=build_taken_back(bot.speak(rep))))


async def replan(bot: Bot, interaction: Interaction) -> Reply:
    """Move a step out of days off to the first day back."""
    rep, to = interaction.person.rep, interaction.read(StepDay)
    step = await replan_step(bot.database, rep=rep, step_id=to.step_id, due_on=to.day, now=bot.now())
    return unless_on_page(interaction, added(build_step_settled(bot.speak(rep), step, moved_to=to.day)))


async def _say_reason(bot: Bot, interaction: Interaction, *, reason: str) -> Reply:
    return await change_free_days(bot, replace(interaction, text=f"{reason} {interaction.text}"))


async def _say_week(bot: Bot, interaction: Interaction) -> Reply:
    person = interaction.person
    words, week = bot.speak(person.rep), person.rep.week
    if interaction.text:
        try:
            week = parse_work_week(interaction.text)
        except DaysUnclear as error:
            raise WeekUnclear from error
        await change_week(bot.database, rep=person.rep, now=bot.now(), week=week.code)
        bot.people.forget(person)
    return Reply(message=build_week_set(words, days=week.days, week=name_week(words, week.code)))


async def _say_status(bot: Bot, interaction: Interaction) -> Reply:
    person = interaction.person
    chosen = SWITCH_WORDS.get(interaction.text.strip().casefold())
    if chosen is not None:
        await follow_status_of(bot.database, rep=person.rep, follows=chosen)
        bot.people.forget(person)
    is_on = person.rep.follows_status if chosen is None else chosen
    return Reply(message=build_status_set(bot.speak(person.rep), is_on=is_on))


async def _show_year(bot: Bot, interaction: Interaction) -> Reply:
    person = interaction.person
    year = await load_year(bot.database, person=person, now=bot.now())
    asks_leave = year.asks_leave and await ask_leave_once(bot.database, rep=person.rep, now=bot.now())
    year = replace(year, asks_leave=asks_leave)
    return Reply(message=build_year(bot.speak(person.rep), year, ritme=bot.commands.ritme))


async def choose_leave(bot: Bot, interaction: Interaction) -> Reply:
    """Store the days of leave of a year, and show the year with them."""
    return await _set_leave(bot, interaction, interaction.read(LeaveDays).days)


async def _say_leave(bot: Bot, interaction: Interaction) -> Reply:
    """Store the days of leave of a year, or those free days when days were typed: "verlof 27", "verlof t/m vrijdag"."""
    words = interaction.text.casefold().split()
    number = parse_whole_number(words[0]) if words and set(words[1:]) <= A_YEAR else None
    if number is None:
        return await change_free_days(bot, replace(interaction, text=f"verlof {interaction.text}"))
    return await _set_leave(bot, interaction, number)


async def _set_leave(bot: Bot, interaction: Interaction, days: int) -> Reply:
    person = interaction.person
    await set_leave_days(bot.database, rep=person.rep, days=days)
    bot.people.forget(person)
    return Reply(message=build_leave_set(bot.speak(person.rep), days))


BUTTONS: Handlers = {FREE_TODAY: add_today_off, "free_back": cancel, "step_replan": replan, LEAVE_DAYS: choose_leave}
WORDS: Handlers = {
    **dict.fromkeys(("vrij", "off", "free"), change_free_days),
    **{reason: partial(_say_reason, reason=reason) for reason in REASON_WORDS},
    **dict.fromkeys(("werkdagen", "workdays", "patroon", "pattern"), _say_week),
    **place.WORDS,
    "status": _say_status,
    **dict.fromkeys(("jaar", "year"), _show_year),
    **dict.fromkeys(("verlof", "daysoff"), _say_leave),
}
