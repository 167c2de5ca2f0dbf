"""The playbook as YAML: the built-in questions, and what a workspace adds, changes or switches off (V3).

A workspace's text has the same format, but may be partial: an entry with a known id changes only the fields it names,
``off: true`` removes the question until a later entry without it, and a new id adds one. Changes from a form are
appended as lines of their own, or as a second YAML document if the text's style does not allow that.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from yaml.scanner import ScannerError

from bot.domain.log.situations import Situation
from bot.domain.questions.errors import PlaybookBroken
from bot.domain.questions.questions import MOST_DARING, SOFTEST, Playbook, Question, When
from bot.domain.text.cleaning import drop_unprintable
from bot.messages.text.words import LANGUAGES

FOLDER = Path(__file__).parents[1] / "playbook"
LONGEST_TEXT = 300
LARGEST_FILE = 100_000
# The nesting is three levels: situations, questions, fields; the rest is room for deeper indentation.
DEEPEST = 12
KNOWN = ("id", "ask", "why", "not_when", "method", "daring", "when", "off", "good_news")
TEXTS = ("ask", "why", "not_when", "method")
# The fields of a question that a form can change.
ADAPTED = ("ask", "why", "not_when")


class _Loader(yaml.SafeLoader):
    """A YAML loader with bounded nesting, because each level costs PyYAML more than the one before."""

    def fetch_flow_collection_start(self, token_class: Any) -> None:
        """Refuse brackets beyond the depth limit."""
        self._check_depth(self.flow_level)
        super().fetch_flow_collection_start(token_class)

    def add_indent(self, column: int) -> bool:
        """Refuse indentation beyond the depth limit."""
        self._check_depth(len(self.indents))
        return bool(super().add_indent(column))

    def _check_depth(self, depth: int) -> None:
        if depth >= DEEPEST:
            raise ScannerError(None, None, "too deep", self.get_mark())


@lru_cache
def load_playbook(language: str) -> Playbook:
    """Load the built-in questions in this language, or in the default language if there are none."""
    chosen = language if language in LANGUAGES else LANGUAGES[0]
    return merge_playbook(Playbook(()), (FOLDER / f"{chosen}.yaml").read_text(encoding="utf-8"))


def merge_playbook(base: Playbook, text: str) -> Playbook:
    """Return a playbook with the additions and changes of a text.

    Raises:
        PlaybookBroken: the text cannot be parsed; with line and reason.
    """
    if len(text) > LARGEST_FILE:
        raise PlaybookBroken(1, "too_long")
    questions = {question.id: question for question in (*base.questions, *base.off)}
    off = {question.id for question in base.off}
    for situation, entry in _list_entries(_compose(text)):
        fields = _read_fields(entry)
        question_id = fields["id"]
        if fields.pop("off", False):
            off.add(question_id)
            continue
        known = questions.get(question_id)
        if known is None:
            questions[question_id] = _make_question(situation, fields, line=_line_of(entry))
        else:
            questions[question_id] = replace(known, **fields)
        off.discard(question_id)
    return Playbook(
        questions=tuple(each for each in questions.values() if each.id not in off),
        off=tuple(each for each in questions.values() if each.id in off),
    )


def join_lines(text: str) -> str:
    """Return a text on one line, without characters that YAML does not accept.

    ``splitlines`` also splits at the line ends that only YAML recognises, such as U+2028.
    """
    return drop_unprintable(" ".join(text.splitlines())).strip()


def adapt_question_text(text: str, question: Question) -> str:
    """Return a workspace's text with a question's new wording on a line of its own.

    Hand-written lines are kept; the line of an earlier form change of the same question is replaced.
    """
    entry = {"id": question.id} | {name: join_lines(getattr(question, name)) for name in ADAPTED}
    return _add_line(text, question, entry, replaced=(*ADAPTED, "off"))


def switch_question_text(text: str, question: Question, *, is_off: bool) -> str:
    """Return a workspace's text with a question switched off or on; its wording is kept."""
    return _add_line(text, question, {"id": question.id, "off": is_off}, replaced=("off",))


def _add_line(text: str, question: Question, entry: Mapping[str, Any], *, replaced: Sequence[str]) -> str:
    """Return a text with a line added, in place of an earlier line about the same fields of the question."""
    begin, end = f"{question.situation}: [", "]"
    said = {"id", *replaced}
    kept = [
        line
        for line in text.removesuffix("\n").split("\n")
        if not (line.startswith(begin) and _is_earlier(line[len(begin) : -len(end)], question.id, said))
    ]
    line = f"{begin}{json.dumps(entry, ensure_ascii=False)}{end}"
    added = "\n".join([*kept, line]).lstrip("\n") + "\n"
    return added if _is_yaml(added) else "\n".join([*kept, "---", line]) + "\n"


def _is_earlier(written: str, question_id: str, said: AbstractSet[str]) -> bool:
    try:
        entry = json.loads(written)
    except ValueError:
        return False
    return isinstance(entry, dict) and entry.get("id") == question_id and entry.keys() <= said


def _is_yaml(text: str) -> bool:
    try:
        _compose(text)
    except PlaybookBroken:
        return False
    return True


def _compose(text: str) -> list[yaml.Node]:
    """Return the YAML documents of a text; any parser error, including excessive depth, becomes PlaybookBroken."""
    try:
        return list(yaml.compose_all(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise PlaybookBroken(mark.line + 1 if mark else 1, "no_yaml") from error
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError) as error:
        raise PlaybookBroken(1, "no_yaml") from error


def _list_entries(documents: Sequence[yaml.Node]) -> Iterator[tuple[Situation, yaml.MappingNode]]:
    for root in documents:
        if not isinstance(root, yaml.MappingNode):
            raise PlaybookBroken(_line_of(root), "no_situations")
        yield from _list_entries_of(root)


def _list_entries_of(root: yaml.MappingNode) -> Iterator[tuple[Situation, yaml.MappingNode]]:
    for name, entries in root.value:
        situation = _read_situation(name)
        if not isinstance(entries, yaml.SequenceNode):
            raise PlaybookBroken(_line_of(entries), "no_list", name.value)
        for entry in entries.value:
            if not isinstance(entry, yaml.MappingNode):
                raise PlaybookBroken(_line_of(entry), "no_question")
            yield situation, entry


def _read_situation(name: yaml.Node) -> Situation:
    key = _read_key(name)
    try:
        return Situation(key)
    except ValueError as error:
        raise PlaybookBroken(_line_of(name), "unknown_situation", key) from error


def _read_key(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise PlaybookBroken(_line_of(node), "no_key")
    return str(node.value)


def _read_fields(entry: yaml.MappingNode) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for key, value in entry.value:
        field = _read_key(key)
        if field not in KNOWN:
            raise PlaybookBroken(_line_of(key), "unknown_field", field)
        if not isinstance(value, yaml.ScalarNode):
            raise PlaybookBroken(_line_of(value), "no_text", field)
        fields[field] = _read_value(field, value)
    if not fields.get("id"):
        raise PlaybookBroken(_line_of(entry), "no_id")
    return fields


def _read_value(field: str, node: yaml.ScalarNode) -> Any:
    text = drop_unprintable(node.value).strip()
    if field in {"id", *TEXTS}:
        if len(text) > LONGEST_TEXT or (field in {"id", "ask", "why"} and not text):
            raise PlaybookBroken(_line_of(node), "bad_text", field)
        return text
    readers = {"daring": _read_daring, "when": When, "off": _read_switch, "good_news": _read_switch}
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
