"""The signs in a deal's first three contacts, and the closed deals that began alike (O4)."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.deals.early_signs import EarlyContact, SignedDeal, find_like, find_signs
from bot.domain.log.activity import Kind
from bot.domain.log.situations import Situation

MONDAY = date(2026, 3, 2)
CALL = EarlyContact(kind=Kind.CALL, day=MONDAY, is_advance=False, situation=None, has_step=False)
CONTACTS = st.builds(
    EarlyContact,
    kind=st.sampled_from(Kind),
    day=st.dates(min_value=MONDAY, max_value=MONDAY + timedelta(days=20)),
    is_advance=st.booleans(),
    situation=st.none() | st.sampled_from(Situation),
    has_step=st.booleans(),
)


def after(days: int) -> date:
    return MONDAY + timedelta(days=days)


def close(count: int, *signs: str, won: int = 0, first_id: int = 1) -> list[SignedDeal]:
    return [
        SignedDeal(id=first_id + number, name=f"Deal {number}", is_won=number < won, signs=frozenset(signs))
        for number in range(count)
    ]


def test_without_contacts_there_is_no_sign() -> None:
    assert find_signs([]) == frozenset()


def test_a_plain_call_shows_only_that_there_was_no_step() -> None:
    assert find_signs([CALL]) == {"no_step"}


def test_a_visit_with_a_price_a_step_and_an_advance_shows_all_four() -> None:
    visit = EarlyContact(kind=Kind.VISIT, day=MONDAY, is_advance=True, situation=Situation.PRICE, has_step=True)
    assert find_signs([visit]) == {"visit", "situation:price", "step_first", "advance"}


def test_a_step_at_a_later_contact_is_another_sign() -> None:
    assert find_signs([CALL, replace(CALL, day=after(2), has_step=True)]) == {"step_later"}


def test_only_the_first_three_contacts_are_read() -> None:
    fourth = EarlyContact(kind=Kind.VISIT, day=after(3), is_advance=True, situation=Situation.PRICE, has_step=True)
    assert find_signs([fourth, *(replace(CALL, day=after(days)) for days in range(3))]) == {"no_step"}


def test_messages_alone_are_a_sign_until_somebody_calls() -> None:
    messages = [replace(CALL, kind=Kind.MESSAGE, day=after(days)) for days in (0, 1)]
    assert find_signs(messages) == {"only_messages", "no_step"}
    assert find_signs([*messages, replace(CALL, day=after(2))]) == {"no_step"}


@pytest.mark.parametrize(("days", "is_slow"), [(10, False), (11, True)])
def test_more_than_ten_days_to_the_last_early_contact_are_slow(days: int, *, is_slow: bool) -> None:
    last = replace(CALL, day=after(days))
    assert ("slow" in find_signs([CALL, last])) is is_slow
    assert ("slow" in find_signs([CALL, replace(CALL, day=after(5)), last])) is is_slow
    # A fourth contact does not affect whether the first three were slow.
    assert "slow" not in find_signs([CALL, *(replace(CALL, day=after(each)) for each in (1, 2, 40))])


@pytest.mark.parametrize("situation", [Situation.ADVANCE, Situation.NEUTRAL])
def test_a_situation_that_is_no_obstacle_is_no_sign(situation: Situation) -> None:
    assert find_signs([replace(CALL, situation=situation)]) == {"no_step"}


def test_on_one_day_the_contact_with_a_step_counts_as_the_first() -> None:
    assert find_signs([CALL, replace(CALL, has_step=True)]) == {"step_first"}


@given(contacts=st.lists(CONTACTS, max_size=5), again=st.integers(min_value=0, max_value=4))
def test_neither_order_nor_repetition_makes_a_difference(contacts: list[EarlyContact], again: int) -> None:
    signs = find_signs(contacts)
    repeated = contacts + contacts[again : again + 1]
    assert all(find_signs(each) == signs for each in permutations(repeated[:5]) if len(repeated) <= 5)
    assert find_signs(repeated[::-1]) == signs


@given(contacts=st.lists(CONTACTS, min_size=1, max_size=5))
def test_every_deal_with_a_contact_shows_exactly_one_sign_of_its_steps(contacts: list[EarlyContact]) -> None:
    assert len(find_signs(contacts) & {"step_first", "step_later", "no_step"}) == 1


def test_under_fifty_closed_deals_nothing_is_said() -> None:
    assert find_like({"visit"}, close(49, "visit", won=20)) is None
    assert find_like({"visit"}, close(50, "visit", won=20)) is not None


def test_with_fewer_than_ten_alike_nothing_is_said() -> None:
    others = close(60, "no_step", first_id=100)
    assert find_like({"visit"}, close(9, "visit", won=5) + others) is None
    likeness = find_like({"visit"}, close(10, "visit", won=5) + others)
    assert likeness is not None
    assert len(likeness.alike) == 10


def test_without_signs_nothing_is_said() -> None:
    assert find_like(frozenset(), close(100, won=50)) is None


@pytest.mark.parametrize(("shared", "other", "is_alike"), [(40, 60, True), (39, 61, False)])
def test_a_share_of_two_fifths_is_alike_and_less_is_not(shared: int, other: int, *, is_alike: bool) -> None:
    # A sign that all deals have has weight 1.
    both, rest = [f"s{number}" for number in range(shared)], [f"o{number}" for number in range(other)]
    likeness = find_like(set(both), close(60, *both, *rest))
    assert (likeness is not None) is is_alike


def test_at_most_thirty_are_taken_and_equals_go_by_id() -> None:
    likeness = find_like({"visit"}, close(80, "visit")[::-1])
    assert likeness is not None
    assert [deal.id for deal in likeness.alike] == list(range(1, 31))


def test_the_most_alike_come_first() -> None:
    near, same = close(12, "visit", "slow", first_id=1), close(12, "visit", first_id=50)
    likeness = find_like({"visit"}, near + same + close(40, "no_step", first_id=100))
    assert likeness is not None
    assert [deal.id for deal in likeness.alike] == [*range(50, 62), *range(1, 13)]


def test_a_rare_sign_in_common_weighs_more_than_a_frequent_one() -> None:
    # Both share one of three signs with the deal, but "situation:price" is in 12 deals and "no_step" in 70.
    rare = close(12, "situation:price", "visit", first_id=1)
    frequent = close(70, "no_step", "visit", first_id=100)
    likeness = find_like({"situation:price", "no_step"}, frequent + rare)
    assert likeness is not None
    assert [deal.id for deal in likeness.alike] == list(range(1, 13))
    # The weights: price 1 + log(83/13) = 2.85, no_step 1 + log(83/71) = 1.16, visit, which all have, 1.
    price, no_step = 1 + log(83 / 13), 1 + log(83 / 71)
    assert price / (price + no_step + 1) > 0.4 > no_step / (price + no_step + 1)


def test_how_the_deals_ended_does_not_change_which_are_alike() -> None:
    signs = [{"visit"}, {"visit", "slow"}, {"no_step"}, {"visit", "no_step"}, {"slow"}]
    closed = [
        SignedDeal(id=number, name="", is_won=number % 3 == 0, signs=frozenset(signs[number % 5]))
        for number in range(120)
    ]
    turned = [replace(deal, is_won=not deal.is_won) for deal in closed]
    there, here = find_like({"visit"}, closed), find_like({"visit"}, turned)
    assert there is not None
    assert here is not None
    assert [deal.id for deal in there.alike] == [deal.id for deal in here.alike]
    assert there.won + here.won == len(there.alike)


def test_the_chance_is_drawn_towards_the_rate_of_all() -> None:
    # 15 of the 20 similar deals were won and 49 of all 99, so the base rate is (49 + 0.5) / 100 = 0.495.
    closed = close(20, "visit", won=15) + close(79, "no_step", won=34, first_id=100)
    likeness = find_like({"visit"}, closed)
    assert likeness is not None
    assert likeness.won == 15
    assert likeness.chance == pytest.approx((15 + 15 * 0.495) / 35)
    assert likeness.low < likeness.chance < likeness.high


@pytest.mark.parametrize("won", [0, 60])
def test_where_all_ended_the_same_way_a_little_doubt_is_left(won: int) -> None:
    likeness = find_like({"visit"}, close(60, "visit", won=won))
    assert likeness is not None
    assert 0 < likeness.low < likeness.chance < likeness.high < 1
