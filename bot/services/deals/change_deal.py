"""Open and change deals: every change is stored as an event, and can be undone (V1)."""

import itertools
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, auto
from itertools import takewhile

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.deals.deal_line import DealLine
from bot.domain.deals.deal_names import LONGEST_NAME, make_deal_key
from bot.domain.deals.deal_words import write_deal
from bot.domain.deals.deals import Deal, DealEvent, DealState, DealStatus, EventKind, is_put_off, may_change
from bot.domain.deals.errors import (
    ChangeOverwritten,
    DealClosed,
    DealGone,
    DealNameTaken,
    DealOfColleague,
    StageGone,
)
from bot.domain.log.stored_text import check_name
from bot.domain.people.people import Rep
from bot.domain.people.stages import Stages
from bot.services.accounts.check_account import check_account
from bot.services.deals.complete_line import check_place_before, complete_line, compute_margin
from bot.services.deals.follow_deal import follow_deal, follow_removed_deal, follow_state
from bot.services.deals.keep_step import tell_whose_steps_ended
from bot.services.lessons.save_lesson import ask_for_lesson
from bot.services.people.leaving import tell_hand_over
from bot.services.people.person_cache import Person
from bot.storage.accounts.contacts import recount_contacts
from bot.storage.certainties import referrals as referral_rows
from bot.storage.database import Database
from bot.storage.deals import deal_events as event_rows
from bot.storage.deals import deals as deal_rows
from bot.storage.deals import moving as moving_rows
from bot.storage.deals.deal_events import NewEvent
from bot.storage.deals.deals import DealChanges, NewDeal
from bot.storage.lessons import lessons as lesson_rows
from bot.storage.people import handovers as handover_rows
from bot.storage.people import people as people_rows
from bot.storage.row_locks import lock_row
from bot.storage.tables.deals import deals


@dataclass(frozen=True, slots=True)
class DealChange:
    """One change of a deal, as stored in its events."""

    kind: EventKind
    before: str
    after: str


class ChangeOutcome(Enum):
    """Whether a change was made now, was made before by the same request, or no longer applies to the deal."""

    DONE = auto()
    REPEATED = auto()
    OUTDATED = auto()


@dataclass(frozen=True, slots=True)
class Changed:
    """A deal after a change, and the events of the change; none when nothing changed."""

    deal: Deal
    events: tuple[DealEvent, ...]
    outcome: ChangeOutcome = ChangeOutcome.DONE


@dataclass(frozen=True, slots=True)
class DealOpening:
    """A deal to open: its account, the typed line, and the request; idempotent by request key."""

    account: NamedAccount
    line: DealLine
    request_key: str | None = None

    @property
    def key(self) -> str | None:
        """The unique key of the deal; includes the account, since one message may offer several accounts."""
        return f"{self.request_key}:{self.account.id}" if self.request_key else None


async def open_deal(database: Database, *, person: Person, opening: DealOpening, now: datetime) -> Changed:
    """Open a deal from a typed line, possibly closing it at once, and link the account's contacts of today to it.

    A repeated request returns the deal that it opened before.

    Raises:
        DealNameTaken: the account has a deal of that name.
        AccountGone: the account does not exist, or is another workspace's.
        DealValueMissing: a margin is a percentage, and there is no value.
        NameTooLong: the name of the deal is too long.
    """
    if opening.line.name:
        opening = replace(opening, line=replace(opening.line, name=check_name(opening.line.name, LONGEST_NAME)))

    async def work(connection: AsyncConnection) -> Changed:
        return await _find_opened(connection, person.rep, opening) or await _open(connection, person, opening, now)

    return await database.write(work)


async def _find_opened(connection: AsyncConnection, rep: Rep, opening: DealOpening) -> Changed | None:
    if opening.key is None:
        return None
    deal_id = await deal_rows.find_opened_by(connection, workspace_id=rep.workspace_id, request_key=opening.key)
    if deal_id is None:
        return None
    history = await event_rows.list_events(connection, deal_ids=[deal_id])
    ended = [event for event in history[1:2] if event.kind is EventKind.STATE and event.after == opening.line.state]
    deal = await _get_deal(connection, rep=rep, deal_id=deal_id)
    return Changed(deal, (*history[:1], *ended), ChangeOutcome.REPEATED)


