"""What is typed in a hurry is answered with what can be done: nonsense, typos and small talk (K8)."""

import pytest
from sqlalchemy import func, select

from bot.interactions.front import handle_button, handle_command, handle_text
from bot.interactions.interaction import Reply
from bot.messages.text.message import Button, Message
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from bot.storage.tables.log import activities
from tests.conftest import StillClock, Talk, identify
from tests.interactions import answer_deal, interact

NOT_UNDERSTOOD = (
    "Dat snap ik niet. Zeg wat je deed, zoals “bezoek Acme” of “5 mails”, of vraag “hoeveel nog?” of “wie vandaag?”."
)
NOT_UNDERSTOOD_IN_ENGLISH = (
    "I don't get that. Tell me what you did, such as “visit Acme” or “5 emails”, or ask “how many left?” or"
    " “who today?”."
)
FAIR_POINT = "😄 Daar zit wat in. Valt er straks iets te loggen, dan ben ik er."
A_BOT = "Een bot, maar wel een met een goed geheugen: jij voert de gesprekken, ik onthoud ze."
# Typed, and the words that are meant.
TYPOS = (
    ("vasgelopen", "vastgelopen"),
    ("instelingen", "instellingen"),
    ("scorekaar", "scorekaart"),
    ("hoofzaken", "hoofdzaken"),
    ("dekkign", "dekking"),
    ("weeek", "week"),
    ("patroonen", "patronen"),
    ("netwrok", "netwerk"),
    ("vakanite 6 t/m 17 juli", "vakantie 6 t/m 17 juli"),
    ("werkdgen ma t/m do", "werkdagen ma t/m do"),
    ("setings", "settings"),
)


async def write(bot: Bot, person: Person, text: str) -> Message:
    return show(await handle_text(bot, interact(person, text=text, addressed=text, opens_forms=False)))


async def say_ritme(bot: Bot, person: Person, text: str) -> Reply:
    return await handle_command(bot, "ritme", interact(person, text=text, addressed=text))


async def press(bot: Bot, person: Person, button: Button) -> Reply:
    return await handle_button(bot, button.action, interact(person, value=button.value))


def show(reply: Reply) -> Message:
    message = reply.private or reply.message
    assert message is not None
    return message


def read_first(reply: Reply) -> str:
    """Return the first line, behind which a command gives back what was typed when it cannot be done."""
    return reply.message.lines[0] if reply.message else ""


def list_buttons(message: Message) -> list[Button]:
    return [each for each in message.controls if isinstance(each, Button)]


def name_buttons(message: Message) -> list[str]:
    return [each.label for each in message.controls]


async def count_entries(bot: Bot) -> int:
    async with bot.database.reading() as connection:
        return int((await connection.execute(select(func.count()).select_from(activities))).scalar_one())


@pytest.mark.parametrize(
    "text",
    [
        "asdfasdf",
        "???",
        "ja maar nee",
        "de kat zit op de mat",
        "zie boven",
        "blabla test test",
        "allee jong",
        "hmmmm tja",
    ],
)
async def test_k8_a_line_without_sense_is_given_back_with_what_can_be_said(bot: Bot, talk: Talk, text: str) -> None:
    answer = await write(bot, talk.person, text)
    assert answer.lines == [NOT_UNDERSTOOD, f"Je typte: “{text}”"]
    assert name_buttons(answer) == ["Iets loggen", "Mijn dag", "Hulp"]
    assert show(await say_ritme(bot, talk.person, text)) == answer
    assert await count_entries(bot) == 0


@pytest.mark.parametrize("text", ["zzz whatever", "see above", "nope nope nope", "asap!!"])
async def test_k8_a_line_without_sense_in_english_is_too(bot: Bot, clock: StillClock, text: str) -> None:
    oliver = await identify(bot.people, clock, "UOLIVER", "Oliver Stone", locale="en-GB")
    answer = await write(bot, oliver, text)
    assert answer.lines == [NOT_UNDERSTOOD_IN_ENGLISH, f"You typed: “{text}”"]
    assert name_buttons(answer) == ["Log something", "My day", "Help"]


