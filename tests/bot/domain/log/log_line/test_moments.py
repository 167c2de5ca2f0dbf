"""The day of the activity and the next step with its time."""

from datetime import date, datetime, time

from bot.domain.log.activity import NextStep
from bot.domain.log.errors import ActivityInFuture, LogLineError, NextStepPassed, NoSuchDay, NoSuchTime
from bot.domain.log.log_line.kinds import find_activities
from bot.domain.log.log_line.line import Line, number_segments
from bot.domain.log.log_line.moments import LineDates, find_moments
from tests.bot.domain.log.log_line.lines import WEDNESDAY, line_of, take_days, typed_of

TODAY, FRIDAY = date(2026, 3, 18), date(2026, 3, 20)


def find(text: str, now: datetime = WEDNESDAY) -> tuple[Line, LineDates]:
    line = line_of(text, kind="gebeld", account="Acme" if "Acme" in text else "")
    segments = number_segments(line)
    days = take_days(line)
    return line, find_moments(line, segments, days, find_activities(line, segments), now=now, done=True)


def read(text: str) -> tuple[date, NextStep | None]:
    _, found = find(text)
    return found.day, found.step


def refuse(text: str, now: datetime = WEDNESDAY) -> type[LogLineError] | None:
    try:
        find(text, now)
    except LogLineError as error:
        return type(error)
    return None


def test_without_a_day_it_happened_today_and_nothing_comes_next() -> None:
    assert read("gebeld met Acme, prijs besproken") == (TODAY, None)


def test_a_day_beside_the_activity_lies_in_the_past() -> None:
    expected = {
        "gisteren gebeld": date(2026, 3, 17),
        "eergisteren gebeld": date(2026, 3, 16),
        "3 dagen geleden gebeld": date(2026, 3, 15),
        "woensdag gebeld": date(2026, 3, 11),
        "donderdag gebeld": date(2026, 3, 12),
        "vorige week dinsdag gebeld": date(2026, 3, 10),
        "20 december gebeld": date(2025, 12, 20),
        "vandaag gebeld": TODAY,
    }
    assert {text: read(text)[0] for text in expected} == expected


def test_a_day_of_an_action_to_come_lies_ahead() -> None:
    expected = {
        "gebeld, vrijdag terugbellen": FRIDAY,
        "gebeld, woensdag terugbellen": date(2026, 3, 25),
        "gebeld, volgende week dinsdag terugbellen": date(2026, 3, 24),
        "gebeld, over 2 weken terugbellen": date(2026, 4, 1),
        "gebeld, 1 maart terugbellen": date(2027, 3, 1),
        "gebeld, morgen terugbellen": date(2026, 3, 19),
    }
    assert {text: read(text) for text in expected} == {text: (TODAY, NextStep(day)) for text, day in expected.items()}


def test_a_time_with_the_day_belongs_to_the_next_step() -> None:
    expected = {
        "gebeld, vrijdag 14:00 terugbellen": time(14),
        "gebeld, vrijdag om half 4 terugbellen": time(15, 30),
        "gebeld, terugbellen om 9 uur op vrijdag": time(9),
        "gebeld, vrijdag terugbellen om 10 uur": time(10),
        "gebeld, vrijdag, 9.30 terugbellen": time(9, 30),
        "gebeld, vrijdagochtend terugbellen": None,
        "gebeld, vrijdag terugbellen, 3 stuks": None,
    }
    assert {text: read(text) for text in expected} == {
        text: (TODAY, NextStep(FRIDAY, at)) for text, at in expected.items()
    }


def test_a_time_alone_of_a_contact_to_come_is_later_today() -> None:
    expected = {
        "gebeld, om 16:00 terugbellen": NextStep(TODAY, time(16)),
        "gebeld, bel terug om 4 uur": NextStep(TODAY, time(16)),
        "gebeld, duurde tot 16:00": None,
    }
    assert {text: read(text)[1] for text in expected} == expected


def test_the_step_that_is_named_as_one_wins_and_of_equal_ones_the_first() -> None:
    assert read("gebeld, maandag offerte sturen, volgende stap vrijdag")[1] == NextStep(FRIDAY)
    assert read("gebeld, vrijdag offerte sturen, maandag demo")[1] == NextStep(FRIDAY)


def test_the_words_of_day_and_time_are_told() -> None:
    line, found = find("gisteren gebeld, vrijdag 14:00 terugbellen")
    spans = (found.happened, found.next, found.day_of_step)
    assert [typed_of(line, span) for span in spans] == ["gisteren", "vrijdag 14:00", "vrijdag"]


def test_a_moment_that_cannot_be_is_refused() -> None:
    expected = {
        "gebeld, 31 april terugbellen": NoSuchDay,
        "30 februari gebeld": NoSuchDay,
        "gebeld, vrijdag 25:00 terugbellen": NoSuchTime,
        "morgen gebeld met Acme": ActivityInFuture,
        "gebeld, volgende stap gisteren": NextStepPassed,
        "gebeld, volgende stap 1 maart 2026": NextStepPassed,
        "gebeld, om 10:29 terugbellen": NextStepPassed,
        "gebeld, om 10:30 terugbellen": None,
    }
    assert {text: refuse(text) for text in expected} == expected


def test_a_time_that_summer_time_skips_does_not_exist() -> None:
    expected = {"gebeld, 29 maart 2:30 am terugbellen": NoSuchTime, "gebeld, 29 maart 3:30 am terugbellen": None}
    assert {text: refuse(text) for text in expected} == expected


def test_what_is_always_so_is_no_day() -> None:
    for text in (
        "gebeld met Acme, ze zijn 24/7 bereikbaar",
        "gebeld met Acme, levert zaterdags",
        "gebeld met Acme, they are closed on Mondays",
    ):
        assert read(text) == (TODAY, None), text
    assert read("gebeld met Acme, vrijdag 24/7 terugbellen")[1] == NextStep(date(2026, 7, 24))


def test_an_article_is_no_hour() -> None:
    assert read("gebeld met Acme, hij belt terug om een offerte")[1] is None
    assert read("gebeld met Acme, bel vrijdag om een uur terug")[1] == NextStep(FRIDAY, time(13))
