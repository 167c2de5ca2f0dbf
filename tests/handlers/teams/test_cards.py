"""Rendering a message as an Adaptive Card: literal text, by the rules of the schema and within Teams' limits."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages.text.chart import Trend, TrendPanel
from bot.messages.text.message import (
    Button,
    Controls,
    DatePick,
    Divider,
    Emphasis,
    Heading,
    Message,
    MessagePart,
    Paragraph,
    Picture,
    Row,
    Table,
)
from bot.messages.text.text import Span
from handlers.teams.cards import draw_card, draw_message
from tests.handlers.teams.card_rules import list_elements, list_faults

HOSTILE = (
    "**vet** en _schuin_ en ~~weg~~",
    "[klik hier](https://evil.example)",
    "![x](https://evil.example/pixel.png)",
    "<at>Iedereen</at>",
    "# kop\n- lijst\n1. lijst",
    "`code` \\* &amp; <b>x</b>",
    "{{DATE(2026-03-18T09:00:00Z, SHORT)}}",
    "{{TIME(2026-03-18T09:00:00Z)}} ${name}",
    "https://evil.example",
)


def draw(*parts: MessagePart) -> dict[str, Any]:
    """Return the card of a message with these parts, which keeps the rules."""
    card: dict[str, Any] = draw_card(Message(fallback="dag", parts=parts))
    assert list_faults(card) == []
    return card


def say(text: str, *, bold: bool = False) -> tuple[Span, ...]:
    return (Span(text, bold=bold),)


def test_a_paragraph_is_text_runs_with_their_style() -> None:
    text = (Span("dag "), Span("Anna", bold=True), Span("!", italic=True))
    assert draw(Paragraph(text))["body"] == [
        {
            "type": "RichTextBlock",
            "inlines": [
                {"type": "TextRun", "text": "dag "},
                {"type": "TextRun", "text": "Anna", "weight": "Bolder"},
                {"type": "TextRun", "text": "!", "italic": True},
            ],
        }
    ]


def test_a_button_is_sent_by_name_and_value_also_by_a_client_that_cannot_replace_cards() -> None:
    [row] = draw(Controls((Button("Weg", action="undo", value="7", emphasis=Emphasis.DANGER),)))["body"]
    shared = {"title": "Weg", "associatedInputs": "none", "style": "destructive"}
    fallback = {"type": "Action.Submit", **shared, "data": {"verb": "undo", "value": "7"}}
    assert row["actions"] == [
        {"type": "Action.Execute", **shared, "verb": "undo", "data": {"value": "7"}, "fallback": fallback}
    ]


def test_a_button_with_a_question_asks_it_first() -> None:
    [row] = draw(Controls((Button("Weg", action="undo", value="7", confirm="Echt weg?"),)))["body"]
    [asks] = row["actions"]
    assert (asks["type"], asks["card"]["body"][0]["inlines"][0]["text"]) == ("Action.ShowCard", "Echt weg?")
    assert [(each["title"], each["verb"]) for each in asks["card"]["actions"]] == [("Weg", "undo")]


def test_two_date_fields_have_names_of_their_own_and_send_their_own_day() -> None:
    pick = DatePick("Volgende stap", action="step_pick", value="7", initial=date(2026, 3, 20))
    card = draw(Controls((pick,)), Controls((pick,)))
    fields = [each for each in list_elements(card) if each["type"] == "Input.Date"]
    sent = [each["data"] for each in list_elements(card) if each["type"] == "Action.Execute"]
    assert [(each["id"], each["label"], each["value"]) for each in fields] == [
        ("day0", "Volgende stap", "2026-03-20"),
        ("day1", "Volgende stap", "2026-03-20"),
    ]
    assert sent == [{"value": "7", "picked": "day0"}, {"value": "7", "picked": "day1"}]


def test_more_buttons_than_teams_shows_in_a_row_are_in_several_rows() -> None:
    body = draw(Controls(tuple(Button(str(each), action="a") for each in range(8))))["body"]
    assert [[each["title"] for each in row["actions"]] for row in body] == [["0", "1", "2", "3", "4", "5"], ["6", "7"]]


def test_the_further_actions_of_a_row_are_in_its_menu() -> None:
    row = Row(say("Acme"), Button("Log", action="log"), more=(Button("Later", action="later"),))
    [columns] = draw(row)["body"]
    text, buttons = (column["items"][0] for column in columns["columns"])
    assert text["inlines"] == [{"type": "TextRun", "text": "Acme"}]
    assert [(each["title"], each.get("mode")) for each in buttons["actions"]] == [("Log", None), ("Later", "secondary")]


def test_a_table_is_columns_with_figures_on_the_right_since_a_phone_has_no_tables() -> None:
    rows = draw(Table(rows=(("week", "calls"), ("9-3", "12"), ("16-3",))))["body"]
    cells = [[column["items"][0] for column in row["columns"]] for row in rows]
    assert [[cell["inlines"][0]["text"] for cell in row] for row in cells] == [
        ["week", "calls"],
        ["9-3", "12"],
        ["16-3", "\u2013"],
    ]
    assert [cell.get("horizontalAlignment") for cell in cells[1]] == [None, "Right"]


def test_a_divider_is_a_line_above_what_follows_and_nothing_at_the_end() -> None:
    body = draw(Heading(say("A")), Divider(), Divider(), Paragraph(say("B")), Divider())["body"]
    assert [each.get("separator", False) for each in body] == [False, True]


def test_a_picture_that_is_too_large_or_absent_is_told_in_words() -> None:
    message = Message(
        "week", (Picture(Trend("Week", ("2-2",), (TrendPanel("Berichten", (3,), ("3",)),)), alt="Drie berichten"),)
    )
    shown = [draw_card(message, pictures=each)["body"] for each in ({}, {0: "data:" + "x" * 50_000}, {0: "data:x"})]
    told = [
        {
            "type": "RichTextBlock",
            "inlines": [{"type": "TextRun", "text": "Drie berichten", "size": "Small", "isSubtle": True}],
        }
    ]
    assert shown == [told, told, [{"type": "Image", "url": "data:x", "altText": "Drie berichten", "size": "Stretch"}]]


def test_a_message_without_parts_says_its_fallback_and_every_message_has_one_for_the_notification() -> None:
    activity: Any = draw_message(Message(fallback="Dag *Anna*"))
    [attachment] = activity["attachments"]
    assert activity["summary"] == "Dag *Anna*"
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert attachment["content"]["body"][0]["inlines"] == [{"type": "TextRun", "text": "Dag *Anna*"}]
    assert attachment["content"]["fallbackText"] == r"Dag \*Anna\*"


@pytest.mark.parametrize("text", HOSTILE)
def test_what_somebody_typed_formats_links_and_mentions_nothing(text: str) -> None:
    parts = (
        Heading(say(text)), Paragraph(say(text)), Paragraph(say(text), quiet=True), Table(((text, text), (text, text))),
        Row(say(text), Button(text, action="a", value=text)), Controls((Button(text, action="a", confirm=text),)),
        Controls((DatePick(text, action="a", value="1"),)),
    )  # fmt: skip
    card = draw(*parts)
    for element in list_elements(card):
        assert element["type"] not in {"TextBlock", "FactSet", "Action.OpenUrl"}
        assert "entities" not in element
        assert not any("{{" in shown for shown in list_shown(element))
    runs = [each["text"] for each in list_elements(card) if each["type"] == "TextRun"]
    assert text.replace("{{", "{\u2060{").split("\n")[0] in runs


def list_shown(element: Mapping[str, Any]) -> Iterator[str]:
    yield from (value for name, value in element.items() if name in {"text", "title", "label", "tooltip"})


texts = st.text(min_size=1, max_size=40).map(lambda text: say(text * 60))
buttons = st.builds(
    Button,
    label=st.text(min_size=1, max_size=200),
    action=st.sampled_from(["act", "settings_open"]),
    value=st.text(max_size=500),
    emphasis=st.sampled_from(Emphasis),
    confirm=st.none() | st.text(min_size=1, max_size=400),
)
picks = st.builds(DatePick, label=st.text(min_size=1, max_size=80), action=st.just("pick"), value=st.just("1"))
parts = st.one_of(
    st.builds(Heading, texts),
    st.builds(Paragraph, texts, quiet=st.booleans()),
    st.builds(Controls, st.lists(buttons | picks, min_size=1, max_size=25).map(tuple)),
    st.builds(Row, texts, buttons, st.lists(buttons, max_size=4).map(tuple)),
    st.builds(
        Table, st.lists(st.lists(st.text(max_size=30), min_size=1, max_size=6).map(tuple), min_size=1).map(tuple)
    ),
    st.just(Divider()),
)


@given(st.lists(parts, min_size=1, max_size=60))
def test_whatever_is_said_keeps_the_rules_and_fits(said: list[MessagePart]) -> None:
    assert list_faults(draw_card(Message(fallback="x", parts=tuple(said)))) == []
