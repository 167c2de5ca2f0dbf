"""What was said before decides what is said again: names rotate, sentences rest, who ignores it is asked once (K5)."""

from datetime import date, timedelta

from bot.domain.delivery.memory import Memory, Said, make_memory

MONDAY = date(2026, 3, 9)
DAY = timedelta(days=1)


def morning(day: date, *accounts: int, steps: tuple[int, ...] = (), texts: tuple[str, ...] = ()) -> Said:
    return Said("morning_nudge", day, frozenset(accounts), frozenset(steps), texts)


def remember(*said: Said, today: date, seen_on: date | None = None) -> Memory:
    return make_memory(said, today=today, seen_on=seen_on)


def test_k5_a_name_of_three_mornings_in_a_row_is_on_no_fourth() -> None:
    mornings = [morning(MONDAY + DAY * number, 7, 8 + number) for number in range(3)]
    assert remember(*mornings[:2], today=MONDAY + DAY * 2).find_blocked() == frozenset()
    assert remember(*mornings, today=MONDAY + DAY * 3).find_blocked() == {7}


def test_k5_a_name_of_three_mornings_rests_for_two_weeks() -> None:
    mornings = [morning(MONDAY + DAY * number, 7) for number in (0, 2, 4)]
    assert remember(*mornings[:2], today=MONDAY + DAY * 5).find_resting() == frozenset()
    assert remember(*mornings, today=MONDAY + DAY * 14).find_resting() == {7}
    assert remember(*mornings, today=MONDAY + DAY * 15).find_resting() == frozenset()


def test_the_morning_of_today_does_not_count_so_that_it_can_be_composed_again() -> None:
    mornings = [morning(MONDAY + DAY * number, 7) for number in range(3)]
    assert remember(*mornings, today=MONDAY + DAY * 2).find_resting() == frozenset()


def test_k5_a_step_is_counted_from_the_day_on_which_it_is_due() -> None:
    mornings = [morning(MONDAY + DAY * number, steps=(5,)) for number in range(3)]
    heard = remember(*mornings, today=MONDAY + DAY * 3)
    assert (
        heard.count_step(5, since=MONDAY),
        heard.count_step(5, since=MONDAY + DAY),
        heard.count_step(6, since=MONDAY),
    ) == (3, 2, 0)


def test_k5_a_sentence_rests_for_a_week() -> None:
    said = morning(MONDAY, texts=("today.under_way",))
    stale = [remember(said, today=MONDAY + DAY * days).is_stale("today.under_way") for days in (0, 6, 7)]
    assert stale == [True, True, False]
    assert not remember(said, today=MONDAY).is_stale("today.untouched")


def test_k5_who_did_nothing_with_a_week_of_plans_is_asked_once_and_hears_one_message_a_week() -> None:
    week = [morning(MONDAY + DAY * number) for number in range(5)]
    next_monday = MONDAY + DAY * 7
    assert not remember(*week, today=MONDAY + DAY * 4).is_ignored()
    assert remember(*week, today=next_monday).is_ignored()
    # Any line, button or form is an answer.
    assert not remember(*week, today=next_monday, seen_on=MONDAY + DAY * 3).is_ignored()
    asked = [*week, Said("morning_nudge", next_monday, asks=True)]
    tuesday = remember(*asked, today=next_monday + DAY)
    assert (tuesday.was_asked(), tuesday.heard_lately(but="morning_nudge")) == (True, True)
    later = remember(*asked, today=next_monday + DAY * 7)
    assert (later.was_asked(), later.heard_lately(but="morning_nudge")) == (True, False)
    assert not remember(*asked, today=next_monday + DAY, seen_on=next_monday).was_asked()
