"""Store an activity: the row, its next step, and its effect on earlier steps."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deals import OpenDeal
from bot.domain.home.day import LoggedEntry
from bot.domain.home.progress import Progress
from bot.domain.log.activity import Entry, LogLine
from bot.domain.log.advance import AdvanceRule, judge_contact
from bot.domain.log.errors import EntryGone
from bot.domain.log.next_steps import AgreedStep, StepContact, StepState, settle_at
from bot.domain.log.situations import NoteReading, Situation
from bot.domain.people.people import Rep
from bot.domain.people.versions import Versions
from bot.services.deals.deal_rollups import refresh_rollups
from bot.services.log.classify_note import classify_note
from bot.storage.accounts import contacts as contact_rows
from bot.storage.database import Database
from bot.storage.deals import deals as deal_rows
from bot.storage.log import activities as activity_rows
from bot.storage.log import next_steps as step_rows
from bot.storage.versions import load_versions

# Open deals by account id.
OpenDeals = Mapping[int, Sequence[OpenDeal]]


@dataclass(frozen=True, slots=True)
class NewActivity:
    """A line to store: the rep, the content, the deal, and the request; idempotent by request key.

    ``corrections_version`` is the version with which the note was classified, None when there was no note to classify.
    """

    rep: Rep
    line: LogLine
    request_key: str
    logged_at: datetime
    reading: NoteReading | None = None
    deal_id: int | None = None
    corrections_version: int | None = None

    def is_outdated(self, versions: Versions) -> bool:
        """Return whether a correction was saved after this note was classified."""
        return self.corrections_version is not None and self.corrections_version < versions.corrections

    @property
    def today(self) -> date:
        """The rep's local day on which it is logged."""
        return self.logged_at.astimezone(self.rep.zone).date()

    @property
    def account_id(self) -> int | None:
        """The account's id, None for a line without an account."""
        return self.line.account.id if self.line.account else None

    @property
    def advance_rule(self) -> AdvanceRule | None:
        """The rule by which it is an advance, None for a continuation and for a line without an account."""
        return judge_contact(self.line, self.reading) if self.line.account else None

    @property
    def situation(self) -> Situation | None:
        """The situation of its note, None unless it is certain (K8)."""
        return self.reading.situation if self.reading and self.reading.is_confident else None


@dataclass(frozen=True, slots=True)
class Closed:
    """A step closed by a contact, and its new state."""

    step: AgreedStep
    state: StepState
    contact: NewActivity
    activity_id: int


async def log_activity(database: Database, new: NewActivity) -> LoggedEntry:
    """Store one activity, in one transaction with all others waiting at this time, and return what was stored.

    Raises:
        EntryGone: another rep's entry has the request key.
    """
    version = 0
    while True:
        # Optimistic concurrency: after a correction was saved in between, the note is classified again.
        reading, read_at = await classify_note(database, rep=new.rep, line=new.line, version=version)
        if read_at is not None:
            new = replace(new, reading=reading, corrections_version=read_at)
        stored = await database.write_grouped(store_activities, new)
        if isinstance(stored, LoggedEntry):
            return stored
        version = stored.corrections


async def store_activities(connection: AsyncConnection, news: Sequence[NewActivity]) -> list[LoggedEntry | Versions]:
    """Store activities in bulk; one with a known request key is returned as it was stored before.

    One whose note was classified before a newer correction is not stored: the current versions are returned for it.
    """
    versions = await load_versions(connection, rep_ids={new.rep.id for new in news})
    fresh = [new for new in news if not new.is_outdated(versions[new.rep.id])]
    stored = iter(await _store(connection, fresh, versions) if fresh else ())
    return [versions[new.rep.id] if new.is_outdated(versions[new.rep.id]) else next(stored) for new in news]


async def _store(
    connection: AsyncConnection, news: Sequence[NewActivity], versions: Mapping[int, Versions]
) -> list[LoggedEntry]:
    open_deals = await deal_rows.list_open_of_accounts(
        connection, account_ids={new.account_id for new in news if new.account_id is not None}
    )
    if open_deals:
        news = [replace(new, deal_id=choose_deal(new, open_deals)) for new in news]
    ids = await activity_rows.insert_activities(connection, [_to_row(new) for new in news])
    fresh = [(new, ids.pop(_key(new), None)) for new in news]
    stored = [(new, id_) for new, id_ in fresh if id_ is not None]
    settled = await _follow_contacts(connection, stored, open_deals)
    done = await activity_rows.count_done(
        connection, rep_ids={new.rep.id for new in news}, days={new.today for new in news}
    )
    deals = await deal_rows.list_deals(
        connection, deal_ids={new.deal_id for new, _ in stored if new.deal_id is not None}
    )
    entries = [await _find_entry(connection, new, activity_id) for new, activity_id in fresh]
    for entry in (each for each, (_, activity_id) in zip(entries, fresh, strict=True) if activity_id is None):
        settled[entry.id] = tuple(await step_rows.list_settled_by(connection, activity_id=entry.id))
    return [
        LoggedEntry(
            entry=entry,
            progress=Progress(done=done.get((new.rep.id, new.today), {}), targets=new.rep.targets_on(new.today)),
            today=new.today,
            settled=settled.get(entry.id, ()),
            note_was_cut=new.line.note_was_cut,
            deals=tuple(open_deals.get(new.account_id or 0, ())),
            deal=deals.get(entry.deal_id or 0),
            reading=new.reading,
            versions=versions[new.rep.id],
        )
        for new, entry in zip(news, entries, strict=True)
    ]


