"""Every button and form in a message has a handler in the table."""

import ast
from collections.abc import Iterator
from pathlib import Path

from bot.interactions.table import BUTTONS, FORMS

MESSAGES = Path(__file__).parents[3] / "bot" / "messages"


def list_texts(keyword: str, *, of: set[str]) -> set[str]:
    """Return the strings passed as a keyword argument to some classes in the messages; constants are resolved."""
    return {text for path in MESSAGES.glob("**/*.py") for text in _find_texts(path, keyword, of)}


def _find_texts(path: Path, keyword: str, of: set[str]) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = {
        ast.unparse(node.targets[0]): node.value for node in tree.body if isinstance(node, ast.Assign) and node.targets
    }
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) in of]
    for given in (each for call in calls for each in call.keywords if each.arg == keyword):
        value = constants.get(ast.unparse(given.value), given.value)
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value.value


def test_every_button_that_is_drawn_has_a_handler() -> None:
    drawn = list_texts("action", of={"Button", "DatePick"})
    assert len(drawn) > 40
    assert drawn - set(BUTTONS) == set()


def test_every_form_that_is_shown_has_a_handler() -> None:
    assert list_texts("name", of={"Form"}) == set(FORMS)