async def _open(connection: AsyncConnection, person: Person, opening: DealOpening, now: datetime) -> Changed:
    rep, today = person.rep, _find_today(person, now)
    line = compute_margin(opening.line, opening.line.value)
    account = await check_account(connection, rep=rep, account_id=opening.account.id)
    known = await deal_rows.list_deals_of_account(connection, workspace_id=rep.workspace_id, account_id=account.id)
    taken = {make_deal_key(deal.name) for deal in known}
    name = line.name or _find_free_name(taken, count=len(known))
    name_key = make_deal_key(name)
    if name_key in taken:
        raise DealNameTaken(account.name, name)
    levels = await deal_rows.find_highest_levels(connection, account_ids=[account.id])
    is_referred = await referral_rows.is_referred(connection, account_id=account.id)
    new = NewDeal(
        workspace_id=rep.workspace_id,
        account_id=account.id,
        owner_id=rep.id,
        name=name,
        name_key=name_key,
        stage=line.stage or person.workspace.deal_stages.names[0],
        state=DealState.OPEN,
        value=line.value,
        margin=line.margin,
        currency=line.currency or person.workspace.currency,
        currency_chosen=line.currency is not None,
        opened_on=today,
        stage_since=today,
        close_on=line.close_on,
        level=levels.get(account.id),
        entry_level=levels.get(account.id),
        source=referral_rows.REFERRED if is_referred else None,
        next_review_on=deal_rows.AT_ONCE,
        request_key=opening.key,
        created_at=now,
    )
    deal_id = await deal_rows.insert_deal(connection, new)
    if deal_id is None:  # another process was first, in this very moment
        return await _get_opened(connection, rep, opening, name)
    change = DealChange(EventKind.CREATED, "", new.stage)
    created = await _save_events(connection, rep=rep, deal_id=deal_id, changes=[change], now=now)
    if not any(deal.state is DealState.OPEN for deal in known):
        await deal_rows.adopt_contacts(connection, account_id=account.id, deal_id=deal_id, since=today)
    await follow_deal(connection, deal_id=deal_id, account_ids=[account.id])
    deal = await _get_deal(connection, rep=rep, deal_id=deal_id)
    if line.state is None or line.state is DealState.OPEN:
        return Changed(deal, created)
    end = DealChange(EventKind.STATE, DealState.OPEN, line.state)
    closed = await _apply(connection, person=person, deal=deal, changes=[end], now=now)
    return Changed(closed.deal, (*created, *closed.events))


async def _get_opened(connection: AsyncConnection, rep: Rep, opening: DealOpening, name: str) -> Changed:
    opened = await _find_opened(connection, rep, opening)
    if opened is None:
        raise DealNameTaken(opening.account.name, name)
    return opened


async def change_deal(database: Database, *, person: Person, deal_id: int, line: DealLine, now: datetime) -> Changed:
    """Apply a line to a deal; a button's line changes nothing once the deal's status differs from the button's.

    Raises:
        DealGone: it does not exist.
        DealClosed: it was won or lost, and the line does not reopen it.
        DealOfColleague: it is another rep's, and the user is not a manager.
        DealNameTaken, DealCurrencyMixed, DealValueMissing, AccountGone: the deal cannot be as the line says.
        NameTooLong: the new name is too long.
    """
    rep = person.rep
    if line.new_name is not None:
        line = replace(line, new_name=check_name(line.new_name, LONGEST_NAME))
    asked = line

    async def work(connection: AsyncConnection) -> Changed:
        await lock_row(connection, deals, deal_id)
        deal = await _get_deal(connection, rep=rep, deal_id=deal_id)
        await _check_may_change(connection, rep=rep, deal=deal)
        line = await complete_line(connection, deal, asked)
        changes = list(_list_changes(deal, line, person.workspace.deal_stages))
        if line.status not in {None, deal.status}:
            history = await event_rows.list_events(connection, deal_ids=[deal.id])
            events = () if changes else _find_repeated(line, rep, history)
            return Changed(deal, events, ChangeOutcome.REPEATED if events else ChangeOutcome.OUTDATED)
        if deal.state is not DealState.OPEN and line.state is None and not line.is_correction:
            raise DealClosed(deal.account_name, deal.name, write_deal(deal.account_name, deal.name))
        return await _apply(connection, person=person, deal=deal, changes=changes, now=now)

    return await database.write(work)


