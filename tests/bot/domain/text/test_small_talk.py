"""Small talk is recognised with typos and politeness around it, and a line for the log is never taken for it."""

import json
from pathlib import Path

import pytest

from bot.domain.text.small_talk import Period, SmallTalk, Topic, find_small_talk, strip_greeting

SAID = {
    Topic.GREETING: """
        hoi | Hoi! | hallo | Hallo daar | hello | hi | hey | hi there | Goedemorgen | goeiemorgen! | goeie morgen |
        goede middag | Goedenavond bot | good morning | morning | hallo ritme | hoi hoi | hoi hoe gaat het? |
        hoe gaat het? | how are you? | goeimorgen | halllo | morgen! | dag | hé | hoi 👋 | whats up | ben je daar?
    """,
    Topic.THANKS: """
        bedankt | Bedankt! | bedankt hoor | dank je | dank je wel | dankjewel | dank u wel | thanks | Thanks a lot |
        thank you | thank you very much | thx | tnx | top | Top, bedankt! | top! | super | ok top | oké, bedankt |
        perfect, thanks | great | merci | bednakt | hartstikke bedankt | bedankt voor de hulp | dankje 👍 | prima |
        helder, dank je | nice | thanks bot | bedankt team | jullie zijn top | lekker bezig | 👍 | :+1: | 🙏🏼
    """,
    Topic.FAREWELL: "doei | tot morgen | fijne avond | bye | fijn weekend | goodbye | see you tomorrow | welterusten",
    Topic.LEFT: """
        hoeveel nog? | hoeveel nog | Hoeveel moet ik nog? | hoi, hoeveel moet ik nog vandaag? |
        hoeveel moet ik nog doen | hoeveel heb ik er nog te gaan? | hoeveel mails moet ik nog? |
        hoeveel belletjes nog vandaag | how many left? | how many more do I need today? | how much is left? |
        hoevel nog | hoeveell nog vandaag | zeg, hoeveel nog dan? | wat heb ik nog te gaan? | hoever ben ik? |
        hoe ver ben ik vandaag? | ben ik al klaar? | ben ik er al? | what's left for today? |
        kun je me zeggen hoeveel ik nog moet? |
        hoeveel nog alsjeblieft
    """,
    Topic.WHO: """
        wie vandaag? | Wie vandaag | wie moet ik bellen? | wie moet ik vandaag bellen? | wie zal ik eerst bellen |
        met wie moet ik vandaag contact | wie is er aan de beurt? | who today? | who should I call? |
        who do I need to contact today | hoi wie vandaag? | wie vandag | wie bel ik nu? | wie dan? | wie nog? |
        naar wie moet ik vandaag | moet ik nog iemand bellen? | who's next? | whom should I contact today
    """,
    Topic.TO_DO: """
        wat moet ik doen? | wat moet ik vandaag doen? | wat moet ik nog doen | Wat nu? |
        wat staat er vandaag op de planning? | what should I do? | what should I do today | what do I do now? |
        what now? | plan | mijn plan voor vandaag | hoe ziet mijn dag eruit? | wat moett ik doen | wat moet ik deon? |
        waar begin ik? | en nu? | wat moet ik nog vandaag | what's the plan | to do |
        hallo, kun je me vertellen wat ik vandaag moet doen?
    """,
    Topic.MYSELF: """
        hoe sta ik ervoor? | hoe sta ik er voor | hoe sta ik ervor? | how am I doing? | hey, how am I doing today |
        where do I stand? | mijn stand | wat is de stand? | tussenstand | loop ik achter? | lig ik op schema |
        am I on track? | hoe doe ik het? | hoe ging mijn week? | toon mijn week | laat mijn week zien |
        heb ik vandaag al genoeg gedaan? | kan je me een overzicht geven van vandaag
    """,
    Topic.TEAM: """
        hoe staat het team ervoor? | Hoe staat het team er voor | hoe doet het team het? | hoe staan we ervoor? |
        how is the team doing? | how's the team doing | how are we doing? | hoe staat ons team ervoor vandaag? |
        hoe staat het taem ervoor | hoe gaat het met het team? | team vandaag | hoi, hoe staat het team ervoor dan?
    """,
    Topic.HELP: """
        help | hulp | wat kun je? | wat kan je allemaal? | what can you do? | hoe werkt dit? | how does this work? |
        wie ben je? | kun je me helpen? | hoe log ik?
    """,
}
NO_TALK = """
    bezoek Acme | bedankt Acme per mail | bedankt voor de order per mail Acme | hoi gebeld met Acme | 5 mails |
    thanked Acme by email | top gesprek met Acme | Hallo Sport gebeld | hoi Jansen gemaild | mail Acme |
    bel Acme terug | gebeld, hoeveel kost het | Acme vroeg hoeveel het kost | who cares BV visited |
    team meeting met Acme | bezoek Team Tegels | goeiemorgen mail naar Acme | Acme | bezoek | 3 calls |
    gisteren bij Acme | koffie met Acme | gebeld met Goedemorgen Brood | Acme zei hallo | dank aan Acme gestuurd |
    message to Wie Wat Waar BV | Acme bedankt met een kaartje | mailtje gestuurd om te bedanken | ... | 1 |
    ja | volgende week | Acme wil weten hoeveel nog te leveren | wie weet bezocht | lunch | plan Acme voor vrijdag |
    deal Acme gewonnen | vrij vrijdag | hoeveel nog bij Acme | bezoek morgen | bellen | mails |
    hulp gevraagd aan Acme | Super de Boer bezocht
"""
SAID_BY_TOPIC = [(text.strip(), topic) for topic, texts in SAID.items() for text in texts.split("|")]


