"""Values of any type that a message is built from, made from its annotations: the same ones for the same seed."""

import datetime as dt
import importlib
import pkgutil
import sys
import types
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from inspect import Parameter, signature
from random import Random
from typing import Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

from bot.domain.calendar.workdays import WorkWeek
from bot.domain.lessons.lessons import LossReason
from bot.domain.log.advance import AdvanceRule
from bot.domain.log.situations import Situation
from bot.domain.people.people import Rep
from bot.errors import RitmeError
from bot.messages.text.command_names import USUAL_NAMES, CommandNames
from bot.messages.text.words import Words

# What `get_origin` returns for any callable.
CallableType = get_origin(Callable[[], None])
NOON = dt.datetime(2026, 3, 18, 11, 30, tzinfo=dt.UTC)
NAMES = ("Acme", "De Vries & Zn.", "Jansen Metaal", "Sanne de Boer", "Kassen Zuid")
# What a text says by the name of what it is for; any other is the name of somebody or something.
TEXTS = {
    "timezone": "Europe/Amsterdam",
    "country": "NL",
    "currency": "EUR",
    "command": "/log",
    "ritme": "/ritme",
    "deal": "/deal",
    "ask": "/vragen",
}
CODES: Mapping[str, type[Enum]] = {"situation": Situation, "rule": AdvanceRule, "reason": LossReason}
# How often what may be absent is absent.
ABSENT, EVEN = 0.4, 0.5
NONE: Mapping[str, Any] = {}
DEEPEST = 12


class Sampler:
    """Makes values by chance, all from one seed; ``words`` are those in which the reader is spoken to.

    ``is_full``: nothing that may have several is empty.
    """

    def __init__(self, seed: int, words: Words, *, is_full: bool = False) -> None:
        self._least = 1 if is_full else 0
        self._random = Random(seed)  # noqa: S311 - not for secrets
        self._words = words

    def arguments_of(self, build: Callable[..., Any], narrowed: Mapping[str, Any] = NONE) -> dict[str, Any]:
        """Return a value for every argument of a function, or of a class's constructor.

        ``narrowed`` has the types of arguments that are never just anything of what they say.
        """
        function: Callable[..., Any] = vars(build)["__init__"] if isinstance(build, type) else build
        left_out = {each.name for each in signature(function).parameters.values() if self._leaves_out(each)}
        hints = get_type_hints(function, _names_of(build.__module__)) | dict(narrowed)
        return {name: self.make(hint, name) for name, hint in hints.items() if name not in {"return", *left_out}}

    def _leaves_out(self, argument: Parameter) -> bool:
        is_optional = argument.default is not Parameter.empty and self._random.random() < ABSENT
        return is_optional or argument.kind is Parameter.VAR_KEYWORD

    def make(self, hint: Any, name: str = "", depth: int = 0) -> Any:
        """Return a value of a type; the name of what it is for tells what a text says."""
        if isinstance(hint, NewType):
            return self.make(hint.__supertype__, name, depth)
        origin, parts = get_origin(hint), get_args(hint)
        if origin is Literal:
            return self._random.choice(sorted(parts))
        if origin in (Union, types.UnionType):
            return self._make_one_of(parts, name, depth)
        if origin is not None:
            return self._make_many(origin, parts, name, depth)
        return self._make_plain(hint, name, depth)

    def _make_one_of(self, parts: tuple[Any, ...], name: str, depth: int) -> Any:
        others = [part for part in parts if part is not type(None)]
        if len(others) < len(parts) and (depth > DEEPEST or self._random.random() < ABSENT):
            return None
        return self.make(self._random.choice(others), name, depth)

    def _make_many(self, origin: Any, parts: tuple[Any, ...], name: str, depth: int) -> Any:
        count = self._least if depth > DEEPEST else max(self._least, self._random.choice((0, 1, 2, 4)))
        if origin is tuple and parts[-1] is not Ellipsis:
            return tuple(self.make(part, name, depth + 1) for part in parts)
        if origin is CallableType:
            return lambda *_given, **_named: self.make(parts[-1], name, depth + 1)
        if issubclass(origin, Mapping):
            members = self._list_members(parts[0]) if count else []
            keys = [*members, *(self.make(parts[0], name, depth + 1) for _ in range(count))]
            return {key: self.make(parts[1], name, depth + 1) for key in keys}
        made = [self.make(parts[0], name, depth + 1) for _ in range(count)]
        if issubclass(origin, frozenset | set):
            return origin(made)
        return tuple(made)

    def _list_members(self, hint: Any) -> list[Any]:
        """Return every member of the enumerations in a type: what is counted by kind is counted for each."""
        kinds = [hint, *get_args(hint)]
        return [each for kind in kinds if isinstance(kind, type) and issubclass(kind, Enum) for each in kind]

    def _make_plain(self, hint: Any, name: str, depth: int) -> Any:
        known = {Words: self._words, CommandNames: USUAL_NAMES, WorkWeek: WorkWeek()}
        if hint in known:
            return known[hint]
        if isinstance(hint, type) and issubclass(hint, Enum):
            return self._random.choice(list(hint))
        if isinstance(hint, type) and issubclass(hint, RitmeError):
            return self._make_error(hint)
        if is_dataclass(hint):
            return self._make_dataclass(hint, depth)
        return self._make_like(hint, depth) if is_protocol(hint) else self._make_scalar(hint, name)

    def _make_like(self, hint: type, depth: int) -> types.SimpleNamespace:
        """Return something with all that a protocol asks for."""
        members = _list_members_of(hint).items()
        return types.SimpleNamespace(**{name: self.make(of, name, depth + 1) for name, of in members})

    def _make_error(self, hint: type[RitmeError]) -> RitmeError:
        chosen = self._random.choice([each for each in (hint, *list_subclasses(hint)) if hasattr(each, "code")])
        made: RitmeError = chosen(**self.arguments_of(chosen) if "__init__" in vars(chosen) else {})
        return made

    def _make_dataclass(self, hint: Any, depth: int) -> Any:
        hints = get_type_hints(hint, _names_of(hint.__module__))
        made = {}
        for each in fields(hint):
            is_needed = each.default is MISSING and each.default_factory is MISSING
            if each.init and (is_needed or (depth <= DEEPEST and self._random.random() > ABSENT)):
                made[each.name] = self.make(hints[each.name], each.name, depth + 1)
        if hint is Rep:
            made |= {"language": self._words.language}
        return hint(**made)

    def _make_scalar(self, hint: Any, name: str) -> Any:
        random = self._random
        makers: dict[Any, Callable[[], Any]] = {
            str: lambda: self._make_text(name),
            object: lambda: self._make_text(name),
            bool: lambda: random.random() < EVEN,
            int: lambda: random.choice((0, 1, 2, 3, 7)),
            float: lambda: random.choice((0, 1, 2, 3, 7)),
            Decimal: lambda: Decimal(random.choice((0, 900, 45_000))),
            dt.date: lambda: NOON.date() + dt.timedelta(days=random.randint(-40, 20)),
            dt.datetime: lambda: NOON + dt.timedelta(hours=random.randint(-400, 200)),
            dt.time: lambda: dt.time(random.randint(7, 18), 30),
            dt.timedelta: lambda: dt.timedelta(days=random.randint(0, 40)),
        }
        return makers[hint]()

    def _make_text(self, name: str) -> str:
        if name in CODES:
            return str(self._random.choice(list(CODES[name])).value)
        return self._words.language if name == "language" else TEXTS.get(name) or self._random.choice(NAMES)


