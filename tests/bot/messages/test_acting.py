"""Every message that asks for something can be acted on there: it has a button, a field or an address.

Each builder is called with many values of its own types, in both languages, and every block that asks is seen.
"""

import inspect
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest
from jinja2 import UndefinedError

from bot.domain.exchange.errors import FileUnreadable
from bot.messages.text.message import Button, Controls, Form, Message, Paragraph
from bot.messages.text.text import Text
from bot.messages.text.words import LANGUAGES, VARIANT, Words, load_words
from tests.bot.messages.samples import NOON, Sampler, import_all

Build = Callable[..., object]
SEEDS, MORE_SEEDS = 40, 1500
# Those that say one of very many things.
MANY_SIDED = frozenset(
    {
        "build_activity_logged",
        "build_problem",
        "build_morning_nudge",
        "build_whole_morning",
        "build_lesson_reading",
        "build_wrap_up",
        "build_lesson_kept",
    }
)
# Something that can be typed in answer: a command, or words between quotes behind "say" or "type".
ADDRESS = re.compile(r"(?:^|\s)/[a-z]+\b|\b(?:zeg|typ|say|tell|type)\b[^.?]*“[^”]+”", re.IGNORECASE)
# What silences the bot is no answer to what it asks.
SILENCING = frozenset({"hint_off", "snooze_20", "snooze_60", "snooze_tomorrow", "hint_later", "morning_more"})
# Values of some types do not go together in the product, and would raise, or say what is never said.
INCONSISTENT = (ArithmeticError, AttributeError, IndexError, KeyError, TypeError, ValueError, UndefinedError)
# What is asked only when there are several to choose from.
ASKS_WHICH = frozenset({"build_do_not_contact_question", "build_meant_choice"})
NARROWED: Mapping[str, Mapping[str, Any]] = {
    "build_upload_refused": {"error": FileUnreadable},
    # A country with public holidays that are known, in all of it or by region.
    "build_place_set": {"country": Literal["DE", "NL"]},
    "build_place_form": {"country": Literal["DE", "NL"]},
}
# The question before a button does what it says is no message.
CONFIRMATION = "confirm"


class TryingWords(Words):
    """Words that note each block, and render another of a template, one after the other, for one that is not there.

    Which block a builder is asked for is said by its caller, often one of a few with the same beginning.
    """

    def __init__(self, words: Words, used: Counter[str], *, passed_over: frozenset[str]) -> None:
        super().__init__(language=words.language, templates=words.templates, today=words.today)
        self._used = used
        self._passed_over = passed_over

    def render(self, block: str, /, **values: Any) -> Text:
        said: Text = self._try(super().render, block, values)
        return said

    def plain(self, block: str, /, **values: Any) -> str:
        said: str = self._try(super().plain, block, values)
        return said

    def _try(self, say: Callable[..., Any], block: str, values: Mapping[str, Any]) -> Any:
        for each in self._list_meant(block):
            with suppress(UndefinedError):
                said = say(each, **values)
                self._used.update(self.list_variants(each))
                return said
        raise KeyError(block)

    def _list_meant(self, block: str) -> list[str]:
        name, _, part = block.partition(".")
        if part in self.templates[name].blocks:
            return [block]
        start = f"{name}.{part.rpartition('_')[0]}"
        found = [f"{name}.{each}" for each in self.templates[name].blocks if VARIANT not in each]
        found = [each for each in found if each.startswith(start) and each not in self._passed_over]
        found = [each for each in found if CONFIRMATION not in each]
        return sorted(found, key=lambda each: (self._used[each], each))


@cache
def list_builders() -> tuple[Build, ...]:
    """Return every function that builds a message or a form."""
    functions = (
        each
        for module in import_all("bot.messages")
        for name, each in vars(module).items()
        if name.startswith("build_") and inspect.isfunction(each) and each.__module__ == module.__name__
    )
    return tuple(functions)


def returns(build: Build, kind: str) -> bool:
    return kind in str(inspect.signature(build).return_annotation)


def list_built(build: Build, words: Words) -> Iterator[object]:
    """Return what a builder makes of values of its types."""
    name = build.__name__
    said = list_said(name) if "block" in inspect.signature(build).parameters else ()
    narrowed: dict[str, Any] = dict(NARROWED.get(name, {})) | ({"block": Literal[said]} if said else {})
    if any(each.kind is each.VAR_KEYWORD for each in inspect.signature(build).parameters.values()):
        narrowed |= {"team": str, "old": str, "receiver": str}
    for seed in range(MORE_SEEDS if name in MANY_SIDED else SEEDS):
        sampler = Sampler(seed, words, is_full=name in ASKS_WHICH)
        with suppress(*INCONSISTENT):
            yield build(**sampler.arguments_of(build, narrowed))


def list_said(name: str) -> tuple[str, ...]:
    """Return the blocks that callers of a builder ask it for by name."""
    call = re.compile(rf'\b{name}\([^"\n]*"(\w+)"')
    return tuple({block for source in read_sources() for block in call.findall(source)})


@cache
def read_sources() -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8") for path in Path("bot").rglob("*.py"))


def list_unanswerable(message: Message) -> list[str]:
    """Return the lines that ask for something which nothing in the message lets one do."""
    lines = message.lines
    acts = [each for each in message.controls if not isinstance(each, Button) or each.action not in SILENCING]
    if acts or message.form is not None or any(ADDRESS.search(line) for line in lines):
        return []
    return [line for line in lines if "?" in ADDRESS.sub("", line)]


def list_asking(words: Words) -> set[str]:
    """Return the blocks whose text asks something."""
    asking = set()
    for name, template in words.templates.items():
        source = template.environment.loader.get_source(template.environment, f"{name}.j2")[0]  # type: ignore[union-attr] # there is a loader
        found = re.findall(r"\{% block (\w+) %\}(.*?)\{% endblock %\}", source, re.DOTALL)
        asking |= {f"{name}.{block}" for block, text in found if "?" in re.sub(r"\{[{%].*?[%}]\}", "", text)}
    return asking


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_message_asks_can_be_done_there(language: str) -> None:
    known, used, in_forms = load_words(language, today=NOON.date()), Counter[str](), Counter[str]()
    for build in (each for each in list_builders() if returns(each, "Form")):
        forms = list(list_built(build, TryingWords(known, in_forms, passed_over=frozenset())))
        assert any(isinstance(each, Form) for each in forms), build.__name__
    # A label of a form is not said in a message.
    words = TryingWords(known, used, passed_over=frozenset(in_forms))
    found: dict[str, set[str]] = {}
    unbuilt: list[str] = []
    for build in (each for each in list_builders() if not returns(each, "Form")):
        built = list(list_built(build, words))
        unbuilt += [] if built else [build.__name__]
        messages = [each if isinstance(each, Message) else getattr(each, "message", None) for each in built]
        asked = {line for message in messages if message is not None for line in list_unanswerable(message)}
        found |= {f"{build.__module__}.{build.__name__}": asked} if asked else {}
    assert unbuilt == []
    assert found == {}
    assert list_asking(known) - set(used) - set(in_forms) == set()


def test_a_question_without_a_way_to_answer_is_seen() -> None:
    ask = load_words("nl", today=date(2026, 3, 18)).render("plan.which", typed="Acme")
    silence = Controls((Button("Straks", "snooze_20"),))
    assert list_unanswerable(Message("", (Paragraph(ask), silence))) == ["Welke “Acme” bedoel je?"]
