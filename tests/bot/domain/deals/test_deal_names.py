"""The names of deals: equal however they are spelled, and found anywhere in a line."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.deals.deal_names import LONGEST_NAME, KnownNames, make_deal_key
from bot.domain.text.name_form import split_name, split_pieces

# "de" and "en" do not count in a name, "Zuid-Oost" is one word, "Kon." stands for "koninklijke".
WORDS = ["kassen", "dakgoot", "noord", "2027", "de", "en", "Zuid-Oost", "Kon."]


def measure(names: list[str], line: str, place: int = 0, *, may_be_wish: bool = False) -> int:
    return KnownNames(names).measure([split_pieces(word) for word in line.split()], place, may_be_wish=may_be_wish)


def test_spellings_of_one_name_have_one_key_and_other_names_another() -> None:
    spellings = ["Kassen 2027", "  kassen-2027 ", "DE KASSEN 2027", "Kâssen, 2027!"]
    assert len({make_deal_key(name) for name in spellings}) == 1
    assert len({make_deal_key(name) for name in ("Kassen 2027", "Kassen 2026", "Kassen", "2027")}) == 4


def test_a_name_of_signs_only_has_a_key_too() -> None:
    assert (make_deal_key("!!!"), make_deal_key("???")) == ("!!!", "???")


def test_a_key_fits_in_its_column_also_when_the_name_grows_by_normalising() -> None:
    assert {name: len(make_deal_key(name)) for name in ("x" * 199, "x" * 200, "x" * 201, "ﷺ" * 200)} == {
        "x" * 199: 199,
        "x" * 200: LONGEST_NAME,
        "x" * 201: LONGEST_NAME,
        "ﷺ" * 200: LONGEST_NAME,
    }


def test_a_whole_name_or_two_words_of_it_are_found_where_they_stand() -> None:
    names = ["Kassen Noord 2027", "Dak"]
    expected = {
        ("kassen noord 2027 gewonnen", 0): 3,
        ("gewonnen de Kassen, NOORD", 1): 3,
        ("noord 2027", 0): 2,
        ("kassen 2027", 0): 0,
        ("kassen gewonnen", 0): 0,
        ("dak gewonnen", 0): 1,
        ("gewonnen dak", 0): 0,
        ("kassen noord 2027", 1): 2,
        ("dakgoot", 0): 0,
    }
    assert {(line, place): measure(names, line, place) for line, place in expected} == expected


def test_a_keyword_begins_a_name_only_when_the_whole_name_of_several_words_stands_there() -> None:
    names = ["Open Haard Noord", "Open"]
    expected = {"open haard noord": 3, "open haard": 0, "open": 0}
    assert {line: measure(names, line, may_be_wish=True) for line in expected} == expected


def test_without_names_nothing_is_found() -> None:
    assert not KnownNames([])
    assert KnownNames(["Kassen"])
    assert measure([], "kassen") == 0


def _measure_by_trying(names: list[str], line: list[str]) -> int:
    """Return the length by the rule: the longest that is a name, or two or more words that stand together in one."""
    known = [split_name(name) for name in names]
    lengths = [0]
    for length in range(1, min(len(line), max((len(name.split()) for name in names), default=0)) + 1):
        typed = split_name(" ".join(line[:length]))
        is_name = any("".join(pieces) == "".join(typed) for pieces in known)
        is_part = any(typed == each[at : at + len(typed)] for each in known for at in range(len(each)))
        if is_name or (length > 1 and is_part):
            lengths.append(length)
    return max(lengths)


_names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


@given(st.lists(_names, min_size=1, max_size=4), st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
def test_the_words_found_are_those_that_trying_every_length_finds(names: list[str], line: list[str]) -> None:
    known = [*names, "hoofdkantoor"]
    assert measure(known, " ".join(line)) == _measure_by_trying(known, line)
