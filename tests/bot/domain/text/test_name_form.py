"""Spellings of one account name, which are all the same name."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.text.bounds import LONGEST_WORD
from bot.domain.text.name_form import normalise_name, piece_of, split_name, split_pieces, split_words_of

SPELLINGS = (
    ("Acme", "ACME", "acme bv", "Acme B.V.", "De Acme", "Acme N.V.", "The Acme Ltd.", "Acme, Inc.", "«Acme»"),
    ("Café Zuid", "cafe zuid", "CAFÉ ZUID", "Cafe\u0301 Zuid", "Café-Zuid"),
    ("Gebroeders Jansen", "Gebr. Jansen", "gebr jansen"),
    ("Jansen & Zn.", "Jansen en Zoon", "Jansen en Zonen", "JANSEN & ZNS"),
    ("Sint Jan", "St. Jan", "st jan"),
    ("Stichting De Hoop", "Stg. Hoop"),
    ("Van de Berg", "v.d. Berg", "v/d Berg", "Van den Berg", "Van der Berg", "VD Berg"),
    ("Koninklijke Mosa", "Kon. Mosa", "Koninklijk Mosa"),
    ("Gemeente Ede", "Gem. Ede"),
    ("O'Brien", "O\u2019Brien", "OBrien"),
)


def test_all_spellings_of_a_name_are_the_same_name() -> None:
    differing = [names for names in SPELLINGS if len({normalise_name(name) for name in names}) > 1]
    assert differing == []


def test_different_names_stay_different() -> None:
    names = [names[0] for names in SPELLINGS] + ["Acme Zuid", "Acme 2", "Bouw Acme", "Jansen", "Jan", "Ede", "24", "42"]
    assert len({normalise_name(name) for name in names}) == len(names)


def test_a_name_of_articles_and_legal_forms_only_keeps_all_its_words() -> None:
    expected = {"De": "de", "B.V.": "bv", "De Het": "dehet", "En & Co": "co", "": "", "!!! …": "", "👍": ""}
    assert {name: normalise_name(name) for name in expected} == expected


@given(st.text("abcdenvzé .-&'1", max_size=20))
def test_capitals_and_spaces_around_make_no_other_name(name: str) -> None:
    assert normalise_name(f"  {name.upper()} ") == normalise_name(name)


def test_a_piece_is_the_word_its_full_spelling_or_nothing() -> None:
    expected = {
        "bouw": "bouw",
        "gebr": "gebroeders",
        "st": "sint",
        "v/d": "van",
        "bv": "",
        "de": "",
        "en": "",
        "&": "",
        "26-3": "263",
    }
    assert {key: piece_of(key) for key in expected} == expected


def test_split_name_keeps_the_order_of_the_pieces() -> None:
    assert split_name("De Gebr. Van der Meer & Zonen B.V.") == ["gebroeders", "van", "meer", "zn"]


def test_split_pieces_gives_what_counts_and_everything() -> None:
    assert split_pieces("Acme B.V.") == (["acme"], ["acme", "bv"])
    assert split_pieces("de") == ([], ["de"])
    assert split_pieces("") == ([], [])


def test_the_finest_words_are_split_at_hyphens_and_between_letters_and_digits() -> None:
    expected = {
        "Acme-Zuid B.V.": ["acme", "zuid"],
        "Bouw24x7": ["bouw", "24", "x", "7"],
        "Van-de-Ven": ["van", "ven"],
        "3M": ["3", "m"],
        "": [],
    }
    assert {name: split_words_of(name) for name in expected} == expected


def test_the_finest_words_are_no_longer_than_a_name() -> None:
    assert [len(word) for word in split_words_of("x" * LONGEST_WORD + " " + "y" * (LONGEST_WORD + 1))] == [
        LONGEST_WORD,
        LONGEST_WORD,
    ]
