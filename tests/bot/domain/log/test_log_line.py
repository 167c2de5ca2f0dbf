"""Every rule for parsing a log line, with lines that a rep might type."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.activity import Kind, LogLine, NextStep
from bot.domain.log.errors import (
    AccountAmbiguous,
    AccountMissing,
    AccountUnknown,
    ActivityInFuture,
    CountInvalid,
    KindMissing,
    KindUnknown,
    LogLineError,
    NextStepPassed,
    NoSuchDay,
    NoSuchTime,
    NothingReadable,
)
from bot.domain.log.log_line import ChosenAccount, parse_log_line

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WEDNESDAY = datetime(2026, 3, 18, 10, 30, tzinfo=AMSTERDAM)
NAMES = [
    "Acme",
    "Acme Nederland",
    "De Vries & Zn.",
    "Vrijdag Media",
    "Twee Weken Vloeren",
    "Mail & Co",
    "Bel Groep",
    "Volgende Stap Coaching",
    "Week 52 Media",
    "24/7 Beveiliging",
    "Hoekstra Hijskranen",
    "Hoekstra & Bakker Accountants",
    "Jansen Metaal",
    "Crème de la Crème Patisserie",
    "Van den Berg Bouw BV",
    "O'Connor Benelux",
]
ACCOUNTS = [NamedAccount(number, name) for number, name in enumerate(NAMES, start=1)]
INDEX = AccountIndex(ACCOUNTS)


def read(text: str, *, now: datetime = WEDNESDAY, own: tuple[int, ...] = ()) -> LogLine:
    return parse_log_line(text, accounts=INDEX, now=now, own=own)


def refuse(text: str, *, now: datetime = WEDNESDAY) -> LogLineError:
    with pytest.raises(LogLineError) as caught:
        read(text, now=now)
    return caught.value


def find(name: str) -> NamedAccount:
    return next(account for account in ACCOUNTS if account.name == name)


# 1. the kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("mail Acme", Kind.MESSAGE),
        ("appje gestuurd naar Acme", Kind.MESSAGE),
        ("LinkedIn bericht Acme", Kind.MESSAGE),
        ("dm acme", Kind.MESSAGE),
        ("brief aan acme", Kind.MESSAGE),
        ("e-mailke naar acme", Kind.MESSAGE),
        ("texted acme", Kind.MESSAGE),
        ("aan de lijn gehad met acme", Kind.CALL),
        ("acme belde mij", Kind.CALL),
        ("teams-overleg met acme", Kind.CALL),
        ("online meeting with acme", Kind.CALL),
        ("telefonische afspraak met acme", Kind.CALL),
        ("gsm naar acme", Kind.CALL),
        ("gebledt met acme", Kind.CALL),
        ("langs geweest bij acme", Kind.VISIT),
        ("afspraak ter plaatse bij acme", Kind.VISIT),
        ("on-site meeting acme", Kind.VISIT),
        ("stopped by acme", Kind.VISIT),
        ("bezcoh acme", Kind.VISIT),
        ("kennismakingsbezoek acme", Kind.VISIT),
    ],
)
def test_kind_is_told_by_words_for_it(text: str, kind: Kind) -> None:
    assert read(text).kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "gebeld met acme, vrijdag mail ik de offerte",
        "gebeld met acme vrijdag bezoeken",
        "called acme, wants a visit",
        "afspraak 26-3 9.30, gebeld met acme",
    ],
)
def test_kind_is_never_that_of_a_later_action(text: str) -> None:
    assert read(text).kind is Kind.CALL


@pytest.mark.parametrize("word", ["lunch", "borrel", "gegeten bij", "golf met", "gesproken met", "demo"])
def test_an_activity_of_no_kind_is_refused_by_name(word: str) -> None:
    error = refuse(f"{word} Acme")
    assert isinstance(error, KindUnknown)
    assert error.word == word.split(maxsplit=1)[0]


def test_a_bare_account_is_told_that_the_kind_is_missing() -> None:
    error = refuse("Acme Nederland")
    assert isinstance(error, KindMissing)
    assert error.account == find("Acme Nederland")


def test_a_plan_alone_is_no_activity() -> None:
    assert isinstance(refuse("vrijdag Acme terugbellen"), KindMissing)


def test_a_visit_that_was_called_off_is_no_visit() -> None:
    assert isinstance(refuse("bezoek acme afgezegd"), KindMissing)


# 2. the account


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("de vries en zn", "De Vries & Zn."),
        ("DE VRIES & ZONEN", "De Vries & Zn."),
        ("creme de la creme", "Crème de la Crème Patisserie"),
        ("oconnor benelux", "O'Connor Benelux"),
        ("o'connor", "O'Connor Benelux"),
        ("van den berg bouw", "Van den Berg Bouw BV"),
        ("vd berg bouw", "Van den Berg Bouw BV"),
        ("jansen metal", "Jansen Metaal"),
        ("jansn metaal", "Jansen Metaal"),
        ("metaal jansen", "Jansen Metaal"),
        ("hoekstra hijs", "Hoekstra Hijskranen"),
        ("acme", "Acme"),
        ("acme ned", "Acme Nederland"),
        ("247 beveiliging", "24/7 Beveiliging"),
        ("'jansen metaal'", "Jansen Metaal"),
    ],
)
def test_account_is_found_however_its_name_is_typed(typed: str, name: str) -> None:
    assert read(f"gebeld met {typed}, prijs besproken").account == find(name)


def test_names_that_fit_equally_well_are_offered() -> None:
    error = refuse("gebeld met hoekstra, prijs besproken")
    assert isinstance(error, AccountAmbiguous)
    assert error.typed == "hoekstra"
    assert {account.name for account in error.candidates} == {"Hoekstra Hijskranen", "Hoekstra & Bakker Accountants"}


def test_own_account_decides_between_equal_fits() -> None:
    own = find("Hoekstra Hijskranen")
    assert read("gebeld met hoekstra", own=(own.id,)).account == own


def test_own_account_never_beats_a_better_fit() -> None:
    assert read("gebeld met acme", own=(find("Acme Nederland").id,)).account == find("Acme")


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("gebeld met Zonnebloem BV, offerte besproken", "Zonnebloem BV"),
        ("Gisteren gebeld met Over Morgen Advies over de prijs", "Over Morgen Advies"),
        ("bezoek 'Smit & Partners', leuk gesprek", "Smit & Partners"),
        ('called "Next Level" next: friday', "Next Level"),
        ("zonnebloem gebeld", "zonnebloem"),
        ("mail naar Pietersen Groep vrijdag terugbellen", "Pietersen Groep"),
        ("visited globex corporation, follow up tuesday", "globex corporation"),
        ("gebeld met Colruyt, voicemail", "Colruyt"),
        ("called Aldi, voicemail", "Aldi"),
        ("gesproken met Aveve via Piet Maes, afspraak vrijdag 11u", "Aveve"),
        ("called Tom at Seaview Catering", "Seaview Catering"),
        ("bezoek Van Keller", "Van Keller"),
        ("gebeld met Tom bij Zeezicht Catering", "Zeezicht Catering"),
    ],
)
def test_an_unknown_name_is_cut_out_clean(text: str, typed: str) -> None:
    error = refuse(text)
    assert isinstance(error, AccountUnknown)
    assert error.typed == typed


def test_an_unknown_name_comes_with_the_nearest_ones() -> None:
    error = refuse("gebeld met jansen bouw, offerte")
    assert isinstance(error, AccountUnknown)
    assert [account.name for account in error.candidates] == ["Jansen Metaal"]


def test_a_kind_alone_is_told_that_the_account_is_missing() -> None:
    assert isinstance(refuse("gebeld, geen gehoor"), AccountMissing)


@pytest.mark.parametrize("text", ["gebeld met hoekstra, prijs besproken, vrijdag 10u terugbellen"])
def test_the_chosen_candidate_reads_the_rest_the_same(text: str) -> None:
    chosen = ChosenAccount("hoekstra", find("Hoekstra Hijskranen"))
    line = parse_log_line(text, accounts=INDEX, now=WEDNESDAY, chosen=chosen)
    assert line.account == chosen.account
    assert line.next_step == NextStep(date(2026, 3, 20), time(10))
    assert line.note == "prijs besproken"


def test_words_of_a_chosen_new_name_are_not_read() -> None:
    text = 'gebeld met "Volgende Week Mail", offerte'
    typed = "Volgende Week Mail"
    error = refuse(text)
    assert isinstance(error, AccountUnknown)
    assert error.typed == typed
    chosen = ChosenAccount(typed, NamedAccount(99, typed))
    line = parse_log_line(text, accounts=INDEX, now=WEDNESDAY, chosen=chosen)
    assert (line.kind, line.account, line.note) == (Kind.CALL, chosen.account, "offerte")


# 3. words inside a name


@pytest.mark.parametrize("name", NAMES)
def test_words_inside_a_name_are_never_read(name: str) -> None:
    line = read(f"maandag gebeld met {name}, prijs besproken, volgende stap vrijdag 14:00")
    assert line == LogLine(
        kind=Kind.CALL,
        account=find(name),
        count=1,
        day=date(2026, 3, 16),
        next_step=NextStep(date(2026, 3, 20), time(14)),
        note="prijs besproken",
    )


# 4. the count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("5 mails", 5),
        ("vijf mailtjes gestuurd", 5),
        ("acme 2x gebeld", 2),
        ("3 keer gebeld met acme", 3),
        ("called acme twice", 2),
        ("200 mails", 200),
        ("12 koude calls", 12),
        ("called 8 prospects", 8),
        ("mails: 6", 6),
        ("gebeld met acme", 1),
        ("gebeld met acme, 14 stuks besteld", 1),
        ("bezoek acme, 3 rooms", 1),
    ],
)
def test_count_is_the_number_with_the_activity(text: str, count: int) -> None:
    assert read(text).count == count


def test_a_counted_line_needs_no_account() -> None:
    assert read("3 bezoeken").account is None


@pytest.mark.parametrize(
    "text",
    [
        "0 bezoeken",
        "-2 mails",
        "1,5 visits",
        "300 mails",
        "201 calls acme",
        "1.000 mails",
        "een paar mails",
        "geen calls",
    ],
)
def test_a_count_that_cannot_be_is_refused(text: str) -> None:
    assert isinstance(refuse(text), CountInvalid)


# 5. the day it happened


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("acme gebeld", date(2026, 3, 18)),
        ("gisteren acme gebeld", date(2026, 3, 17)),
        ("eergisteren acme gebeld", date(2026, 3, 16)),
        ("5 dagen geleden acme gebeld", date(2026, 3, 13)),
        ("een week geleden acme gebeld", date(2026, 3, 11)),
        ("called acme two weeks ago", date(2026, 3, 4)),
        ("woensdag acme gebeld", date(2026, 3, 11)),
        ("maandag acme gebeld", date(2026, 3, 16)),
        ("afgelopen donderdag acme gebeld", date(2026, 3, 12)),
        ("called acme last friday", date(2026, 3, 13)),
        ("vorige week dinsdag acme gebeld", date(2026, 3, 10)),
        ("4 maart bezoek acme", date(2026, 3, 4)),
        ("20 december acme gebeld", date(2025, 12, 20)),
        ("visited acme 5/3", date(2026, 3, 5)),
        ("12 maart: bezoek acme", date(2026, 3, 12)),
    ],
)
def test_day_it_happened_lies_in_the_past(text: str, day: date) -> None:
    assert read(text).day == day


# 6 and 7. the next step


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("vrijdag terugbellen", date(2026, 3, 20)),
        ("woensdag terugbellen", date(2026, 3, 25)),
        ("a.s. vrijdag bel ik na", date(2026, 3, 20)),
        ("next: thursday", date(2026, 3, 19)),
        ("follow up next friday", date(2026, 3, 20)),
        ("vrijdag over een week proefdraaien", date(2026, 3, 27)),
        ("volgende week dinsdag demo", date(2026, 3, 24)),
        ("follow up thursday next week", date(2026, 3, 26)),
        ("wk 14 terugbellen", date(2026, 3, 30)),
        ("dinsdag wk 14 terugbellen", date(2026, 3, 31)),
        ("over 3 dagen terugbellen", date(2026, 3, 21)),
        ("over vier weken terug", date(2026, 4, 15)),
        ("over een maand evalueren", date(2026, 4, 18)),
        ("call again in 10 days", date(2026, 3, 28)),
        ("terugbellen 11 januari", date(2027, 1, 11)),
        ("18 maart terugbellen", date(2026, 3, 18)),
        ("de 24e terugbellen", date(2026, 3, 24)),
        ("de 2e terugbellen", date(2026, 4, 2)),
        ("follow up 4/5", date(2026, 5, 4)),
        ("uiterlijk 20-03 offerte mailen", date(2026, 3, 20)),
        ("morgen terugbellen", date(2026, 3, 19)),
    ],
)
def test_next_step_is_the_first_such_day_to_come(text: str, day: date) -> None:
    assert read(f"gebeld met acme, {text}").next_step == NextStep(day)


def test_31_january_in_a_month_is_the_last_day_of_february() -> None:
    now = datetime(2027, 1, 31, 9, 0, tzinfo=AMSTERDAM)
    assert read("gebeld met acme, over een maand terugbellen", now=now).next_step == NextStep(date(2027, 2, 28))


def test_leap_day_is_a_day_in_a_leap_year() -> None:
    now = datetime(2028, 2, 10, 9, 0, tzinfo=AMSTERDAM)
    assert read("gebeld met acme, 29 februari terugbellen", now=now).next_step == NextStep(date(2028, 2, 29))


# 8. times


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("10u", time(10)),
        ("10 uur", time(10)),
        ("11h", time(11)),
        ("9.30", time(9, 30)),
        ("8u30", time(8, 30)),
        ("14:00", time(14)),
        ("2pm", time(14)),
        ("9 am", time(9)),
        ("half 4", time(15, 30)),
        ("half drie", time(14, 30)),
        ("kwart over 9", time(9, 15)),
        ("kwart voor 9", time(8, 45)),
        ("tien voor half elf", time(10, 20)),
        ("om 3", time(15)),
        ("3 uur", time(15)),
        ("6:15am", time(6, 15)),
        ("half past 3", time(15, 30)),
        ("at noon", time(12)),
    ],
)
def test_time_is_read_as_it_is_said(typed: str, at: time) -> None:
    assert read(f"gebeld met acme, vrijdag {typed} terugbellen").next_step == NextStep(date(2026, 3, 20), at)


@pytest.mark.parametrize("part", ["ochtend", "middag", "vm"])
def test_a_part_of_the_day_gives_no_time(part: str) -> None:
    assert read(f"gebeld met acme, vrijdag {part} terugbellen").next_step == NextStep(date(2026, 3, 20))


def test_a_time_that_summer_time_skips_does_not_exist() -> None:
    assert isinstance(refuse("gebeld met acme, zondag 29 maart 2:30am bellen"), NoSuchTime)


# 9 and 10. next step or fact


@pytest.mark.parametrize(
    "text",
    [
        "zij bellen maandag terug",
        "ze beslissen maandag",
        "they sign on monday",
        "maandag offerte brengen",
        "demo maandag",
    ],
)
def test_a_dated_action_to_come_is_a_next_step(text: str) -> None:
    assert read(f"gebeld met acme, {text}").next_step == NextStep(date(2026, 3, 23))


@pytest.mark.parametrize(
    "text",
    [
        "contract loopt tot 1 juni",
        "polis gaat in per 1 april",
        "werkt niet op vrijdag",
        "nieuwe directeur per 1 mei",
        "vakantie tot 12 april",
        "aanbesteding sloot 10 maart dus te laat",
        "closed until 6 april",
        "ze hebben gisteren getekend",
        "volgende week terugbellen",
        "na de zomer terugkomen",
        "eind maart terugbellen",
        "maandag of dinsdag terugbellen",
    ],
)
def test_a_fact_or_a_vague_time_stays_in_the_note(text: str) -> None:
    line = read(f"gebeld met acme, {text}")
    assert (line.day, line.next_step, line.note) == (date(2026, 3, 18), None, text)


# 11. refusals


@pytest.mark.parametrize("text", ["", "   ", "!!! ...", "\u202e\u200b", "👍"])
def test_nothing_readable_is_said_so(text: str) -> None:
    assert isinstance(refuse(text), NothingReadable)


def test_what_is_still_to_come_has_not_happened() -> None:
    error = refuse("morgen gebeld met acme")
    assert isinstance(error, ActivityInFuture)
    assert error.day == date(2026, 3, 19)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("terugbellen 10-3-2026", date(2026, 3, 10)),
        ("volgende stap gisteren", date(2026, 3, 17)),
        ("terugbellen vandaag 9:00", date(2026, 3, 18)),
        ("volgende stap dinsdag 10 maart", date(2026, 3, 10)),
    ],
)
def test_a_next_step_that_has_passed_is_refused(text: str, day: date) -> None:
    error = refuse(f"gebeld met acme, {text}")
    assert isinstance(error, NextStepPassed)
    assert error.day == day


@pytest.mark.parametrize("typed", ["31 april", "31-4", "30 feb", "29 februari", "wk 60", "vrijdag 26 maart"])
def test_a_day_that_is_in_no_calendar_is_refused(typed: str) -> None:
    error = refuse(f"gebeld met acme, terugbellen {typed}")
    assert isinstance(error, NoSuchDay)
    assert error.typed == typed


@pytest.mark.parametrize("typed", ["25:00", "9.75 uur", "24:30", "14pm"])
def test_a_time_that_is_on_no_clock_is_refused(typed: str) -> None:
    error = refuse(f"gebeld met acme, vrijdag {typed} terugbellen")
    assert isinstance(error, NoSuchTime)
    assert error.typed == typed


# the note


def test_note_keeps_its_spelling() -> None:
    assert read("Gebeld met Acme. Offerte (v2) besproken! Prijs € 4.500,50 OK.").note == (
        "Offerte (v2) besproken! Prijs € 4.500,50 OK."
    )


def test_invisible_characters_are_gone_from_the_note() -> None:
    assert read("gebeld met ac\u200bme, prijs\u202e ok\x07").note == "prijs ok"


def test_a_long_note_is_cut_and_said_to_be() -> None:
    line = read(f"gebeld met acme, {'lang verhaal ' * 400}")
    assert (len(line.note) <= 3_000, line.note_was_cut) == (True, True)


def test_a_short_note_is_not_said_to_be_cut() -> None:
    assert read("gebeld met acme, kort verhaal").note_was_cut is False