def is_protocol(hint: Any) -> bool:
    """Return whether a class only says what others have."""
    return bool(getattr(hint, "_is_protocol", False))


def _list_members_of(hint: type) -> dict[str, Any]:
    named = _names_of(hint.__module__)
    made = {
        name: get_type_hints(each.fget, named)["return"]
        for name, each in vars(hint).items()
        if isinstance(each, property)
    }
    return get_type_hints(hint, named) | made


@cache
def _names_of(module: str) -> dict[str, Any]:
    """Return the names that annotations of a module use, those of its imports for type checkers only among them."""
    return {**_all_types(), **vars(sys.modules[module])}


@cache
def _all_types() -> dict[str, Any]:
    named: dict[str, Any] = {
        "date": dt.date,
        "datetime": dt.datetime,
        "time": dt.time,
        "Sequence": Sequence,
        "Collection": Collection,
        "Iterable": Iterable,
        "Iterator": Iterator,
        "Mapping": Mapping,
    }
    for module in import_all("bot.domain"):
        named |= {name: each for name, each in vars(module).items() if isinstance(each, type)}
    return named


def import_all(package: str) -> list[types.ModuleType]:
    """Import every module of a package."""
    top = importlib.import_module(package)
    return [importlib.import_module(found.name) for found in pkgutil.walk_packages(top.__path__, f"{package}.")]


def list_subclasses(hint: type[Any]) -> Iterator[type[Any]]:
    """Return all classes derived from one."""
    for each in hint.__subclasses__():
        yield each
        yield from list_subclasses(each)
