"""The role of each day in a line: the activity's day, the next step, or a fact."""

from bot.domain.log.log_line.judging.days import ClassifiedDay, DayRole, grade_days
from bot.domain.log.log_line.line import number_segments
from tests.bot.domain.log.log_line.lines import line_of, take_days

HAPPENED, NEXT, FACT = DayRole.HAPPENED, DayRole.NEXT, DayRole.FACT


def judge(text: str, *, done: bool = True) -> list[ClassifiedDay]:
    kind = next((word for word in ("gebeld", "bezoek", "called", "mail") if word in text), "")
    line = line_of(text, kind=kind, account="Acme" if "Acme" in text else "")
    segments = number_segments(line)
    days = take_days(line)
    return grade_days(line, segments, days, extents=[(day.start, day.end) for day in days], done=done)


def read(text: str) -> list[DayRole]:
    return [each.role for each in judge(text)]


def test_a_day_beside_the_activity_is_when_it_happened() -> None:
    expected = {
        "gisteren gebeld met Acme": [HAPPENED],
        "gebeld met Acme gisteren": [HAPPENED],
        "maandag gebeld met Acme": [HAPPENED],
        "called Acme last friday": [HAPPENED],
        "12 maart: gebeld met Acme": [HAPPENED],
        "gebeld met Acme (maandag)": [HAPPENED],
        "vandaag gebeld met Acme": [HAPPENED],
    }
    assert {text: read(text) for text in expected} == expected


def test_a_day_of_an_action_to_come_is_the_next_step() -> None:
    expected = {
        "gebeld met Acme, vrijdag terugbellen": [NEXT],
        "gebeld met Acme, volgende stap vrijdag": [NEXT],
        "gebeld met Acme, next: friday": [NEXT],
        "gebeld met Acme, morgen offerte sturen": [NEXT],
        "gebeld met Acme, contract wordt vrijdag getekend": [NEXT],
        "gebeld met Acme, over 2 weken demo": [NEXT],
        "gebeld met Acme, vrijdag": [NEXT],
        "gebeld met Acme, is terug op 7 april, dan bellen": [NEXT],
    }
    assert {text: read(text) for text in expected} == expected


def test_a_fact_about_the_customer_is_neither() -> None:
    expected = {
        "gebeld met Acme, contract loopt tot 1 mei": [FACT],
        "gebeld met Acme, werkt niet op vrijdag": [FACT],
        "gebeld met Acme, nieuwe directeur per 1 april": [FACT],
        "gebeld met Acme, vakantie vanaf maandag": [FACT],
        "called Acme, contract ends 1 may": [FACT],
        "gebeld met Acme, fusie 1 april": [FACT],
        "gebeld met Acme, zwangerschapsverlof 1 april": [FACT],
        "gebeld met Acme, factuur van 3 maart": [FACT],
        "gebeld met Acme, elke vrijdag dicht": [FACT],
        "gebeld met Acme, offerte gisteren ontvangen": [FACT],
    }
    assert {text: read(text) for text in expected} == expected


def test_a_choice_of_two_days_is_no_next_step() -> None:
    expected = {
        "gebeld met Acme, bellen maandag of dinsdag": [FACT, FACT],
        "called Acme, call monday or tuesday": [FACT, FACT],
        "gebeld met Acme, demo maandag t/m vrijdag": [FACT, FACT],
    }
    assert {text: read(text) for text in expected} == expected


def test_two_days_each_have_their_own_role() -> None:
    expected = {
        "gisteren gebeld met Acme, vrijdag terugbellen": [HAPPENED, NEXT],
        "vrijdag terugbellen, gisteren gebeld met Acme": [NEXT, HAPPENED],
        "maandag bezoek Acme, contract loopt tot 1 mei, volgende week dinsdag bellen": [HAPPENED, FACT, NEXT],
    }
    assert {text: read(text) for text in expected} == expected


def test_a_step_that_is_named_as_one_ranks_above_a_day_of_an_action_and_that_above_a_day_alone() -> None:
    texts = ("gebeld, volgende stap vrijdag", "gebeld, vrijdag offerte sturen", "gebeld, vrijdag")
    ranks = [judge(text)[0].rank for text in texts]
    assert ranks == sorted(set(ranks), reverse=True)


def test_a_line_without_days_has_no_roles() -> None:
    assert read("gebeld met Acme, prijs besproken") == []
