"""What a line that cannot be stored as it stands may have been."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.activity import Kind, NextStep
from bot.domain.log.errors import AccountMissing, ActivityInFuture, KindMissing, KindUnknown
from bot.domain.log.log_line import LineChoice, parse_log_line
from bot.domain.log.unclear_line import LONGEST_WEIGHED, LineChoices, LineContext, weigh_choices

WEDNESDAY = datetime(2026, 3, 18, 10, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
ACME = NamedAccount(1, "Acme")
CONTEXT = LineContext(accounts=AccountIndex([ACME, NamedAccount(2, "Hefmeester")]), now=WEDNESDAY)
USUAL, FACE_TO_FACE = (Kind.MESSAGE, Kind.CALL, Kind.VISIT), (Kind.VISIT, Kind.CALL, Kind.MESSAGE)
TALK = (Kind.CALL, Kind.VISIT, Kind.MESSAGE)


def weigh(text: str) -> LineChoices | None:
    try:
        line = parse_log_line(text, accounts=CONTEXT.accounts, now=WEDNESDAY)
    except (KindMissing, KindUnknown, ActivityInFuture) as unclear:
        return weigh_choices(text, unclear, CONTEXT)
    pytest.fail(f"read as {line}")


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("4 duiven bij Acme", LineChoices(USUAL, None, ACME, "duiven")),
        ("koffie met Acme", LineChoices(FACE_TO_FACE, None, ACME, "koffie")),
        ("Acme gezien", LineChoices(FACE_TO_FACE, None, ACME, "gezien")),
        ("gesproken met Acme", LineChoices(TALK, None, ACME, "")),
        ("gesproken op de beurs met Acme", LineChoices(FACE_TO_FACE, None, ACME, "gesproken op de beurs")),
        ("koffie met Bakkerij Zon", LineChoices(FACE_TO_FACE)),
        ("3 lunches", LineChoices(FACE_TO_FACE, None, None, "lunches")),
        ("vrijdag Acme terugbellen", LineChoices(USUAL, NextStep(date(2026, 3, 20)), ACME, "terugbellen")),
        ("afspraak gemaakt met Bakkerij Zon voor vrijdag", LineChoices(USUAL, NextStep(date(2026, 3, 20)))),
        ("onzin", None),
    ],
)
def test_a_line_has_the_choices_that_can_settle_it(text: str, choices: LineChoices | None) -> None:
    assert weigh(text) == choices


def test_a_line_that_is_too_long_to_read_again_has_no_choices() -> None:
    assert weigh("koffie met Acme, " + "a" * (LONGEST_WEIGHED - 17)) is not None
    assert weigh("koffie met Acme, " + "a" * (LONGEST_WEIGHED - 16)) is None


def test_a_line_without_anybody_is_asked_with_whom() -> None:
    with pytest.raises(AccountMissing):
        weigh("lunch gehad")


@pytest.mark.parametrize(
    ("text", "kind", "count", "note"),
    [
        ("4 duiven bij Acme", Kind.MESSAGE, 4, "duiven"),
        ("koffie met Acme, offerte besproken", Kind.VISIT, 1, "koffie, offerte besproken"),
        ("Hefmeester ging best lekker vandaag", Kind.CALL, 1, "ging best lekker"),
        ("5 dingen gedaan", Kind.CALL, 5, "dingen gedaan"),
        ("demo Acme", Kind.VISIT, 1, "demo"),
    ],
)
def test_a_chosen_kind_keeps_the_whole_line(text: str, kind: Kind, count: int, note: str) -> None:
    line = CONTEXT.read(text, LineChoice(kind))
    assert (line.kind, line.count, line.note) == (kind, count, note)


@pytest.mark.parametrize(
    ("text", "kind", "note"),
    [
        ("Acme geen gehoor", Kind.CALL, "geen gehoor"),
        ("voicemail ingesproken bij Acme", Kind.CALL, "voicemail ingesproken"),
        ("no answer Acme", Kind.CALL, "no answer"),
        ("nabellen gedaan bij Acme", Kind.CALL, ""),
        ("met with Acme", Kind.VISIT, ""),
        ("lunch op locatie bij Acme", Kind.VISIT, "lunch"),
        ("gesprek via Teams met Acme", Kind.CALL, ""),
        ("demo op locatie bij Acme", Kind.VISIT, ""),
    ],
)
def test_an_everyday_word_is_read_where_the_line_says_how(text: str, kind: Kind, note: str) -> None:
    line = parse_log_line(text, accounts=CONTEXT.accounts, now=WEDNESDAY)
    assert (line.kind, line.note) == (kind, note)


def test_ten_telephones_are_ten_calls() -> None:
    line = parse_log_line("10 telefoons", accounts=CONTEXT.accounts, now=WEDNESDAY)
    assert (line.kind, line.count, line.account) == (Kind.CALL, 10, None)
