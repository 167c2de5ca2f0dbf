"""The catch-up nudge: only for reps who are behind, smallest activity first, without yesterday's shortfall (R3)."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from functools import partial

import pytest

from bot.domain.accounts.contact_plan import Suggestion, SuggestionReason
from bot.domain.home.day import RepDay
from bot.domain.home.progress import Progress
from bot.domain.log.activity import Counts, Kind, OwnKindId
from bot.domain.log.next_steps import AgreedStep
from bot.domain.log.own_kinds import KindContent, OwnKind
from bot.domain.people.people import Rep, Role, Targets, make_targets
from bot.domain.rhythm.nudges import NoNudge, SmallAction, choose_catch_up, count_share

TODAY, YESTERDAY = date(2026, 3, 18), date(2026, 3, 17)
ANNA = Rep(
    id=1,
    workspace_id=1,
    external_id="U1",
    name="Anna",
    timezone="Europe/Amsterdam",
    language="nl",
    role=Role.REP,
    team_id=None,
    targets=Targets(),
    address="U1",
)
catch_up = partial(choose_catch_up, at=time(13, 30))
PROMISE = AgreedStep(
    id=5,
    rep_id=1,
    account_id=7,
    account_name="De Toren",
    activity_id=3,
    due_on=YESTERDAY,
    due_time=time(10),
    note="",
    made_on=date(2026, 3, 10),
)
FRESH = Suggestion(account_id=8, account_name="Nieuw", why=SuggestionReason.UNTOUCHED, contacts=0, days=None)
FRESH = Suggestion(account_id=8, account_name="Nieuw", why=SuggestionReason.UNTOUCHED, contacts=0, days=None)
KNOWN = Suggestion(account_id=9, account_name="Bekend", why=SuggestionReason.UNDER_WAY, contacts=3, days=9)


def make_day(
    done: Counts,
    *,
    steps: tuple[AgreedStep, ...] = (),
    suggestions: tuple[Suggestion, ...] = (),
    before: Counts | None = None,
    targets: Targets | None = None,
) -> RepDay:
    return RepDay(
        rep=ANNA,
        day=TODAY,
        progress=Progress(done=done, targets=targets or ANNA.targets),
        before=Progress(done=before or {}, targets=ANNA.targets),
        before_day=YESTERDAY,
        steps_due=steps,
        suggestions=suggestions,
    )


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ({Kind.MESSAGE: 5, Kind.CALL: 2, Kind.VISIT: 1}, NoNudge("done")),
        ({Kind.MESSAGE: 4}, NoNudge("not_behind")),
        ({Kind.MESSAGE: 3}, SmallAction(Kind.MESSAGE, suggestion=FRESH)),
        # A surplus of messages does not count as calls, so five of the eight activities are done.
        ({Kind.MESSAGE: 10}, NoNudge("not_behind")),
        ({}, SmallAction(Kind.MESSAGE, suggestion=FRESH)),
    ],
)
def test_whoever_has_done_half_hears_nothing(done: Counts, expected: SmallAction | NoNudge) -> None:
    assert catch_up(make_day(done, suggestions=(FRESH,))) == expected


def test_k11_with_nobody_to_name_there_is_no_nudge() -> None:
    assert catch_up(make_day({})) == NoNudge("nothing_left")


def test_a_promise_goes_before_everything() -> None:
    assert catch_up(make_day({}, steps=(PROMISE,), suggestions=(KNOWN,))) == SmallAction(Kind.CALL, step=PROMISE)


def test_whoever_was_in_touch_before_is_called_and_a_stranger_gets_a_message() -> None:
    assert catch_up(make_day({}, suggestions=(KNOWN,))) == SmallAction(Kind.CALL, suggestion=KNOWN)
    assert catch_up(make_day({}, suggestions=(FRESH,))) == SmallAction(Kind.MESSAGE, suggestion=FRESH)


def test_somebody_for_whom_only_a_visit_is_left_is_left_in_peace() -> None:
    targets = Targets(message=1, call=0, visit=4)
    assert catch_up(make_day({Kind.MESSAGE: 1}, targets=targets)) == NoNudge("nothing_left")


def test_yesterday_is_no_debt() -> None:
    done: Counts = {Kind.MESSAGE: 4}
    worst, best = make_day(done, before={}), make_day(done, before={Kind.MESSAGE: 5, Kind.CALL: 2, Kind.VISIT: 1})
    assert catch_up(worst) == catch_up(best)


def test_a_day_without_targets_is_done() -> None:
    empty = Targets(message=0, call=0, visit=0)
    assert count_share(Progress(done={}, targets=empty)) == Decimal(1)
    assert catch_up(make_day({}, targets=empty)) == NoNudge("done")


@pytest.mark.parametrize(("posts", "share"), [(0, 0.0), (1, 0.25), (2, 0.5), (9, 0.5)])
def test_an_own_target_is_part_of_the_day_and_a_surplus_offsets_nothing(posts: int, share: float) -> None:
    kind = OwnKind(OwnKindId(1), KindContent("Post", target=2))
    targets = make_targets(message=2, call=0, visit=0, own_kinds=(kind,))
    assert count_share(Progress(done={kind.id: posts}, targets=targets)) == share


APPOINTMENT = replace(PROMISE, due_on=TODAY)


@pytest.mark.parametrize("hour", [time(14, 30), time(17), None])
def test_an_appointment_of_later_today_is_named(hour: time | None) -> None:
    step = replace(APPOINTMENT, due_time=hour)
    assert catch_up(make_day({}, steps=(step,))) == SmallAction(Kind.CALL, step=step)


@pytest.mark.parametrize("hour", [time(9), time(13, 30), time(14), time(14, 29)])
def test_k9_nobody_is_nudged_to_an_appointment_within_the_hour_before_it_or_after_it(hour: time) -> None:
    step = replace(APPOINTMENT, due_time=hour)
    assert catch_up(make_day({}, steps=(step,))) == NoNudge("nothing_left")
