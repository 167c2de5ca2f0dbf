"""Composable checks for the Block Kit schema; each yields errors in Slack's wording."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

Check = Callable[[Any, str], Iterator[str]]


def problem(words: str, at: str) -> str:
    """Return an error in Slack's form: the problem and its place as a JSON pointer."""
    return f"[ERROR] {words} [json-pointer:{at}]"


def string(longest: int, *, shortest: int = 0) -> Check:
    """Check a string of at most ``longest`` characters."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield problem("must be a string", at)
        elif len(value) > longest:
            yield problem(f"must be less than {longest + 1} characters", at)
        elif len(value) < shortest:
            yield problem(f"must be more than {shortest - 1} characters", at)

    return check


def words(longest: int, *, kinds: Collection[str] = ("plain_text",)) -> Check:
    """Check a text object of one of ``kinds``, with 1 to ``longest`` characters."""
    measure = string(longest, shortest=1)

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict) or value.get("type") not in kinds:
            yield problem(f"must be a text object of type {' or '.join(kinds)}", at)
            return
        yield from refuse_others(value, at, known={"type", "text", "emoji", "verbatim"})
        if "emoji" in value and value["type"] != "plain_text":
            yield problem("invalid additional property: emoji", at)
        yield from measure(value.get("text"), f"{at}/text")

    return check


def flag(value: Any, at: str) -> Iterator[str]:
    """Check a boolean."""
    if not isinstance(value, bool):
        yield problem("must be a boolean", at)


def number(value: Any, at: str) -> Iterator[str]:
    """Check a whole number."""
    if not isinstance(value, int) or isinstance(value, bool):
        yield problem("must be an integer", at)


def one_of(*values: str) -> Check:
    """Check that a string is one of the allowed values."""

    def check(value: Any, at: str) -> Iterator[str]:
        if value not in values:
            yield problem(f"must be a valid enum value: {', '.join(values)}", at)

    return check


def matching(is_right: Callable[[str], bool], what: str) -> Check:
    """Check that a string has the required form, such as a date."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str) or not is_right(value):
            yield problem(f"must be {what}", at)

    return check


def many(check_one: Check, most: int, *, least: int = 1) -> Check:
    """Check a list of ``least`` to ``most`` items."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield problem("must be an array", at)
        elif len(value) > most:
            yield problem(f"no more than {most} items allowed", at)
        elif len(value) < least:
            yield problem(f"no fewer than {least} items allowed", at)
        else:
            for index, each in enumerate(value):
                yield from check_one(each, f"{at}/{index}")

    return check


def thing(needed: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """Check an object that has the ``needed`` keys, possibly ``optional`` ones, and no others."""
    known = {**needed, **(optional or {})}

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must be an object", at)
            return
        for key in needed:
            if value.get(key) is None:
                yield problem(f"missing required field: {key}", at)
        yield from refuse_others(value, at, known={*known, "type"})
        for key, each in value.items():
            if key in known and not (each is None and key in needed):
                yield from known[key](each, f"{at}/{key}")

    return check


def typed(kinds: Mapping[str, Check]) -> Check:
    """Check an object by the schema of its type, which must be one of ``kinds``."""

    def check(value: Any, at: str) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, dict) else None
        if kind is None:
            yield problem("missing required field: type", at)
        elif kind not in kinds:
            yield problem(f"unsupported type: {kind}", f"{at}/type")
        else:
            yield from kinds[kind](value, at)

    return check


def refuse_others(value: Mapping[str, Any], at: str, *, known: Collection[str]) -> Iterator[str]:
    """Yield an error for each unknown key of ``value``."""
    for key in value:
        if key not in known:
            yield problem(f"invalid additional property: {key}", at)
