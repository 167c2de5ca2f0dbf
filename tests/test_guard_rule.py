"""Exceptions are caught by name; a broad `except` is allowed in three modules only."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
# The writer, which passes an error on to the waiting caller, the turns of Teams, whose SDK would leave the user without
# a word, and the job guard, which keeps the loop running.
GUARDS = ["bot/storage/writer.py", "handlers/teams/turns.py", "schedules/guard.py"]
EVERYTHING = {"Exception", "BaseException"}
ROOMS = ("bot", "handlers", "schedules", "sandbox")


def list_broad(source: str) -> Iterator[ast.ExceptHandler]:
    """Return the broad exception handlers of a module; one without any by their text is not parsed."""
    if not re.search(r"Exception|except\s*:", source):
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ExceptHandler):
            kinds = ast.walk(node.type) if node.type else [ast.Name("BaseException")]
            if EVERYTHING & {each.id for each in kinds if isinstance(each, ast.Name)}:
                yield node


def test_everything_is_caught_by_the_guards_alone() -> None:
    paths = [ROOT / "app.py", *(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))]
    sources = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    assert sorted(name for name, source in sources.items() for _ in list_broad(source)) == GUARDS


def test_a_handler_that_catches_everything_is_found() -> None:
    assert len(list(list_broad("try:\n    send()\nexcept (OSError, Exception):\n    pass\n"))) == 1
    assert len(list(list_broad("try:\n    send()\nexcept:\n    pass\n"))) == 1
    assert list(list_broad("try:\n    send()\nexcept OSError:\n    pass\n")) == []
