"""How people in Flanders, Ireland and on the phone say a time, a day, a visit and a name."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.errors import AccountUnknown, ActivityInFuture
from bot.domain.log.log_line import parse_log_line

NOW = datetime(2026, 3, 18, 10, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
ACCOUNTS = AccountIndex(
    NamedAccount(number, name)
    for number, name in enumerate(["Jan Peeters Schrijnwerken", "Van Zondag Notarissen", "Loft Lettings"], start=1)
)


@pytest.mark.parametrize(
    ("text", "kind", "count", "day", "step"),
    [
        ("den Peeters gebeld, vrijdag halfelf passeer ik daar", "call", 1, 18, (20, "10:30")),
        ("bij den Peeters gepasseerd, vrijdag om een uur of elf terug", "visit", 1, 18, (20, "11:00")),
        ("vanmorgen kwart over 9 gebeld met Peeters", "call", 1, 18, None),
        ("gisterenachternoen nr Peeters gebeld", "call", 1, 17, None),
        ("Peeters Schrijnwerken: ben er geweest, ze zoeken planken", "visit", 1, 18, None),
        ("called in to Loft Lettings yesterday, nobody there", "visit", 1, 17, None),
        ("was out at Loft Lettings this morning", "visit", 1, 18, None),
        ("called 4 people, nobody picked up", "call", 4, 18, None),
    ],
)
def test_k8_spoken_words_are_read(text: str, kind: str, count: int, day: int, step: tuple[int, str] | None) -> None:
    line = parse_log_line(text, accounts=ACCOUNTS, now=NOW)
    found = line.next_step
    told = found and (found.date.day, f"{found.time:%H:%M}" if found.time else "")
    assert (str(line.kind), line.count, line.day.day, told) == (kind, count, day, step)


def test_k8_a_small_word_that_many_names_have_names_nobody() -> None:
    """Such as "v/d", which was read as Van Zondag Notarissen."""
    line = parse_log_line("Peeters gebeld, di 24/3 10u demo v/d dashboards", accounts=ACCOUNTS, now=NOW)
    assert line.account is not None
    assert line.account.name == "Jan Peeters Schrijnwerken"


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ("call them a week from tomorrow", (26, "")),
        ("call them a week from Friday", (27, "")),
        ("call them two weeks on Monday", (6, "")),
        ("see them the Tuesday after, 24 March", (24, "")),
        ("will ring the Friday after this one, the 27th", (27, "")),
        ("tot do (26e), dan belt ze", (26, "")),
        ("she calls back friday the twenty seventh at ten thirty", (27, "10:30")),
        ("meeting Tuesday two p m", (24, "14:00")),
        ("demo april second at eight thirty a m", (2, "08:30")),
        ("bezoek op de vier en twintigste", (24, "")),
        ("calls back Thursday by 11", (19, "11:00")),
        ("calls back Thursday before 3", (19, "15:00")),
        ("meeting Friday around noon", (20, "12:00")),
        ("meeting mon quarter to 1", (23, "12:45")),
        ("they ring tomorrow 11 o clock", (19, "11:00")),
        ("I call him tomorrow 9.30 hours", (19, "09:30")),
        ("gebeld, do bel ik weer", (19, "")),
        ("called, tomorrow again", (19, "")),
        ("he is back Tuesday, see him Tuesday 4pm", (24, "16:00")),
        ("ik kom dinsdag van week vijftien", (7, "")),
        ("mndg 10u trgbelln", (23, "10:00")),
    ],
)
def test_k8_a_spoken_moment_of_the_next_step_is_read(said: str, step: tuple[int, str]) -> None:
    found = parse_log_line(f"called Loft Lettings. {said}", accounts=ACCOUNTS, now=NOW).next_step
    assert found is not None
    assert (found.date.day, f"{found.time:%H:%M}" if found.time else "") == step


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("february twentieth visit Loft Lettings", (2, 20)),
        ("week geleden Loft Lettings bezocht", (3, 11)),
        ("yest visited Loft Lettings", (3, 17)),
        ("visited Loft Lettings Sat night", (3, 14)),
        ("Loft Lettings gbld gstrn", (3, 17)),
    ],
)
def test_k8_a_spoken_day_on_which_it_happened_is_read(said: str, day: tuple[int, int]) -> None:
    found = parse_log_line(said, accounts=ACCOUNTS, now=NOW).day
    assert (found.month, found.day) == day


@pytest.mark.parametrize(
    "text",
    [
        "mail Loft Lettings volgende week vrijdag",
        "visit Loft Lettings tomorrow",
        "Loft Lettings gebeld overmorgen",
        "call Loft Lettings next week Tuesday",
    ],
)
def test_k8_a_line_that_says_no_more_than_a_day_to_come_is_asked_about(text: str) -> None:
    with pytest.raises(ActivityInFuture):
        parse_log_line(text, accounts=ACCOUNTS, now=NOW)


def test_k8_words_that_only_look_like_a_moment_are_none() -> None:
    said = ("do call them back", "they may first need a quote", "by 11 people", "it took 2 hours", "before 3 others")
    lines = [parse_log_line(f"called Loft Lettings, {each}", accounts=ACCOUNTS, now=NOW) for each in said]
    assert [line.next_step for line in lines] == [None] * len(said)


NAMES = AccountIndex(
    NamedAccount(number, name)
    for number, name in enumerate(
        [
            "Hawthorne Ledger LLC",
            "Ten Pin Tooling",
            "Twelve Apostles Brewing Co.",
            "Lindqvist Marine A/S",
            "Appelman Software",
            "Woonzorgcentrum Avondrood",
            "Drie Eiken Rusthuis",
            "Gebroeders Verhaegen",
            "Vrijdag & Zn. Koeltransport",
        ],
        start=1,
    )
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Stopped by Hawthorne Ledger LLC's office", "Hawthorne Ledger LLC"),
        ("visited Ten Pin Tooling's foreman", "Ten Pin Tooling"),
        ("Twelve Apostles Brewing on phone, price is up", "Twelve Apostles Brewing Co."),
        ("Called Lindqvist Marine at 8:15, voicemail", "Lindqvist Marine A/S"),
        ("Appelman sw gebeld, hij viel weg", "Appelman Software"),
        ("binnengesprongen bij wzc avondrood, directrice is nieuw", "Woonzorgcentrum Avondrood"),
        ("3 eiken rusthuis gebeld", "Drie Eiken Rusthuis"),
        ("ik stuurde Verhaegen een brief aangetekend", "Gebroeders Verhaegen"),
        ('Verhaegen mailde "bel vrijdag maar"', "Gebroeders Verhaegen"),
    ],
)
def test_k8_a_name_is_found_in_every_form_of_speech(text: str, name: str) -> None:
    line = parse_log_line(text, accounts=NAMES, now=NOW)
    assert line.account is not None
    assert line.account.name == name


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Loft Lettings: was er 16-03, ze zoeken planken", "visit"),
        ("ik was maandag bij Loft Lettings, beurs in april", "visit"),
        ("kom net bij Loft Lettings vandaan", "visit"),
        ("Was at Loft Lettings on Monday, width wrong", "visit"),
        ("Loft Lettings, went there Monday", "visit"),
        ("tried ringing Loft Lettings, nobody in", "call"),
        ("geteamst met Loft Lettings", "call"),
        ("aan de foon gehad, Loft Lettings", "call"),
        ("got through to Loft Lettings", "call"),
        ("9 April trial agreed after today's visit to Loft Lettings", "visit"),
        ("14 april proef afgesproken na het telefoontje met Loft Lettings", "call"),
    ],
)
def test_k8_a_contact_is_read_however_it_is_told(text: str, kind: str) -> None:
    line = parse_log_line(text, accounts=ACCOUNTS, now=NOW)
    assert (str(line.kind), line.account and line.account.name) == (kind, "Loft Lettings")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("cold called eleven dentists, one maybe", 11),
        ("2 slagers bezocht vandaag", 2),
        ("made six calls on Monday", 6),
        ("6 belpogingen", 6),
    ],
)
def test_k8_strangers_are_counted_without_an_account(text: str, count: int) -> None:
    line = parse_log_line(text, accounts=ACCOUNTS, now=NOW)
    assert (line.account, line.count) == (None, count)


def test_k8_the_hour_before_an_activity_is_no_count() -> None:
    assert parse_log_line("08.30 bezoek Loft Lettings", accounts=ACCOUNTS, now=NOW).count == 1


def test_k8_a_son_is_not_the_company_of_father_and_son() -> None:
    with pytest.raises(AccountUnknown):
        parse_log_line("bericht naar de zoon van Dewulf", accounts=NAMES, now=NOW)


def test_people_who_were_counted_are_no_note() -> None:
    assert parse_log_line("called 4 people, nobody picked up", accounts=ACCOUNTS, now=NOW).note == "nobody picked up"
