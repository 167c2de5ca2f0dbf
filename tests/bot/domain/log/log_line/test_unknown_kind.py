"""The activity word of a line that is no message, call or visit."""

from bot.domain.log.log_line.kinds import find_activities
from bot.domain.log.log_line.line import number_segments
from bot.domain.log.log_line.unknown_kind import find_unknown_kind
from tests.bot.domain.log.log_line.lines import line_of, span_of


def read(text: str, account: str = "Acme") -> str | None:
    line = line_of(text, account=account)
    activities = find_activities(line, number_segments(line))
    return find_unknown_kind(line, activities, span_of(line, account) if account else None)


def test_an_activity_of_another_kind_is_named_as_typed() -> None:
    expected = {
        "Lunch met Acme": "Lunch",
        "Acme gegolft": "gegolft",
        "met Acme gesproken": "gesproken",
        "Koffie bij Acme": "Koffie",
    }
    assert {text: read(text) for text in expected} == expected


def test_a_strange_word_before_the_account_or_a_verb_behind_it_is_the_activity() -> None:
    expected = {
        "gekneveld bij Acme": "gekneveld",
        "Fluiten met Acme": "Fluiten",
        "Acme gefilmd": "gefilmd",
        "Acme even gefilmd": "gefilmd",
        "Acme filmed": "filmed",
    }
    assert {text: read(text) for text in expected} == expected


def test_without_such_a_word_nothing_is_named() -> None:
    texts = ("Acme", "bij Acme", "de offerte van Acme", "Acme kozijnen", "kozijnen, Acme", "grijze ramen achter Acme")
    assert {text: read(text) for text in texts} == dict.fromkeys(texts)


def test_without_an_account_only_a_known_word_is_named() -> None:
    assert {text: read(text, account="") for text in ("lunch", "gekneveld")} == {"lunch": "lunch", "gekneveld": None}