@pytest.mark.parametrize(("typed", "meant"), TYPOS)
async def test_k8_a_misspelt_word_is_asked_about_and_a_tap_does_it(
    bot: Bot, talk: Talk, typed: str, meant: str
) -> None:
    first, word = typed.split(maxsplit=1)[0], meant.split(maxsplit=1)[0]
    for answer in (await write(bot, talk.person, typed), show(await say_ritme(bot, talk.person, typed))):
        assert answer.lines == [f"“{first}” ken ik niet. Bedoel je {word}?"]
        assert name_buttons(answer) == [word, "Hulp"]
        done, said = await press(bot, talk.person, list_buttons(answer)[0]), await say_ritme(bot, talk.person, meant)
        assert (done.form, read_first(done)) == (said.form, read_first(said))


async def test_k8_two_words_that_are_as_near_are_both_offered(bot: Bot, talk: Talk) -> None:
    answer = await write(bot, talk.person, "mand")
    assert answer.lines == ["“mand” ken ik niet. Bedoel je land of maand?"]
    assert name_buttons(answer) == ["land", "maand", "Hulp"]


async def test_k8_a_misspelt_word_about_a_deal_is_asked_about_in_its_line(bot: Bot, talk: Talk) -> None:
    await answer_deal(bot, person=talk.person, text="nieuw Acme Kassen 45k")
    answer = await answer_deal(bot, person=talk.person, text="Acme gewonen")
    assert answer.lines == ["“gewonen” ken ik niet. Bedoel je gewonnen?"]
    done = show(await press(bot, talk.person, list_buttons(answer)[0]))
    assert done.lines[0] == "Acme · Kassen: gewonnen"


async def test_k8_a_team_whose_name_is_nearly_an_overview_is_not_made_at_once(bot: Bot, talk: Talk) -> None:
    answer = show(await say_ritme(bot, talk.person, "team maadn"))
    assert answer.lines == ["“maadn” ken ik niet. Bedoel je team maand?"]
    assert name_buttons(answer) == ["team maand", "Nieuw: «maadn»", "Hulp"]
    done, said = await press(bot, talk.person, list_buttons(answer)[0]), await say_ritme(bot, talk.person, "team maand")
    assert read_first(done) == read_first(said)
    made = show(await press(bot, talk.person, list_buttons(answer)[1]))
    assert made.lines[0] == "Team maadn bestaat nu, en jij zit erin. Collega's kiezen het zelf bij /ritme, onder Team."


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("merci he", ["👍 Graag gedaan."]),
        ("goe bezig", ["👍 Graag gedaan."]),
        ("cheers mate", ["👍 Graag gedaan."]),
        ("fijn weekend!", ["👋 Tot snel!"]),
        ("slaapwel", ["👋 Tot snel!"]),
        ("salut", ["Hoi Anna! Wat wil je doen?", "Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 0/1"]),
        ("ca va?", ["Hoi Anna! Wat wil je doen?", "Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 0/1"]),
        ("ben je een robot?", [A_BOT]),
        ("wie heeft u gemaakt", [A_BOT]),
        ("wat een dag zeg", [FAIR_POINT]),
        ("amai druk zeg", [FAIR_POINT]),
        ("haha", [FAIR_POINT]),
        ("its friday!", [FAIR_POINT]),
    ],
)
async def test_small_talk_is_answered_as_a_colleague_would(bot: Bot, talk: Talk, text: str, answer: list[str]) -> None:
    said = await write(bot, talk.person, text)
    assert said.lines == answer
    assert name_buttons(said) in ([], ["Iets loggen", "Mijn dag", "Hulp"])
    assert show(await say_ritme(bot, talk.person, text)) == said


