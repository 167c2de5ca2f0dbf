"""Store the activity form: a new entry, or a changed one."""

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.home.day import LoggedEntry
from bot.domain.log.activity import Kind, LogLine, NextStep
from bot.domain.log.own_kinds import OwnKind
from bot.domain.log.stored_text import cut_text
from bot.domain.people.people import Rep
from bot.services.accounts.add_account import add_account
from bot.services.accounts.check_account import check_account
from bot.services.bot import Bot
from bot.services.log.change_entry import change_entry, find_entry
from bot.services.log.log_activity import NewActivity, log_activity
from bot.services.log.own_kinds import find_loggable_kind

NEW_PREFIX = "new:"


@dataclass(frozen=True, slots=True)
class ActivityForm:
    """The submitted form; ``account`` is an id, or "new:" with a name; days and times are the rep's local ones.

    With an ``own_kind_id``, ``kind`` is left to what that kind counts for.
    """

    kind: Kind
    account: str | None
    count: int
    day: date
    note: str
    next_date: date | None
    next_time: time | None
    own_kind_id: int | None = None


def find_problems(
    filled: ActivityForm, *, today: date, agreed: date | None = None, needs_account: bool = True
) -> dict[str, str]:
    """Return by invalid field the block of the template ``log_form`` with the explanation.

    ``agreed`` is the stored day of the next step: it remains valid even when it has passed. A kind with a target of its
    own needs no account.
    """
    problems = {}
    if filled.day > today:
        problems["day"] = "day_ahead"
    if needs_account and filled.account is None and filled.count == 1:
        problems["account"] = "account_missing"
    if filled.next_date is None and filled.next_time is not None:
        problems["next_date"] = "next_missing"
    if filled.next_date is not None and filled.next_date < today and filled.next_date != agreed:
        problems["next_date"] = "next_passed"
    return problems


async def submit_form(
    bot: Bot, *, rep: Rep, filled: ActivityForm, entry_id: int | None, request_key: str, now: datetime
) -> LoggedEntry:
    """Store the form as a new entry, or as the new content of the entry ``entry_id``.

    Raises:
        EntryGone: the entry was deleted in the meantime.
        AccountGone: the account does not exist, or is another workspace's.
        NameTooLong: the name of a new account is too long.
        OwnKindGone: the kind was archived, or is another workspace's.
    """
    note, was_cut = cut_text(filled.note)
    own = await _find_own_kind(bot, rep=rep, kind_id=filled.own_kind_id, entry_id=entry_id)
    line = LogLine(
        kind=own.kind if own else filled.kind,
        own=own.named if own else None,
        account=await _find_account(bot, rep=rep, chosen=filled.account, now=now),
        count=filled.count,
        day=filled.day,
        next_step=NextStep(filled.next_date, filled.next_time) if filled.next_date else None,
        note=note,
        note_was_cut=was_cut,
    )
    if entry_id is not None:
        return await change_entry(bot.database, rep=rep, entry_id=entry_id, line=line, now=now)
    new = NewActivity(rep=rep, line=line, request_key=request_key, logged_at=now)
    return await log_activity(bot.database, new)


async def _find_own_kind(bot: Bot, *, rep: Rep, kind_id: int | None, entry_id: int | None) -> OwnKind | None:
    if kind_id is None:
        return None
    before = await find_entry(bot.database, rep=rep, entry_id=entry_id) if entry_id is not None else None
    return await find_loggable_kind(bot.database, rep=rep, kind_id=kind_id, before=before)


async def _find_account(bot: Bot, *, rep: Rep, chosen: str | None, now: datetime) -> NamedAccount | None:
    if chosen is None:
        return None
    if chosen.startswith(NEW_PREFIX):
        name = chosen.removeprefix(NEW_PREFIX)
        return await add_account(bot.database, bot.accounts, rep=rep, name=name, now=now)
    async with bot.database.reading() as connection:
        return await check_account(connection, rep=rep, account_id=int(chosen))
