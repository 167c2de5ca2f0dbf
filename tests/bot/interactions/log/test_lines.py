"""Log lines as a rep in a hurry types them, and the bot's replies."""

from tests.conftest import StillClock, Talk


async def test_a_visit_is_stored_and_the_answer_asks_for_the_next_step(talk: Talk) -> None:
    assert await talk.says("visit Acme") == [
        "✓ Bezoek · Acme",
        "Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.",
        "Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 1/1",
    ]
    assert talk.buttons == [
        "Volgende stap",
        "wo 25 mrt",
        "wo 1 apr",
        "Niets afgesproken",
        "Wijzigen",
        "Ongedaan maken",
    ]


async def test_a_line_with_a_note_and_a_next_step_gets_both_back(talk: Talk) -> None:
    assert await talk.says("bezoek Acme, offerte besproken, volgende stap vrijdag 14:00") == [
        "✓ Bezoek · Acme",
        "“offerte besproken”",
        "Volgende stap: vrijdag 20 maart om 14:00",
        "Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 1/1",
    ]
    assert talk.buttons == ["In mijn agenda", "Wijzigen", "Ongedaan maken"]


async def test_a_number_needs_no_account_and_no_next_step(talk: Talk) -> None:
    assert await talk.says("5 mails") == [
        "✓ 5 berichten",
        "Vandaag: berichten 5/5 · telefoontjes 0/2 · bezoeken 0/1",
    ]


async def test_yesterday_counts_for_yesterday(talk: Talk) -> None:
    assert await talk.says('gisteren gebeld met "De Vries & Zn.", terugbellen over 2 weken') == [
        "✓ Telefoontje · De Vries & Zn. · di 17 mrt",
        "Volgende stap: woensdag 1 april",
        "Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 0/1",
    ]


async def test_the_same_request_delivered_again_is_stored_once_and_answered_alike(talk: Talk) -> None:
    first = await talk.says("visit Acme", request="command:1")
    assert await talk.says("visit Acme", request="command:1") == first


async def test_o2_a_full_day_asks_for_one_more(talk: Talk) -> None:
    await talk.says("5 mails")
    await talk.says("2 calls")
    assert await talk.says("1 bezoek") == [
        "✓ Bezoek",
        "Vandaag: berichten 5/5 · telefoontjes 2/2 · bezoeken 1/1",
        "Je ritme voor vandaag staat. Nog eentje, nu je toch op dreef bent?",
    ]


async def test_a_contact_on_the_agreed_day_keeps_the_appointment(talk: Talk, clock: StillClock) -> None:
    await talk.says("gebeld met Jansen Metaal, vrijdag terugbellen")
    clock.move(days=2)
    assert (await talk.says("gebeld met Jansen Metaal"))[1] == "Afspraak van vr 20 mrt nagekomen. Dat merken ze."


async def test_undo_takes_the_last_entry_back_and_a_repeated_undo_takes_no_second_one(talk: Talk) -> None:
    await talk.says("visit Acme")
    await talk.says("5 mails")
    gone = ["Uit je log gehaald: 5 berichten · wo 18 mrt", "Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 1/1"]
    assert await talk.says("ongedaan", request="command:9") == gone
    assert await talk.says("undo", request="command:9") == gone


async def test_undo_opens_the_appointment_that_the_entry_had_kept(talk: Talk, clock: StillClock) -> None:
    await talk.says("gebeld met Jansen Metaal, vrijdag terugbellen")
    clock.move(days=2)
    await talk.says("gebeld met Jansen Metaal")
    await talk.says("undo")
    assert (await talk.says("gebeld met Jansen Metaal"))[1] == "Afspraak van vr 20 mrt nagekomen. Dat merken ze."


async def test_undo_of_an_empty_log_says_so(talk: Talk) -> None:
    assert await talk.says("undo") == ["Er valt niets ongedaan te maken: je log is leeg.", "Je typte: “undo”"]


async def test_the_list_shows_the_latest_first(talk: Talk) -> None:
    await talk.says("visit Acme, koffie gehad")
    await talk.says("5 mails")
    assert await talk.says("list") == [
        "Je laatste regels",
        "wo 18 mrt · 5 berichten",
        "wo 18 mrt · Bezoek · Acme · koffie gehad",
    ]


async def test_an_unknown_account_is_offered_as_new_with_the_line_kept(talk: Talk) -> None:
    assert await talk.says("bezoek Bakkerij Zonnig") == [
        "“Bakkerij Zonnig” ken ik nog niet. Is het een nieuwe?",
        "Je regel is bewaard, je hoeft niets opnieuw te typen: “bezoek Bakkerij Zonnig”",
    ]
    assert talk.buttons == ["Nieuw: «Bakkerij Zonnig»", "Annuleren"]


async def test_two_accounts_that_fit_are_offered_as_buttons(talk: Talk) -> None:
    assert (await talk.says("gebeld van dam"))[0] == "Welke “van dam” bedoel je?"
    assert sorted(talk.buttons[:2]) == ["Koninklijke Van Dam", "Van Dam Logistiek"]


async def test_a_line_that_cannot_be_stored_is_given_back_with_what_is_missing(talk: Talk) -> None:
    assert await talk.says("bezoek") == [
        "Met wie? Zet de naam erbij, of een aantal: /log 5 mails",
        "Je typte: “bezoek”",
        "Voorbeelden zie je met /log help.",
    ]


async def test_what_a_person_typed_is_shown_as_it_was_never_as_markup(talk: Talk) -> None:
    await talk.says("bezoek Acme, zei *vet* <!channel> <@U123> _schuin_ \u202eomgekeerd\u202c")
    note = [span for part in talk.message.parts[1:2] for span in getattr(part, "text", ())]
    assert [(span.text, span.bold, span.italic) for span in note] == [
        ("“zei *vet* <!channel> <@U123> _schuin_ omgekeerd”", False, False)
    ]
