"""Parsing takes linear time, so that no typed text can block the event loop for other users.

Work is counted instead of timed, because time depends on the machine. Counted are the executed lines of our own code
(each iteration of a loop or comprehension is one, via ``sys.settrace``) and, for work in C that has no lines, the
characters passed to regular expressions and to the fuzzy match, through thin wrappers. Twice the text may take at most
2.5 times the work; a quadratic loop takes 4 times. Backtracking inside a regular expression cannot be counted, so each
expression is also run by itself on a text so long that backtracking would take a hundred times the limit.
"""

import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType, ModuleType, SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rapidfuzz import process

from benchmarks.long_lines import MARKS, Parser, list_parsers, list_words, make_index, parse_or_refuse
from bot.domain.accounts import account_names
from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.accounts.typed_account import measure_account
from bot.domain.log.log_line import parse_log_line
from bot.domain.text import name_words
from bot.domain.text.bounds import LONGEST_LINE, LONGEST_NAME, check_line, cut_line, thin_marks
from bot.errors import LineTooLong
from tests.bot.domain.log.test_log_line_properties import NOW, TEXTS

LENGTH, MOST_GROWTH, SLACK = 1_000, 2.5, 8_000
WORDS = list_words()
PARSERS = {parser.name: parser for parser in list_parsers(make_index(300))}


class Work:
    """Counts executed lines and characters passed to C code, and records the calls of each pattern."""

    def __init__(self) -> None:
        self.lines = self.letters = self.longest_query = 0
        self.used: set[tuple[re.Pattern[str], str]] = set()

    @property
    def total(self) -> int:
        """The total work."""
        return self.lines + self.letters // 4

    def trace(self, frame: FrameType, event: str, _arg: object) -> Callable[..., Any] | None:
        """Trace function that counts the lines of our own code."""
        if "/bot/" not in frame.f_code.co_filename:
            return None
        self.lines += event == "line"
        return self.trace

    def extract(self, query: str, choices: Any, **options: Any) -> Any:
        """Call rapidfuzz, counting the characters of every comparison."""
        self.letters += len(query) * (1 + len(choices) // 64)
        self.longest_query = max(self.longest_query, len(query))
        return EXTRACT(query, choices, **options)


EXTRACT = process.extract


class CountedPattern:
    """Wraps a compiled pattern, and counts the characters passed to it."""

    def __init__(self, pattern: re.Pattern[str], work: Work) -> None:
        self._pattern, self._work = pattern, work

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._pattern, name)

        def ask(*args: Any, **options: Any) -> Any:
            self._work.used.add((self._pattern, name))
            self._work.letters += sum(len(arg) for arg in args if isinstance(arg, str))
            return method(*args, **options)

        return ask


def list_patterns() -> Iterator[tuple[ModuleType, str, re.Pattern[str]]]:
    for name, module in sorted(sys.modules.items()):
        if name.startswith("bot.domain"):
            for attribute, value in vars(module).items():
                if isinstance(value, re.Pattern):
                    yield module, attribute, value


@contextmanager
def counting() -> Iterator[Work]:
    work = Work()
    with pytest.MonkeyPatch.context() as patch:
        for module, attribute, pattern in list(list_patterns()):
            patch.setattr(module, attribute, CountedPattern(pattern, work))
        for module in (account_names, name_words):
            patch.setattr(module, "process", SimpleNamespace(extract=work.extract))
        before = sys.gettrace()
        sys.settrace(work.trace)
        try:
            yield work
        finally:
            sys.settrace(before)


def count_work(parser: Parser, text: str) -> Work:
    with counting() as work:
        parse_or_refuse(parser, text)
    return work