async def test_what_is_said_to_the_wrong_command_is_done_all_the_same(bot: Bot, talk: Talk) -> None:
    assert show(await say_ritme(bot, talk.person, "bezoek Acme")).lines[0] == "✓ Bezoek · Acme"
    assert show(await say_ritme(bot, talk.person, "vragen Acme")).lines[0] == "Acme: wat vraag je nu?"
    assert (await write(bot, talk.person, "questions Acme")).lines[0] == "Acme: wat vraag je nu?"
    assert (await write(bot, talk.person, "lessons")).lines[0] == "Je lessen"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("vrij vrijdag", "Genoteerd, vrij: vrijdag 20 maart. Dat is 1 werkdag. Ik laat je dan met rust."),
        ("doel 12 klanten", "Je eigen doel"),
        ("cijfers", "Mijn cijfers"),
        ("Mijn cijfers", "Mijn cijfers"),
        ("my goal", "Je eigen doel"),
        ("scorekaart", "Je zeven zekerheden, maart 2026"),
        ("help", "Zo werk je met mij"),
        ("log", "Eén regel, zoals je het zou appen"),
    ],
)
async def test_a_word_does_the_same_in_a_message_as_behind_the_command(
    bot: Bot, talk: Talk, text: str, first: str
) -> None:
    assert (await write(bot, talk.person, text)).lines[0] == first


async def test_days_off_are_noted_from_a_line_as_from_their_command(bot: Bot, talk: Talk) -> None:
    said = await write(bot, talk.person, "ik ben vrijdag vrij")
    assert said.lines == ["Genoteerd, vrij: vrijdag 20 maart. Dat is 1 werkdag. Ik laat je dan met rust."]
    assert name_buttons(said) == ["Ongedaan maken"]
    back = await write(bot, talk.person, "weer beter")
    assert back == show(await say_ritme(bot, talk.person, "vrij"))
    assert "Verwijderen" in name_buttons(back)
    assert await count_entries(bot) == 0


async def test_a_question_about_a_customer_shows_its_card_and_logs_nothing(bot: Bot, talk: Talk) -> None:
    await write(bot, talk.person, "gebeld met Acme, vrijdag terugbellen")
    for asked in ("wanneer moet ik De Vries bellen?", "heb ik Acme al gebeld?", "when did i visit acme?"):
        assert (await write(bot, talk.person, asked)).lines[0] in {"Acme", "De Vries & Zn."}
    assert (await write(bot, talk.person, "wanneer moet ik Acme bellen?")).lines[0] == "Je afspraken"
    assert await count_entries(bot) == 1


async def test_a_deal_is_won_in_two_words(bot: Bot, talk: Talk) -> None:
    await answer_deal(bot, person=talk.person, text="nieuw Acme Kassen 45k")
    assert (await write(bot, talk.person, "Acme gewonnen!")).lines[0] == "Acme · Kassen: gewonnen"
    assert await count_entries(bot) == 0


@pytest.mark.parametrize("text", ["undo that", "haal dat weg", "maak ongedaan", "verwijder dat"])
async def test_the_last_line_is_taken_back_in_everyday_words(bot: Bot, talk: Talk, text: str) -> None:
    await write(bot, talk.person, "5 mails")
    assert (await write(bot, talk.person, text)).lines[0] == "Uit je log gehaald: 5 berichten · wo 18 mrt"


async def test_that_is_wrong_shows_what_can_be_changed(bot: Bot, talk: Talk) -> None:
    await write(bot, talk.person, "5 mails")
    assert name_buttons(await write(bot, talk.person, "dat klopt niet")) == ["Wijzigen", "Verwijderen"]


async def test_a_company_that_is_new_is_asked_for_where_somebody_was(bot: Bot, talk: Talk) -> None:
    answer = await write(bot, talk.person, "vandaag bij Van Dijk Metaal geweest, Jan wil een offerte")
    assert name_buttons(answer)[0] == "Nieuw: «Van Dijk Metaal»"
