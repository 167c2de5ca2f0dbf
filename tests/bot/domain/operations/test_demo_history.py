"""The demo history: the same for a seed, and a team's work as it could have been."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from bot.domain.operations import demo_words as words
from bot.domain.operations.demo_history import BLAMER, DemoDeal, DemoHistory, make_history
from bot.domain.people.stages import USUAL

TODAY = date(2026, 3, 18)
REPS, MONTHS = 4, 12
# Days in which the longest row of contacts fits: seven of at most eleven days, each moved to a Monday.
LONGEST_DEAL = timedelta(days=7 * 13 + 12)
HISTORIES = {seed: make_history(seed=seed, reps=REPS, months=MONTHS, today=TODAY) for seed in range(6)}


@pytest.fixture(params=HISTORIES, ids="seed {}".format)
def history(request: pytest.FixtureRequest) -> DemoHistory:
    return HISTORIES[request.param]


def list_named(history: DemoHistory, lead: str) -> list[DemoDeal]:
    return [deal for deal in history.deals if deal.name.startswith(lead)]


def test_a_seed_gives_one_history_and_another_seed_another() -> None:
    again = {seed: make_history(seed=seed, reps=REPS, months=MONTHS, today=TODAY) for seed in HISTORIES}
    assert again == HISTORIES
    assert len({tuple(history.deals) for history in HISTORIES.values()}) == len(HISTORIES)


def test_every_rep_has_accounts_and_works_on_no_other(history: DemoHistory) -> None:
    assert Counter(account.rep for account in history.accounts) == dict.fromkeys(range(REPS), 24)
    assert len({account.name for account in history.accounts}) == 24 * REPS
    assert {deal.rep for deal in history.deals} == set(range(REPS))
    assert [deal for deal in history.deals if history.accounts[deal.account].rep != deal.rep] == []
    assert [score for score in history.scores if history.accounts[score.account].rep != score.rep] == []


def test_nothing_has_happened_that_is_still_to_come(history: DemoHistory) -> None:
    days = [day for deal in history.deals for day in (deal.opened_on, deal.closed_on) if day is not None]
    days += [contact.day for deal in history.deals for contact in deal.contacts]
    assert max(days + [score.day for score in history.scores]) < TODAY


def test_the_history_goes_back_as_many_months_as_were_asked(history: DemoHistory) -> None:
    planted = {id(deal) for lead in ("Order", "Contract") for deal in list_named(history, lead)}
    opened = [deal.opened_on for deal in history.deals if id(deal) not in planted]
    assert min(opened) >= TODAY - timedelta(days=30 * MONTHS)
    # A rep opens a deal within two weeks from the beginning on, and within three weeks before the end.
    assert min(opened) <= TODAY - timedelta(days=30 * MONTHS - 13)
    assert max(opened) >= TODAY - timedelta(days=20)


def test_a_deal_is_opened_then_worked_on_and_then_closed(history: DemoHistory) -> None:
    wrong = []
    for deal in history.deals:
        days = [deal.opened_on, *(contact.day for contact in deal.contacts)]
        days += [deal.closed_on] if deal.closed_on else []
        is_ordered = all(first <= second for first, second in pairwise(days))
        if not is_ordered or days[-1] - days[0] > LONGEST_DEAL:
            wrong.append(deal)
    assert wrong == []
    assert [deal for deal in history.deals if deal.closed_on and not deal.contacts] == []


def test_r4_nobody_visits_or_promises_a_visit_in_a_weekend(history: DemoHistory) -> None:
    contacts = [contact for deal in history.deals for contact in deal.contacts]
    assert {contact.day.isoweekday() for contact in contacts} == {1, 2, 3, 4, 5}
    assert {contact.step_on.isoweekday() for contact in contacts if contact.step_on} == {1, 2, 3, 4, 5}


def test_v1_an_advance_has_a_day_ahead_and_another_contact_has_none(history: DemoHistory) -> None:
    contacts = [contact for deal in history.deals for contact in deal.contacts]
    assert {contact.is_advance for contact in contacts} == {True, False}
    assert [each for each in contacts if each.is_advance is not (each.step_on is not None)] == []
    # Ten days at most, or the Monday after a weekend.
    ahead = [(each.step_on - each.day).days for each in contacts if each.step_on]
    assert (min(ahead) >= 3, max(ahead) <= 12) == (True, True)
    assert [
        each for each in contacts if each.is_advance and (each.situation or each.note not in words.ADVANCE_NOTES)
    ] == []


def test_amounts_stages_and_scores_are_within_their_bounds(history: DemoHistory) -> None:
    assert [deal for deal in history.deals if not 12 * deal.value <= 100 * deal.margin <= 34 * deal.value] == []
    assert {deal.stage for deal in history.deals} == set(USUAL)
    assert [score for score in history.scores if not 0 <= score.score <= 10] == []
    # Who gives an eight or more praises.
    assert [score for score in history.scores if (score.score >= 8) is not (score.words in words.PRAISE)] == []


def test_k2_only_a_customer_who_bought_gives_a_score_three_weeks_later(history: DemoHistory) -> None:
    bought = {(deal.account, deal.closed_on) for deal in history.deals if deal.is_won and deal.closed_on}
    assert history.scores
    assert [each for each in history.scores if (each.account, each.day - timedelta(days=21)) not in bought] == []


def test_n2_one_rep_puts_every_loss_on_others_and_nobody_else_does(history: DemoHistory) -> None:
    lost = [deal for deal in history.deals if not deal.is_won]
    assert {deal.rep for deal in lost if deal.loss in words.BLAME} == {BLAMER}
    assert {deal.rep for deal in lost if deal.loss in words.OWNERSHIP + words.FACT} == set(range(REPS)) - {BLAMER}
    assert {deal.loss for deal in history.deals if deal.is_won} == {""}


def test_z4_a_customer_of_every_rep_buys_again_every_26_weeks_and_next_in_about_three(history: DemoHistory) -> None:
    orders = list_named(history, "Order")
    assert all(deal.is_won for deal in orders)
    for rep in range(REPS):
        sold = sorted(deal.closed_on for deal in orders if deal.rep == rep and deal.closed_on)
        # A day in a weekend becomes the Monday after it.
        between = [abs((second - first).days - 26 * 7) for first, second in pairwise(sold)]
        assert (len(sold), max(between) <= 2) == (3, True)
        assert abs((sold[-1] - TODAY).days + 26 * 7 - 21) <= 5


def test_z6_a_lost_customer_of_every_rep_is_free_again_in_half_a_year(history: DemoHistory) -> None:
    left = [account for account in history.accounts if account.contract_ends is not None]
    assert {account.rep: account.contract_ends for account in left} == dict.fromkeys(
        range(REPS), TODAY + timedelta(days=180)
    )
    lost = [deal for deal in list_named(history, "Contract") if not deal.is_won and deal.closed_on]
    assert [history.accounts[deal.account] for deal in lost] == left


def test_z7_shuffling_deals_out_the_outcomes_anew_and_changes_nothing_else() -> None:
    for seed, history in HISTORIES.items():
        shuffled = make_history(seed=seed, reps=REPS, months=MONTHS, today=TODAY, is_shuffled=True)
        won, won_before = ([deal.is_won for deal in each.deals if deal.closed_on] for each in (shuffled, history))
        assert (won != won_before, sorted(won)) == (True, sorted(won_before))
        before = zip(shuffled.deals, history.deals, strict=True)
        assert [replace(deal, is_won=old.is_won) for deal, old in before] == history.deals
        assert (shuffled.accounts, shuffled.scores) == (history.accounts, history.scores)
