"""Correcting typos in the words for days and activities."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.log.log_line.kind_words import KIND_WORDS, NO_SLIP
from bot.domain.log.log_line.line import split_line
from bot.domain.log.log_line.slips import correct_activity_slips, correct_day_slips
from bot.domain.text.calendar_words import DAY_OFFSETS, MONTHS, WEEKDAYS
from tests.bot.domain.log.log_line.lines import line_of


def correct_day(word: str) -> str:
    line = split_line(word)
    correct_day_slips(line)
    return " ".join(line.keys)


def correct_activity(word: str) -> str:
    line = split_line(word)
    correct_activity_slips(line)
    return " ".join(line.keys)


def test_one_slip_in_a_day_is_corrected() -> None:
    expected = {
        "donderdga": "donderdag",
        "vrijdah": "vrijdag",
        "woesndag": "woensdag",
        "giteren": "gisteren",
        "gistren": "gisteren",
        "wendesday": "wednesday",
        "wednsday": "wednesday",
        "februarri": "februari",
        "terugbelen": "terugbellen",
        "afsprak": "afspraak",
    }
    assert {word: correct_day(word) for word in expected} == expected


def test_a_day_is_never_corrected_after_two_slips_or_in_its_first_two_letters() -> None:
    typed = ("dondrdga", "februrrie", "rvijdag", "onderdag", "madng")
    assert {word: correct_day(word) for word in typed} == {word: word for word in typed}


def test_a_word_typed_without_its_vowels_is_read() -> None:
    days = {"gstrn": "gisteren", "mndag": "maandag", "mndg": "maandag", "gistravond": "gisteravond"}
    days |= {"ystrdy": "yesterday", "trgbelln": "terugbellen", "vrjdg": "vrijdag"}
    activities = {"gmaild": "gemaild", "mltje": "mailtje", "gstuurd": "gestuurd", "bzcht": "bezocht"}
    assert {word: correct_day(word) for word in days} == days
    assert {word: correct_activity(word) for word in activities} == activities


def test_a_word_that_exists_has_lost_no_vowel() -> None:
    words = ("vinden", "bezit", "cents")
    read = {word: (correct_day(word), correct_activity(word)) for word in words}
    assert read == {word: (word, word) for word in words}


@given(st.sampled_from(sorted(WEEKDAYS.keys() | DAY_OFFSETS.keys() | MONTHS.keys())))
def test_a_day_that_is_typed_well_stays(word: str) -> None:
    assert correct_day(word) == word


def test_a_slip_in_an_activity_is_corrected_and_two_in_a_long_word() -> None:
    expected = {
        "gebled": "gebeld",
        "gebeeld": "gebeld",
        "bezcoh": "bezoch",
        "vissited": "visited",
        "telefoonjte": "telefoontje",
        "telfoonjte": "telefoontje",
        "gemaidl": "gemaild",
        "whatsap": "whatsapp",
    }
    assert {word: correct_activity(word) for word in expected} == expected


def test_a_compound_is_the_activity_in_which_it_ends() -> None:
    expected = {
        "winterbezoek": "bezoek",
        "bedanktelefoontje": "telefoontje",
        "paasberichtje": "berichtje",
        "nieuwjaarsmail": "mail",
        "weekendcalls": "calls",
    }
    assert {word: correct_activity(word) for word in expected} == expected


@given(st.sampled_from(sorted(NO_SLIP | KIND_WORDS.keys())))
def test_a_word_that_is_typed_well_is_no_slip(word: str) -> None:
    assert correct_activity(word) == word


def test_short_words_and_words_with_digits_stay() -> None:
    typed = ("geld", "call7", "gebel2")
    assert {word: correct_activity(word) for word in typed} == {word: word for word in typed}


def test_a_name_is_never_corrected() -> None:
    line = line_of("Gebled Donderdga", account="Gebled Donderdga")
    correct_day_slips(line)
    correct_activity_slips(line)
    assert line.keys == ["gebled", "donderdga"]


def test_what_was_typed_stays_in_the_text() -> None:
    line = split_line("Donderdga gebled")
    correct_day_slips(line)
    correct_activity_slips(line)
    assert (line.keys, line.slice(0, 2)) == (["donderdag", "gebeld"], "Donderdga gebled")
