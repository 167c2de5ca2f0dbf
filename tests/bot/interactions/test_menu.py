"""The menu below the day and the help in six lines, each by role; every line has its button."""

from dataclasses import replace

import pytest

from bot.domain.people.people import Role
from bot.interactions.front import handle_button
from bot.messages.text.message import Button, Message, Paragraph, Row
from bot.messages.text.text import parse_text
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from tests.bot.interactions.test_hurried_lines import list_buttons, show
from tests.interactions import answer_ritme, interact
from tests.questions import list_unanswerable


def play(person: Person, role: Role) -> Person:
    return replace(person, rep=replace(person.rep, role=role))


def list_rows(message: Message) -> list[tuple[str, str]]:
    """Return the lines that have a button, with its label."""
    return [(part.text[0].text, part.button.label) for part in message.parts if isinstance(part, Row)]


async def test_the_day_has_a_menu_of_what_a_rep_looks_at(bot: Bot, anna: Person) -> None:
    day = await answer_ritme(bot, person=play(anna, Role.REP), text="")
    labels = [each.label for each in list_buttons(day)]
    assert labels[-6:] == ["Week", "Maand", "Mijn cijfers", "Mijn mensen", "Team", "Instellingen"]


@pytest.mark.parametrize(
    ("role", "labels"),
    [
        (Role.REP, ["Iets loggen", "Mijn dag", "Mijn deals", "Goede vraag", "Mijn cijfers", "Instellingen"]),
        (Role.MANAGER, ["Iets loggen", "Mijn dag", "Mijn deals", "Mijn cijfers", "Team", "Instellingen"]),
        (Role.ADMINISTRATOR, ["Iets loggen", "Mijn dag", "Mijn deals", "Mijn cijfers", "Team", "Inrichten"]),
    ],
)
async def test_help_is_six_lines_with_a_button_each(bot: Bot, anna: Person, role: Role, labels: list[str]) -> None:
    rows = list_rows(await answer_ritme(bot, person=play(anna, role), text="help"))
    assert [label for _, label in rows] == labels
    assert all(len(line) <= 90 for line, _ in rows)


async def test_my_figures_are_six_overviews_with_a_button_each(bot: Bot, anna: Person) -> None:
    figures = await answer_ritme(bot, person=anna, text="cijfers")
    labels = [label for _, label in list_rows(figures)]
    assert labels == ["Scorekaart", "Patronen", "Hoofdzaken", "Dekking", "Netwerk", "Doel"]
    for button, word in zip(
        list_buttons(figures), ("scorekaart", "patronen", "hoofdzaken", "dekking", "netwerk", "doel"), strict=False
    ):
        shown = show(await handle_button(bot, button.action, interact(anna, value=button.value)))
        assert shown == await answer_ritme(bot, person=anna, text=word)


@pytest.mark.parametrize(("role", "has_setup"), [(Role.REP, False), (Role.MANAGER, True)])
async def test_all_words_are_those_of_the_role(bot: Bot, anna: Person, role: Role, *, has_setup: bool) -> None:
    words = await answer_ritme(bot, person=play(anna, role), text="help alles")
    assert ("Inrichten" in words.lines) is has_setup


async def test_my_people_are_those_at_my_accounts(bot: Bot, anna: Person, accounts: dict[str, int]) -> None:
    assert accounts["Acme"] > 0
    nobody = await answer_ritme(bot, person=anna, text="mensen")
    assert nobody.lines[0].startswith("Hier staat nog niemand.")
    assert [each.label for each in list_buttons(nobody)] == ["Iets loggen"]


def test_a_question_without_a_way_to_answer_it_is_found() -> None:
    asked = Message(fallback="", parts=(Paragraph(parse_text("Wat wordt de volgende?")),))
    assert list_unanswerable(asked) == ["Wat wordt de volgende?"]
    assert list_unanswerable(Message("", (Paragraph(parse_text("Wat nu? Typ /ritme doel 12 klanten")),))) == []
    assert list_unanswerable(Message("", (Paragraph(parse_text("Vraag: “Wanneer spreken we elkaar?”")),))) == []
    assert list_unanswerable(Message("", (Row(parse_text("Wat nu?"), Button("Log", "log_open")),))) == []
