"""The activity words in a line, and the activity that took place."""

from bot.domain.log.activity import Kind
from bot.domain.log.log_line.kind_words import WordForm
from bot.domain.log.log_line.kinds import Activity, find_activities, widen_activity
from bot.domain.log.log_line.line import Line, TokenUse, number_segments
from tests.bot.domain.log.log_line.lines import choose, line_of, span_of, take_days


def list_words(text: str, account: str = "") -> list[tuple[str, Kind | None]]:
    line = line_of(text, account=account)
    found = find_activities(line, number_segments(line))
    return [(line.slice(each.start, each.end), each.kind) for each in found]


def choose_in(text: str, account: str = "Acme") -> tuple[Line, Activity | None, list[Activity]]:
    line = line_of(text, account=account)
    segments = number_segments(line)
    days = take_days(line)
    found = find_activities(line, segments)
    return line, choose(line, found, days, account=span_of(line, account) if account else None), found


def read(text: str, account: str = "Acme") -> tuple[str, Kind | None] | None:
    line, activity, _ = choose_in(text, account)
    return None if activity is None else (line.slice(activity.start, activity.end), activity.kind)


def test_every_activity_word_is_found_in_order_and_a_phrase_as_one() -> None:
    expected = {
        "gebeld met Acme, morgen mailen": [("gebeld", Kind.CALL), ("mailen", Kind.MESSAGE)],
        "Aan de lijn gehad": [("Aan de lijn", Kind.CALL)],
        "langs geweest bij Acme": [("langs geweest", Kind.VISIT)],
        "lunch met Acme": [("lunch", None)],
        "prijs besproken": [],
    }
    assert {text: list_words(text) for text in expected} == expected


def test_words_inside_the_account_name_are_no_activity() -> None:
    assert list_words("gebeld met Mail & Bel Groep", account="Mail & Bel Groep") == [("gebeld", Kind.CALL)]
    assert list_words("stopped by Acme", account="by Acme") == [("stopped by", Kind.VISIT)]


def test_a_channel_decides_what_kind_a_meeting_was() -> None:
    expected = {
        "teams meeting met Acme": Kind.CALL,
        "meeting met Acme via Zoom": Kind.CALL,
        "telefonisch overleg met Acme": Kind.CALL,
        "gesprek op locatie bij Acme": Kind.VISIT,
        "meeting met Acme": Kind.VISIT,
        "afspraak bij Acme": Kind.VISIT,
        "video visit Acme": Kind.CALL,
        "gesprek met Acme": None,
    }
    found = {text: choose_in(text)[1] for text in expected}
    assert {text: activity and activity.kind for text, activity in found.items()} == expected


def test_what_happened_wins_over_what_is_only_named_or_still_to_come() -> None:
    expected = {
        "gebeld met Acme, wil een mail": ("gebeld", Kind.CALL),
        "mail van Acme, vrijdag bellen": ("mail", Kind.MESSAGE),
        "vrijdag bezoek, gebeld met Acme": ("gebeld", Kind.CALL),
        "Acme gebeld, bezoek gepland": ("gebeld", Kind.CALL),
        "mail verstuurd naar Acme": ("mail", Kind.MESSAGE),
        "offerte verstuurd naar Acme": ("verstuurd", Kind.MESSAGE),
        "bezoek Acme afgezegd, gebeld": ("gebeld", Kind.CALL),
        "bellen met Acme": ("bellen", Kind.CALL),
        "gisteren bellen met Acme": ("bellen", Kind.CALL),
    }
    assert {text: read(text) for text in expected} == expected


def test_what_is_denied_called_off_or_still_to_come_took_not_place() -> None:
    texts = (
        "Acme terugbellen",
        "vrijdag Acme bellen",
        "morgen bellen met Acme",
        "moet Acme bellen",
        "nog bellen Acme",
        "bezoek gepland bij Acme",
        "bezoek Acme afgezegd",
        "niet gebeld met Acme",
        "never called Acme",
        "visit cancelled by Acme",
        "lunch met Acme",
        "Acme",
    )
    assert {text: read(text) for text in texts} == dict.fromkeys(texts)


def test_of_two_equal_words_the_one_beside_the_account_is_the_activity() -> None:
    assert read("mail, telefoontje met Acme") == ("telefoontje", Kind.CALL)
    assert read("telefoontje, mail naar Acme") == ("mail", Kind.MESSAGE)
    assert read("mail, telefoontje", account="") == ("mail", Kind.MESSAGE)


def test_an_activity_takes_along_the_words_that_only_say_it_took_place() -> None:
    expected = {
        "ik heb even gebeld met Acme": "ik heb even gebeld",
        "telefoontje gehad met Acme": "telefoontje gehad",
        "prijs besproken, gebeld": "gebeld",
        "belangrijke klant gebeld": "gebeld",
        "gebeld, gehad": "gebeld",
    }
    found = {}
    for text in expected:
        line, activity, activities = choose_in(text, account="Acme" if "Acme" in text else "")
        assert activity is not None
        line.take(activity.start, activity.end, TokenUse.KIND)
        found[text] = line.slice(*widen_activity(line, activity, activities))
    assert found == expected


def test_an_activity_word_tells_its_form() -> None:
    expected = {
        "gebeld": WordForm.DONE,
        "visit": WordForm.NAMED,
        "mailen": WordForm.DOING,
        "terugbellen": WordForm.AGAIN,
        "lunch": WordForm.OTHER,
    }
    found = {text: find_activities(line_of(text), [0]) for text in expected}
    assert {text: [each.form for each in activities] for text, activities in found.items()} == {
        text: [form] for text, form in expected.items()
    }
