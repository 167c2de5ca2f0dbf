"""Size limits: functions of at most 50 lines, files of at most 500, folders of at most 20 modules."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "handlers", "schedules", "sandbox", "tests", "benchmarks", "training", "docs")
LONGEST_FUNCTION, LONGEST_FILE, FULLEST_FOLDER = 50, 500, 20
THICKEST_ADAPTERS, LONGEST_ROOT = {"slack": 1_600, "teams": 1_200}, 150
# Alembic keeps all revisions in one folder, which grows with each release.
GROWS = "bot/storage/migrations/versions"


def list_sources() -> dict[str, str]:
    """Return all modules, by path."""
    paths = [ROOT / "app.py", *(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))]
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in sorted(paths)}


def walk_statements(node: ast.AST) -> Iterator[ast.AST]:
    """Return all statements below a node: expressions, of which there are ten times as many, hold none."""
    yield node
    for part in ("body", "orelse", "finalbody", "handlers", "cases"):
        inside = getattr(node, part, ())
        for each in inside if isinstance(inside, list) else ():
            yield from walk_statements(each)


def find_long_functions(source: str) -> list[str]:
    return [
        node.name
        for node in walk_statements(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= LONGEST_FUNCTION
    ]


def test_functions_files_and_folders_are_short() -> None:
    sources = list_sources()
    folders = Counter(name.rpartition("/")[0] for name in sources)
    long = [f"{name}: {function}" for name, source in sources.items() for function in find_long_functions(source)]
    long += [name for name, source in sources.items() if source.count("\n") > LONGEST_FILE]
    long += [folder for folder, count in folders.items() if count > FULLEST_FOLDER and folder != GROWS]
    assert long == []
    assert len(sources) > FULLEST_FOLDER


def test_a_function_of_51_lines_is_found() -> None:
    assert find_long_functions("def send():\n" + "    pass\n" * 50) == ["send"]
    assert find_long_functions("def send():\n" + "    pass\n" * 49) == []
    inner = "if YES:\n    pass\nelse:\n    class Sender:\n        def send(self):\n" + "            pass\n" * 50
    assert find_long_functions(inner) == ["send"]


def test_the_adapters_of_the_platforms_and_the_composition_root_stay_thin() -> None:
    sources = list_sources()
    for platform, thickest in THICKEST_ADAPTERS.items():
        room = f"handlers/{platform}/"
        lines = sum(source.count("\n") for name, source in sources.items() if name.startswith(room))
        assert lines <= thickest, f"{room} has {lines} lines; what any platform needs goes to handlers/front or below"
    assert sources["app.py"].count("\n") < LONGEST_ROOT
