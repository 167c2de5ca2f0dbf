"""Who may import whom: lower rooms never know of higher ones, and only two rooms know of Slack."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# A module may import from its own room and from the rooms that are listed for it.
ALLOWED: dict[str, set[str]] = {
    "bot.errors": set(),
    "bot.domain": {"bot.errors"},
    "bot.storage": {"bot.domain", "bot.errors"},
    "bot.ports": {"bot.domain", "bot.messages"},
    "bot.logs": set(),
    "bot.settings": {"bot.domain"},
    "bot.services": {
        "bot.settings",
        "bot.domain",
        "bot.errors",
        "bot.storage",
        "bot.messages",
        "bot.ports",
    },
    "handlers": {"bot"},
    "schedules": {"bot"},
    "sandbox": set(),
}
PLATFORM_ROOMS = ("handlers/slack/", "sandbox/")


def list_sources() -> list[Path]:
    rooms = ("bot", "handlers", "schedules", "sandbox")
    return [path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))]


def find_imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def find_room(module: str) -> str | None:
    return next((room for room in sorted(ALLOWED, key=len, reverse=True) if is_within(module, room)), None)


def is_within(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")


def find_trespasses(path: Path) -> list[str]:
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    room = find_room(module)
    if room is None:
        return []
    permitted = {room, *ALLOWED[room]}
    return sorted(
        target
        for target in find_imports(path)
        if find_room(target) is not None and not any(is_within(target, each) for each in permitted)
    )


@pytest.mark.parametrize("path", list_sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_imports_only_from_lower_rooms(path: Path) -> None:
    assert find_trespasses(path) == []


@pytest.mark.parametrize("path", list_sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_slack_rooms_know_of_slack(path: Path) -> None:
    if str(path.relative_to(ROOT)).startswith(PLATFORM_ROOMS):
        return
    assert {name for name in find_imports(path) if name.split(".")[0] in {"slack_sdk", "slack_bolt"}} == set()


@pytest.mark.parametrize("path", sorted((ROOT / "bot").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_bot_never_asks_the_clock_by_itself(path: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    asked = {ast.unparse(call.func) for call in calls}
    assert asked & {"datetime.now", "datetime.utcnow", "date.today", "time.time"} == set()


def test_the_rule_itself_finds_a_trespass(tmp_path: Path) -> None:
    assert find_room("bot.services.bot") == "bot.services"
    intruder = tmp_path / "intruder.py"
    intruder.write_text("from schedules.jobs import Jobs\n", encoding="utf-8")
    assert find_imports(intruder) == {"schedules.jobs", "schedules.jobs.Jobs"}
    assert find_room("schedules.jobs") == "schedules"