def list_slow(parser: Parser, unit: str) -> list[str]:
    """Return the inputs, built by repeating a unit, on which a parser takes more than linear work."""
    slow, times = [], max(1, LENGTH // len(unit))
    for lead in parser.leads:
        once, twice = (count_work(parser, lead + unit * number) for number in (times, 2 * times))
        if twice.total > MOST_GROWTH * once.total + SLACK:
            slow.append(f"{parser.name}: {lead}{unit!r} took {once.total}, twice as much took {twice.total}")
        if twice.longest_query > 3 * LONGEST_NAME:
            slow.append(f"{parser.name}: {lead}{unit!r} matched {twice.longest_query} letters with names")
    return slow


units = st.builds(
    lambda words, between: between.join(words) + between,
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
    st.sampled_from(["", " ", ", "]),
).filter(bool)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(PARSERS)), units)
@example("log line", "ﷺ")
@example("log line", "ge")
@example("log line", "x ")
@example("log line", "d ")
@example("log line", "fu ")
@example("log line", "zo ")
@example("log line", "met ")
@example("log line", "'a ")
@example("log line", "gebeld ")
@example("log line", "tot vrijdag ")
@example("log line", "bellen, gesprek, teams, ")
@example("log line", "a1")
@example("chosen line", " been")
@example("log line", " 4 visits")
@example("deal line", "1 ")
@example("deal line", "sluit ")
@example("feedback", "1 ")
@example("name", "1 ")
@example("after sale", "1,")
def test_twice_the_text_takes_twice_the_work(name: str, unit: str) -> None:
    assert list_slow(PARSERS[name], unit) == []


@pytest.mark.slow
def test_no_pattern_goes_back_and_forth_in_a_long_text() -> None:
    work = Work()
    for text in (*TEXTS[::40], "Acme 45k marge 12k sluit 30 juni", "2, 8, 26"):
        for parser in PARSERS.values():
            with counting() as counted:
                parse_or_refuse(parser, text)
            work.used |= counted.used
    slow = []
    for pattern, method in work.used:
        for unit in (*MARKS, "beg", "ver", "1 t/m 2 juli "):
            text = unit * (20_000 // len(unit)) + "!"
            start = time.process_time()
            getattr(pattern, method)(*(("", text) if method == "sub" else (text,)))
            if time.process_time() - start > 0.1:
                slow.append((pattern.pattern, method, unit))
    assert len(work.used) > 20
    assert slow == []


@pytest.mark.parametrize("text", ["x" * LONGEST_LINE, "한" * LONGEST_LINE, "e\u0301" * (LONGEST_LINE // 2), ""])
def test_check_line_lets_through_what_is_read(text: str) -> None:
    assert check_line(text) == text


@pytest.mark.parametrize("text", ["x" * (LONGEST_LINE + 1), "ﷺ" * 223, "½" * (LONGEST_LINE // 2)])
def test_check_line_refuses_a_text_or_a_normalised_form_that_is_longer(text: str) -> None:
    with pytest.raises(LineTooLong) as refused:
        check_line(text)
    assert refused.value.limit == LONGEST_LINE


def test_cut_line_keeps_what_is_read() -> None:
    assert cut_line("x" * LONGEST_LINE) == ("x" * LONGEST_LINE, False)
    assert cut_line("x" * (LONGEST_LINE + 1)) == ("x" * LONGEST_LINE, True)
    assert cut_line("ﷺ" * 300) == ("ﷺ" * 222, True)


def test_thin_marks_keeps_thirty_marks_on_a_letter() -> None:
    assert thin_marks("e" + "\u0301" * 40 + "n\u0303") == "e" + "\u0301" * 30 + "n\u0303"


def test_a_log_line_longer_than_is_read_keeps_its_beginning_and_says_so() -> None:
    line = parse_log_line(
        "gebeld met acme, prijs besproken " + "ﷺ" * 4_000, accounts=AccountIndex([NamedAccount(1, "Acme")]), now=NOW
    )
    assert (line.account, line.note[:16], line.note_was_cut) == (NamedAccount(1, "Acme"), "prijs besproken ", True)


def test_measure_account_tries_no_more_than_a_name_can_hold() -> None:
    tried: list[str] = []

    def is_account(typed: str) -> bool:
        tried.append(typed)
        return typed == "Acme Bouw"

    assert measure_account(["Acme", "Bouw", *["1"] * 2_000], is_account) == 2
    assert len(tried) <= 40
    tried.clear()
    assert measure_account(["Acme", "Bouw", *["x" * 100] * 40], is_account) == 2
    assert max(map(len, tried)) <= LONGEST_NAME
