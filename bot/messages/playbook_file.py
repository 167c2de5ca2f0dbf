"""The playbook as YAML: what the product brings, and what a workspace adds, changes or switches off (V3).

A workspace's text looks like ours and may hold less: an entry with a known id changes just what it names,
``off: true`` takes the question out, and a new id adds one.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.domain.questions import MOST_DARING, SOFTEST, Playbook, Question, When
from bot.domain.situations import Situation
from bot.errors import PlaybookBroken
from bot.messages.text import clean_text
from bot.messages.words import LANGUAGES

FOLDER = Path(__file__).parent / "playbook"
LONGEST_TEXT = 300
LARGEST_FILE = 100_000
KNOWN = ("id", "ask", "why", "not_when", "method", "daring", "when", "off")
TEXTS = ("ask", "why", "not_when", "method")
# What of a question can be put into other words on a form.
ADAPTED = ("ask", "why", "not_when")


@lru_cache
def load_playbook(language: str) -> Playbook:
    """Return the questions that the product brings, in this language or else in the first one there is."""
    chosen = language if language in LANGUAGES else LANGUAGES[0]
    return merge_playbook(Playbook(()), (FOLDER / f"{chosen}.yaml").read_text(encoding="utf-8"))


def merge_playbook(base: Playbook, text: str) -> Playbook:
    """Return a playbook with what a text adds, changes and switches off.

    Raises:
        PlaybookBroken: the text cannot be read; it says in which line, and why.
    """
    if len(text) > LARGEST_FILE:
        raise PlaybookBroken(1, "too_long")
    questions = {question.id: question for question in base.questions}
    for situation, entry in _list_entries(_compose(text)):
        fields = _read_fields(entry)
        known = questions.get(fields["id"])
        if fields.pop("off", False):
            questions.pop(fields["id"], None)
        elif known is not None:
            questions[known.id] = replace(known, **fields)
        else:
            questions[fields["id"]] = _make_question(situation, fields, line=_line_of(entry))
    return Playbook(tuple(questions.values()))


def adapt_question_text(text: str, question: Question, *, is_off: bool = False) -> str:
    """Return a workspace's text with one question in other words, or switched off, on a line of its own.

    What somebody wrote by hand stays as it is; the line of an earlier change of the same question gives way.
    """
    entry: dict[str, Any] = {"id": question.id}
    entry |= {"off": True} if is_off else {name: getattr(question, name) for name in ADAPTED}
    begin = f"{question.situation}: [{json.dumps({'id': question.id})[:-1]},"
    kept = [line for line in text.splitlines() if not line.startswith(begin)]
    return "\n".join([*kept, f"{question.situation}: [{json.dumps(entry, ensure_ascii=False)}]"]).lstrip("\n") + "\n"


def _compose(text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise PlaybookBroken(mark.line + 1 if mark else 1, "no_yaml") from error
    except yaml.YAMLError as error:
        raise PlaybookBroken(1, "no_yaml") from error


def _list_entries(root: yaml.Node | None) -> Iterator[tuple[Situation, yaml.MappingNode]]:
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise PlaybookBroken(_line_of(root), "no_situations")
    for name, entries in root.value:
        situation = _read_situation(name)
        if not isinstance(entries, yaml.SequenceNode):
            raise PlaybookBroken(_line_of(entries), "no_list", name.value)
        for entry in entries.value:
            if not isinstance(entry, yaml.MappingNode):
                raise PlaybookBroken(_line_of(entry), "no_question")
            yield situation, entry


def _read_situation(name: yaml.Node) -> Situation:
    try:
        return Situation(str(name.value))
    except ValueError as error:
        raise PlaybookBroken(_line_of(name), "unknown_situation", str(name.value)) from error


def _read_fields(entry: yaml.MappingNode) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for key, value in entry.value:
        if key.value not in KNOWN:
            raise PlaybookBroken(_line_of(key), "unknown_field", str(key.value))
        if not isinstance(value, yaml.ScalarNode):
            raise PlaybookBroken(_line_of(value), "no_text", str(key.value))
        fields[key.value] = _read_value(str(key.value), value)
    if not fields.get("id"):
        raise PlaybookBroken(_line_of(entry), "no_id")
    return fields


def _read_value(field: str, node: yaml.ScalarNode) -> Any:
    text = clean_text(node.value).strip()
    if field in {"id", *TEXTS}:
        if len(text) > LONGEST_TEXT or (field in {"id", "ask", "why"} and not text):
            raise PlaybookBroken(_line_of(node), "bad_text", field)
        return text
    readers = {"daring": _read_daring, "when": When, "off": _read_switch}
    try:
        return readers[field](text)
    except (ValueError, KeyError) as error:
        raise PlaybookBroken(_line_of(node), "bad_value", f"{field}: {text}") from error


def _read_daring(text: str) -> int:
    daring = int(text)
    if not SOFTEST <= daring <= MOST_DARING:
        raise ValueError(text)
    return daring


def _read_switch(text: str) -> bool:
    return {"true": True, "yes": True, "ja": True, "false": False, "no": False, "nee": False}[text.casefold()]


def _make_question(situation: Situation, fields: dict[str, Any], *, line: int) -> Question:
    for needed in ("ask", "why"):
        if needed not in fields:
            raise PlaybookBroken(line, "missing_field", needed)
    return Question(situation=situation, **fields)


def _line_of(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
