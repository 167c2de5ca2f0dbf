"""Progress of a day against its targets: what is left, when a day is complete, and the sum of a team (R1)."""

import pytest
from hypothesis import strategies as st

from bot.domain.home.progress import Progress
from bot.domain.log.activity import Counts, Kind, OwnKindId
from bot.domain.log.own_kinds import KindContent, OwnKind
from bot.domain.people.people import Targets, make_targets

MESSAGE, CALL, VISIT = Kind.MESSAGE, Kind.CALL, Kind.VISIT
counts = st.integers(min_value=0, max_value=50)


def test_a_kind_that_was_not_logged_was_done_zero_times() -> None:
    progress = Progress(done={CALL: 1}, targets=Targets())
    assert [progress.done_of(kind) for kind in (MESSAGE, CALL, VISIT)] == [0, 1, 0]


@pytest.mark.parametrize(("done", "left"), [(0, 5), (4, 1), (5, 0), (6, 0)])
def test_what_is_left_is_the_target_less_what_was_done_and_never_less_than_nothing(done: int, left: int) -> None:
    assert Progress(done={MESSAGE: done}, targets=Targets()).left_of(MESSAGE) == left


@pytest.mark.parametrize(
    ("done", "is_complete"),
    [
        ({MESSAGE: 5, CALL: 2, VISIT: 1}, True),
        ({MESSAGE: 4, CALL: 2, VISIT: 1}, False),
        ({MESSAGE: 5, CALL: 1, VISIT: 1}, False),
        ({MESSAGE: 5, CALL: 2}, False),
        # More of one kind does not make up for another.
        ({MESSAGE: 50, CALL: 20}, False),
        ({MESSAGE: 50, CALL: 20, VISIT: 10}, True),
    ],
)
def test_a_day_is_complete_when_every_kind_has_reached_its_target(done: Counts, *, is_complete: bool) -> None:
    assert Progress(done=done, targets=Targets()).is_complete == is_complete


@pytest.mark.parametrize("done", [{}, {CALL: 2}])
def test_k4_a_day_on_which_nothing_is_asked_is_never_complete(done: Counts) -> None:
    progress = Progress(done=done, targets=Targets(message=0, call=0, visit=0))
    assert (progress.has_targets, progress.is_complete) == (False, False)


@pytest.mark.parametrize(
    ("done", "is_empty"), [({}, True), ({MESSAGE: 0, CALL: 0}, True), ({VISIT: 1}, False), ({MESSAGE: 1}, False)]
)
def test_a_day_is_empty_until_something_is_logged(done: Counts, *, is_empty: bool) -> None:
    assert Progress(done=done, targets=Targets()).is_empty == is_empty


POST = OwnKind(OwnKindId(1), KindContent("Post", target=2))
EXTRA = OwnKind(OwnKindId(2), KindContent("Extra"))
OWN_TARGETS = make_targets(message=0, call=0, visit=0, own_kinds=(POST, EXTRA))


@pytest.mark.parametrize(
    ("done", "shown", "is_complete", "is_empty"),
    [
        ({}, [("Post", 0, 2)], False, True),
        ({OwnKindId(2): 1}, [("Post", 0, 2), ("Extra", 1, 0)], False, False),
        ({OwnKindId(1): 2}, [("Post", 2, 2)], True, False),
        ({OwnKindId(1): 5, OwnKindId(2): 2}, [("Post", 5, 2), ("Extra", 2, 0)], True, False),
        # What a kind of another workspace would be is never shown.
        ({OwnKindId(9): 5}, [("Post", 0, 2)], False, False),
    ],
)
def test_an_own_kind_is_shown_with_a_target_or_when_it_was_done(
    done: Counts, shown: list[tuple[str, int, int]], *, is_complete: bool, is_empty: bool
) -> None:
    progress = Progress(done=done, targets=OWN_TARGETS)
    assert [(own.kind.content.name, own.done, own.target) for own in progress.own] == shown
    assert (progress.is_complete, progress.is_empty) == (is_complete, is_empty)


def test_a_surplus_of_one_own_kind_does_not_offset_another() -> None:
    talk = OwnKind(OwnKindId(3), KindContent("Lezing", target=1))
    targets = make_targets(message=0, call=0, visit=0, own_kinds=(POST, talk))
    progress = Progress(done={OwnKindId(3): 9}, targets=targets)
    assert (progress.targets.of(Kind.OWN), progress.done_of(Kind.OWN), progress.left_of(Kind.OWN)) == (3, 9, 2)
