"""The rules of a workspace's own kinds: what they may be called, and what they want of a period."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.log.activity import Kind, NamedKind, OwnKindId
from bot.domain.log.errors import OwnKindRefused
from bot.domain.log.own_kind_rules import (
    LONGEST_PHRASE,
    MOST_KINDS,
    MOST_WORDS,
    check_kind,
    index_kind_names,
    parse_kind_words,
)
from bot.domain.log.own_kinds import OVER_DELIVERY, OVER_DELIVERY_WORDS, KindContent, OwnKind, Period

OVER = OwnKind(OwnKindId(1), KindContent("", OVER_DELIVERY_WORDS), code=OVER_DELIVERY)
DEMO = OwnKind(OwnKindId(2), KindContent("Demo", ("demo gegeven", "presentatie"), counts_for=Kind.VISIT))


def refuse(content: KindContent, *others: OwnKind) -> tuple[str, str]:
    with pytest.raises(OwnKindRefused) as refused:
        check_kind(content, others)
    return (refused.value.field, refused.value.reason)


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        (KindContent("demo"), ("name", "name_taken")),
        (KindContent("DÉMO "), ("name", "name_taken")),
        (KindContent("Over delivery"), ("name", "name_taken")),
        (KindContent("Extra geleverd"), ("name", "name_taken")),
        (KindContent("Presentatie"), ("name", "word_taken")),
        (KindContent("!!!"), ("name", "name_missing")),
        (KindContent("7"), ("name", "word_unreadable")),
        (KindContent("x"), ("name", "word_unreadable")),
        (KindContent("Bezoek"), ("name", "word_of_rhythm")),
        (KindContent("op bezoek"), ("name", "word_of_rhythm")),
        (KindContent("Morgen"), ("name", "word_reserved")),
        (KindContent("Actie vrijdag"), ("name", "word_reserved")),
        (KindContent("Beurs", ("stand", "demo gegeven")), ("words", "word_taken")),
        (KindContent("Beurs", ("mailtje",)), ("words", "word_of_rhythm")),
        (KindContent("Beurs", ("bij",)), ("words", "word_reserved")),
        (KindContent("Beurs", ("?",)), ("words", "word_unreadable")),
        (KindContent("Beurs", ("a" * (LONGEST_PHRASE + 1),)), ("words", "word_too_long")),
        (
            KindContent("Beurs", tuple(f"hal{number}" for number in range(MOST_WORDS + 1))),
            ("words", "words_too_many"),
        ),
    ],
)
def test_a_kind_is_refused_by_field_with_the_reason(content: KindContent, refused: tuple[str, str]) -> None:
    assert refuse(content, OVER, DEMO) == refused


@pytest.mark.parametrize("name", ["Beurs", "Lunch", "Event", "Bezoek aan huis", "LinkedIn-post", "Sessie", "B2B 2.0"])
def test_an_everyday_word_that_is_no_message_call_or_visit_may_be_a_kind(name: str) -> None:
    check_kind(KindContent(name, (f"{name} gedaan",)), [OVER, DEMO])


def test_a_workspace_has_at_most_twenty_kinds() -> None:
    others = [OwnKind(OwnKindId(number), KindContent(f"Soort{number}")) for number in range(MOST_KINDS)]
    check_kind(KindContent("Beurs"), others[1:])
    assert refuse(KindContent("Beurs"), *others) == ("name", "too_many")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", ()),
        (" , ;\n", ()),
        ("demo gegeven, presentatie", ("demo gegeven", "presentatie")),
        ("stand;  open   dag\nstand", ("stand", "open dag")),
    ],
)
def test_words_are_typed_with_a_comma_between_them(typed: str, words: tuple[str, ...]) -> None:
    assert parse_kind_words(typed) == words


@given(st.text(max_size=200))
def test_words_that_were_written_out_are_read_back(typed: str) -> None:
    words = parse_kind_words(typed)
    assert parse_kind_words(", ".join(words)) == words


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (OVER, (0, 0)),
        (DEMO, (0, 0)),
        (OwnKind(OwnKindId(3), KindContent("Post", target=2)), (2, 0)),
        (OwnKind(OwnKindId(3), KindContent("Beurs", target=2, period=Period.WEEK)), (0, 2)),
        (OwnKind(OwnKindId(3), KindContent("Post", target=2), is_archived=True), (0, 0)),
        (OwnKind(OwnKindId(3), KindContent("Demo", counts_for=Kind.VISIT, target=2)), (0, 0)),
    ],
)
def test_only_a_kind_in_use_that_counts_for_itself_wants_something(kind: OwnKind, wanted: tuple[int, int]) -> None:
    assert (kind.wants(Period.DAY), kind.wants(Period.WEEK)) == wanted


def test_an_activity_refers_to_a_kind_by_its_id_and_counts_for_what_it_counts_for() -> None:
    assert (OVER.named, OVER.kind) == (NamedKind(OwnKindId(1), "", OVER_DELIVERY), Kind.OWN)
    assert (DEMO.named, DEMO.kind) == (NamedKind(OwnKindId(2), "Demo"), Kind.VISIT)


def test_of_two_kinds_of_one_name_the_one_in_use_is_meant() -> None:
    old = OwnKind(OwnKindId(9), KindContent("demo"), is_archived=True)
    assert index_kind_names([DEMO, old]) == {("demo",): DEMO, ("demo", "gegeven"): DEMO, ("presentatie",): DEMO}
