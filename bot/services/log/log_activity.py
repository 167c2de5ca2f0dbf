"""Store the activities of a line: the rows, their next steps, and their effect on earlier steps."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.deals.deals import OpenDeal
from bot.domain.home.day import LoggedEntry, LoggedLine
from bot.domain.home.progress import Progress
from bot.domain.log.activity import Entry, LogLine
from bot.domain.log.advance import AdvanceRule, is_after_loss, judge_contact
from bot.domain.log.errors import EntryGone
from bot.domain.log.next_steps import (
    NONE_SETTLED,
    AgreedStep,
    SettledSteps,
    StepContact,
    StepState,
    find_contact_hour,
    settle_at,
)
from bot.domain.log.situations import NoteReading, Situation
from bot.domain.people.people import Rep
from bot.domain.people.versions import Versions
from bot.services.deals.deal_rollups import refresh_rollups
from bot.services.log.classify_note import classify_note
from bot.services.log.load_line import load_line
from bot.storage.accounts import accounts as account_rows
from bot.storage.accounts import contacts as contact_rows
from bot.storage.database import Database
from bot.storage.deals import deals as deal_rows
from bot.storage.deals.deals import DealsAtAccounts
from bot.storage.log import activities as activity_rows
from bot.storage.log import next_steps as step_rows
from bot.storage.versions import load_versions

# Open deals by account id.
OpenDeals = Mapping[int, Sequence[OpenDeal]]


@dataclass(frozen=True, slots=True)
class NewActivity:
    """A line to store: the rep, the content, the deal, and the request; idempotent by request key.

    ``lost_on`` is the local day on which the account's last open deal was lost (K1). ``corrections_version`` is the
    version with which the note was classified, None when there was no note to classify.
    """

    rep: Rep
    line: LogLine
    request_key: str
    logged_at: datetime
    reading: NoteReading | None = None
    deal_id: int | None = None
    lost_on: date | None = None
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
        """The rule by which it is an advance, None for a continuation and for a line without an account.

        Where the last open deal was lost nothing is left that could advance (K1).
        """
        if self.line.account is None or is_after_loss(day=self.line.day, deal_id=self.deal_id, lost_on=self.lost_on):
            return None
        return judge_contact(self.line, self.reading)

    @property
    def situation(self) -> Situation | None:
        """The situation of its note, None unless it is certain (K8)."""
        return self.reading.situation if self.reading and self.reading.is_confident else None


# The activities of one line, at least one.
NewLine = tuple[NewActivity, ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """A step closed by a contact, and its new state."""

    step: AgreedStep
    state: StepState
    contact: NewActivity
    activity_id: int


async def log_activity(database: Database, new: NewActivity) -> LoggedEntry:
    """Store one activity and return what was stored; see ``log_line``.

    Raises:
        EntryGone: another rep's entry has the request key.
    """
    return (await log_line(database, [new])).first


async def log_line(database: Database, news: Sequence[NewActivity]) -> LoggedLine:
    """Store the activities of one line, all or none, in one transaction with all others waiting at this time.

    Their request keys are those of ``line_keys``. Idempotent: a line that was stored before is returned as it is.

    Raises:
        EntryGone: another rep's entry has one of the request keys.
    """
    version = 0
    while True:
        # Optimistic concurrency: after a correction was saved in between, the notes are classified again.
        line = tuple([await _classify(database, new, version) for new in news])
        stored = await database.write_grouped(store_lines, line)
        if isinstance(stored, LoggedLine):
            return stored
        version = stored.corrections


async def _classify(database: Database, new: NewActivity, version: int) -> NewActivity:
    reading, read_at = await classify_note(database, rep=new.rep, line=new.line, version=version)
    return new if read_at is None else replace(new, reading=reading, corrections_version=read_at)


async def store_lines(connection: AsyncConnection, lines: Sequence[NewLine]) -> list[LoggedLine | Versions]:
    """Store lines in bulk; one with a known request key is returned as it was stored before.

    One with a note that was classified before a newer correction is not stored: the current versions are returned.
    """
    versions = await load_versions(connection, rep_ids={line[0].rep.id for line in lines})
    is_outdated = [any(new.is_outdated(versions[new.rep.id]) for new in line) for line in lines]
    fresh = [line for line, outdated in zip(lines, is_outdated, strict=True) if not outdated]
    stored = iter(await _store(connection, fresh, versions) if fresh else ())
    return [
        versions[line[0].rep.id] if outdated else next(stored)
        for line, outdated in zip(lines, is_outdated, strict=True)
    ]


async def _store(
    connection: AsyncConnection, lines: Sequence[NewLine], versions: Mapping[int, Versions]
) -> list[LoggedLine]:
    lines = await _follow_merges(connection, lines, versions)
    found_deals = await deal_rows.load_deals_at(connection, account_ids=_list_accounts(lines))
    open_deals = found_deals.open_deals
    if open_deals or found_deals.lost_on:
        lines = [tuple(place_at_deals(new, found_deals) for new in line) for line in lines]
    found = await _insert(connection, lines)
    stored = [pair for pairs in found if pairs is not None for pair in pairs]
    settled = await _follow_contacts(connection, stored, open_deals)
    news = [new for line in lines for new in line]
    done = await activity_rows.count_done(
        connection, rep_ids={new.rep.id for new in news}, days={new.today for new in news}
    )
    deals = await deal_rows.list_deals(
        connection, deal_ids={new.deal_id for new, _ in stored if new.deal_id is not None}
    )

    def tell(new: NewActivity, activity_id: int) -> LoggedEntry:
        return LoggedEntry(
            entry=to_entry(new, activity_id=activity_id),
            progress=Progress(done=done.get((new.rep.id, new.today), {}), targets=new.rep.targets),
            today=new.today,
            settled=settled.get(activity_id, NONE_SETTLED).fulfilled,
            replaced=settled.get(activity_id, NONE_SETTLED).replaced,
            note_was_cut=new.line.note_was_cut,
            deals=tuple(open_deals.get(new.account_id or 0, ())),
            deal=deals.get(new.deal_id or 0),
            reading=new.reading,
            versions=versions[new.rep.id],
            maybe_step=new.line.maybe_step,
            maybe_kind=new.line.maybe_kind,
            is_lost=new.lost_on is not None,
            is_quiet=new.account_id in found_deals.quiet,
        )

    return [
        await _load_known(connection, line, versions)
        if pairs is None
        else LoggedLine(line[0].request_key, tuple(tell(new, activity_id) for new, activity_id in pairs))
        for line, pairs in zip(lines, found, strict=True)
    ]


async def _insert(connection: AsyncConnection, lines: Sequence[NewLine]) -> list[list[tuple[NewActivity, int]] | None]:
    """Insert the activities, and return by line what was inserted with its id, None for a line stored before.

    Raises:
        EntryGone: another rep's entry has the key of a later activity of a line.
    """
    ids = await activity_rows.insert_activities(connection, [_to_row(new) for line in lines for new in line])
    found: list[list[tuple[NewActivity, int]] | None] = []
    stray: list[int] = []
    for line in lines:
        inserted = [(new, ids.pop(_key(new), None)) for new in line]
        fresh = [(new, activity_id) for new, activity_id in inserted if activity_id is not None]
        if inserted[0][1] is None:
            # Stored before, then perhaps read with fewer activities than now: nothing is added to it.
            stray += [activity_id for _, activity_id in fresh]
            found.append(None)
        elif len(fresh) < len(line):
            raise EntryGone
        else:
            found.append(fresh)
    if stray:
        await activity_rows.delete_activities(connection, activity_ids=stray)
    return found


async def _load_known(connection: AsyncConnection, line: NewLine, versions: Mapping[int, Versions]) -> LoggedLine:
    """Return a line that was stored before, even when it was deleted since."""
    first = line[0]
    known = await load_line(
        connection, rep=first.rep, line_key=first.request_key, now=first.logged_at, with_removed=True
    )
    if known is None:  # the key is another rep's, whose entries are not shown
        raise EntryGone
    again = {new.request_key: new for new in line}

    def tell(each: LoggedEntry) -> LoggedEntry:
        each = replace(each, versions=versions[first.rep.id])
        new = again.get(each.entry.request_key)
        if new is None:
            return each
        read = new.line
        return replace(
            each,
            note_was_cut=read.note_was_cut,
            reading=new.reading,
            maybe_step=read.maybe_step,
            maybe_kind=read.maybe_kind,
        )

    return replace(known, entries=tuple(map(tell, known.entries)))


async def _follow_merges(
    connection: AsyncConnection, lines: Sequence[NewLine], versions: Mapping[int, Versions]
) -> Sequence[NewLine]:
    """Return the activities with the accounts into which theirs were merged; asks only where names ever changed."""
    news = [new for line in lines for new in line]
    named = {new.account_id for new in news if new.account_id is not None and versions[new.rep.id].accounts}
    merged = await account_rows.find_merged(connection, account_ids=named) if named else {}
    return [tuple(_move(new, merged) for new in line) for line in lines] if merged else lines


def _move(new: NewActivity, merged: Mapping[int, NamedAccount]) -> NewActivity:
    account = merged.get(new.account_id or 0)
    return new if account is None else replace(new, line=replace(new.line, account=account))


async def _follow_contacts(
    connection: AsyncConnection, stored: Sequence[tuple[NewActivity, int]], open_deals: OpenDeals
) -> dict[int, SettledSteps]:
    """Update steps, accounts and deals after these contacts, and return what each did to steps, by activity id."""
    settled = await settle_contacts(connection, stored)
    await contact_rows.count_contacts_in(
        connection, [_to_contact_row(new) for new, _ in stored if new.account_id is not None]
    )
    # All open deals of the account: a contact of one deal may have closed steps of another.
    touched = {deal.id for new, _ in stored for deal in open_deals.get(new.account_id or 0, ())}
    await refresh_rollups(connection, deal_ids=touched, account_ids=_list_accounts([[new for new, _ in stored]]))
    return settled


async def settle_contacts(
    connection: AsyncConnection, news: Sequence[tuple[NewActivity, int]]
) -> dict[int, SettledSteps]:
    """Close earlier steps that these contacts fulfil or replace, add new ones, and return what each closed."""
    settled = await close_fitting_steps(connection, news)
    await step_rows.insert_steps(
        connection, [_to_step_row(new, id_) for new, id_ in news if new.line.next_step is not None]
    )
    return settled


async def close_fitting_steps(
    connection: AsyncConnection, news: Sequence[tuple[NewActivity, int]]
) -> dict[int, SettledSteps]:
    """Close earlier steps that these contacts fulfil or replace, and return what each closed."""
    with_account = [(new, id_) for new, id_ in news if new.account_id is not None]
    settled: dict[int, SettledSteps] = {}
    if with_account:
        steps = await step_rows.list_open_steps_of_contacts(
            connection,
            rep_ids={new.rep.id for new, _ in with_account},
            account_ids=_list_accounts([[new for new, _ in with_account]]),
        )
        closed: dict[int, Closed] = {}
        for new, activity_id in with_account:
            for step, state in _judge_steps(new, activity_id, steps):
                # The first contact that settles a step is the one that did: a later one finds it closed.
                closed.setdefault(step.id, Closed(step=step, state=state, contact=new, activity_id=activity_id))
        await step_rows.close_steps(connection, [_to_closing_row(each) for each in closed.values()])
        for each in closed.values():
            settled[each.activity_id] = settled.get(each.activity_id, NONE_SETTLED).add(each.step, each.state)
    return settled


def place_at_deals(new: NewActivity, found: DealsAtAccounts) -> NewActivity:
    """Return the activity with the deal that it belongs to, and whether its account was lost."""
    lost_on = found.lost_on.get(new.account_id or 0)
    return replace(new, deal_id=choose_deal(new, found.open_deals), lost_on=lost_on)


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
        request_key=new.request_key,
        own=line.own,
        called_at=line.called_at,
    )


def _judge_steps(
    new: NewActivity, activity_id: int, steps: Sequence[AgreedStep]
) -> Iterator[tuple[AgreedStep, StepState]]:
    """Return the steps that this contact closes, each with its new state."""
    line = new.line
    contact = StepContact(
        id=activity_id,
        day=line.day,
        deal_id=new.deal_id,
        has_step=line.next_step is not None,
        kind=line.kind,
        at=line.called_at or find_contact_hour(new.logged_at, zone=new.rep.zone, day=line.day),
        form=line.next_step.form if line.next_step is not None else None,
    )
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


def _list_accounts(lines: Iterable[Iterable[NewActivity]]) -> set[int]:
    return {new.account_id for line in lines for new in line if new.account_id is not None}


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
        "called_at": new.line.called_at,
        "own_kind_id": new.line.own.id if new.line.own else None,
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
        "form": step.form,
        "note": new.line.note,
        "state": StepState.OPEN,
        "made_on": new.line.day,
    }