async def hand_over(
    database: Database, *, person: Person, deal_id: int, to: Rep, now: datetime, status: DealStatus | None = None
) -> Changed:
    """Hand a deal over to a colleague, with its open steps; a repeated request right after it gets the same answer.

    A button carries a ``status``, and changes nothing once the deal's status differs from it.

    Raises:
        DealGone: it does not exist.
        DealOfColleague: it is another rep's, and the user is not a manager.
    """

    async def work(connection: AsyncConnection) -> Changed:
        await lock_row(connection, deals, deal_id)
        deal = await _get_deal(connection, rep=person.rep, deal_id=deal_id)
        if deal.owner_id == to.id:
            given = (await event_rows.list_events(connection, deal_ids=[deal.id]))[-1:]
            if given and _is_own_gift(given, given, person.rep):
                return Changed(deal, tuple(given), ChangeOutcome.REPEATED)
        await _check_may_change(connection, rep=person.rep, deal=deal)
        if status not in {None, deal.status}:
            return Changed(deal, (), ChangeOutcome.OUTDATED)
        if deal.owner_id == to.id:
            return Changed(deal, ())
        change = DealChange(EventKind.OWNER, str(deal.owner_id or ""), str(to.id))
        changed = await _apply(connection, person=person, deal=deal, changes=[change], now=now)
        await tell_hand_over(connection, by=person.rep, changed=changed.events[-1], to=to, now=now)
        return changed

    return await database.write(work)


async def undo_changes(database: Database, *, person: Person, deal_id: int, event_ids: Sequence[int]) -> Changed | None:
    """Undo changes of a deal, the latest first; None when that deleted the deal itself.

    Changes that are no longer among its events were undone before.

    Raises:
        DealGone: the deal does not exist (any more).
        ChangeOverwritten: the same field was changed since, or the deal to be deleted is in use.
        StageGone: it would return to a stage that the workspace no longer has.
    """
    rep = person.rep

    async def work(connection: AsyncConnection) -> Changed | None:
        await lock_row(connection, deals, deal_id)
        deal = await _get_deal(connection, rep=rep, deal_id=deal_id)
        history = await event_rows.list_events(connection, deal_ids=[deal.id])
        events = [event for event in history if event.id in set(event_ids)]
        if len(events) < len(set(event_ids)):
            return Changed(deal, (), ChangeOutcome.OUTDATED)
        if not _is_own_gift(events, history, rep):
            await _check_may_change(connection, rep=rep, deal=deal)
        _check_is_last(events, history)
        _check_stage_is_there(events, person.workspace.deal_stages)
        changes = [event for event in events if event.kind is not EventKind.CREATED]
        if len(changes) < len(events) and await deal_rows.is_used(connection, deal_id=deal.id):
            raise ChangeOverwritten
        await check_place_before(connection, deal, changes)
        for event in reversed(changes):
            back = DealChange(event.kind, event.after, event.before)
            await _set_columns(connection, deal, back, day=_find_day_before(event, deal, history), step=-1)
            await event_rows.remove_event(connection, event_id=event.id)
        if len(changes) < len(events):
            await deal_rows.remove_deal(connection, deal_id=deal.id)
            await follow_removed_deal(connection, deal_id=deal.id, account_id=deal.account_id)
            return None
        await _touch(connection, deal)
        return Changed(await _get_deal(connection, rep=rep, deal_id=deal.id), ())

    return await database.write(work)


def _find_free_name(taken: Container[str], *, count: int) -> str:
    """Return "deal 3" for an account's third deal, or the next free number."""
    return next(name for number in itertools.count(count + 1) if make_deal_key(name := f"deal {number}") not in taken)


def _list_changes(deal: Deal, line: DealLine, stages: Stages) -> Iterator[DealChange]:
    if line.stage is not None and line.stage != deal.stage:
        is_forward = stages.place(line.stage) > stages.place(deal.stage)
        yield DealChange(EventKind.STAGE if is_forward else EventKind.STAGE_BACK, deal.stage, line.stage)
    if line.state is not None and line.state is not deal.state:
        yield DealChange(EventKind.STATE, deal.state, line.state)
    for kind, wish in _list_figures(line):
        before = getattr(deal, kind)
        if wish is not None and wish != before:
            yield DealChange(kind, _write(before), _write(wish))


