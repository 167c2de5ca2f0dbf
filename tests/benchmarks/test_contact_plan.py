"""The contact plan beats a random plan and a longest-unseen list, for customers, suspects and longest gap (R6, R7)."""

import pytest

from benchmarks.contact_plan import PLANS, Season, play_season


@pytest.fixture(scope="module")
def seasons() -> dict[str, Season]:
    """A simulated year of the team with each plan, from the same start."""
    return {name: play_season(plan, seed=42, taken_up=(1, 3)) for name, plan in PLANS.items()}


@pytest.mark.parametrize("other", ["random", "oldest first"])
def test_a_year_with_our_plan_is_better_on_all_three(seasons: dict[str, Season], other: str) -> None:
    ours, theirs = seasons["ours"], seasons[other]
    assert ours.seen_each_quarter > theirs.seen_each_quarter
    assert ours.brought_to_five > theirs.brought_to_five
    assert ours.longest_neglect < theirs.longest_neglect


def test_the_same_seed_plays_the_same_year(seasons: dict[str, Season]) -> None:
    again = play_season(PLANS["ours"], seed=42, taken_up=(1, 3))
    assert again.contacts == seasons["ours"].contacts
