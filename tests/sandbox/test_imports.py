"""The sandbox imports only the standard library, aiohttp, Jinja2, holidays and Slack's models; nothing of the bot."""

import ast
import sys
from pathlib import Path

import sandbox

HERE = Path(sandbox.__file__).parent
# The holidays are for the clock, whose next working day is not Christmas.
ALLOWED = {"sandbox", "aiohttp", "holidays", "jinja2", "markupsafe", "slack_sdk"}


def list_imports(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text())))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return {name.partition(".")[0] for name in plain | {str(n.module) for n in nodes if isinstance(n, ast.ImportFrom)}}


def test_sandbox_leans_on_nothing_but_what_it_may() -> None:
    found = set().union(*(list_imports(path) for path in HERE.rglob("*.py")))

    assert found - set(sys.stdlib_module_names) == ALLOWED
