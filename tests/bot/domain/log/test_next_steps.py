"""What a contact does to an open next step: kept, late, or moved by a new one (V2)."""

from datetime import date

import pytest

from bot.domain.log.next_steps import AgreedStep, StepState, settle_step

STEP = AgreedStep(
    id=1, rep_id=1, account_id=1, account_name="Acme", activity_id=1,
    due_on=date(2026, 3, 20), due_time=None, note="", made_on=date(2026, 3, 18),
)  # fmt: skip


@pytest.mark.parametrize(
    ("contact_on", "has_successor", "state"),
    [
        (date(2026, 3, 20), False, StepState.KEPT),
        (date(2026, 3, 20), True, StepState.KEPT),
        (date(2026, 3, 21), False, StepState.LATE),
        (date(2026, 3, 19), False, StepState.OPEN),
        (date(2026, 3, 19), True, StepState.MOVED),
        (date(2026, 3, 18), True, StepState.MOVED),
        (date(2026, 3, 17), True, StepState.OPEN),
    ],
)
def test_a_step_is_kept_on_its_day_late_after_it_and_moved_by_a_new_one(
    *,
    contact_on: date,
    has_successor: bool,
    state: StepState,
) -> None:
    assert settle_step(STEP, contact_on=contact_on, has_successor=has_successor) is state
