"""What a customer thinks of us, as a rep types it: the account, a score, and the customer's own words (Z2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.certainties.errors import ScoreInvalid
from bot.domain.certainties.feedback_line import FeedbackLine, parse_feedback
from bot.domain.log.errors import AccountMissing
from bot.domain.text.bounds import LONGEST_LINE
from bot.errors import LineTooLong

KNOWN = {"Acme", "Acme Bouw", "Studio 54", "8 Ball"}


def parse(text: str) -> FeedbackLine:
    return parse_feedback(text, is_account=KNOWN.__contains__)


def test_z2_a_line_gives_the_account_the_score_and_the_words() -> None:
    expected = {
        'Acme 8 "snelle levering, facturen onduidelijk"': FeedbackLine(
            "Acme", 8, "snelle levering, facturen onduidelijk"
        ),
        "Acme Bouw 10": FeedbackLine("Acme Bouw", 10),
        "Acme 0, nooit meer": FeedbackLine("Acme", 0, "nooit meer"),
        "Acme 7/10: prima": FeedbackLine("Acme", 7, "prima"),
        "“Acme” 6 2 weken te laat": FeedbackLine("Acme", 6, "2 weken te laat"),
        "Acme": FeedbackLine("Acme"),
        "Acme tevreden": FeedbackLine("Acme", None, "tevreden"),
    }
    assert {text: parse(text) for text in expected} == expected


def test_a_number_in_a_known_name_is_no_score() -> None:
    expected = {
        "Studio 54": FeedbackLine("Studio 54"),
        "Studio 54 9": FeedbackLine("Studio 54", 9),
        "8 Ball 7": FeedbackLine("8 Ball", 7),
    }
    assert {text: parse(text) for text in expected} == expected


def test_a_name_that_is_not_known_ends_at_the_first_number() -> None:
    expected = {
        "Jansen Metaal 8 top": FeedbackLine("Jansen Metaal", 8, "top"),
        "Jansen Metaal": FeedbackLine("Jansen Metaal"),
        "3 Gebroeders 8": FeedbackLine("3 Gebroeders", 8),
        "8": FeedbackLine("8"),
    }
    assert {text: parse(text) for text in expected} == expected


@given(st.integers(min_value=0, max_value=10), st.integers(min_value=0, max_value=9), st.sampled_from(".,"))
def test_half_a_point_is_rounded_up_as_a_customer_would(points: int, tenths: int, mark: str) -> None:
    # In tenths: 7.5 and over is an 8.
    rounded = (points * 10 + tenths + 5) // 10
    if rounded <= 10:
        assert parse(f"Acme {points}{mark}{tenths}") == FeedbackLine("Acme", rounded)
    else:
        with pytest.raises(ScoreInvalid):
            parse(f"Acme {points}{mark}{tenths}")


@pytest.mark.parametrize("typed", ["11", "10,5", "54", "100", "85/10"])
def test_a_score_above_ten_is_refused_as_it_was_typed(typed: str) -> None:
    with pytest.raises(ScoreInvalid) as refused:
        parse(f"Acme {typed} top")
    assert refused.value.typed == typed


@pytest.mark.parametrize("text", ["", "  ", "\u200b"])
def test_a_line_without_an_account_is_refused(text: str) -> None:
    with pytest.raises(AccountMissing):
        parse(text)


def test_a_line_longer_than_is_read_is_refused() -> None:
    lead = "Acme 8 "
    assert parse(lead + "x" * (LONGEST_LINE - len(lead))).score == 8
    with pytest.raises(LineTooLong):
        parse(lead + "x" * (LONGEST_LINE - len(lead) + 1))
