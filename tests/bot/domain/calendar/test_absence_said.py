"""Days off that are said without a command."""

from datetime import date

import pytest

from bot.domain.calendar.absence_said import find_absence, takes_sickness_back, tells_return, tells_work
from bot.domain.calendar.free_words import FreeDays, parse_free_days

TODAY = date(2026, 3, 18)  # a Wednesday
TOMORROW, FRIDAY = date(2026, 3, 19), date(2026, 3, 20)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("morgen vrij", FreeDays(TOMORROW, TOMORROW)),
        ("Ik ben vrijdag vrij.", FreeDays(FRIDAY, FRIDAY)),
        ("ik neem vrijdag vrij", FreeDays(FRIDAY, FRIDAY)),
        ("I'm off friday", FreeDays(FRIDAY, FRIDAY)),
        ("day off tomorrow", FreeDays(TOMORROW, TOMORROW)),
        ("ik ben ziek", FreeDays(TODAY, TODAY, reason="ziek")),
        ("I'm sick", FreeDays(TODAY, TODAY, reason="sick")),
        ("i am ill today", FreeDays(TODAY, TODAY, reason="sick")),
        ("morgen ziek", FreeDays(TOMORROW, TOMORROW, reason="ziek")),
        ("ik ben ziek vandaag en morgen", FreeDays(TODAY, TOMORROW, reason="ziek")),
        ("vandaag en morgen ziek", FreeDays(TODAY, TOMORROW, reason="ziek")),
        ("I'm off sick", FreeDays(TODAY, TODAY, reason="sick")),
        ("off sick today", FreeDays(TODAY, TODAY, reason="sick")),
        ("ben thuis ziek", FreeDays(TODAY, TODAY, reason="ziek")),
        ("lig ziek in bed", FreeDays(TODAY, TODAY, reason="ziek")),
        ("zit met koorts thuis", FreeDays(TODAY, TODAY, reason="ziek")),
        ("thuis met griep tot vrijdag", FreeDays(TODAY, TOMORROW, reason="ziek")),
        ("ik meld me ziek", FreeDays(TODAY, TODAY, reason="ziek")),
        ("calling in sick", FreeDays(TODAY, TODAY, reason="sick")),
        ("home with the flu tomorrow", FreeDays(TOMORROW, TOMORROW, reason="sick")),
        ("sick leave until Friday", FreeDays(TODAY, TOMORROW, reason="sick")),
        ("ik was maandag en dinsdag ziek", FreeDays(date(2026, 3, 16), date(2026, 3, 17), reason="ziek")),
        ("I was sick yesterday", FreeDays(date(2026, 3, 17), date(2026, 3, 17), reason="sick")),
        ("ik ben tot vrijdag op vakantie", FreeDays(TODAY, TOMORROW, reason="vakantie")),
        ("ik ben t/m vrijdag vrij", FreeDays(TODAY, FRIDAY)),
        ("on holiday next week", FreeDays(date(2026, 3, 23), date(2026, 3, 27), reason="holiday")),
    ],
)
def test_days_off_are_understood_without_a_command(said: str, meant: FreeDays) -> None:
    found = find_absence(said, today=TODAY)
    assert found is not None
    assert parse_free_days(found, today=TODAY) == meant


def test_what_only_resembles_days_off_is_left_alone() -> None:
    said = [
        *(
            "ik ben vrij",
            "i'm off",
            "fijne vakantie",
            "goede vakantie gehad",
            "ik ben niet ziek",
            "sanne is ziek",
            "thuis",
            "gebeld, directeur thuis met griep",
            "griep bij Acme",
            "ziek en op vakantie",
            "vakantie verlof",
            "ik was maandag vrij",
        ),
        *("is vrijdag vrij?", "vrijdag vrij bij Acme", "ziekenhuis gebeld", "gebeld met Vrij BV morgen", "5 mails", ""),
        "morgen vrij " + "heel " * 40,
    ]
    assert {each: find_absence(each, today=TODAY) for each in said} == dict.fromkeys(said)


def test_who_is_back_says_so() -> None:
    assert [tells_return(each) for each in ("Weer beter!", "I'm back at work", "terug van vakantie")] == [True] * 3
    assert [tells_return(each) for each in ("beter", "weer", "is Acme weer beter?")] == [False] * 3


NOT_SICK = ("toch niet ziek, ik werk vandaag", "ben niet meer ziek", "I'm not sick after all", "nee, toch niet ziek")
AT_WORK = ("wait no I'm in today", "ik werk vandaag toch", "ik ben er toch", "sorry, I'm working today after all")


def test_who_is_not_sick_after_all_says_so() -> None:
    assert [takes_sickness_back(each) for each in (*NOT_SICK, *AT_WORK)] == [True] * 4 + [False] * 4
    assert [tells_work(each) for each in (*NOT_SICK, *AT_WORK)] == [True] * 8


@pytest.mark.parametrize(
    "said", ["Acme is niet ziek", "ik werk vandaag bij Acme", "toch niet ziek, bezoek Acme", "in", "", "ben je ziek?"]
)
def test_what_only_resembles_being_back_is_left_alone(said: str) -> None:
    assert not takes_sickness_back(said)
    assert not tells_work(said)