@pytest.mark.parametrize(("text", "topic"), SAID_BY_TOPIC)
def test_small_talk_is_recognised_with_typos_and_politeness(text: str, topic: Topic) -> None:
    found = find_small_talk(text)
    assert found is not None
    assert found.topic is topic


@pytest.mark.parametrize("text", [text.strip() for text in NO_TALK.split("|")])
def test_a_line_for_the_log_is_no_small_talk(text: str) -> None:
    assert find_small_talk(text) is None


def test_the_table_has_enough_phrases_of_both_sorts() -> None:
    assert len(set(SAID_BY_TOPIC)) == len(SAID_BY_TOPIC) >= 120


def test_a_question_is_about_today_unless_it_names_a_week_or_a_month() -> None:
    expected = {
        "hoe sta ik ervoor deze week?": SmallTalk(Topic.MYSELF, Period.WEEK),
        "hoe sta ik ervoor deze maand?": SmallTalk(Topic.MYSELF, Period.MONTH),
        "how is the team doing this week": SmallTalk(Topic.TEAM, Period.WEEK),
        "hoe staat het team ervoor?": SmallTalk(Topic.TEAM, Period.TODAY),
    }
    assert {text: find_small_talk(text) for text in expected} == expected


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("hoi, bezoek Acme", "bezoek Acme"),
        ("Goedemorgen! 5 mails", "5 mails"),
        ("goede morgen, gebeld met Acme, offerte besproken", "gebeld met Acme, offerte besproken"),
        ("bezoek Acme, offerte", "bezoek Acme, offerte"),
        ("Hallo Sport, bezoek", "Hallo Sport, bezoek"),
        ("hoi", "hoi"),
        ("hoi,", "hoi,"),
        ("", ""),
    ],
)
def test_a_greeting_before_a_line_is_left_out(text: str, rest: str) -> None:
    assert strip_greeting(text) == rest


def test_a_long_message_is_no_small_talk() -> None:
    assert find_small_talk("hoi " * 41) is None
    assert find_small_talk("hoi " * 17) is None
    assert find_small_talk("") is None


def test_no_example_of_a_log_line_is_small_talk() -> None:
    files = sorted((Path(__file__).parents[3] / "data").glob("*.jsonl"))
    rows = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    lines = [row["text"] for row in rows if "error" not in row.get("expect", {"error": ""})]
    assert len(lines) > 500
    assert [text for text in lines if find_small_talk(text) or strip_greeting(text) != text] == []
