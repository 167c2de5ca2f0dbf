"""The history on a deal's card: what brought it further, in order, and no more than fits."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.deals.deal_story import POINTS_SHOWN, DealVisit, StoryPoint, build_story
from bot.domain.deals.deals import DealEvent, EventKind
from bot.domain.log.activity import Kind

DAY = date(2026, 3, 18)


def event(kind: EventKind, *, day: date = DAY, after: str = "") -> DealEvent:
    return DealEvent(id=1, deal_id=1, rep_id=1, kind=kind, before="", after=after, day=day)


def visit(day: date = DAY, *, is_advance: bool = False) -> DealVisit:
    return DealVisit(day, Kind.VISIT, is_advance)


def test_a_contact_and_an_event_tell_what_happened_on_their_day() -> None:
    call = DealVisit(DAY, Kind.CALL, is_advance=True)
    stage = event(EventKind.STAGE, day=DAY + timedelta(days=1), after="offerte")
    assert build_story([call], [stage]) == (
        StoryPoint(DAY, "call", is_advance=True),
        StoryPoint(DAY + timedelta(days=1), "stage", after="offerte"),
    )


def test_a_change_of_amount_or_owner_is_no_progress() -> None:
    told = [point.what for point in build_story([], [event(kind) for kind in EventKind])]
    assert sorted(told) == ["close_on", "created", "stage", "stage_back", "state"]


def test_on_one_day_the_contact_comes_after_the_opening_and_before_what_it_led_to() -> None:
    events = [event(EventKind.STATE, after="won"), event(EventKind.CREATED, after="intake")]
    assert [point.what for point in build_story([visit()], events)] == ["created", "visit", "state"]


def test_the_latest_twelve_are_told() -> None:
    days = [DAY + timedelta(days=number) for number in range(POINTS_SHOWN + 1)]
    assert [point.day for point in build_story(map(visit, days[:-1]), [])] == days[:-1]
    assert [point.day for point in build_story(map(visit, days), [])] == days[1:]
    opened = event(EventKind.CREATED, day=DAY - timedelta(days=1))
    assert [point.what for point in build_story(map(visit, days[:-1]), [opened])] == ["visit"] * POINTS_SHOWN


def test_a_deal_without_a_past_has_no_story() -> None:
    assert build_story([], []) == ()


@given(st.lists(st.integers(min_value=0, max_value=40)), st.lists(st.integers(min_value=0, max_value=40)))
def test_a_story_goes_forward_in_time_and_ends_with_the_last_that_happened(met: list[int], moved: list[int]) -> None:
    story = build_story(
        [visit(DAY + timedelta(days=number)) for number in met],
        [event(EventKind.STAGE, day=DAY + timedelta(days=number)) for number in moved],
    )
    assert [(point.day - DAY).days for point in story] == sorted(met + moved)[-POINTS_SHOWN:]
