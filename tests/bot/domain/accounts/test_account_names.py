"""Finding accounts by name: exact matches, near matches and no match."""

import pytest

from bot.domain.accounts.account_names import AccountAlias, AccountIndex, NamedAccount, normalise_name

NAMES = ["Jansen Metaal", "Janssen Metaalwaren", "De Vries & Zn.", "Café België", "Acme", "Acme Nederland BV"]


@pytest.fixture
def index() -> AccountIndex:
    return AccountIndex(NamedAccount(number, name) for number, name in enumerate(NAMES, start=1))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("De Vries & Zn.", "vries en zonen"),
        ("Café België", "CAFE BELGIE"),
        ("Acme B.V.", "acme"),
        ("O'Connor", "oconnor"),
        ("St. Joris", "Sint Joris"),
        ("Kon. Van Dam", "koninklijke van dam"),
        ("Gebr. Vos", "Gebroeders Vos"),
        ("A.B.C. Pallets", "abc pallets"),
        ("Bakkerij 't Stoepje", "bakkerij het stoepje"),
        ("Zuid-Limburg", "zuid limburg"),
        ("Håkansson", "hakansson"),
    ],
)
def test_spellings_of_one_name_are_the_same(one: str, other: str) -> None:
    assert normalise_name(one) == normalise_name(other)


@pytest.mark.parametrize(
    ("one", "other"), [("K3", "K4"), ("Plein 7", "Plein 8"), ("Smit", "Smits"), ("Acme", "Acme Zuid")]
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert normalise_name(one) != normalise_name(other)


def test_a_name_of_small_words_only_is_still_a_name() -> None:
    assert normalise_name("De Het BV") == "dehetbv"


def test_nearest_comes_first(index: AccountIndex) -> None:
    assert [account.name for account in index.find_nearest("jansens metaal")] == [
        "Jansen Metaal",
        "Janssen Metaalwaren",
    ]


@pytest.mark.parametrize("name", ["Zonnebloem", "", "!!!", "x"])
def test_nothing_near_is_nothing(index: AccountIndex, name: str) -> None:
    assert index.find_nearest(name) == []


def test_no_more_are_offered_than_asked_for(index: AccountIndex) -> None:
    assert len(index.find_nearest("jansens metaal", limit=1)) == 1


@pytest.mark.parametrize(
    ("name", "twins"),
    [
        ("Jansen Metaal BV", ["Jansen Metaal"]),
        ("metaal jansen", ["Jansen Metaal"]),
        ("Jansen Mettaal", ["Jansen Metaal"]),
        ("cafe belgie", ["Café België"]),
        ("Zonnebloem", []),
    ],
)
def test_a_name_almost_taken_is_warned_about(index: AccountIndex, name: str, twins: list[str]) -> None:
    assert [account.name for account in index.find_similar_accounts(name)] == twins


def test_a_removed_account_is_not_found(index: AccountIndex) -> None:
    index.remove(5)
    assert (index.find_exact("acme"), len(index)) == ([], 5)


def test_an_unknown_account_is_removed_without_a_word(index: AccountIndex) -> None:
    index.remove(99)
    assert len(index) == len(NAMES)


def test_an_added_account_is_found_at_once(index: AccountIndex) -> None:
    index.add(NamedAccount(7, "Zonnebloem"))
    assert index.find_nearest("zonebloem") == [NamedAccount(7, "Zonnebloem")]


def test_two_accounts_of_one_name_are_both_found(index: AccountIndex) -> None:
    twin = NamedAccount(8, "ACME")
    index.add(twin)
    assert index.find_exact("Acme") == [NamedAccount(5, "Acme"), twin]


def test_an_account_is_found_by_its_other_names_and_named_once() -> None:
    acme = NamedAccount(1, "Acme Nederland")
    index = AccountIndex(
        [acme, NamedAccount(2, "Bakker")], [AccountAlias(1, "Akme Groep", 1), AccountAlias(2, "Oud", 9)]
    )
    assert [index.find_exact(name) for name in ("acme nederland", "AKME groep", "oud")] == [[acme], [acme], []]
    assert (index.find_nearest("akme groop"), index.find_similar_accounts("Groep Akme")) == ([acme], [acme])
    fit = index.find_fit(["akme"])
    assert fit is not None
    assert (fit.accounts, len(index)) == ((acme,), 2)


def test_an_alias_with_the_words_of_the_name_is_no_second_account() -> None:
    acme = NamedAccount(1, "Acme Nederland")
    index = AccountIndex([acme], [AccountAlias(1, "Acme", 1), AccountAlias(2, "Acme Holding", 1)])
    fit = index.find_fit(["acme"])
    assert fit is not None
    assert fit.accounts == (acme,)
    assert index.find_nearest("acme") == [acme]


def test_a_part_of_a_name_means_an_account_in_use_before_an_archived_one() -> None:
    old, metal = NamedAccount(1, "Jansen Bouw", is_archived=True), NamedAccount(2, "Jansen Metaal")
    index = AccountIndex([old, metal])
    fit = index.find_fit(["jansen"])
    assert fit is not None
    assert fit.accounts == (metal,)
    assert index.find_exact("Jansen Bouw") == [old]
    alone = AccountIndex([old]).find_fit(["jansen"])
    assert alone is not None
    assert alone.accounts == (old,)
