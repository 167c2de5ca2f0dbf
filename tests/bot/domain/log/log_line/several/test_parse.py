"""Lines with several activities: each by itself, and none of them lost."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.activity import Kind, LogLine, NextStep
from bot.domain.log.errors import (
    AccountAmbiguous,
    AccountUnknown,
    CountInvalid,
    CountUnclear,
    LogLineError,
    TooManyActivities,
)
from bot.domain.log.log_line import ChosenAccount, parse_log_lines
from tests.bot.domain.log.log_line.lines import WEDNESDAY

NAMES = ("Acme Nederland", "Jansen", "De Vries", "Bakkerij Noord", "Team 12 Makelaars", "Mail & Bel Groep")
ACCOUNTS = AccountIndex(NamedAccount(number, name) for number, name in enumerate(NAMES, start=1))
TODAY, YESTERDAY, MONDAY = date(2026, 3, 18), date(2026, 3, 17), date(2026, 3, 16)
MESSAGE, CALL, VISIT = Kind.MESSAGE, Kind.CALL, Kind.VISIT


def read(text: str, *chosen: ChosenAccount) -> tuple[LogLine, ...]:
    return parse_log_lines(text, accounts=ACCOUNTS, now=WEDNESDAY, chosen=chosen)


def tell(text: str) -> list[tuple[Kind, str | None, int]]:
    return [(line.kind, line.account.name if line.account else None, line.count) for line in read(text)]


def refuse(text: str) -> type[LogLineError] | None:
    try:
        read(text)
    except LogLineError as error:
        return type(error)
    return None


def test_every_count_of_a_line_is_an_activity() -> None:
    expected = {
        "5 mails en 2 calls": [(MESSAGE, None, 5), (CALL, None, 2)],
        "mails: 5, calls: 2": [(MESSAGE, None, 5), (CALL, None, 2)],
        "mails 5 calls 2": [(MESSAGE, None, 5), (CALL, None, 2)],
        "3 calls 1 visit 8 mails": [(CALL, None, 3), (VISIT, None, 1), (MESSAGE, None, 8)],
        "3 calls, 1 visit De Vries, morgen terugbellen": [(CALL, None, 3), (VISIT, "De Vries", 1)],
        "tien calls en een bezoek": [(CALL, None, 10), (VISIT, None, 1)],
        "a visit, two calls": [(VISIT, None, 1), (CALL, None, 2)],
        "calls 4, mails 7, visits 2 🎉": [(CALL, None, 4), (MESSAGE, None, 7), (VISIT, None, 2)],
        "3 calls, 2 visits in Ghent": [(CALL, None, 3), (VISIT, None, 2)],
    }
    assert {text: tell(text) for text in expected} == expected


@pytest.mark.parametrize("mark", [",", ";", " en", " +"])
@pytest.mark.parametrize("told", ["4 bezoeken", "bezoeken 4", "vier bezoeken", "4 visits"])
def test_a_number_and_a_word_that_fill_a_part_are_an_activity_always(told: str, mark: str) -> None:
    expected = [(VISIT, None, 4), (CALL, "De Vries", 1)]
    assert tell(f"{told}{mark} gebeld met De Vries, over mubopumo") == expected


def test_every_contact_of_a_line_is_an_activity_with_its_own_account() -> None:
    expected = {
        "gebeld met Acme en daarna bij Jansen langs": [(CALL, "Acme Nederland", 1), (VISIT, "Jansen", 1)],
        "Jansen gebeld, De Vries gemaild": [(CALL, "Jansen", 1), (MESSAGE, "De Vries", 1)],
        "called Jansen, visited De Vries": [(CALL, "Jansen", 1), (VISIT, "De Vries", 1)],
        "Jansen gebeld, geen gehoor, dus gemaild": [(CALL, "Jansen", 1), (MESSAGE, "Jansen", 1)],
        "gebeld en gemaild met Jansen": [(CALL, "Jansen", 1), (MESSAGE, "Jansen", 1)],
        "Team 12: 3 calls. Jansen: 2 mails.": [(CALL, "Team 12 Makelaars", 3), (MESSAGE, "Jansen", 2)],
        "bezoek Jansen; 6 bezoeken; 7 mails": [(VISIT, "Jansen", 1), (VISIT, None, 6), (MESSAGE, None, 7)],
        "Jansen: 3 calls, 2 mails": [(CALL, "Jansen", 3), (MESSAGE, "Jansen", 2)],
    }
    assert {text: tell(text) for text in expected} == expected


def test_a_list_of_accounts_is_an_activity_with_each() -> None:
    visits = [(VISIT, "Acme Nederland", 1), (VISIT, "Jansen", 1), (VISIT, "De Vries", 1)]
    texts = (
        "bezoek Acme, Jansen en De Vries",
        "Acme, Jansen en De Vries bezocht",
        "3 bezoeken: Acme, Jansen en De Vries",
        "visited Acme, Jansen and De Vries",
    )
    assert {text: tell(text) for text in texts} == dict.fromkeys(texts, visits)
    assert tell("2 mails naar Jansen en 3 naar De Vries") == [(MESSAGE, "Jansen", 2), (MESSAGE, "De Vries", 3)]


def test_a_day_in_front_counts_for_all_and_another_one_for_its_own() -> None:
    assert [line.day for line in read("gisteren 4x gebeld en 6 mails")] == [YESTERDAY, YESTERDAY]
    assert [line.day for line in read("gisteren Jansen gebeld, vandaag De Vries bezocht")] == [YESTERDAY, TODAY]
    assert [line.day for line in read("Jansen gebeld, De Vries maandag bezocht")] == [TODAY, MONDAY]


@pytest.mark.parametrize("now", ["net", "zonet", "daarnet", "nu pas"])
def test_what_was_done_just_now_was_not_done_on_the_day_in_front(now: str) -> None:
    found = read(f"gisteren Jansen bezocht, {now} De Vries gemaild")
    assert [(line.kind, line.day) for line in found] == [(VISIT, YESTERDAY), (MESSAGE, TODAY)]


def test_a_part_of_a_name_beside_an_activity_is_that_account() -> None:
    assert tell("De Vries gemaild en Noord gebeld") == [(MESSAGE, "De Vries", 1), (CALL, "Bakkerij Noord", 1)]


def test_a_note_and_a_step_stay_with_the_activity_beside_which_they_stand() -> None:
    first, second = read("Jansen gebeld, wil offerte; De Vries bezocht, vrijdag 14:00 demo")
    assert (first.note, first.next_step) == ("wil offerte", None)
    assert second.next_step == NextStep(date(2026, 3, 20), time(14))


def test_what_only_sounds_like_another_activity_is_part_of_the_note() -> None:
    texts = (
        "mail gestuurd naar Jansen over het bezoek van maandag",
        "gebeld met Jansen, hij belt vrijdag terug",
        "telefonisch gebeld met Jansen",
        "telefoontje gehad met Jansen, even gebeld dus",
        "mail naar Mail & Bel Groep",
        "gebeld met Jansen, bezoek gepland",
    )
    assert {text: len(read(text)) for text in texts} == dict.fromkeys(texts, 1)


def test_an_unknown_name_among_several_is_asked_about_and_then_all_is_read() -> None:
    with pytest.raises(AccountUnknown) as unclear:
        read("bezoek Jansen, Nieuwhuis en De Vries")
    assert unclear.value.typed == "Nieuwhuis"
    chosen = ChosenAccount("Nieuwhuis", NamedAccount(9, "Nieuwhuis BV"))
    found = read("bezoek Jansen, Nieuwhuis en De Vries", chosen)
    assert [line.account and line.account.name for line in found] == ["Jansen", "Nieuwhuis BV", "De Vries"]


def test_two_unknown_names_are_asked_about_one_after_the_other() -> None:
    text = "gebeld met Nieuwhuis en bezoek bij Oudekerk"
    with pytest.raises(AccountUnknown) as first:
        read(text)
    assert first.value.typed == "Nieuwhuis"
    choice = ChosenAccount("Nieuwhuis", NamedAccount(8, "Nieuwhuis"))
    with pytest.raises(AccountUnknown) as second:
        read(text, choice)
    assert second.value.typed == "Oudekerk"
    found = read(text, choice, ChosenAccount("Oudekerk", NamedAccount(9, "Oudekerk")))
    assert [(line.kind, line.account and line.account.id) for line in found] == [(CALL, 8), (VISIT, 9)]


def test_two_counts_for_one_kind_are_asked_about() -> None:
    assert {refuse(text) for text in ("3 calls 5 calls Jansen", "2 mails 3 mails")} == {CountUnclear}


def test_what_cannot_be_both_is_asked_about() -> None:
    expected = {
        "5 calls, nee 7 calls": CountUnclear,
        "3 mails 5 mails": CountUnclear,
        "drie (4) mails": CountUnclear,
        "2 bezoeken: Acme, Jansen en De Vries": CountUnclear,
        "gebeld met Jansen of met De Vries": AccountAmbiguous,
        "3 calls, 0 mails en 2 bezoeken": CountInvalid,
        "150 mails en 120 calls": CountInvalid,
        ", ".join(["Jansen gebeld, De Vries gemaild"] * 11): TooManyActivities,
    }
    assert {text: refuse(text) for text in expected} == expected


@given(st.lists(st.tuples(st.sampled_from(["mails", "calls", "bezoeken"]), st.integers(2, 40)), min_size=2, max_size=3))
def test_any_list_of_counts_is_read_in_order_and_in_full(counts: list[tuple[str, int]]) -> None:
    kinds = {"mails": MESSAGE, "calls": CALL, "bezoeken": VISIT}
    if len({word for word, _ in counts}) < len(counts):
        return
    for text in (" en ".join(f"{n} {word}" for word, n in counts), ", ".join(f"{word}: {n}" for word, n in counts)):
        assert tell(text) == [(kinds[word], None, n) for word, n in counts]


@given(
    st.lists(st.sampled_from(NAMES[1:4]), min_size=2, max_size=3, unique=True), st.sampled_from(["gebeld", "gemaild"])
)
def test_any_list_of_accounts_is_read_in_order_and_in_full(names: list[str], word: str) -> None:
    kind = CALL if word == "gebeld" else MESSAGE
    listed = f"{', '.join(names[:-1])} en {names[-1]}"
    for text in (f"{word}: {listed}", f"{listed} {word}"):
        assert tell(text) == [(kind, name, 1) for name in names]


def test_words_that_follow_a_name_and_look_like_part_of_it_are_asked_about() -> None:
    texts = (
        "bezoek Bakkerij Noordzee",
        "bezoek bakkerij noordzee",
        "bezoek Jansen Metaal",
        "5 mails; bezoek Jansen Metaal",
    )
    assert {text: refuse(text) for text in texts} == dict.fromkeys(texts, AccountUnknown)
    assert tell("bezoek Jansen, Metaal besproken") == [(VISIT, "Jansen", 1)]


def test_a_list_of_names_that_nobody_knows_yet_is_asked_about_one_by_one() -> None:
    text = "bezoek Jansen, Slagerij Piet en Bakkerij Zon"
    with pytest.raises(AccountUnknown) as first:
        read(text)
    piet = ChosenAccount("Slagerij Piet", NamedAccount(8, "Slagerij Piet"))
    with pytest.raises(AccountUnknown) as second:
        read(text, piet)
    assert (first.value.typed, second.value.typed) == ("Slagerij Piet", "Bakkerij Zon")


def test_a_name_typed_in_part_is_no_day_and_counts_for_the_whole_line() -> None:
    names = ("Sunday Silver Jewellers", "Friday Finance Group", "Vleeshuis Aalst")
    accounts = AccountIndex(NamedAccount(number, name) for number, name in enumerate(names, start=1))

    def see(text: str) -> list[tuple[Kind, str | None, date]]:
        read = parse_log_lines(text, accounts=accounts, now=WEDNESDAY)
        return [(line.kind, line.account.name if line.account else None, line.day) for line in read]

    silver, finance = names[:2]
    assert see("Sunday Silver phoned, Friday Finance emailed") == [(CALL, silver, TODAY), (MESSAGE, finance, TODAY)]
    assert see("Sunday Silver gebeld, gisteren Friday Finance gemaild") == [
        (CALL, silver, TODAY),
        (MESSAGE, finance, YESTERDAY),
    ]
    assert see("4 bezoeken in Aalst en 2 calls") == [(VISIT, None, TODAY), (CALL, None, TODAY)]


def test_an_account_before_the_first_count_counts_for_the_others() -> None:
    expected = [(CALL, "Jansen", 1), (MESSAGE, "Jansen", 2), (VISIT, "Jansen", 1)]
    assert tell("Jansen 1 call 2 mails 1 bezoek") == expected
    assert tell("Jansen 1 call, 2 mails en 1 bezoek") == expected


def test_a_day_behind_a_list_of_accounts_counts_for_all_of_them() -> None:
    for text in (
        "Jansen en De Vries bezocht op 16 maart",
        "gebeld met Jansen en De Vries op maandag",
        "maandag Jansen, De Vries en Bakkerij Noord gemaild",
        "maandag Jansen en De Vries gemaild",
    ):
        assert {line.day for line in read(text)} == {MONDAY}, text
    assert [line.day for line in read("Jansen gebeld en De Vries maandag bezocht")] == [TODAY, MONDAY]


def test_what_it_was_about_does_not_hide_the_accounts_of_a_list() -> None:
    for about in ("over de prijs", "re the price", "ivm de levering", "allemaal"):
        assert tell(f"gebeld met Jansen en De Vries {about}") == [(CALL, "Jansen", 1), (CALL, "De Vries", 1)], about


def test_the_same_word_twice_where_the_second_name_is_new_asks_for_another_activity() -> None:
    assert read("Jansen gebeld: klep lekt. zachte stoelen gebeld: alles droog.")[-1].maybe_kind is CALL
    assert read("Jansen gebeld: klep lekt.")[-1].maybe_kind is None
