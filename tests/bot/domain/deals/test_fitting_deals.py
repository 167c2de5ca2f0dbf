"""Which deal of an account a line is about (V1)."""

from dataclasses import replace

import pytest

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.deals.deal_line import DealLine
from bot.domain.deals.deals import Deal, DealState
from bot.domain.deals.errors import DealMissing, DealWordUnknown
from bot.domain.deals.fitting_deals import choose_deals, find_fitting
from bot.domain.people.stages import Stages
from tests.bot.domain.deals.test_stalls import QUIET

ACME = NamedAccount(1, "Acme")


def deal(number: int, name: str, state: DealState = DealState.OPEN) -> Deal:
    return replace(QUIET, id=number, name=name, state=state)


KASSEN, KASSEN_NOORD, DAK = deal(1, "Kassen"), deal(2, "Kassen Noord"), deal(3, "Dak")
# The last first, as they are loaded.
WON, LOST = deal(5, "Hal", DealState.WON), deal(4, "Koeling", DealState.LOST)
OFFERTE = DealLine(stage="offerte")


def choose(known: list[Deal], line: DealLine) -> list[int]:
    return [each.id for each in choose_deals(known, line)]


def test_a_name_fits_the_deal_of_that_name_before_those_that_contain_it() -> None:
    known = [KASSEN, KASSEN_NOORD, DAK]
    names = ("Kassen", "de KASSEN", "kassen-noord", "noord", "kas", "Lift")
    assert {name: choose(known, DealLine(name=name)) for name in names} == {
        "Kassen": [1],
        "de KASSEN": [1],
        "kassen-noord": [2],
        "noord": [2],
        "kas": [1, 2],
        "Lift": [],
    }


def test_words_that_say_nothing_else_are_a_name() -> None:
    assert choose([KASSEN, KASSEN_NOORD, DAK], replace(OFFERTE, unread=("kassen", "noord"))) == [2]


def test_a_name_may_be_that_of_a_closed_deal() -> None:
    assert choose([WON, LOST, DAK], DealLine(name="koeling")) == [4]


def test_without_a_name_the_open_deals_fit() -> None:
    known = [WON, KASSEN, LOST, DAK]
    assert [choose(known, line) for line in (DealLine(), OFFERTE, DealLine(state=DealState.WON))] == [[1, 3]] * 3


def test_k1_without_an_open_deal_the_last_one_is_shown_but_not_changed() -> None:
    assert choose([WON, LOST], DealLine()) == [5]
    assert choose([WON, LOST], DealLine(wants_history=True)) == [5]
    assert choose([WON, LOST], OFFERTE) == []
    assert choose([], DealLine()) == []


def test_reopening_is_for_the_last_closed_deal_and_else_shows_those_that_are_open() -> None:
    reopen = DealLine(state=DealState.OPEN)
    assert choose([DAK, LOST, WON], reopen) == [4]
    assert choose([KASSEN, DAK], reopen) == [1, 3]
    assert choose([], reopen) == []


def test_a_button_names_its_own_deal_whatever_its_state() -> None:
    assert choose([WON, KASSEN, LOST], replace(OFFERTE, deal_id=4, name="Kassen")) == [4]
    assert choose([KASSEN], replace(OFFERTE, deal_id=9)) == []


def test_one_or_more_deals_that_fit_are_returned() -> None:
    assert find_fitting(ACME, OFFERTE, [KASSEN, DAK, WON], stages=Stages()) == [KASSEN, DAK]


def test_without_a_deal_that_fits_the_account_is_named() -> None:
    with pytest.raises(DealMissing) as missing:
        find_fitting(ACME, OFFERTE, [WON], stages=Stages())
    assert missing.value.account == "Acme"


def test_a_word_that_is_no_deal_is_named_with_the_stages_that_are_known() -> None:
    with pytest.raises(DealWordUnknown) as unknown:
        find_fitting(ACME, replace(OFFERTE, unread=("lift", "x")), [KASSEN], stages=Stages(("intake", "demo")))
    assert (unknown.value.typed, unknown.value.known) == ("lift", "intake, demo")
