"""Additions to the answer to a logged contact: its deal, and suggested days for the next step (V1, V2)."""

from dataclasses import replace
from datetime import date, datetime

from bot.domain.calendar.workdays import OffKind
from bot.domain.deals.person_in_note import PersonMention, find_person
from bot.domain.home.day import LoggedEntry, LoggedExtras
from bot.domain.log.activity import Entry, NextStep, lacks_next_step
from bot.domain.log.step_habits import suggest_steps
from bot.domain.text.name_form import normalise_name
from bot.services.people.habit_cache import Habits, find_habits, load_habits
from bot.services.people.person_cache import Person
from bot.storage.accounts import account_cards as card_rows
from bot.storage.database import Database
from bot.storage.deals import deals as deal_rows
from bot.storage.versions import load_versions


async def load_logged_extras(
    database: Database, *, person: Person, logged: LoggedEntry, now: datetime, asks: bool = True
) -> LoggedExtras:
    """Return the additions to an answer; loads nothing when none apply or all are cached."""
    extras = await _load_extras(database, person=person, logged=logged, now=now, asks=asks)
    holiday = _find_holiday(person, logged.entry.next_step)
    return replace(extras, person=await find_unknown_person(database, logged.entry), holiday=holiday)


def _find_holiday(person: Person, step: NextStep | None) -> str:
    """Return the name of the public holiday on which a next step falls, empty for any other day (K4)."""
    if step is None:
        return ""
    off = person.rep.make_calendar(person.workspace).judge(step.date).off
    return off.name if off is not None and off.kind is OffKind.HOLIDAY else ""


async def find_unknown_person(database: Database, entry: Entry) -> PersonMention | None:
    """Return somebody of rank whom a note says was there, None when the account has such a person already (Z1)."""
    if entry.account_id is None:
        return None
    found = find_person(entry.note, account=entry.account_name or "")
    if found is None:
        return None
    async with database.reading() as connection:
        people = await card_rows.list_people(connection, account_id=entry.account_id)
    is_known = any(
        normalise_name(each.name) == normalise_name(found.name) or (each.level is found.level and not found.is_named)
        for each in people
    )
    return None if is_known else found


async def _load_extras(
    database: Database, *, person: Person, logged: LoggedEntry, now: datetime, asks: bool
) -> LoggedExtras:
    entry, deal, caches = logged.entry, logged.deal, database.caches
    lacks_deal = entry.deal_id is not None and deal is None
    asks = asks and lacks_next_step(entry) and logged.maybe_step is None
    today = now.astimezone(person.rep.zone).date()
    habits = find_habits(caches, person=person, versions=logged.versions) if asks and logged.versions else None
    if not lacks_deal and (habits is not None or not asks):
        return LoggedExtras(deal=deal, moments=_suggest(habits, today))
    async with database.reading() as connection:
        if lacks_deal and entry.deal_id is not None:
            deal = await deal_rows.find_deal(connection, workspace_id=person.workspace.id, deal_id=entry.deal_id)
        if asks and habits is None:
            versions = logged.versions or (await load_versions(connection, rep_ids=[person.rep.id]))[person.rep.id]
            habits = await load_habits(connection, caches, person=person, versions=versions, today=today)
    return LoggedExtras(deal=deal, moments=_suggest(habits, today))


def _suggest(habits: Habits | None, today: date) -> tuple[NextStep, ...]:
    if habits is None:
        return ()
    calendar = habits.calendar
    return suggest_steps(habits.steps, today=today, is_worked=lambda day: calendar.judge(day).part is not None)
