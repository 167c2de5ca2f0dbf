"""Whether a call reached anybody, as its note says (V4)."""

import pytest

from bot.domain.reviews.reached import was_reached


@pytest.mark.parametrize(
    "note",
    ["", "offerte besproken", "belt morgen terug", "wil het niet", "discussed the quote", "Opgenomen in de planning"],
)
def test_a_call_was_answered_unless_its_note_says_otherwise(note: str) -> None:
    assert was_reached(note)


@pytest.mark.parametrize(
    "note",
    [
        "geen gehoor",
        "Jan niet bereikt, morgen weer",
        "was niet bereikbaar",
        "Voicemail",
        "twee keer gebeld, niet opgenomen",
        "neemt niet op",
        "nam niet op",
        "bericht ingesproken",
        "TERUGBELVERZOEK achtergelaten",
        "Jan was niet aanwezig",
        "was in gesprek",
        "no answer",
        "She was not in.",
        "Left a message with her colleague",
        "did not pick up",
        "didn't pick up",
        "unreachable",
        "he is not available today",
        "géén gehoor",
    ],
)
def test_a_call_that_reached_nobody_says_so_in_its_note_whatever_the_case_and_accents(note: str) -> None:
    assert not was_reached(note)
