"""Lines that tell of no contact, beside lines that look like them and do (K8)."""

from contextlib import suppress
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.errors import (
    AccountMissing,
    AccountUnknown,
    ActivityInFuture,
    ContactNotMade,
    KindMissing,
    KindUnknown,
)
from bot.domain.log.log_line import parse_log_lines
from bot.domain.log.log_line.line import split_line
from bot.domain.log.log_line.stance import NoContact, Stance, cut_denial, cut_reminder, find_stance

NOW = datetime(2026, 3, 18, 10, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
DUNMORE = NamedAccount(2, "Dunmore Foods")
ACCOUNTS = AccountIndex([NamedAccount(1, "Acme"), DUNMORE, NamedAccount(3, "Jansen Bouw")])

DENIED = (
    "er niet in geslaagd Acme te bezoeken",
    "never got round to emailing Dunmore",
    "no luck visiting Dunmore today",
    "ran out of time, didn't visit Dunmore",
    "te druk gehad, Acme niet gebeld",
    "nog geen mail gestuurd naar Acme",
    "'k heb Acme nie gebeld",
    "didn't call Dunmore",
    "not able to visit Dunmore today",
    "won't be visiting Dunmore",
    "I haven't called Dunmore yet",
    "niet bij Acme geraakt",
    "Acme nog niet gebeld",
    "nog niet bij Acme langs geweest",
    "did not call Dunmore",
    "couldn't visit Dunmore",
    "couldn't make it to Dunmore today",
    "didn't make it to Dunmore",
    "didn't get to Dunmore yesterday",
    "didn't get round to calling Dunmore",
    "no time to call Dunmore",
    "forgot to call Dunmore",
    "vergeten Acme te bellen",
    "geen tijd gehad om Acme te bellen",
    "geen tijd voor bezoek Acme",
    "kon Acme niet bezoeken",
    "kon niet langsgaan bij Acme",
    "nie bij Acme geraakt",
    "Acme nie gebeld",
    "'t is niet gelukt om Acme te bellen",
    "niet gelukt Acme te bellen",
    "Acme niet gebeld vandaag",
    "heb Acme niet gemaild",
    "ik ben niet bij Acme geweest",
    "bezoek Acme niet gelukt",
    "bezoek Acme niet gedaan",
    "no visit to Dunmore today",
    "geen bezoek bij Acme",
    "never called Dunmore",
    "not called Dunmore yet",
    "I couldn't call Dunmore",
    "Dunmore didn't call back",
    "didn't email Dunmore",
    "haven't been able to visit Dunmore",
    "unable to visit Dunmore",
    "failed to call Dunmore",
    "skipped the visit to Dunmore",
    "ben niet tot bij Acme geraakt vandaag",
    "we zijn niet bij Acme langsgeraakt",
    "niet aan Acme bellen toegekomen",
    "Acme heeft niet teruggebeld",
    "haven't visited Dunmore",
    "didn't see Dunmore today",
    "didn't speak to Dunmore",
    "I was not able to call Dunmore",
    "I wasn't at Dunmore today",
    "ik ga Acme niet bezoeken",
    "will not be calling Dunmore",
    "not going to visit Dunmore",
    "niet bij Vandamme geraakt",
    "didn't call Dunmore, call them friday",
    "Acme niet gebeld, vrijdag bellen",
    "ben nie bij Acme binnen geraakt",
    "nog ni gebeld naar Acme",
    "Acme niet kunnen bellen",
    "ben er niet toe gekomen Acme te bellen",
    "Acme vandaag niet bezocht",
)
CALLED_OFF = (
    "Dunmore cancelled the meeting",
    "Dunmore called off the meeting",
    "cancel the Dunmore meeting",
    "cancel the Dunmore visit",
    "visit to Dunmore is off",
    "delete the call to Dunmore",
    "remove today's call to Dunmore",
    "move the Dunmore appointment to friday",
    "scrap yesterday's call",
    "scrap the call",
    "bezoek Acme afgezegd",
    "haal het bezoek van gisteren weg",
    "Dunmore cancelled",
    "Acme heeft afgezegd",
    "afspraak Acme gaat niet door",
    "afspraak met Acme ging niet door",
    "bezoek Acme verzet naar vrijdag",
    "verzet de afspraak met Acme naar vrijdag",
    "afspraak Acme verplaatsen naar dinsdag",
    "afspraak Acme is verplaatst naar dinsdag",
    "visit to Dunmore didn't happen",
    "Dunmore meeting fell through",
    "Dunmore visit was called off",
    "call off the Dunmore visit",
    "called off the Dunmore visit",
    "annuleer de afspraak met Acme",
    "verwijder het telefoontje met Acme",
    "wis bezoek Acme",
    "please cancel my meeting with Dunmore",
    "can you delete yesterday's call with Dunmore",
    "zeg de afspraak met Acme af",
    "stel bezoek Acme uit",
    "reschedule Dunmore visit to friday",
    "take out the call with Dunmore",
    "Dunmore visit cancelled",
    "Dunmore visit postponed to next week",
    "Dunmore meeting moved to friday",
    "move Dunmore to friday",
    "bezoek Acme geannuleerd",
    "meeting with Dunmore is cancelled",
    "de afspraak van donderdag met Acme is afgezegd",
    "verwijder het bezoek van vandaag",
    "remove the visit to Dunmore",
    "undo the call to Dunmore",
    "maak het bezoek aan Acme ongedaan",
    "schrap bezoek Acme",
    "bezoek Acme kan weg",
)
REMINDERS = (
    "remember to call Dunmore friday",
    "denk eraan Acme te bellen vrijdag",
    "remind me to call Dunmore on friday",
    "remind me to ring Dunmore in 2 weeks",
    "herinner me eraan Acme vrijdag te bellen",
    "niet vergeten: Acme bellen vrijdag",
    "vergeet niet Acme te bellen morgen",
    "don't forget to call Dunmore friday",
    "don't forget: visit Dunmore thursday 3pm",
    "Acme bellen vrijdag niet vergeten",
    "reminder: call Dunmore monday",
    "laat me niet vergeten Acme te mailen",
    "can you remind me to email Dunmore tomorrow at 9",
    "kan je me eraan herinneren Acme vrijdag te bellen",
    "remind me friday to send Dunmore the quote",
    "herinner mij vrijdag aan Acme",
    "nie vergeten Acme bellen maandag",
)
UNWANTED = (
    "don't call Dunmore any more",
    "don't contact Dunmore any more",
    "Acme niet meer contacteren",
    "Acme niet meer bellen",
    "niet meer bellen naar Acme",
    "stop calling Dunmore",
    "never call Dunmore again",
    "do not contact Dunmore",
    "don't call Dunmore",
    "Acme wil niet meer gebeld worden",
    "Acme wil geen contact meer",
    "Dunmore doesn't want to be called any more",
    "Dunmore does not want to be contacted anymore",
    "bel Acme niet meer",
    "we gaan Acme niet meer bellen",
    "Acme niet meer benaderen",
    "Acme niet contacteren",
    "no more calls to Dunmore",
    "no longer contact Dunmore",
    "Acme ni meer bellen",
)
# What happened all the same, attempts, corrections, and what concerns no contact.
NO_DENIAL = (
    "geloof het of niet, Acme gebeld",
    "believe it or not called Dunmore",
    "visit Dunmore order cancelled",
    "bezoek Acme bestelling geannuleerd",
    "bezoek Acme verzet tegen prijsverhoging",
    "sent Dunmore the quote, don't forget the samples",
    "bezoek Acme nog niet beslist",
    "bezoek Acme niet meer geïnteresseerd",
    "call Dunmore, not interested any more",
    "called Dunmore, he will cancel the contract",
    "gebeld met Acme, bestelling geannuleerd",
    "Ni Dhomhnaill emailed",
    "didn't get through to Dunmore, left voicemail",
    "didn't get through to Dunmore",
    "Acme niet bereikt",
    "niet bereikt",
    "called, they won't be visiting the fair",
    "belde niet terug dus gemaild",
    "called Dunmore, they won't be visiting the fair",
    "called Dunmore they won't be visiting the fair",
    "emailed Dunmore that I won't be visiting friday",
    "didn't call Dunmore but emailed",
    "Acme niet gebeld, wel gemaild",
    "gebeld met Acme, niet opgenomen",
    "Acme gebeld, geen gehoor",
    "called Dunmore, no answer",
    "called Dunmore, no need to visit",
    "couldn't reach Dunmore",
    "kreeg Acme niet te pakken",
    "Acme niet aan de lijn gekregen",
    "visit Dunmore, not convinced",
    "visit Dunmore no meeting with Sue",
    "bezoek Acme, Jan was niet aanwezig",
    "bezoek Acme, ze willen de afspraak van vrijdag verzetten",
    "gebeld met Acme, bezoek vrijdag afgezegd",
    "called Dunmore to cancel the visit",
    "called Dunmore, cancelled the visit",
    "Acme gebeld en bezoek verplaatst naar vrijdag",
    "called Dunmore, remind me to ring friday",
    "gebeld met Acme, niet vergeten offerte te sturen",
    "gebeld met Acme, vergeten te loggen",
    "forgot to log: called Dunmore yesterday",
    "vergeten te loggen: bezoek Acme gisteren",
    "vergeten bezoek Acme van dinsdag",
    "not only called Dunmore but emailed too",
    "niet alleen gebeld met Acme maar ook gemaild",
    "not a call but a visit",
    "nee, geen call maar bezoek",
    "2 calls, no visits",
    "2 calls no visits",
    "geen bezoek maar gebeld met Acme",
    "called Dunmore, they don't want to be called any more",
    "bezoek Acme, nog niet getekend",
    "bezoek Acme offerte nog niet gemaakt",
    "visit Dunmore, haven't called Sue yet",
    "mail Acme, nog niet gebeld",
    "Acme gebeld, wil niet meer gebeld worden",
    "Dunmore visit today, didn't see Tom",
    "move Dunmore to quote",
    "delete Dunmore",
    "cancelled visit Dunmore by phone",
    "2 visits, 1 cancelled",
    "visit cancelled, called Dunmore instead",
    "Flexkracht noord wilde niet dat ik langs kwam, dus gebeld",
    "called 4 people, nobody picked up",
    "no, called Dunmore",
    "visit Dunmore not bad",
    "niet opgenomen Acme",
    "Acme nam niet op",
    "geprobeerd te bellen naar Acme, niet gelukt",
    "tried to call Dunmore, no luck",
    "tried calling Dunmore, couldn't get through",
    "called Dunmore, didn't get to speak to Sue",
    "bezoek Acme, niet vergeten offerte sturen vrijdag",
    "stopped by Dunmore",
    "I don't see how this works",
    "Acme gebeld, Jan zit niet aan de telefoon graag",
    "doesn't see why he'd change, Dunmore",
)
READ_OTHERWISE = (AccountMissing, AccountUnknown, ActivityInFuture, KindMissing, KindUnknown)
STANCES = {
    **dict.fromkeys(DENIED, Stance.DENIED),
    **dict.fromkeys(CALLED_OFF, Stance.CALLED_OFF),
    **dict.fromkeys(REMINDERS, Stance.REMINDER),
    **dict.fromkeys(UNWANTED, Stance.UNWANTED),
}


def judge(text: str) -> NoContact | None:
    return find_stance(split_line(text), ACCOUNTS, NOW.date())


@pytest.mark.parametrize(("text", "stance"), STANCES.items())
def test_k8_a_line_that_tells_of_no_contact_is_seen_for_what_it_is(text: str, stance: Stance) -> None:
    told = judge(text)
    assert told is not None
    assert told.stance is stance


@pytest.mark.parametrize("text", NO_DENIAL)
def test_k8_a_denial_of_something_else_denies_no_contact(text: str) -> None:
    assert judge(text) is None


@pytest.mark.parametrize("text", STANCES)
def test_k8_what_happened_before_it_in_the_same_line_happened(text: str) -> None:
    assert judge(f"gebeld met Jansen Bouw, {text}") is None


@pytest.mark.parametrize("text", STANCES)
@pytest.mark.parametrize("change", [str.upper, str.lower, lambda text: f"{text}!", lambda text: f" {text} "])
def test_k8_its_letters_and_marks_do_not_matter(text: str, change: object) -> None:
    assert callable(change)
    told, said = judge(change(text)), judge(text)
    assert (told and told.stance) == (said and said.stance)


@pytest.mark.parametrize("text", STANCES)
def test_k8_it_is_stored_as_no_contact(text: str) -> None:
    with pytest.raises(ContactNotMade):
        parse_log_lines(text, accounts=ACCOUNTS, now=NOW)


@pytest.mark.parametrize("text", NO_DENIAL)
def test_k8_what_denies_something_else_is_read_as_before(text: str) -> None:
    with suppress(*READ_OTHERWISE):
        parse_log_lines(text, accounts=ACCOUNTS, now=NOW)


def test_an_order_names_the_account_and_the_days_that_it_is_about() -> None:
    told = judge("move the Dunmore appointment to friday")
    assert told is not None
    assert (told.account, told.coming, told.is_order, told.removes) == (DUNMORE, date(2026, 3, 20), True, False)
    told = judge("scrap yesterday's call with Dunmore")
    assert told is not None
    assert (told.account, told.past, told.is_order, told.removes) == (DUNMORE, date(2026, 3, 17), True, True)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("remind me to call Dunmore on friday", "call Dunmore on friday"),
        ("can you remind me to email Dunmore", "email Dunmore"),
        ("herinner me eraan Acme vrijdag te bellen", "Acme vrijdag te bellen"),
        ("niet vergeten: Acme bellen vrijdag", "Acme bellen vrijdag"),
        ("Acme bellen vrijdag niet vergeten!", "Acme bellen vrijdag"),
        ("niet vergeten", "niet vergeten"),
        ("bezoek Acme", "bezoek Acme"),
    ],
)
def test_the_words_that_ask_for_a_reminder_are_cut(text: str, rest: str) -> None:
    assert cut_reminder(text) == rest


@pytest.mark.parametrize(
    ("note", "rest"),
    [
        ("won't be", ""),
        ("didn't, they were closed", "they were closed"),
        ("nog niet, ziek", "ziek"),
        ("offerte niet gelezen", "offerte niet gelezen"),
        ("", ""),
    ],
)
def test_a_step_keeps_no_word_that_only_denied(note: str, rest: str) -> None:
    assert cut_denial(note) == rest


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("didn't call Dunmore but emailed", ["message"]),
        ("Acme niet gebeld, wel gemaild", ["message"]),
        ("Acme gemaild, nog niet gebeld", ["message"]),
        ("visited Acme, didn't call Dunmore", ["visit"]),
        ("gebeld met Acme, Dunmore niet gebeld", ["call"]),
        ("didn't get through to Dunmore, left voicemail", ["call"]),
        ("Acme niet bereikt", ["call"]),
        ("belde niet terug dus Acme gemaild", ["message"]),
        ("called Dunmore, they won't be visiting the fair", ["call"]),
    ],
)
def test_k8_of_several_only_what_took_place_is_stored(text: str, kinds: list[str]) -> None:
    assert [str(line.kind) for line in parse_log_lines(text, accounts=ACCOUNTS, now=NOW)] == kinds