def _find_repeated(line: DealLine, rep: Rep, history: Sequence[DealEvent]) -> tuple[DealEvent, ...]:
    """Return the rep's latest events as far as they match the line: a repeated request made these changes before."""
    requested = {
        (EventKind.STAGE, line.stage),
        (EventKind.STAGE_BACK, line.stage),
        (EventKind.STATE, line.state),
        *((kind, _write(wish)) for kind, wish in _list_figures(line) if wish is not None),
    }
    made = takewhile(lambda event: event.rep_id == rep.id and (event.kind, event.after) in requested, reversed(history))
    return tuple(reversed(list(made)))


def _list_figures(line: DealLine) -> tuple[tuple[EventKind, Decimal | date | str | int | None], ...]:
    return (
        (EventKind.CURRENCY, line.currency),
        (EventKind.VALUE, line.value),
        (EventKind.MARGIN, line.margin),
        (EventKind.CLOSE_ON, line.close_on),
        (EventKind.NAME, line.new_name),
        (EventKind.ACCOUNT, line.to_account_id),
    )


async def _apply(
    connection: AsyncConnection, *, person: Person, deal: Deal, changes: Sequence[DealChange], now: datetime
) -> Changed:
    today = _find_today(person, now)
    for change in changes:
        await _set_columns(connection, deal, change, day=today, step=1)
        if change.kind is EventKind.STATE and change.after == DealState.LOST:
            await ask_for_lesson(connection, deal=deal, rep=person.rep, day=today, now=now)
    events = await _save_events(connection, rep=person.rep, deal_id=deal.id, changes=changes, now=now)
    if changes:
        await _touch(connection, deal)
    await tell_whose_steps_ended(connection, rep=person.rep, events=events, now=now)
    return Changed(await _get_deal(connection, rep=person.rep, deal_id=deal.id), events)


async def _set_columns(connection: AsyncConnection, deal: Deal, change: DealChange, *, day: date, step: int) -> None:
    """Write one change; ``step`` is 1, or -1 for an undo."""
    match change.kind:
        case EventKind.STAGE | EventKind.STAGE_BACK:
            changes: DealChanges = {"stage": change.after, "stage_since": day}
        case EventKind.STATE:
            is_open = change.after == DealState.OPEN
            changes = {"state": DealState(change.after), "closed_on": None if is_open else day}
            if change.after != DealState.LOST:
                await lesson_rows.forget_question(connection, deal_id=deal.id)
            if change.after == DealState.WON:
                await referral_rows.win_referrals(connection, account_id=deal.account_id, day=day)
        case EventKind.CLOSE_ON:
            first, last = (change.before, change.after) if step > 0 else (change.after, change.before)
            moves = deal.close_moves + (step if is_put_off(_read_day(first), _read_day(last)) else 0)
            changes = {"close_on": _read_day(change.after), "close_moves": moves}
        case EventKind.OWNER:
            await _move_steps(connection, deal, change, step=step)
            changes = _name_columns(change.kind, change.after)
        case EventKind.ACCOUNT:
            changes = await _move_account(connection, deal, int(change.after), is_undo=step < 0)
        case _:
            changes = _name_columns(change.kind, change.after)
    if changes:
        await deal_rows.change_deal(connection, deal_id=deal.id, **changes)
    if change.kind is EventKind.STATE:
        await follow_state(connection, deal_id=deal.id, state=DealState(change.after))


def _name_columns(kind: EventKind, after: str) -> DealChanges:
    """Return the columns of a change that affects nothing else."""
    match kind:
        case EventKind.OWNER:
            # The new owner has heard nothing of it yet.
            return {"owner_id": int(after) if after else None, **deal_rows.NOT_TOLD}
        case EventKind.VALUE:
            return {"value": _read_amount(after)}
        case EventKind.MARGIN:
            return {"margin": _read_amount(after)}
        case EventKind.CURRENCY:
            return {"currency": after, "currency_chosen": True}
        case EventKind.NAME:
            return {"name": after, "name_key": make_deal_key(after)}
        case _:  # the deal itself, which is removed, not changed
            return {}


async def _move_steps(connection: AsyncConnection, deal: Deal, change: DealChange, *, step: int) -> None:
    """Take the open steps of a deal along to its new owner (K3); an undo takes back those that came along."""
    if change.before and change.after:
        move = handover_rows.move_deal_steps if step > 0 else handover_rows.return_deal_steps
        await move(connection, deal=deal, giver_id=int(change.before), receiver_id=int(change.after))


