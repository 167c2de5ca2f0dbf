"""The activity rollup of a deal, and which forward stage moves still count as advances (V1)."""

from datetime import date

import pytest

from bot.domain.deals.deals import DealContact, DealMove, EventKind, drop_undone_moves, follow_contacts
from bot.domain.people.stages import Stages

DAY = date(2026, 3, 18)
CALL = DealContact(day=DAY, is_advance=False)
FORWARD, BACK, STATE = EventKind.STAGE, EventKind.STAGE_BACK, EventKind.STATE


def move(kind: EventKind, before: str, after: str) -> DealContact:
    it = DealMove(kind, before, after)
    return DealContact(day=DAY, is_advance=it.is_forward, move=it)


def list_kept(*moves: tuple[EventKind, str, str]) -> list[str]:
    """Return the stages reached by the moves that still count; asserts that a call between them always counts."""
    kept = drop_undone_moves([CALL, *(move(*each) for each in moves), CALL], stages=Stages())
    assert [kept[0], kept[-1]] == [CALL, CALL]
    return [each.move.after for each in kept if each.move is not None]


@pytest.mark.parametrize(
    ("moves", "kept"),
    [
        ([(FORWARD, "intake", "offerte")], ["offerte"]),
        ([(FORWARD, "intake", "offerte"), (BACK, "offerte", "intake")], []),
        # Moved back only part of the way: the deal is still further than before.
        ([(FORWARD, "intake", "offerte"), (BACK, "offerte", "behoefte")], ["offerte"]),
        (
            [
                (FORWARD, "intake", "behoefte"),
                (FORWARD, "behoefte", "offerte"),
                (BACK, "offerte", "behoefte"),
            ],
            ["behoefte"],
        ),
        ([(FORWARD, "behoefte", "offerte"), (BACK, "offerte", "intake")], []),
        (
            [(FORWARD, "intake", "offerte"), (BACK, "offerte", "intake"), (FORWARD, "intake", "behoefte")],
            ["behoefte"],
        ),
        # An imported move has no stage that it came from.
        ([(FORWARD, "", "offerte"), (BACK, "offerte", "intake")], []),
        ([(STATE, "open", "won")], ["won"]),
        ([(STATE, "open", "won"), (STATE, "won", "open")], []),
        ([(STATE, "open", "won"), (STATE, "won", "lost")], []),
        ([(STATE, "open", "lost")], []),
        ([(FORWARD, "intake", "offerte"), (STATE, "open", "lost"), (STATE, "lost", "open")], ["offerte"]),
    ],
)
def test_a_move_forward_stands_until_it_is_taken_back(moves: list[tuple[EventKind, str, str]], kept: list[str]) -> None:
    assert list_kept(*moves) == kept


def test_a_move_is_an_advance_but_no_contact() -> None:
    activity_rollup = follow_contacts(
        [CALL, CALL, move(FORWARD, "intake", "offerte"), CALL], step_on=None, has_kept=False
    )
    assert (activity_rollup.contacts, activity_rollup.contacts_since, activity_rollup.last_advance) == (3, 1, DAY)
