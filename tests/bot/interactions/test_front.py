"""The entry point of interactions: bounded, never a traceback, and exact about what was stored."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.text.bounds import LONGEST_INPUT
from bot.interactions import front
from bot.interactions.front import explain_unexpected, handle_button, handle_command, handle_form, handle_text
from bot.interactions.interaction import Filled, Interaction, Reply, Shown
from bot.interactions.log import lines
from bot.interactions.table import BUTTONS, COMMANDS, FORMS
from bot.ports import UserKey
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from bot.storage.deadline import has_stored, limit_request
from tests.interactions import agree_totals, interact

TOO_LONG = ["visit " + "ﷺ" * 4_000, "x" * (LONGEST_INPUT + 1), "ﷺ" * 667]
REFUSED = (
    "Dat is te lang: ik lees hooguit 12000 tekens ineens (een sierletter of emoji telt soms voor meer dan één)."
    " Er is niets van bewaard; maak het korter of knip het in tweeën."
)


@pytest.mark.parametrize("text", TOO_LONG)
async def test_a_text_that_is_too_long_is_refused_by_every_way_in(bot: Bot, anna: Person, text: str) -> None:
    said = interact(anna, text=text, addressed=text)
    first = [await handle_command(bot, name, said) for name in COMMANDS]
    first += [await handle_button(bot, name, interact(anna, value=text)) for name in BUTTONS]
    first += [await handle_text(bot, said)]
    told = {reply.message.lines[0] if reply.message else "" for reply in first}
    assert told == {REFUSED}
    filled = Filled(values={"note": text})
    problems = [(await handle_form(bot, name, interact(anna, filled=filled))).problems for name in FORMS]
    assert problems == [{"note": REFUSED}] * len(FORMS)


async def test_a_button_or_a_form_that_nobody_knows_is_said_to_have_expired(bot: Bot, anna: Person) -> None:
    sentence = "Deze knop is verlopen. Vraag het opnieuw, dan krijg je verse knoppen."
    reply = await handle_button(bot, "nobody_knows", interact(anna, value="1"))
    assert reply.message is not None
    assert (reply.message.lines, reply.shown) == ([sentence], Shown.ADDED)
    assert (await handle_form(bot, "nobody_knows", interact(anna))).problems == {"": sentence}


@pytest.mark.parametrize("value", ["abc", "", "1:2:3:4:5:6:7", "-1", "9" * 30, "²", "1:x", "None"])
async def test_a_value_that_cannot_be_read_is_a_sentence_under_every_button(bot: Bot, anna: Person, value: str) -> None:
    for name in BUTTONS:
        reply = await handle_button(bot, name, interact(anna, value=value, picked=date(2026, 3, 25)))
        assert reply.message is not None or reply.form is not None, name


async def test_after_something_was_stored_an_answer_never_says_that_nothing_was(bot: Bot, anna: Person) -> None:
    said, user = interact(anna, text="5 mails"), UserKey(anna.workspace.external_id, anna.rep.external_id)
    before = await explain_unexpected(bot, user, ValueError("ours"), line=said.text, is_stored=False)
    after = await explain_unexpected(bot, user, ValueError("ours"), line=said.text, is_stored=True)
    assert before.lines[0].startswith("Er ging iets mis aan mijn kant; er is niets half bewaard.")
    assert before.lines[1] == "Je typte: “5 mails”"
    assert [line.partition(" Code: ")[0] for line in after.lines] == [
        "Het is bewaard, maar mijn antwoord lukte niet. Je hoeft niets opnieuw te typen."
    ]


async def test_what_fails_before_it_stored_anything_is_not_said_to_be_kept(
    bot: Bot, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That somebody was here, or begins, is stored before anything is handled; it is nothing that the user did."""

    async def fail(_bot: Bot, _interaction: Interaction) -> Reply:
        raise ZeroDivisionError

    async def store_and_fail(bot: Bot, interaction: Interaction) -> Reply:
        await lines.handle_log(bot, interaction)
        raise ZeroDivisionError

    rep = replace(anna.rep, seen_on=None)
    for awaited in (None, bot.now()):
        said = interact(replace(anna, rep=replace(rep, awaited_since=awaited)), text="5 mails")
        for answer, is_stored in ((fail, False), (store_and_fail, True)):
            monkeypatch.setattr(front, "answer_text", answer)
            with limit_request():
                with pytest.raises(ZeroDivisionError):
                    await handle_text(bot, said)
                assert has_stored() is is_stored


async def test_a_picture_is_brought_privately(bot: Bot, anna: Person) -> None:
    await handle_command(bot, "ritme", interact(anna, text="team Noord", addressed="team Noord"))
    known = await bot.people.find("T1", anna.rep.external_id, now=bot.now())
    assert known is not None
    await agree_totals(bot, known)
    await handle_command(bot, "log", interact(known, text="2 mails op 9 maart", request_key="mails"))
    asked = interact(known, text="team week", addressed="team week")
    reply = await handle_command(bot, "ritme", replace(asked, person=known))
    assert reply.message is not None
    assert reply.message.lines == ["Ik stuur het je in een privébericht, met het plaatje erbij."]
    assert reply.private is not None
    assert reply.private.has_pictures
