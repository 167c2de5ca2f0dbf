"""Referrals: asked of a customer, or given to one, and how far they have come (Z3, O5)."""

import pytest

from bot.domain.certainties.referrals import ReferralLine, ReferralState, parse_referral
from bot.domain.log.errors import AccountMissing
from bot.domain.text.bounds import LONGEST_LINE
from bot.errors import LineTooLong

ASKED, PROMISED, INTRODUCED = ReferralState.ASKED, ReferralState.PROMISED, ReferralState.INTRODUCED
MET, WON, DECLINED = ReferralState.MET, ReferralState.WON, ReferralState.DECLINED


def test_z3_a_referral_goes_from_the_question_to_the_sale_in_four_steps() -> None:
    state: ReferralState | None = ASKED
    walked = []
    while state is not None:
        walked.append(state)
        state = state.following
    assert walked == [ASKED, PROMISED, INTRODUCED, MET, WON]


def test_k1_a_referral_that_was_won_or_declined_is_closed() -> None:
    assert [state for state in ReferralState if state.is_open] == [ASKED, PROMISED, INTRODUCED, MET]
    assert [state.following for state in (WON, DECLINED)] == [None, None]


def test_a_line_names_who_refers_to_whom_and_how_far_it_has_come() -> None:
    expected = {
        "Acme": ReferralLine("Acme"),
        "Acme gevraagd": ReferralLine("Acme", state=ASKED),
        "Acme -> Bakkerij Zuid": ReferralLine("Acme", "Bakkerij Zuid"),
        "Acme -> Bakkerij Zuid beloofd": ReferralLine("Acme", "Bakkerij Zuid", PROMISED),
        "Acme -> Bakkerij Zuid, toegezegd.": ReferralLine("Acme", "Bakkerij Zuid", PROMISED),
        '"Acme Bouw" > "Zuid" geïntroduceerd': ReferralLine("Acme Bouw", "Zuid", INTRODUCED),
        "Acme -> Zuid Gesproken": ReferralLine("Acme", "Zuid", MET),
        "Acme -> Zuid won": ReferralLine("Acme", "Zuid", WON),
        "Acme -> afgewezen": ReferralLine("Acme", "", DECLINED),
        "Acme ->": ReferralLine("Acme"),
    }
    assert {text: parse_referral(text) for text in expected} == expected


def test_o5_a_line_that_begins_with_giving_is_a_referral_to_the_customer() -> None:
    expected = {
        "gaf Acme -> Bakkerij Zuid": ReferralLine("Acme", "Bakkerij Zuid", is_given=True),
        "Gave Acme -> Zuid met": ReferralLine("Acme", "Zuid", MET, is_given=True),
        "Acme gaf": ReferralLine("Acme gaf"),
    }
    assert {text: parse_referral(text) for text in expected} == expected


@pytest.mark.parametrize("arrow", ["->", "-->", "=>", "→", ">", " -> ", " → "])
def test_every_arrow_points_to_who_was_referred_to(arrow: str) -> None:
    assert parse_referral(f"Acme{arrow}Bakkerij Zuid") == ReferralLine("Acme", "Bakkerij Zuid")


def test_a_single_word_is_the_name_of_a_customer_even_when_it_could_be_a_state() -> None:
    assert parse_referral("Won") == ReferralLine("Won")


@pytest.mark.parametrize("text", ["", "  ", "-> Zuid", '"" -> Zuid', "gaf", "gaf -> Zuid"])
def test_a_line_without_a_giver_is_refused(text: str) -> None:
    with pytest.raises(AccountMissing):
        parse_referral(text)


def test_a_line_longer_than_is_read_is_refused() -> None:
    assert parse_referral("x" * LONGEST_LINE) == ReferralLine("x" * LONGEST_LINE)
    with pytest.raises(LineTooLong):
        parse_referral("x" * (LONGEST_LINE + 1))
