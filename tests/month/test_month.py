"""Months of nine people, played through Slack's protocol and held to METHOD K by an auditor of its own.

`make torture` plays 40; `python -m tests.month --seeds 1` prints the table of one.
"""

import ast
from pathlib import Path

import pytest

from tests.month.running import audit_month

AUDITOR = Path(__file__).parent / "auditor"
# Sentences with a name or a figure that no rule reads.
MOST_UNREAD = 0.1
PRODUCT = {"app", "bot", "handlers", "schedules"}


@pytest.mark.month
@pytest.mark.timeout(0)
# The bot is stopped in the middle now and then, and leaves connections half open.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    ("seed", "is_demo", "database_kind"),
    # The demo's two years take twice as long: `make torture` plays them.
    [(1, False, "sqlite"), pytest.param(3, False, "postgresql", marks=pytest.mark.postgres)],
)
async def test_a_month_of_nine_is_played_and_audited(database_url: str, seed: int, is_demo: bool) -> None:  # noqa: FBT001
    ledger = await audit_month(database_url, seed, is_demo=is_demo)
    print(ledger.table())  # noqa: T201 - what the months came to
    assert ledger.claims.total() > 5000
    assert ledger.unread_share < MOST_UNREAD
    assert ledger.count_wrong() == {}


def test_the_auditor_shares_no_code_with_the_product() -> None:
    imported = {
        (path.name, name.partition(".")[0])
        for path in AUDITOR.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in _imported(node)
    }
    assert {(file, name) for file, name in imported if name in PRODUCT} == set()


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []
