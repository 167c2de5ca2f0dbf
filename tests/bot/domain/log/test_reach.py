"""When to call, learned from the rep's own calls; with too few calls, no advice (V4)."""

from bot.domain.log.activity import Kind
from bot.domain.log.reach import Attempt, GoodHours, learn_hours, should_call
from bot.domain.log.situations import Situation


def test_four_calls_tell_nothing_five_do() -> None:
    calls = [Attempt(hour=10, was_answered=True)] * 4
    assert learn_hours(calls) is None
    assert learn_hours([*calls, Attempt(hour=15, was_answered=False)]) == GoodHours(10, 12, answered=4, calls=4)


def test_one_lucky_call_does_not_make_an_hour() -> None:
    calls = [Attempt(hour=16, was_answered=True), *[Attempt(hour=9, was_answered=False)] * 5]
    assert learn_hours(calls) is None


def test_the_hours_with_the_highest_share_win() -> None:
    morning = [Attempt(hour=9, was_answered=number < 2) for number in range(4)]
    afternoon = [Attempt(hour=14, was_answered=number < 3) for number in range(4)]
    assert learn_hours([*morning, *afternoon]) == GoodHours(14, 16, answered=3, calls=4)


def test_two_messages_without_an_answer_ask_for_a_call() -> None:
    silent = (Kind.MESSAGE, None)
    assert should_call([silent, silent])
    assert should_call([(Kind.MESSAGE, Situation.UNREACHABLE), silent])
    assert not should_call([silent])
    assert not should_call([silent, (Kind.CALL, None)])
    assert not should_call([(Kind.MESSAGE, Situation.PRICE), silent])
