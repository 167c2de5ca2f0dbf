"""What a contact does to an open next step: kept, late, or moved by a new one (V2)."""

from dataclasses import replace
from datetime import date, time

import pytest

from bot.domain.log.activity import Kind, StepForm
from bot.domain.log.next_steps import AgreedStep, StepContact, StepState, settle_at, settle_step

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


def meet(kind: Kind, *, at: time | None = None, day: int = 20, form: StepForm | None = None) -> StepContact:
    """Return a contact on a day of March, with a next step of its own where that has a ``form``."""
    has_step = form is not None
    return StepContact(id=9, day=date(2026, 3, day), deal_id=None, has_step=has_step, kind=kind, at=at, form=form)


@pytest.mark.parametrize("day", [20, 21])
@pytest.mark.parametrize(
    ("form", "due_time", "fitting"),
    [
        (None, None, {Kind.MESSAGE, Kind.CALL, Kind.VISIT, Kind.OWN}),
        (None, time(14), {Kind.CALL, Kind.VISIT, Kind.OWN}),
        (StepForm.TALK, None, {Kind.CALL, Kind.VISIT, Kind.OWN}),
        (StepForm.CALL, None, {Kind.CALL, Kind.VISIT, Kind.OWN}),
        (StepForm.VISIT, None, {Kind.VISIT, Kind.OWN}),
        (StepForm.MESSAGE, None, {Kind.MESSAGE, Kind.OWN}),
    ],
)
def test_a_step_is_kept_only_by_a_contact_that_fits_it(
    *, form: StepForm | None, due_time: time | None, fitting: set[Kind], day: int
) -> None:
    step = replace(STEP, form=form, due_time=due_time)
    done = StepState.KEPT if day == STEP.due_on.day else StepState.LATE
    found = {kind: settle_at(step, meet(kind, day=day)) for kind in Kind}
    assert found == {kind: done if kind in fitting else StepState.OPEN for kind in Kind}


@pytest.mark.parametrize(
    ("at", "state"),
    [
        (time(9, 5), StepState.OPEN),
        (time(12, 59), StepState.OPEN),
        (time(13), StepState.KEPT),
        (time(16), StepState.KEPT),
        (None, StepState.KEPT),
    ],
)
def test_an_appointment_is_not_kept_hours_before_its_time(*, at: time | None, state: StepState) -> None:
    step = replace(STEP, due_time=time(14), form=StepForm.VISIT)
    assert settle_at(step, meet(Kind.VISIT, at=at)) is state


@pytest.mark.parametrize(
    ("before", "after", "state"),
    [
        (StepForm.VISIT, StepForm.VISIT, StepState.MOVED),
        (StepForm.TALK, StepForm.VISIT, StepState.MOVED),
        (None, StepForm.CALL, StepState.MOVED),
        (StepForm.MESSAGE, StepForm.VISIT, StepState.OPEN),
        (StepForm.TALK, StepForm.MESSAGE, StepState.OPEN),
        (StepForm.CALL, StepForm.VISIT, StepState.OPEN),
    ],
)
def test_a_promise_of_another_form_stands_beside_the_first(
    *, before: StepForm | None, after: StepForm, state: StepState
) -> None:
    assert settle_at(replace(STEP, form=before), meet(Kind.CALL, day=19, form=after)) is state
