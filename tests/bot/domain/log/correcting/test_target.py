"""Which of the entries typed before a correction is about."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.activity import Kind, LogLine, NextStep
from bot.domain.log.correcting import TypedBefore, find_target, parse_correction

WEDNESDAY = date(2026, 3, 18)
ACME, JANSEN, PEETERS = (
    NamedAccount(number, name) for number, name in enumerate(("Acme", "Jansen Metaal", "Peeters"), 1)
)
ACCOUNTS = AccountIndex((ACME, JANSEN, PEETERS))
VISIT = LogLine(kind=Kind.VISIT, account=ACME, count=1, day=WEDNESDAY, next_step=None, note="")
CALL = replace(VISIT, kind=Kind.CALL, account=JANSEN, next_step=NextStep(date(2026, 3, 20)))
MAILS = replace(VISIT, kind=Kind.MESSAGE, account=None, count=5)


def typed(*lines: LogLine, apart: bool = True) -> list[TypedBefore]:
    """Return entries 1, 2, …, the last typed last, each in a line of its own or all in one."""
    start = datetime(2026, 3, 18, 9, tzinfo=UTC)
    return [
        TypedBefore(number, f"line:{number if apart else 1}", start + timedelta(minutes=number if apart else 0), line)
        for number, line in enumerate(lines, start=1)
    ]


def find(text: str, entries: list[TypedBefore]) -> tuple[list[int], bool]:
    correction = parse_correction(text, accounts=ACCOUNTS, today=WEDNESDAY)
    assert correction is not None
    target = find_target(correction, entries)
    return [each.entry_id for each in target.found], target.is_sure


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nee, Peeters", ([2], True)),
        ("was gisteren", ([2], True)),
        ("niet bellen maar mail", ([2], True)),
        ("nee, een bezoek", ([2], True)),
        ("vrijdag moet donderdag zijn", ([2], True)),
        # The old value is that of an earlier line, or of none.
        ("Peeters ipv Acme", ([1], False)),
        ("geen bezoek maar een belletje", ([1], False)),
        ("3 ipv 2", ([2], False)),
        # It can be a line of its own: with the same account or kind it is a correction.
        ("nee, bezoek Jansen Metaal", ([2], True)),
        ("nee, gebeld met Peeters", ([2], True)),
        ("nee, bezoek Peeters", ([2], False)),
        ("ik bedoelde bezoek Peeters", ([2], True)),
    ],
)
def test_the_last_typed_entry_is_meant_unless_the_old_value_is_another(
    text: str, expected: tuple[list[int], bool]
) -> None:
    assert find(text, typed(VISIT, CALL)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("moet 4 mails zijn", ([3], True)),
        ("4 ipv 5", ([3], True)),
        ("de mails moeten er 4 zijn", ([3], True)),
        ("niet bellen maar mail", ([2], True)),
        ("Peeters ipv Acme", ([1], True)),
        ("Acme was gisteren", ([1], True)),
        ("nee, gebeld met Peeters", ([2], True)),
        ("nee, Peeters", ([1, 2, 3], False)),
        ("was gisteren", ([1, 2, 3], False)),
    ],
)
def test_of_a_line_with_several_activities_the_one_that_fits_is_meant(
    text: str, expected: tuple[list[int], bool]
) -> None:
    assert find(text, typed(VISIT, CALL, MAILS, apart=False)) == expected


def test_without_an_entry_nothing_is_meant() -> None:
    assert find("nee, Peeters", []) == ([], False)


def test_the_last_typed_entry_is_the_one_logged_last_whatever_its_day() -> None:
    yesterday = replace(VISIT, day=WEDNESDAY - timedelta(days=1))
    assert find("nee, Peeters", typed(CALL, yesterday)) == ([2], True)
