"""Referrals from asked to won (Z3), and introductions given by us (O5)."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.certainties.errors import ReferralGone
from bot.domain.certainties.referrals import Referral, ReferralLine, ReferralState
from bot.domain.log.stored_text import check_name
from bot.domain.people.people import Rep
from bot.services.accounts.account_index_cache import AccountIndexCache
from bot.services.accounts.check_account import check_account
from bot.storage.certainties import referrals as referral_rows
from bot.storage.certainties.referrals import NewReferral, ReferralChanges
from bot.storage.database import Database
from bot.storage.row_locks import lock_row
from bot.storage.tables.people import reps


@dataclass(frozen=True, slots=True)
class _Move:
    """The account that a line refers to, if known, the local day, and the key of the request."""

    account_id: int | None
    day: date
    request_key: str


async def save_referral(
    database: Database,
    index_cache: AccountIndexCache,
    *,
    rep: Rep,
    giver: NamedAccount,
    line: ReferralLine,
    request_key: str,
    now: datetime,
) -> Referral:
    """Save a typed referral: move the open one of that customer with that name, or else add a new one.

    Idempotent by request key.

    Raises:
        AccountGone: the customer does not exist.
        NameTooLong: the name of the referred party is too long.
        ReferralGone: another rep's referral has the request key.
    """
    line = replace(line, name=check_name(line.name) if line.name.strip() else "")
    index = await index_cache.get_index(rep.workspace_id)
    found = index.find_exact(line.name) if line.name else []
    account_id = found[0].id if len(found) == 1 else None
    day = _find_today(rep, now)

    async def work(connection: AsyncConnection) -> Referral:
        await lock_row(connection, reps, rep.id)
        repeated = await referral_rows.find_referral_by_request(connection, rep_id=rep.id, request_key=request_key)
        if repeated is not None:
            return repeated
        account = await check_account(connection, rep=rep, account_id=giver.id)
        known = await referral_rows.list_referrals(connection, rep_ids=[rep.id], giver_id=account.id)
        fitting = next((each for each in known if _fits(each, line)), None)
        if fitting is None:
            new = NewReferral(
                workspace_id=rep.workspace_id,
                rep_id=rep.id,
                giver_id=account.id,
                state=line.state or _begin_state(line),
                name=line.name,
                account_id=account_id,
                is_given=line.is_given,
                request_key=request_key,
            )
            referral_id = await referral_rows.insert_referral(connection, new, day=day)
            return await _get_referral(connection, rep, referral_id)
        await _move(connection, fitting, line, _Move(account_id, day, request_key))
        return await _get_referral(connection, rep, fitting.id)

    return await database.write(work)


async def move_referral(
    database: Database, *, rep: Rep, referral_id: int, state: ReferralState, now: datetime
) -> Referral:
    """Set a referral's state, and return it.

    Raises:
        ReferralGone: it does not exist, or is another rep's.
    """

    async def work(connection: AsyncConnection) -> Referral:
        await _get_referral(connection, rep, referral_id)
        await referral_rows.move_referral(connection, referral_id=referral_id, state=state, day=_find_today(rep, now))
        return await _get_referral(connection, rep, referral_id)

    return await database.write(work)


async def ask_referral(database: Database, *, rep: Rep, giver_id: int, request_key: str, now: datetime) -> Referral:
    """Record that a customer was asked for an introduction, unless such a referral is open.

    Raises:
        AccountGone: the customer does not exist, or is another workspace's.
        ReferralGone: another rep's referral has the request key.
    """

    async def work(connection: AsyncConnection) -> Referral:
        await lock_row(connection, reps, rep.id)
        repeated = await referral_rows.find_referral_by_request(connection, rep_id=rep.id, request_key=request_key)
        if repeated is not None:
            return repeated
        giver = await check_account(connection, rep=rep, account_id=giver_id)
        known = await referral_rows.list_referrals(connection, rep_ids=[rep.id], giver_id=giver.id)
        asked = next((each for each in known if each.state is ReferralState.ASKED and not each.is_given), None)
        if asked is not None:
            return asked
        new = NewReferral(
            workspace_id=rep.workspace_id,
            rep_id=rep.id,
            giver_id=giver.id,
            state=ReferralState.ASKED,
            request_key=request_key,
        )
        referral_id = await referral_rows.insert_referral(connection, new, day=_find_today(rep, now))
        return await _get_referral(connection, rep, referral_id)

    return await database.write(work)


async def remove_referral(database: Database, *, rep: Rep, referral_id: int) -> Referral:
    """Delete a referral, and return it as it was.

    Raises:
        ReferralGone: it does not exist, or is another rep's.
    """

    async def work(connection: AsyncConnection) -> Referral:
        referral = await _get_referral(connection, rep, referral_id)
        await referral_rows.remove_referral(connection, referral_id=referral_id)
        return referral

    return await database.write(work)


def _fits(referral: Referral, line: ReferralLine) -> bool:
    """Return whether a line is about this referral: the same name, or the referral had no name yet."""
    if referral.is_given != line.is_given or not referral.state.is_open:
        return False
    return not referral.name or not line.name or referral.name.casefold() == line.name.casefold()


def _begin_state(line: ReferralLine) -> ReferralState:
    if line.is_given:
        return ReferralState.INTRODUCED
    return ReferralState.PROMISED if line.name else ReferralState.ASKED


async def _move(connection: AsyncConnection, referral: Referral, line: ReferralLine, move: _Move) -> None:
    named = ReferralState.PROMISED if referral.state is ReferralState.ASKED and line.name else referral.state
    changes: ReferralChanges = {"moved_by": move.request_key}
    if line.name:
        changes |= {"name": line.name, "account_id": move.account_id}
    await referral_rows.move_referral(
        connection, referral_id=referral.id, state=line.state or named, day=move.day, **changes
    )


async def _get_referral(connection: AsyncConnection, rep: Rep, referral_id: int) -> Referral:
    referral = await referral_rows.find_referral(connection, rep_id=rep.id, referral_id=referral_id)
    if referral is None:
        raise ReferralGone
    return referral


def _find_today(rep: Rep, now: datetime) -> date:
    return now.astimezone(rep.zone).date()