async def _move_account(connection: AsyncConnection, deal: Deal, account_id: int, *, is_undo: bool) -> DealChanges:
    """Take what is about a deal along to another account: its contacts with their steps, its questions and lessons.

    So the story of the deal, the card of the account and the plan say the same; an undo takes back what came along.
    """
    await lesson_rows.move_lessons(connection, deal_id=deal.id, account_id=account_id)
    await moving_rows.move_contacts(connection, deal_id=deal.id, account_id=account_id, is_undo=is_undo)
    await recount_contacts(connection, account_ids=[deal.account_id, account_id])
    levels = await deal_rows.find_highest_levels(connection, account_ids=[account_id])
    return {"account_id": account_id, "level": levels.get(account_id)}


async def _touch(connection: AsyncConnection, deal: Deal) -> None:
    """Bring what is kept of a deal in step with it, at the account where it was and where it is."""
    now_at = (await deal_rows.list_deals(connection, deal_ids=[deal.id]))[deal.id].account_id
    await follow_deal(connection, deal_id=deal.id, account_ids={deal.account_id, now_at})


async def _save_events(
    connection: AsyncConnection, *, rep: Rep, deal_id: int, changes: Sequence[DealChange], now: datetime
) -> tuple[DealEvent, ...]:
    day = now.astimezone(rep.zone).date()
    events = [
        NewEvent(
            workspace_id=rep.workspace_id,
            deal_id=deal_id,
            rep_id=rep.id,
            kind=change.kind,
            before=change.before,
            after=change.after,
            day=day,
            at=now,
        )
        for change in changes
    ]
    await event_rows.insert_events(connection, events)
    history = await event_rows.list_events(connection, deal_ids=[deal_id])
    return tuple(history[len(history) - len(events) :])


def _check_is_last(events: Sequence[DealEvent], history: Sequence[DealEvent]) -> None:
    """Refuse to undo what was changed again since; an opening is undone only while it is the deal's only change."""
    ours = {event.id for event in events}
    for event in events:
        later = [each for each in history if each.id > event.id and each.id not in ours]
        if any(event.kind is EventKind.CREATED or _column(each) == _column(event) for each in later):
            raise ChangeOverwritten


def _check_stage_is_there(events: Sequence[DealEvent], stages: Stages) -> None:
    for event in events:
        if _column(event) == EventKind.STAGE and event.before not in stages.names:
            raise StageGone(event.before)


def _is_own_gift(events: Sequence[DealEvent], history: Sequence[DealEvent], rep: Rep) -> bool:
    """Return whether the rep undoes a hand-over of his or her own, after which the deal was not changed."""
    given = history[-1]
    return list(events) == [given] and given.kind is EventKind.OWNER and given.rep_id == rep.id


def _column(event: DealEvent) -> str:
    return EventKind.STAGE if event.kind is EventKind.STAGE_BACK else event.kind


def _find_day_before(event: DealEvent, deal: Deal, history: Sequence[DealEvent]) -> date:
    """Return since which local day the deal was in the state that an undo restores."""
    earlier = [each.day for each in history if each.id < event.id and _column(each) == _column(event)]
    return earlier[-1] if earlier else deal.opened_on


async def _get_deal(connection: AsyncConnection, *, rep: Rep, deal_id: int) -> Deal:
    deal = await deal_rows.find_deal(connection, workspace_id=rep.workspace_id, deal_id=deal_id)
    if deal is None:
        raise DealGone
    return deal


async def _check_may_change(connection: AsyncConnection, *, rep: Rep, deal: Deal) -> None:
    if may_change(deal, rep):
        return
    assert deal.owner_id is not None  # noqa: S101 - the owner is another rep here
    owner = await people_rows.get_rep(connection, workspace_id=rep.workspace_id, rep_id=deal.owner_id)
    raise DealOfColleague(owner.name if owner else "")


def _find_today(person: Person, now: datetime) -> date:
    return now.astimezone(person.rep.zone).date()


def _write(value: Decimal | date | str | int | None) -> str:
    return "" if value is None else str(value)


def _read_day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _read_amount(text: str) -> Decimal | None:
    return Decimal(text) if text else None
