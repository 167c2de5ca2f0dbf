"""Lines about a workspace's own kinds (R1, O2)."""

from datetime import date, datetime
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.activity import Kind, LogLine, OwnKindId
from bot.domain.log.errors import (
    AccountMissing,
    AccountUnknown,
    CountInvalid,
    KindUnknown,
    LogLineError,
    OwnKindRefused,
)
from bot.domain.log.log_line import parse_log_line, parse_log_lines
from bot.domain.log.own_kind_rules import check_kind
from bot.domain.log.own_kinds import OVER_DELIVERY, OVER_DELIVERY_WORDS, KindContent, OwnKind

NOW = datetime(2026, 3, 18, 10, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
TODAY, YESTERDAY, FRIDAY = date(2026, 3, 18), date(2026, 3, 17), date(2026, 3, 20)
ACCOUNTS = AccountIndex([NamedAccount(1, "Acme"), NamedAccount(2, "Jansen Metaal"), NamedAccount(3, "Demo Techniek")])
OVER = OwnKind(OwnKindId(1), KindContent("", OVER_DELIVERY_WORDS), code=OVER_DELIVERY)
DEMO = OwnKind(OwnKindId(2), KindContent("Demo", ("presentatie",), counts_for=Kind.VISIT))
FAIR = OwnKind(OwnKindId(3), KindContent("Trade fair", ("beurs",)))
KINDS = (OVER, DEMO, FAIR)


def parse(text: str, kinds: tuple[OwnKind, ...] = KINDS) -> LogLine:
    return parse_log_line(text, accounts=ACCOUNTS, now=NOW, own_kinds=kinds)


def tell(line: LogLine) -> tuple[object, ...]:
    account = line.account.name if line.account else None
    return (line.kind, line.own, account, line.count, line.day, line.next_step and line.next_step.date, line.note)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("extra geleverd aan Acme, een dag eerder", (Kind.OWN, OVER.named, "Acme", 1, TODAY, None, "een dag eerder")),
        ("EXTRA GELEVERD ACME", (Kind.OWN, OVER.named, "Acme", 1, TODAY, None, "")),
        ("Acme over-delivered", (Kind.OWN, OVER.named, "Acme", 1, TODAY, None, "")),
        ("over-delivery Acme", (Kind.OWN, OVER.named, "Acme", 1, TODAY, None, "")),
        ("extra geleverd", (Kind.OWN, OVER.named, None, 1, TODAY, None, "")),
        ("gisteren extra geleverd bij Acme", (Kind.OWN, OVER.named, "Acme", 1, YESTERDAY, None, "")),
        ("demo Acme", (Kind.VISIT, DEMO.named, "Acme", 1, TODAY, None, "")),
        ("extra gelevrd aan Acme", (Kind.OWN, OVER.named, "Acme", 1, TODAY, None, "")),
        ("demoo Acme", (Kind.VISIT, DEMO.named, "Acme", 1, TODAY, None, "")),
        ("3 demo's", (Kind.VISIT, DEMO.named, None, 3, TODAY, None, "")),
        ("2 presentaties", (Kind.VISIT, DEMO.named, None, 2, TODAY, None, "")),
        ("had a demo with Acme, follow up friday", (Kind.VISIT, DEMO.named, "Acme", 1, TODAY, FRIDAY, "")),
        ("demo gegeven bij Acme", (Kind.VISIT, DEMO.named, "Acme", 1, TODAY, None, "")),
        ("demo Demo Techniek", (Kind.VISIT, DEMO.named, "Demo Techniek", 1, TODAY, None, "")),
        ("demo via Teams met Acme", (Kind.VISIT, DEMO.named, "Acme", 1, TODAY, None, "Teams")),
        ("2 trade fairs", (Kind.OWN, FAIR.named, None, 2, TODAY, None, "")),
        ("beurs met Acme, vrijdag bellen", (Kind.OWN, FAIR.named, "Acme", 1, TODAY, FRIDAY, "")),
    ],
)
def test_a_line_with_the_word_of_an_own_kind_is_one_of_that_kind(text: str, told: tuple[object, ...]) -> None:
    assert tell(parse(text)) == told


