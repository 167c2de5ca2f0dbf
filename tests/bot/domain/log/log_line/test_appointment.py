"""A line that tells of an appointment for a day still to come, and of nothing that was done."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.activity import Kind, NextStep
from bot.domain.log.errors import ActivityInFuture, KindMissing, LogLineError
from bot.domain.log.log_line import DayChoice, LineChoice, parse_log_line
from bot.domain.log.unclear_line import LineContext, read_appointment

WEDNESDAY = datetime(2026, 3, 18, 10, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
ACME = NamedAccount(1, "Acme")
CONTEXT = LineContext(accounts=AccountIndex([ACME]), now=WEDNESDAY)
APRIL = date(2026, 4, 1)


def refuse(text: str) -> LogLineError:
    with pytest.raises(LogLineError) as caught:
        parse_log_line(text, accounts=CONTEXT.accounts, now=WEDNESDAY)
    return caught.value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("afspraak gemaakt met Acme voor 1 april", APRIL),
        ("gisteren afspraak gemaakt met Acme voor 1 april", APRIL),
        ("afspraak met Acme voor 1 april", APRIL),
        ("made an appointment with Acme for april 1", APRIL),
        ("afspraak ingepland met Acme dinsdag 10u", date(2026, 3, 24)),
        ("scheduled a meeting with Acme for friday", date(2026, 3, 20)),
        ("belafspraak gemaakt met Acme voor morgen 10u", date(2026, 3, 19)),
        ("bezoek ingepland bij Acme voor dinsdag", date(2026, 3, 24)),
    ],
)
def test_an_appointment_that_was_only_made_is_still_to_come(text: str, day: date) -> None:
    error = refuse(text)
    assert isinstance(error, ActivityInFuture)
    assert error.day == day


def test_an_appointment_made_for_no_day_does_not_say_what_was_done() -> None:
    error = refuse("afspraak gemaakt met Acme")
    assert isinstance(error, KindMissing)
    assert error.account == ACME


@pytest.mark.parametrize(
    ("text", "kind", "step"),
    [
        ("gebeld met Acme, afspraak gemaakt voor 1 april", Kind.CALL, APRIL),
        ("bezoek Acme, afspraak gemaakt voor 1 april", Kind.VISIT, APRIL),
        ("afspraak bij Acme, vervolg afspraak gepland voor vrijdag", Kind.VISIT, date(2026, 3, 20)),
        ("16 april demo planned after today's visit to Acme", Kind.VISIT, date(2026, 4, 16)),
        ("afspraak gehad met Acme", Kind.VISIT, None),
    ],
)
def test_an_appointment_beside_something_done_is_its_next_step(text: str, kind: Kind, step: date | None) -> None:
    line = parse_log_line(text, accounts=CONTEXT.accounts, now=WEDNESDAY)
    assert (line.kind, line.next_step and line.next_step.date) == (kind, step)


@pytest.mark.parametrize(
    ("text", "step", "note"),
    [
        ("afspraak gemaakt met Acme voor 1 april", NextStep(APRIL), ""),
        ("bezoek Acme morgen om 10u, demo", NextStep(date(2026, 3, 19), time(10)), "demo"),
        ("vrijdag Acme terugbellen", NextStep(date(2026, 3, 20)), "terugbellen"),
        ("bezocht Acme volgende week vrijdag", NextStep(date(2026, 3, 27)), ""),
    ],
)
def test_a_line_read_as_an_appointment_has_its_day_as_the_next_step(text: str, step: NextStep, note: str) -> None:
    line = read_appointment(text, CONTEXT)
    assert (line.account, line.next_step, line.note) == (ACME, step, note)


def test_a_line_that_was_done_today_after_all_has_no_day_to_come() -> None:
    line = CONTEXT.read("bezoek Acme morgen, demo", LineChoice(day=DayChoice.TODAY))
    assert (line.kind, line.day, line.next_step, line.note) == (Kind.VISIT, WEDNESDAY.date(), None, "demo")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("meeting with Acme on thursday at 2pm", 19),
        ("visiting Acme on thursday at 3pm", 19),
        ("call with Acme tomorrow 10am", 19),
        ("visit Acme next thursday 3pm", 19),
        ("bezoek Acme donderdag 15u", 19),
        ("bezoek bij Acme vrijdag om half 4", 20),
        ("afspraak met Acme morgen om 10u", 19),
        ("bezoek Acme 26 maart 15u", 26),
    ],
)
def test_k8_a_contact_that_is_only_named_with_an_hour_to_come_is_asked_about(text: str, day: int) -> None:
    error = refuse(text)
    assert isinstance(error, ActivityInFuture)
    assert error.day == date(2026, 3, day)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("called Acme, thursday 3pm visit", 19),
        ("bezoek Acme, donderdag 15u", 19),
        ("bezoek Acme, offerte besproken, vrijdag 15u", 20),
        ("bezoek Acme volgende stap donderdag 15u", 19),
        ("bezoek Acme donderdag 15u demo", 19),
        ("call Acme next: thursday 3pm", 19),
    ],
)
def test_the_hour_of_what_comes_after_it_is_the_next_step(text: str, step: int) -> None:
    line = parse_log_line(text, accounts=CONTEXT.accounts, now=WEDNESDAY)
    assert line.next_step is not None
    assert (line.day, line.next_step.date) == (WEDNESDAY.date(), date(2026, 3, step))


@pytest.mark.parametrize(
    "text", ["visited Acme thursday 3pm", "bezocht Acme donderdag 15u", "called Acme thursday at 3pm"]
)
def test_what_was_done_at_an_hour_of_a_weekday_was_done_on_the_last_one(text: str) -> None:
    line = parse_log_line(text, accounts=CONTEXT.accounts, now=WEDNESDAY)
    assert (line.day, line.next_step) == (date(2026, 3, 12), None)