async def _follow_contacts(
    connection: AsyncConnection, stored: Sequence[tuple[NewActivity, int]], open_deals: OpenDeals
) -> dict[int, tuple[AgreedStep, ...]]:
    """Update steps, accounts and deals after these contacts, and return the fulfilled steps, by activity id."""
    settled = await settle_contacts(connection, stored)
    await contact_rows.count_contacts_in(
        connection, [_to_contact_row(new) for new, _ in stored if new.account_id is not None]
    )
    # All open deals of the account: a contact of one deal may have closed steps of another.
    touched = {deal.id for new, _ in stored for deal in open_deals.get(new.account_id or 0, ())}
    await refresh_rollups(connection, deal_ids=touched, account_ids=_list_accounts(stored))
    return settled


async def settle_contacts(
    connection: AsyncConnection, news: Sequence[tuple[NewActivity, int]]
) -> dict[int, tuple[AgreedStep, ...]]:
    """Close earlier steps that these contacts fulfil or replace, add new ones, and return those that each fulfilled."""
    with_account = [(new, id_) for new, id_ in news if new.account_id is not None]
    fulfilled: dict[int, tuple[AgreedStep, ...]] = {}
    if with_account:
        steps = await step_rows.list_open_steps_of_contacts(
            connection,
            rep_ids={new.rep.id for new, _ in with_account},
            account_ids=_list_accounts(with_account),
        )
        closed = [
            Closed(step=step, state=state, contact=new, activity_id=activity_id)
            for new, activity_id in with_account
            for step, state in _judge_steps(new, activity_id, steps)
        ]
        await step_rows.close_steps(connection, [_to_closing_row(each) for each in closed])
        for each in closed:
            if each.state is not StepState.MOVED:
                fulfilled[each.activity_id] = (*fulfilled.get(each.activity_id, ()), each.step)
    await step_rows.insert_steps(
        connection, [_to_step_row(new, id_) for new, id_ in news if new.line.next_step is not None]
    )
    return fulfilled


def choose_deal(new: NewActivity, open_deals: OpenDeals) -> int | None:
    """Return the deal that a contact belongs to: the only open one that its account had on that day, or none."""
    found = [deal for deal in open_deals.get(new.account_id or 0, ()) if deal.opened_on <= new.line.day]
    return found[0].id if len(found) == 1 else None


def to_entry(new: NewActivity, *, activity_id: int) -> Entry:
    """Return the entry for a stored activity."""
    line = new.line
    return Entry(
        id=activity_id,
        rep_id=new.rep.id,
        account_id=new.account_id,
        account_name=line.account.name if line.account else None,
        kind=line.kind,
        count=line.count,
        day=line.day,
        note=line.note,
        next_step=line.next_step,
        deal_id=new.deal_id,
        advance_rule=new.advance_rule,
        situation=new.situation,
    )


def _judge_steps(
    new: NewActivity, activity_id: int, steps: Sequence[AgreedStep]
) -> Iterator[tuple[AgreedStep, StepState]]:
    """Return the steps that this contact closes, each with its new state."""
    has_step = new.line.next_step is not None
    contact = StepContact(id=activity_id, day=new.line.day, deal_id=new.deal_id, has_step=has_step)
    for step in steps:
        if step.rep_id == new.rep.id and step.account_id == new.account_id:
            state = settle_at(step, contact)
            if state is not StepState.OPEN:
                yield step, state


def _to_closing_row(closed: Closed) -> dict[str, object]:
    return {
        "step_id": closed.step.id,
        "new_state": closed.state,
        "contact_on": closed.contact.line.day,
        "contact_id": closed.activity_id,
    }


async def _find_entry(connection: AsyncConnection, new: NewActivity, activity_id: int | None) -> Entry:
    """Return the entry stored now, or the earlier one with the same request key."""
    if activity_id is not None:
        return to_entry(new, activity_id=activity_id)
    entry = await activity_rows.find_entry_by_request(
        connection, workspace_id=new.rep.workspace_id, rep_id=new.rep.id, request_key=new.request_key
    )
    if entry is None:  # the key is another rep's, whose entry is not shown
        raise EntryGone
    return entry


def _list_accounts(news: Sequence[tuple[NewActivity, int]]) -> set[int]:
    return {new.account_id for new, _ in news if new.account_id is not None}


def _key(new: NewActivity) -> tuple[int, str]:
    return (new.rep.workspace_id, new.request_key)


def _to_row(new: NewActivity) -> dict[str, object]:
    return {
        "deal_id": new.deal_id,
        "advance_rule": new.advance_rule,
        "situation": new.situation,
        "workspace_id": new.rep.workspace_id,
        "rep_id": new.rep.id,
        "account_id": new.account_id,
        "kind": new.line.kind,
        "count": new.line.count,
        "day": new.line.day,
        "note": new.line.note,
        "request_key": new.request_key,
        "logged_at": new.logged_at,
    }


def _to_contact_row(new: NewActivity) -> dict[str, object]:
    return {"contacted_id": new.account_id, "contact_on": new.line.day, "contact_by": new.rep.id}


def _to_step_row(new: NewActivity, activity_id: int) -> dict[str, object]:
    step = new.line.next_step
    assert step is not None  # noqa: S101 - asked for lines with a next step only
    return {
        "workspace_id": new.rep.workspace_id,
        "rep_id": new.rep.id,
        "account_id": new.account_id,
        "activity_id": activity_id,
        "due_on": step.date,
        "due_time": step.time,
        "note": new.line.note,
        "state": StepState.OPEN,
        "made_on": new.line.day,
    }
