"""For which situation a question is suggested (V3)."""

from dataclasses import replace

from bot.domain.deals.deals import ActivityRollup
from bot.domain.log.situations import Situation
from bot.domain.questions.ask import Advice, infer_situation
from tests.bot.domain.deals.test_stalls import QUIET

OBSTACLES = [each for each in Situation if each not in {Situation.ADVANCE, Situation.NEUTRAL}]


def infer(contacts_since: int, *, deal: Situation | None = None, read: Situation | None = None) -> Situation:
    return infer_situation(ActivityRollup(contacts_since=contacts_since, situation=deal), read)


def test_v3_the_obstacle_that_a_note_names_is_the_one_to_ask_about() -> None:
    for contacts_since in (0, 1, 9):
        assert {each: infer(contacts_since, deal=each) for each in OBSTACLES} == {each: each for each in OBSTACLES}
        assert {each: infer(contacts_since, read=each) for each in OBSTACLES} == {each: each for each in OBSTACLES}


def test_the_notes_of_the_deal_go_before_another_note() -> None:
    assert infer(0, deal=Situation.PRICE, read=Situation.NO_BUDGET) is Situation.PRICE


def test_v1_two_contacts_without_an_advance_are_an_obstacle_by_themselves() -> None:
    assert [infer(number) for number in range(4)] == [
        Situation.NEUTRAL,
        Situation.NEUTRAL,
        Situation.NO_COMMITMENT,
        Situation.NO_COMMITMENT,
    ]


def test_k8_a_note_that_names_no_obstacle_gives_none() -> None:
    for told in (Situation.ADVANCE, Situation.NEUTRAL):
        assert [infer(number, read=told) for number in (1, 2)] == [Situation.NEUTRAL, Situation.NO_COMMITMENT]
        assert [infer(number, deal=told) for number in (1, 2)] == [Situation.NEUTRAL, Situation.NO_COMMITMENT]


def test_an_advice_shows_the_contacts_of_its_deal_and_none_without_a_deal() -> None:
    deal = replace(QUIET, activity_rollup=ActivityRollup(contacts=3))
    advice = Advice(account_id=1, account_name="Acme", deal=deal, situation=Situation.PRICE, questions=())
    assert advice.activity_rollup == ActivityRollup(contacts=3)
    assert replace(advice, deal=None).activity_rollup == ActivityRollup()
