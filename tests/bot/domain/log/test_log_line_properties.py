"""Properties of the log line parser that hold for any typed line."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.reading.log_lines import EXAMPLES, load_lines
from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.activity import LogLine
from bot.domain.log.errors import AccountUnknown, LogLineError
from bot.domain.log.log_line import ChosenAccount, parse_log_line

NOW = datetime(2026, 3, 18, 10, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
NAMES = (EXAMPLES / "accounts.txt").read_text(encoding="utf-8").split("\n")
INDEX = AccountIndex(NamedAccount(number, name) for number, name in enumerate(filter(None, NAMES)))
TEXTS = [line["text"] for line in load_lines(EXAMPLES / "log_lines.jsonl")]
_EARLIEST, _LATEST = datetime(2024, 1, 1, 12), datetime(2031, 12, 31, 12)  # noqa: DTZ001 - hypothesis adds the zone


def read_or_refuse(text: str, now: datetime = NOW) -> LogLine | LogLineError:
    try:
        return parse_log_line(text, accounts=INDEX, now=now)
    except LogLineError as error:
        return error


words = st.sampled_from(sorted({word for text in TEXTS for word in text.split()} | {",", ".", ":", "-"}))
sentences = st.lists(words, max_size=14).map(" ".join)
moments = st.datetimes(_EARLIEST, _LATEST, timezones=st.sampled_from([UTC, NOW.tzinfo, ZoneInfo("America/New_York")]))


@given(st.text(max_size=200))
@example("9999 dagen geleden gebeld met acme")
@example("over 999999999 weken bellen, mail acme")
@example("gebeld acme 31-12-9999 10:00")
def test_any_text_is_read_or_refused(text: str) -> None:
    assert isinstance(read_or_refuse(text), LogLine | LogLineError)


@settings(max_examples=300)
@given(sentences, moments)
def test_time_runs_forward_in_every_reading(text: str, now: datetime) -> None:
    line = read_or_refuse(text, now)
    if isinstance(line, LogLine):
        coming = date.max if line.next_step is None else line.next_step.date
        assert line.day <= now.date() <= coming
        assert 1 <= line.count <= 200
        assert len(line.note) <= 3_000


@given(st.sampled_from(TEXTS))
def test_case_changes_no_reading(text: str) -> None:
    lower, upper = read_or_refuse(text.lower()), read_or_refuse(text.upper())
    assert _without_note(lower) == _without_note(upper)


@given(st.sampled_from(TEXTS))
def test_more_space_changes_no_reading(text: str) -> None:
    spacious = f"  {re.sub(' ', '   ', text)} "
    assert _without_note(read_or_refuse(spacious)) == _without_note(read_or_refuse(text))


@settings(max_examples=200)
@given(st.sampled_from(sorted(filter(None, NAMES))), st.sampled_from(sorted(filter(None, NAMES))))
def test_one_name_in_place_of_another_changes_only_the_account(name: str, other: str) -> None:
    template = "maandag 2x gebeld met {}, prijs besproken, volgende stap vrijdag 14:00"
    line, second = read_or_refuse(template.format(name)), read_or_refuse(template.format(other))
    assert isinstance(line, LogLine)
    assert isinstance(second, LogLine)
    assert _but_account(line) == _but_account(second)
    assert (line.account and line.account.name, second.account and second.account.name) == (name, other)


@given(st.sampled_from(["Zonnebloem", "Over Morgen Verf BV", "Brons & Zoon", "Vrijdag Vis", "Qurve 7"]))
def test_an_unknown_name_that_is_created_is_then_read(name: str) -> None:
    text = f'gisteren gebeld met "{name}", prijs besproken, vrijdag terugbellen'
    error = read_or_refuse(text)
    assert isinstance(error, AccountUnknown)
    assert error.typed == name
    created = NamedAccount(9_999, error.typed)
    chosen = ChosenAccount(error.typed, created)
    line = parse_log_line(text, accounts=INDEX, now=NOW, chosen=chosen)
    assert (line.account, line.day, line.note) == (created, date(2026, 3, 17), "prijs besproken")


def _without_note(read: LogLine | LogLineError) -> object:
    if isinstance(read, LogLineError):
        return type(read)
    return read.kind, read.account, read.count, read.day, read.next_step, read.note.casefold()


def _but_account(line: LogLine) -> object:
    return line.kind, line.count, line.day, line.next_step, line.note
