"""A line after a correction."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.activity import Kind, LogLine, NextStep
from bot.domain.log.correcting import DayPlace, DayUnclear, apply_correction, parse_correction
from bot.domain.log.errors import ActivityInFuture, CountInvalid, NextStepPassed

NOW = datetime(2026, 3, 18, 10, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
TODAY = NOW.date()
MONDAY, FRIDAY = date(2026, 3, 16), date(2026, 3, 20)
ACME, PEETERS = NamedAccount(1, "Acme"), NamedAccount(2, "Peeters")
ACCOUNTS = AccountIndex((ACME, PEETERS))
VISIT = LogLine(kind=Kind.VISIT, account=ACME, count=1, day=TODAY, next_step=None, note="over de prijs")
WITH_STEP = replace(VISIT, next_step=NextStep(FRIDAY, time(9)))


def correct(line: LogLine, text: str, place: DayPlace | None = None) -> LogLine:
    correction = parse_correction(text, accounts=ACCOUNTS, today=TODAY)
    assert correction is not None
    return apply_correction(line, correction, now=NOW, place=place)


@pytest.mark.parametrize(
    ("line", "text", "changed"),
    [
        (VISIT, "nee, Peeters", {"account": PEETERS}),
        (VISIT, "niet bezocht maar gebeld", {"kind": Kind.CALL}),
        (VISIT, "moet 3 zijn", {"count": 3}),
        (VISIT, "was gisteren", {"day": date(2026, 3, 17)}),
        (VISIT, "was maandag", {"day": MONDAY}),
        (VISIT, "nee, gebeld met Peeters gisteren", {"kind": Kind.CALL, "account": PEETERS, "day": date(2026, 3, 17)}),
        (WITH_STEP, "ik bedoelde donderdag 10u", {"next_step": NextStep(date(2026, 3, 19), time(10))}),
        # The hour stays when only the day changes, and the day when only the hour does.
        (WITH_STEP, "nee, donderdag", {"next_step": NextStep(date(2026, 3, 19), time(9))}),
        (WITH_STEP, "nee, 11 uur", {"next_step": NextStep(FRIDAY, time(11))}),
        (VISIT, "volgende stap vrijdag", {"next_step": NextStep(FRIDAY)}),
        (VISIT, "nee, morgen terugbellen", {"next_step": NextStep(date(2026, 3, 19))}),
        (WITH_STEP, "geen volgende stap", {"next_step": None}),
        (replace(VISIT, day=MONDAY), "nee, dinsdag", {"day": date(2026, 3, 17)}),
        (VISIT, "nee, 3 april", {"next_step": NextStep(date(2026, 4, 3))}),
        (VISIT, "notitie: alles rond", {"note": "alles rond"}),
        (VISIT, "zet erbij: Jan belt", {"note": "over de prijs; Jan belt"}),
        (replace(VISIT, note=""), "zet erbij: Jan belt", {"note": "Jan belt"}),
    ],
)
def test_a_correction_changes_what_it_names_and_nothing_else(
    line: LogLine, text: str, changed: dict[str, object]
) -> None:
    assert correct(line, text) == replace(line, **changed)  # type: ignore[arg-type] # fields of a line


@pytest.mark.parametrize("line", [VISIT, replace(WITH_STEP, day=MONDAY)])
def test_a_day_that_can_be_either_is_asked_about(line: LogLine) -> None:
    with pytest.raises(DayUnclear) as asked:
        correct(line, "nee, donderdag")
    assert (asked.value.happened, asked.value.step) == (date(2026, 3, 12), date(2026, 3, 19))
    assert correct(line, "nee, donderdag", DayPlace.HAPPENED).day == date(2026, 3, 12)
    step = correct(line, "nee, donderdag", DayPlace.NEXT_STEP).next_step
    assert step is not None
    assert step.date == date(2026, 3, 19)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("moet 0 zijn", CountInvalid),
        ("moet 201 zijn", CountInvalid),
        ("volgende stap gisteren", NextStepPassed),
        ("volgende stap vandaag 9u", NextStepPassed),
    ],
)
def test_what_cannot_be_is_refused(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        correct(VISIT, text)


def test_a_day_to_come_is_not_the_one_on_which_it_happened() -> None:
    with pytest.raises(ActivityInFuture):
        correct(VISIT, "nee, morgen", DayPlace.HAPPENED)
