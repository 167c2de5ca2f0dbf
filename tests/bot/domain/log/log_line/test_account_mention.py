"""Where a line names an account, and which account that is."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.log_line.account_mention import (
    Mention,
    find_part_of_name,
    find_quoted,
    find_typed,
    find_whole_name,
    match_quoted,
    prefer_own,
    widen_mention,
)
from bot.domain.log.log_line.line import Line, TokenUse, split_line
from tests.bot.domain.log.log_line.lines import line_of, span_of, take_days, typed_of

NAMES = (
    "Acme",
    "Acme Nederland",
    "De Vries & Zn.",
    "Vrijdag Media",
    "Hoekstra Hijskranen",
    "Hoekstra & Bakker",
    "Bel Groep",
    "Café Zürich",
)
ACCOUNTS = [NamedAccount(number, name) for number, name in enumerate(NAMES, start=1)]
INDEX = AccountIndex(ACCOUNTS)
Found = tuple[str | None, list[str]]


def show(line: Line, mention: Mention | None) -> Found | None:
    if mention is None:
        return None
    return typed_of(line, (mention.start, mention.end)), sorted(account.name for account in mention.accounts)


def find_whole(text: str) -> Found | None:
    line = split_line(text)
    return show(line, find_whole_name(line, INDEX))


def find_part(text: str, *, counted: bool = False) -> Found | None:
    line = split_line(text)
    return show(line, find_part_of_name(line, INDEX, take_days(line), counted=counted))


def test_a_whole_name_is_found_however_it_is_written() -> None:
    expected = {
        "gebeld met ACME": ("ACME", ["Acme"]),
        "gebeld met acme nederland b.v.": ("acme nederland", ["Acme Nederland"]),
        "gebeld met vries en zn": ("vries en zn", ["De Vries & Zn."]),
        "bezoek cafe zurich": ("cafe zurich", ["Café Zürich"]),
        "vrijdag gebeld met Vrijdag Media": ("Vrijdag Media", ["Vrijdag Media"]),
        "gebeld met hoekstra": None,
        "gebeld met Acm": None,
        "": None,
    }
    assert {text: find_whole(text) for text in expected} == expected


def test_a_name_where_one_is_expected_wins_over_one_in_the_note() -> None:
    assert find_whole("gebeld met Acme, ook leverancier Bel Groep genoemd") == ("Acme", ["Acme"])
    assert find_whole("nu leverancier Bel Groep genoemd, gebeld met Acme") == ("Acme", ["Acme"])


def test_two_names_joined_are_both_meant() -> None:
    assert find_whole("gebeld met Acme en Bel Groep") == ("Acme en Bel Groep", ["Acme", "Bel Groep"])
    assert find_whole("gebeld met Acme & Vrijdag Media") == ("Acme & Vrijdag Media", ["Acme", "Vrijdag Media"])


def test_a_longer_name_that_was_typed_in_part_wins_over_a_shorter_whole_one() -> None:
    assert find_whole("gebeld met Acme Ned over de prijs") == ("Acme Ned", ["Acme Nederland"])
    assert find_whole("gebeld met Acme over de prijs") == ("Acme", ["Acme"])


def test_a_part_of_a_name_or_one_with_a_typo_is_found_where_a_name_is_expected() -> None:
    expected = {
        "gebeld met hijskranen": ("hijskranen", ["Hoekstra Hijskranen"]),
        "gebeld met Hoekstra": ("Hoekstra", ["Hoekstra & Bakker", "Hoekstra Hijskranen"]),
        "gebeld met hoekstra hijskrannen": ("hoekstra hijskrannen", ["Hoekstra Hijskranen"]),
        "gebeld met zurich, prijs besproken": ("zurich", ["Café Zürich"]),
        "gebeld met Zonnebloem": None,
        "gebeld, nieuwe hijskranen besteld": None,
        "gebeld met Bakker Transport": None,
        "vrijdag gebeld": None,
    }
    assert {text: find_part(text) for text in expected} == expected


def test_in_a_counted_line_a_single_word_is_a_name_only_at_the_end() -> None:
    text = "2x gebeld met hijskranen leverancier"
    assert find_part("2x gebeld met hijskranen", counted=True) == ("hijskranen", ["Hoekstra Hijskranen"])
    assert (find_part(text, counted=True), find_part(text)) == (None, ("hijskranen", ["Hoekstra Hijskranen"]))


def test_a_quoted_name_is_the_whole_name() -> None:
    expected = {
        'gebeld met "Over Morgen Verf" over de prijs': "Over Morgen Verf",
        "gebeld met „Zonnebloem”": "Zonnebloem",
        "bezoek 'Zonnebloem'": "Zonnebloem",
        'gebeld met Acme, zei "te duur"': None,
        'gebeld met "Zonnebloem': None,
        "gebeld met Acme": None,
    }
    found = {text: (line, find_quoted(line)) for text in expected for line in [split_line(text)]}
    assert {text: typed_of(line, span) for text, (line, span) in found.items()} == expected


def test_a_quoted_name_matches_as_a_whole_or_not_at_all() -> None:
    expected = {
        "Acme": ["Acme"],
        "hoekstra hijskrannen": ["Hoekstra Hijskranen"],
        "Acme Duitsland": [],
        "Zonnebloem": [],
    }
    found = {}
    for name in expected:
        line = split_line(f'gebeld met "{name}"')
        found[name] = show(line, match_quoted(line, INDEX, span_of(line, name)))
    assert found == {name: (name, accounts) for name, accounts in expected.items()}


@given(st.lists(st.integers(min_value=1, max_value=len(NAMES)), unique=True), st.sets(st.integers(1, len(NAMES))))
def test_the_own_account_decides_only_when_there_is_exactly_one(ids: list[int], own: set[int]) -> None:
    fitting = [ACCOUNTS[number - 1] for number in ids]
    shared = own.intersection(ids)
    kept = shared if len(shared) == 1 else set(ids)
    assert prefer_own(fitting, own) == tuple(account for account in fitting if account.id in kept)


def test_a_typed_name_is_found_back_in_any_case() -> None:
    line = split_line("gebeld met Over Morgen, prijs")
    expected = {"over morgen": "Over Morgen", " Over Morgen ": "Over Morgen", "Overmorgen": None, "": None, "  ": None}
    assert {name: typed_of(line, find_typed(line, name)) for name in expected} == expected


def test_a_mention_takes_along_its_quotes_articles_and_the_word_that_announces_it() -> None:
    expected = {
        ("gebeld met de Acme over", "Acme"): "met de Acme",
        ('bezoek bij "Acme" vandaag', "Acme"): 'bij "Acme"',
        ("gebeld met Acme B.V. vandaag", "Acme"): "met Acme B.V.",
        ("gebeld met klant Acme", "Acme"): "met klant Acme",
        ("prijs Acme", "Acme"): "Acme",
    }
    found = {}
    for text, name in expected:
        line = split_line(text)
        found[text, name] = typed_of(line, widen_mention(line, *span_of(line, name)))
    assert found == expected


def test_a_mention_never_takes_along_what_was_parsed() -> None:
    line = line_of("gebeld met Acme", kind="met")
    assert line.taken == [None, TokenUse.KIND, None]
    assert typed_of(line, widen_mention(line, *span_of(line, "Acme"))) == "Acme"
