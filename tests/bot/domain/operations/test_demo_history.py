"""The demo history: the same for a seed, and a team's work as it could have been."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from bot.domain.accounts.rebound import ReboundReason, find_rebound
from bot.domain.calendar.workdays import list_holidays
from bot.domain.certainties.feedback import GOOD
from bot.domain.certainties.repeat_rhythm import expect_repeat, is_repeat_near
from bot.domain.log.activity import Kind
from bot.domain.operations import demo_words as words
from bot.domain.operations.demo_history import BLAMER, DemoDeal, DemoHistory, add_stalled_deals, make_history
from bot.domain.people.stages import USUAL

TODAY = date(2026, 3, 18)
REPS, MONTHS = 4, 12
# Days in which the longest row of contacts fits: seven of at most eleven days, each moved past a weekend or holidays.
LONGEST_DEAL = timedelta(days=7 * 13 + 12)
HISTORIES = {seed: make_history(seed=seed, reps=REPS, months=MONTHS, today=TODAY) for seed in range(6)}
# The days of a year on which the demo is opened, one in nine: every weekday, and days beside holidays. The history
# below, of a year, begins and ends on each of them.
OPENED = [date(2026, 1, 1) + timedelta(days=number) for number in range(0, 365, 9)]
# Christmas before a weekend: four days off in a row.
MOST_DAYS_OFF = timedelta(days=4)


@pytest.fixture(params=HISTORIES, ids="seed {}".format)
def history(request: pytest.FixtureRequest) -> DemoHistory:
    return HISTORIES[request.param]


@pytest.fixture(params=OPENED, ids=str)
def opened(request: pytest.FixtureRequest) -> DemoHistory:
    """A history as it is on the day that somebody opens the demo."""
    return make_history(seed=7, reps=REPS, months=MONTHS, today=request.param)


def list_deals_of(history: DemoHistory, names: Sequence[str]) -> list[DemoDeal]:
    return [deal for deal in history.deals if history.accounts[deal.account].name in names]


def list_days(history: DemoHistory) -> list[date]:
    """Every day on which something has happened."""
    days = [day for deal in history.deals for day in (deal.opened_on, deal.closed_on) if day is not None]
    days += [contact.day for deal in history.deals for contact in deal.contacts]
    return days + [score.day for score in history.scores]


def is_workday(day: date) -> bool:
    return day.isoweekday() <= 5 and day not in list_holidays("NL", day.year)


def find_workday(day: date) -> date:
    """Return the day, or the first working day after it."""
    later = (day + timedelta(days=number) for number in range(MOST_DAYS_OFF.days + 1))
    return next(each for each in later if is_workday(each))


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


def test_nothing_has_happened_that_is_still_to_come(opened: DemoHistory) -> None:
    assert max(list_days(opened)) < opened.today


def test_the_history_goes_back_as_many_months_as_were_asked(history: DemoHistory) -> None:
    planted = {id(deal) for deal in list_deals_of(history, words.REPEAT_BUYERS + words.LEAVERS)}
    opened = [deal.opened_on for deal in history.deals if id(deal) not in planted]
    first = TODAY - timedelta(days=30 * MONTHS)
    # A rep opens a deal within two weeks from the beginning on, and within three weeks before the end.
    assert first <= min(opened) <= find_workday(first + timedelta(days=13))
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


def test_r4_nobody_works_or_promises_anything_in_a_weekend_or_on_a_holiday(opened: DemoHistory) -> None:
    promised = [contact.step_on for deal in opened.deals for contact in deal.contacts if contact.step_on]
    assert [day for day in list_days(opened) + promised if not is_workday(day)] == []


def test_v1_an_advance_has_a_day_ahead_and_another_contact_has_none(history: DemoHistory) -> None:
    contacts = [contact for deal in history.deals for contact in deal.contacts]
    assert {contact.is_advance for contact in contacts} == {True, False}
    assert [each for each in contacts if each.is_advance is not (each.step_on is not None)] == []
    # Three to ten days, or the first working day after them.
    early, late = timedelta(days=3), timedelta(days=10)
    assert [
        each
        for each in contacts
        if each.step_on and not each.day + early <= each.step_on <= find_workday(each.day + late)
    ] == []
    assert [
        each for each in contacts if each.is_advance and (each.situation or each.note not in words.ADVANCE_NOTES)
    ] == []


def test_k9_no_own_message_is_an_advance(history: DemoHistory) -> None:
    contacts = [contact for deal in history.deals for contact in deal.contacts]
    assert {contact.kind for contact in contacts if contact.is_advance} == {Kind.CALL, Kind.VISIT}
    assert Kind.MESSAGE in {contact.kind for contact in contacts}


def test_amounts_stages_and_scores_are_within_their_bounds(history: DemoHistory) -> None:
    assert [deal for deal in history.deals if not 12 * deal.value <= 100 * deal.margin <= 34 * deal.value] == []
    assert {deal.stage for deal in history.deals} == set(USUAL)
    assert [score for score in history.scores if not 0 <= score.score <= 10] == []
    # Who gives an eight or more praises.
    assert [score for score in history.scores if (score.score >= 8) is not (score.words in words.PRAISE)] == []


def test_k2_only_a_customer_who_bought_gives_a_score_three_weeks_later(history: DemoHistory) -> None:
    bought = {
        (deal.account, find_workday(deal.closed_on + timedelta(days=21)))
        for deal in history.deals
        if deal.is_won and deal.closed_on
    }
    assert history.scores
    assert [each for each in history.scores if (each.account, each.day) not in bought] == []


def test_k2_who_buys_again_after_a_score_was_content(history: DemoHistory) -> None:
    unhappy = [score for score in history.scores if score.score < GOOD]
    again = [
        score
        for score in unhappy
        for deal in history.deals
        if deal.account == score.account and deal.is_won and deal.closed_on and deal.closed_on > score.day
    ]
    assert (unhappy != [], again) == (True, [])


def test_n2_one_rep_puts_every_loss_on_others_and_nobody_else_does(history: DemoHistory) -> None:
    lost = [deal for deal in history.deals if not deal.is_won]
    assert {deal.rep for deal in lost if deal.loss in words.BLAME} == {BLAMER}
    assert {deal.rep for deal in lost if deal.loss in words.OWNERSHIP + words.FACT} == set(range(REPS)) - {BLAMER}
    assert {deal.loss for deal in history.deals if deal.is_won} == {""}


def test_z4_a_customer_of_every_rep_buys_again_every_26_weeks_and_next_in_about_three(opened: DemoHistory) -> None:
    orders = list_deals_of(opened, words.REPEAT_BUYERS)
    assert all(deal.is_won for deal in orders)
    for rep in range(REPS):
        sold = sorted(deal.closed_on for deal in orders if deal.rep == rep and deal.closed_on)
        between = [abs(second - first - timedelta(weeks=26)) for first, second in pairwise(sold)]
        assert (len(sold), max(between) <= MOST_DAYS_OFF) == (3, True)
        expected = expect_repeat(sold)
        assert expected is not None
        # The hint shows on the day that the demo is opened, and the order is still to come.
        assert (is_repeat_near(expected, today=opened.today), expected > opened.today) == (True, True)
        assert abs(expected - opened.today - timedelta(weeks=3)) <= timedelta(days=3) + 2 * MOST_DAYS_OFF


def test_z6_a_lost_customer_of_every_rep_is_free_again_in_half_a_year(opened: DemoHistory) -> None:
    left = [account for account in opened.accounts if account.contract_ends is not None]
    assert {account.rep: account.contract_ends for account in left} == dict.fromkeys(
        range(REPS), opened.today + timedelta(days=180)
    )
    lost = [deal for deal in list_deals_of(opened, words.LEAVERS) if not deal.is_won and deal.closed_on]
    assert [opened.accounts[deal.account] for deal in lost] == left
    # The hint shows on the day that the demo is opened.
    hints = [
        find_rebound(
            contract_ends=opened.accounts[deal.account].contract_ends,
            left_on=deal.closed_on,
            last_contact=deal.contacts[-1].day,
            today=opened.today,
        )
        for deal in lost
    ]
    assert hints == [ReboundReason.CONTRACT_SIX_MONTHS] * REPS


def test_z7_shuffling_deals_out_the_outcomes_anew_and_changes_nothing_else() -> None:
    for seed, history in HISTORIES.items():
        shuffled = make_history(seed=seed, reps=REPS, months=MONTHS, today=TODAY, is_shuffled=True)
        won, won_before = ([deal.is_won for deal in each.deals if deal.closed_on] for each in (shuffled, history))
        assert (won != won_before, sorted(won)) == (True, sorted(won_before))
        before = zip(shuffled.deals, history.deals, strict=True)
        assert [replace(deal, is_won=old.is_won) for deal, old in before] == history.deals
        assert (shuffled.accounts, shuffled.scores) == (history.accounts, history.scores)


def test_demo_in_english_has_no_dutch_left() -> None:
    for history in HISTORIES.values():
        texts = {contact.note for deal in history.deals for contact in deal.contacts}
        texts |= {deal.loss for deal in history.deals} | {score.words for score in history.scores}
        texts |= {deal.name.partition(" ")[0] for deal in history.deals}
        assert {text for text in texts if text and text not in words.ENGLISH} == set()


def test_name_of_a_deal_is_put_in_english_up_to_its_number() -> None:
    assert words.say_in("en", "Dak 2026-12") == "Roof 2026-12"
    assert words.say_in("nl", "Dak 2026-12") == "Dak 2026-12"


@pytest.mark.parametrize("day", [TODAY + timedelta(days=number) for number in range(7)], ids="{:%A}".format)
def test_v1_each_rep_has_a_deal_in_which_nothing_is_agreed(day: date) -> None:
    history = make_history(seed=7, reps=REPS, months=1, today=day)
    before = len(history.deals)
    add_stalled_deals(history)
    added = history.deals[before:]

    assert [deal.rep for deal in added] == list(range(REPS))
    for deal in added:
        days = [contact.day for contact in deal.contacts]
        assert (deal.closed_on, len(days), days == sorted(days)) == (None, 6, True)
        assert [contact for contact in deal.contacts if contact.is_advance or contact.day >= day] == []
