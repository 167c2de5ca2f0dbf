"""How people in Flanders, Ireland and on the phone say a time, a day, a visit and a name."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.log_line import parse_log_line

NOW = datetime(2026, 3, 18, 10, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
ACCOUNTS = AccountIndex(
    NamedAccount(number, name)
    for number, name in enumerate(["Jan Peeters Schrijnwerken", "Van Zondag Notarissen", "Loft Lettings"], start=1)
)


@pytest.mark.parametrize(
    ("text", "kind", "count", "day", "step"),
    [
        ("den Peeters gebeld, vrijdag halfelf passeer ik daar", "call", 1, 18, (20, "10:30")),
        ("bij den Peeters gepasseerd, vrijdag om een uur of elf terug", "visit", 1, 18, (20, "11:00")),
        ("vanmorgen kwart over 9 gebeld met Peeters", "call", 1, 18, None),
        ("gisterenachternoen nr Peeters gebeld", "call", 1, 17, None),
        ("Peeters Schrijnwerken: ben er geweest, ze zoeken planken", "visit", 1, 18, None),
        ("called in to Loft Lettings yesterday, nobody there", "visit", 1, 17, None),
        ("was out at Loft Lettings this morning", "visit", 1, 18, None),
        ("called 4 people, nobody picked up", "call", 4, 18, None),
    ],
)
def test_k8_spoken_words_are_read(text: str, kind: str, count: int, day: int, step: tuple[int, str] | None) -> None:
    line = parse_log_line(text, accounts=ACCOUNTS, now=NOW)
    found = line.next_step
    told = found and (found.date.day, f"{found.time:%H:%M}" if found.time else "")
    assert (str(line.kind), line.count, line.day.day, told) == (kind, count, day, step)


def test_k8_a_small_word_that_many_names_have_names_nobody() -> None:
    """Such as "v/d", which was read as Van Zondag Notarissen."""
    line = parse_log_line("Peeters gebeld, di 24/3 10u demo v/d dashboards", accounts=ACCOUNTS, now=NOW)
    assert line.account is not None
    assert line.account.name == "Jan Peeters Schrijnwerken"


def test_people_who_were_counted_are_no_note() -> None:
    assert parse_log_line("called 4 people, nobody picked up", accounts=ACCOUNTS, now=NOW).note == "nobody picked up"
