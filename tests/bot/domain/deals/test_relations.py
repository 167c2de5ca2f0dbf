"""The levels of the contacts in a deal: enter high, be referred down (Z1)."""

from bot.domain.deals.deals import Level
from bot.domain.deals.relations import Relations

BOARD, MANAGER, USER = Level.EXECUTIVE, Level.MANAGER, Level.USER


def test_z1_who_came_in_high_was_referred_down() -> None:
    relations = Relations(entry=BOARD, known={USER, BOARD, MANAGER})
    assert (relations.above, relations.below) == ([], [MANAGER, USER])


def test_z1_who_came_in_low_and_went_up_has_somebody_above() -> None:
    relations = Relations(entry=USER, known={USER, BOARD})
    assert (relations.above, relations.below) == ([BOARD], [])


def test_z1_in_the_middle_there_is_both() -> None:
    relations = Relations(entry=MANAGER, known=set(Level))
    assert (relations.above, relations.below) == ([BOARD], [USER])


def test_z1_without_an_entry_everybody_known_is_named() -> None:
    relations = Relations(known={USER, MANAGER})
    assert (relations.above, relations.below) == ([], [MANAGER, USER])