@pytest.mark.parametrize(
    ("text", "kind", "own"),
    [
        ("gebeld met Acme over de demo", Kind.CALL, None),
        ("gebeld met Acme, demo gepland voor vrijdag", Kind.CALL, None),
        ("presentatie gemaild naar Acme", Kind.MESSAGE, None),
        ("bezoek Demo Techniek", Kind.VISIT, None),
        ("bezoek Acme over de demo", Kind.VISIT, None),
        ("bezoek Acme, demo gegeven", Kind.VISIT, DEMO),
        ("bezoek Acme en demo", Kind.VISIT, None),
        ("bezoek Acme demo", Kind.VISIT, DEMO),
    ],
)
def test_a_kind_that_was_only_talked_about_is_not_what_was_done(text: str, kind: Kind, own: OwnKind | None) -> None:
    line = parse(text)
    assert (line.kind, line.own) == (kind, own and own.named)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("demo", AccountMissing),
        ("extra geleverd bij Bakkerij Zonnig", AccountUnknown),
        ("0 demo's", CountInvalid),
        ("niet extra geleverd bij Acme", KindUnknown),
    ],
)
def test_a_line_of_an_own_kind_is_asked_about_like_any_other(text: str, error: type[LogLineError]) -> None:
    with pytest.raises(error):
        parse(text)


@pytest.mark.parametrize("text", ["demo Acme", "extra geleverd bij Acme", "beurs Acme", "trade fair Acme"])
def test_the_words_of_another_workspace_and_of_an_archived_kind_mean_nothing(text: str) -> None:
    archived = tuple(OwnKind(kind.id, kind.content, kind.code, is_archived=True) for kind in KINDS)
    for kinds in ((), archived):
        with pytest.raises(LogLineError):
            parse(text, kinds)


def test_a_typed_word_goes_before_what_looks_like_the_plural_of_another() -> None:
    first = OwnKind(OwnKindId(4), KindContent("Stand"))
    second = OwnKind(OwnKindId(5), KindContent("Stands", counts_for=Kind.CALL))
    line = parse("2 stands", (first, second))
    assert (line.kind, line.own) == (Kind.CALL, second.named)


def test_a_line_with_several_activities_takes_the_kinds_too() -> None:
    lines = parse_log_lines("demo Acme", accounts=ACCOUNTS, now=NOW, own_kinds=KINDS)
    assert [line.own for line in lines] == [DEMO.named]


# Without letters of "Acme": a word that may be a typo of an account's name is read as that account.
@given(st.text(alphabet="bdfghijklo -&", min_size=2, max_size=30))
def test_a_phrase_is_found_again_in_a_line_that_consists_of_it(phrase: str) -> None:
    kind = OwnKind(OwnKindId(7), KindContent("Zzyzx", (phrase,)))
    try:
        check_kind(kind.content, ())
    except OwnKindRefused:
        reject()
    assert parse(phrase, (kind,)).own == kind.named


@pytest.mark.parametrize("text", ["5 mails", "bezoek Acme, offerte besproken, vrijdag bellen", "gebeld met Acme"])
def test_own_kinds_change_nothing_in_a_line_without_their_words(text: str) -> None:
    assert parse(text) == parse(text, ())


def test_a_long_line_is_read_in_time_however_many_words_begin_alike() -> None:
    kinds = tuple(
        OwnKind(OwnKindId(number), KindContent(f"aa {number}", tuple(f"aa bb {number} {word}" for word in range(20))))
        for number in range(20)
    )
    text = f"5 mails, {'aa ' * 1_300}"
    parse(text, kinds)
    began = process_time()
    parse(text, kinds)
    own = process_time() - began
    began = process_time()
    parse(text, ())
    # A token is looked up once for each length of a phrase.
    assert own < 2 * (process_time() - began) + 0.02
