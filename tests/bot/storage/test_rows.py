"""Services pass named, typed rows to storage: no loose values and no ``Any`` at this seam."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import ModuleType

from sqlalchemy import Table

from bot import storage
from bot.storage.tables.accounts import account_changes, accounts, contacts
from bot.storage.tables.calendar import absences
from bot.storage.tables.certainties import feedback, referrals
from bot.storage.tables.deals import deal_events, deals
from bot.storage.tables.delivery import deliveries
from bot.storage.tables.exchange import imports
from bot.storage.tables.hints import hints
from bot.storage.tables.lessons import lessons
from bot.storage.tables.log import activities, drafts, next_steps, own_kinds
from bot.storage.tables.meetings import agenda_points, meeting_decisions
from bot.storage.tables.people import newcomers, reps, target_changes, team_spans, teams, totals_answers, workspaces
from bot.storage.tables.questions import question_uses
from bot.storage.tables.removals import handovers, removals

ROOMS = Path(storage.__file__).parent
TABLES: dict[str, Table] = {
    "NewAbsence": absences,
    "NewAccount": accounts,
    "NewChange": account_changes,
    "NewContact": contacts,
    "NewDeal": deals,
    "NewDecision": meeting_decisions,
    "NewDelivery": deliveries,
    "NewDraft": drafts,
    "NewEvent": deal_events,
    "NewFeedback": feedback,
    "NewGiven": hints,
    "NewHandover": handovers,
    "NewImport": imports,
    "NewLesson": lessons,
    "NewNewcomer": newcomers,
    "NewOwnKind": own_kinds,
    "NewPoint": agenda_points,
    "NewReferral": referrals,
    "NewRemoval": removals,
    "NewRep": reps,
    "NewSpan": team_spans,
    "NewStep": next_steps,
    "NewTargetChange": target_changes,
    "NewTeam": teams,
    "NewTotalsAnswer": totals_answers,
    "NewUse": question_uses,
    "NewWorkspace": workspaces,
    "PastActivity": activities,
    "AccountColumns": accounts,
    "ActivityChanges": activities,
    "DealChanges": deals,
    "FeedbackChanges": feedback,
    "ImportChanges": imports,
    "LessonChanges": lessons,
    "PersonColumns": contacts,
    "ReferralChanges": referrals,
    "RepChanges": reps,
    "Settlement": deliveries,
    "TeamChanges": teams,
    "WorkspaceChanges": workspaces,
}
# The write group of the log, a hot path of hundreds of lines a second.
HOT = {"insert_activities", "insert_steps", "close_steps", "count_contacts_in"}
# Imported rows: they have only the columns of the file, and are compared, and kept for an undo, by name.
TOLD_BY_FILES = {
    *("load_accounts", "insert_accounts", "change_accounts", "load_deals", "insert_deals", "change_deals"),
    *("load_contacts", "insert_contacts", "change_contacts"),
    *("list_history", "list_deals_with_owner", "list_contacts_with_account", "insert_rows"),
    *("list_asked_lessons", "list_pending_referrals", "list_given_steps"),
}
LOOSE = ("[str, Any]", "[str, object]", "list[Any]", "Sequence[Any]")


def list_modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(storage.__path__, "bot.storage."):
        if ".migrations" not in found.name and ".tables" not in found.name:
            yield importlib.import_module(found.name)


def list_queries() -> Iterator[ast.AsyncFunctionDef]:
    for path in sorted(ROOMS.glob("*/*.py")):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.AsyncFunctionDef) and not node.name.startswith("_"):
                yield node


def find_loose(query: ast.AsyncFunctionDef) -> list[str]:
    """Return the annotations of a query that are too loose."""
    given = query.args
    notes = [each.annotation for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    found = [ast.unparse(note) for note in (*notes, query.returns) if note is not None]
    loose = [note for note in found if note == "Any" or any(part in note for part in LOOSE)]
    more = ast.unparse(given.kwarg.annotation) if given.kwarg and given.kwarg.annotation else "Unpack"
    return loose if more.startswith("Unpack") else [*loose, f"**{more}"]


def test_no_other_query_takes_or_returns_values_without_a_type() -> None:
    loose = {query.name for query in list_queries() if find_loose(query)}
    assert loose == HOT | TOLD_BY_FILES


def test_new_rows_and_changes_name_columns_and_are_never_null_where_a_column_is_not() -> None:
    known = {name: vars(module)[name] for module in list_modules() for name in TABLES if name in vars(module)}
    assert sorted(known) == sorted(TABLES)
    wrong = []
    for name, kind in known.items():
        columns = TABLES[name].c
        wrong += [f"{name}.{field}" for field in kind.__annotations__ if field not in columns]
        if not is_dataclass(kind):
            continue
        wrong += [
            f"{name}.{field.name} is null"
            for field in fields(kind)
            if field.default is None and not columns[field.name].nullable
        ]
        wrong += [
            f"{name} lacks {column.name}"
            for column in columns
            if not column.nullable
            and not column.primary_key
            and column.server_default is None
            and column.name not in kind.__annotations__
        ]
    assert wrong == []


def test_every_new_row_and_change_of_storage_is_compared_with_its_table() -> None:
    named = {
        name
        for module in list_modules()
        for name, kind in vars(module).items()
        if isinstance(kind, type) and name.startswith("New") and name[3:4].isupper() and is_dataclass(kind)
    }
    assert named - set(TABLES) == set()
