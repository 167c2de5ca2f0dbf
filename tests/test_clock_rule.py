"""No module of the bot reads the clock: the time is always an argument."""

import ast
import re
from pathlib import Path

BOT = Path(__file__).parent.parent / "bot"
CLOCKS = frozenset({"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"})
NAMES = frozenset(name.rpartition(".")[2] for name in CLOCKS)
CALLED = rf"\.\s*({'|'.join(NAMES)})\s*\("


def find_clock_calls(source: str) -> list[str]:
    """Return the calls in a module that read the clock; one without their names is not parsed."""
    if not re.search(CALLED, source):
        return []
    called = [node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    names = [ast.unparse(each) for each in called if isinstance(each, ast.Attribute) and each.attr in NAMES]
    return [name for name in names if name in CLOCKS]


def test_the_bot_never_asks_the_clock_by_itself() -> None:
    asking = {
        str(path.relative_to(BOT)): calls
        for path in sorted(BOT.rglob("*.py"))
        if (calls := find_clock_calls(path.read_text(encoding="utf-8")))
    }
    assert asking == {}


def test_a_call_to_the_clock_is_found() -> None:
    assert find_clock_calls("def judge():\n    return datetime.now(UTC)\n") == ["datetime.now"]
