"""Test data for the stall scan: many open deals with history, in workspaces that each have some closed deals."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import text

from benchmarks.crowd import HOUR, insert_rows, make_workspace
from bot.domain.deals.deals import ActivityRollup, DealContact, DealState, EventKind, follow_contacts
from bot.domain.log.situations import Situation
from bot.domain.people.stages import USUAL
from bot.storage.database import Database
from bot.storage.deals.deals import AT_ONCE
from bot.storage.tables.accounts import accounts
from bot.storage.tables.deals import deal_events, deals
from bot.storage.tables.log import activities
from bot.storage.tables.people import reps, workspaces

TODAY = HOUR.date()
REPS_EACH, WON_EACH = 9, 25
LONGEST_CONTACTS = 6
OBSTACLES = [situation for situation in Situation if situation.is_obstacle]


@dataclass
class Pipeline:
    """The rows of a pipeline by table; deterministic for a seed."""

    workspaces: int
    deals_each: int
    seed: int = 1
    deals: list[dict[str, Any]] = field(default_factory=list)
    accounts: list[dict[str, Any]] = field(default_factory=list)
    activities: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Generate the rows."""
        chance = random.Random(self.seed)
        for number in range(self.workspaces * (self.deals_each + WON_EACH)):
            workspace = number // (self.deals_each + WON_EACH)
            is_won = number % (self.deals_each + WON_EACH) < WON_EACH
            self._add_deal(number + 1, workspace, chance, is_won=is_won)

    @property
    def open_deals(self) -> int:
        """The number of open deals."""
        return self.workspaces * self.deals_each

    async def store(self, database: Database) -> None:
        """Fill an empty database."""
        await insert_rows(database, workspaces, [make_workspace(number) for number in range(self.workspaces)])
        await insert_rows(database, reps, [_make_rep(number) for number in range(self.workspaces * REPS_EACH)])
        for table, rows in (
            (accounts, self.accounts),
            (deals, self.deals),
            (activities, self.activities),
            (deal_events, self.events),
        ):
            await insert_rows(database, table, rows)
        # Update the planner's statistics; in production autovacuum does this after such growth.
        await database.write(lambda connection: connection.execute(text("ANALYZE")))

    def _add_deal(self, deal_id: int, workspace: int, chance: random.Random, *, is_won: bool) -> None:
        opened_on = TODAY - timedelta(days=chance.randint(1, 120) + (150 if is_won else 0))
        owner_id = workspace * REPS_EACH + chance.randrange(REPS_EACH) + 1
        contacts = list(_make_contacts(chance, opened_on))
        closed_on = contacts[-1].day + timedelta(days=chance.randint(1, 20)) if is_won else None
        stage = chance.choice(USUAL)
        stage_since = contacts[len(contacts) // 2].day
        step_on = None if is_won or chance.random() < 0.4 else TODAY + timedelta(days=chance.randint(-5, 20))  # noqa: PLR2004
        activity_rollup = follow_contacts(contacts, step_on=step_on, has_kept=chance.random() < 0.3)  # noqa: PLR2004
        place = {"workspace_id": workspace + 1, "account_id": deal_id}
        self.accounts.append(_make_account(deal_id, workspace, owner_id))
        self.deals.append(
            {
                **place,
                "id": deal_id,
                "owner_id": owner_id,
                "name": f"Deal {deal_id}",
                "name_key": f"deal {deal_id}",
                "stage": stage,
                "state": DealState.WON if is_won else DealState.OPEN,
                "value": Decimal(chance.randint(1, 200) * 500),
                "margin": None,
                "opened_on": opened_on,
                "stage_since": stage_since,
                "close_on": TODAY + timedelta(days=chance.randint(5, 90)),
                "close_moves": chance.choice((0, 0, 0, 1, 2)),
                "closed_on": closed_on,
                "level": chance.choice((None, None, "user", "manager", "executive")),
                "next_review_on": None if is_won else AT_ONCE,
                "created_at": HOUR,
                **_list_columns(activity_rollup),
            }
        )
        self.activities += _make_activities(deal_id, place, owner_id, contacts)
        self.events += _make_events(
            deal_id, workspace, opened_on=opened_on, stage=stage, stage_since=stage_since, closed_on=closed_on
        )


def _make_contacts(chance: random.Random, opened_on: date) -> Iterator[DealContact]:
    day = opened_on
    for _ in range(chance.randint(1, LONGEST_CONTACTS)):
        day = min(TODAY, day + timedelta(days=chance.randint(0, 12)))
        is_advance = chance.random() < 0.35  # noqa: PLR2004
        situation = None if is_advance or chance.random() < 0.5 else chance.choice(OBSTACLES)  # noqa: PLR2004
        yield DealContact(day=day, is_advance=is_advance, situation=situation)


def _list_columns(activity_rollup: ActivityRollup) -> dict[str, Any]:
    return {name: getattr(activity_rollup, name) for name in ActivityRollup.__dataclass_fields__}


def _make_account(number: int, workspace: int, owner_id: int) -> dict[str, Any]:
    return {
        "id": number,
        "workspace_id": workspace + 1,
        "name": f"Account {number}",
        "name_key": f"account {number}",
        "owner_id": owner_id,
        "stage": "prospect",
        "created_at": HOUR,
    }


def _make_rep(number: int) -> dict[str, Any]:
    return {
        "id": number + 1,
        "workspace_id": number // REPS_EACH + 1,
        "external_id": f"U{number}",
        "name": f"Rep {number}",
        "timezone": "Europe/Amsterdam",
        "language": "nl",
        "role": "rep",
        "target_message": 5,
        "target_call": 2,
        "target_visit": 1,
        "nudge_at": HOUR.time(),
        "next_due_at": None,
        "address": f"U{number}",
        "created_at": HOUR,
    }


def _make_activities(
    deal_id: int, place: dict[str, Any], owner_id: int, contacts: list[DealContact]
) -> list[dict[str, Any]]:
    return [
        {
            **place,
            "rep_id": owner_id,
            "kind": "call",
            "count": 1,
            "day": contact.day,
            "note": "",
            "request_key": f"bench:{deal_id}:{number}",
            "logged_at": HOUR,
            "deal_id": deal_id,
            "advance_rule": "dated_step" if contact.is_advance else None,
            "situation": contact.situation,
        }
        for number, contact in enumerate(contacts)
    ]


def _make_events(
    deal_id: int, workspace: int, *, opened_on: date, stage: str, stage_since: date, closed_on: date | None
) -> list[dict[str, Any]]:
    story = [(EventKind.CREATED, "", USUAL[0], opened_on), (EventKind.STAGE, USUAL[0], stage, stage_since)]
    if closed_on is not None:
        story.append((EventKind.STATE, DealState.OPEN, DealState.WON, closed_on))
    return [
        {
            "workspace_id": workspace + 1,
            "deal_id": deal_id,
            "rep_id": None,
            "kind": kind,
            "before": before,
            "after": after,
            "day": day,
            "at": HOUR,
        }
        for kind, before, after, day in story
    ]
