"""Rendering a form as an Adaptive Card, and showing it again with the sentences of its problems."""

from datetime import date, time
from typing import Any

import pytest

from bot.messages.text.message import (
    AccountField,
    ChecksField,
    ChoiceField,
    DateField,
    Form,
    NumberField,
    Option,
    TextField,
    TimeField,
)
from handlers.teams.cards import make_card
from handlers.teams.forms import draw_again, draw_dialog, draw_form, draw_suggestions, read_filled
from tests.handlers.teams.card_rules import list_elements, list_faults
from tests.handlers.teams.test_cards import HOSTILE

KINDS = (Option("call", "Telefoontje"), Option("visit", "Bezoek"))
FORM = Form(
    name="log_form",
    title="Activiteit loggen",
    submit="Bewaren",
    close="Annuleren",
    subject="7:x",
    fields=(
        ChoiceField("kind", "Wat", KINDS, initial="call"),
        AccountField("account", "Account", initial=Option("12", "Acme"), hint="Typ een naam"),
        NumberField("count", "Hoeveel", initial=1, lowest=1, highest=99),
        DateField("day", "Dag", initial=date(2026, 3, 18)),
        TimeField("hour", "Uur", initial=time(9, 30)),
        ChecksField("parts", "Wat niet", KINDS, initial=("call", "visit")),
        TextField("note", "Notitie", initial="te duur", lines=True, limit=200, required=False),
    ),
)
INITIAL = {
    "kind": "call",
    "account": "12\x1fAcme",
    "count": 1,
    "day": "2026-03-18",
    "hour": "09:30",
    "parts": "call,visit",
    "note": "te duur",
}


def find_inputs(drawn: object) -> dict[str, dict[str, Any]]:
    return {each["id"]: dict(each) for each in list_elements(drawn) if str(each["type"]).startswith("Input.")}


def find_runs(drawn: object) -> list[str]:
    return [each["text"] for each in list_elements(drawn) if each["type"] == "TextRun"]


def open_dialog(form: Form = FORM) -> dict[str, Any]:
    """Return the task that opens a form, whose card keeps the rules."""
    opened: dict[str, Any] = draw_dialog(form, key="request:1", shown_in="message:1")
    task: dict[str, Any] = opened["task"]
    assert list_faults(task["value"]["card"]["content"]) == []
    return task


def submit(task: dict[str, Any], **typed: object) -> dict[str, Any]:
    """Return what a client sends: the values of all fields beside the data of the button."""
    card = task["value"]["card"]["content"]
    [button] = card["actions"]
    values = {name: each["value"] for name, each in find_inputs(card).items() if "value" in each}
    return {**button["data"], **values, **typed}


def test_a_dialog_has_the_title_the_fields_and_a_button() -> None:
    task = open_dialog()
    card = task["value"]["card"]["content"]
    inputs = find_inputs(card)
    assert (task["type"], task["value"]["title"]) == ("continue", "Activiteit loggen")
    assert [each["title"] for each in card["actions"]] == ["Bewaren"]
    assert {name: each["value"] for name, each in inputs.items()} == INITIAL
    assert [name for name, each in inputs.items() if each.get("isRequired")] == ["day"]
    assert inputs["account"]["choices.data"] == {"type": "Data.Query", "dataset": "account"}
    assert (inputs["count"]["min"], inputs["count"]["max"]) == (1, 99)


def test_what_was_submitted_is_read_by_field() -> None:
    filled = read_filled(submit(open_dialog(), kind="visit", note="", account="new:Acme\x1fNieuw: Acme"))
    assert {name: filled.text(name) for name in INITIAL} == {
        "kind": "visit", "account": "new:Acme", "count": "1", "day": "2026-03-18", "hour": "09:30",
        "parts": "call,visit", "note": "",
    }  # fmt: skip
    assert filled.ticked("parts") == {"call", "visit"}
    assert filled.choice("note") is None


def test_a_refused_form_is_shown_again_with_its_sentences_and_what_was_typed() -> None:
    typed = submit(open_dialog(), count="0", account="new:Zon\x1fNieuw: Zon", note="*mijn* tekst")
    again: dict[str, Any] = draw_again(typed, {"count": "Kies 1 tot 99.", "": "Er ging iets mis."}, is_dialog=True)
    card = again["task"]["value"]["card"]["content"]
    assert list_faults(card) == []
    assert find_runs(card) == ["Er ging iets mis.", "Kies 1 tot 99."]
    assert [each["type"] for each in card["body"][:5]] == [
        "RichTextBlock", "Input.ChoiceSet", "Input.ChoiceSet", "RichTextBlock", "Input.Number",
    ]  # fmt: skip
    inputs = find_inputs(card)
    assert inputs["account"]["choices"] == [{"title": "Nieuw: Zon", "value": "new:Zon\x1fNieuw: Zon"}]
    assert (inputs["count"]["value"], inputs["note"]["value"]) == (0, "*mijn* tekst")


def test_a_form_that_was_refused_twice_shows_the_last_sentences_only() -> None:
    again: dict[str, Any] = draw_again(submit(open_dialog()), {"note": "Te kort."}, is_dialog=True)
    last: dict[str, Any] = draw_again(submit(again["task"], note="langer"), {"day": "Te laat."}, is_dialog=True)
    assert find_runs(last) == ["Te laat."]
    assert find_inputs(last)["note"]["value"] == "langer"


def test_a_form_in_the_conversation_replaces_itself() -> None:
    card = make_card(draw_form(FORM, key="request:1"), fallback="x")
    assert list_faults(card) == []
    assert find_runs(card) == ["Activiteit loggen"]
    [send] = [each for each in list_elements(card) if each["type"] == "Action.Execute"]
    assert (send["title"], send["verb"], send["data"]["ritme_form"]) == ("Bewaren", "submit_form", "log_form")
    again = draw_again({**send["data"], **INITIAL, "day": ""}, {"day": "Kies een dag."}, is_dialog=False)
    assert list_faults(again) == []
    assert find_runs(again) == ["Activiteit loggen", "Kies een dag."]


def test_suggestions_carry_their_name() -> None:
    assert draw_suggestions([Option("12", "Acme")]) == [{"title": "Acme", "value": "12\x1fAcme"}]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_somebody_typed_formats_nothing_in_a_form(text: str) -> None:
    fields = (
        TextField("a", text, initial=text, hint=text),
        ChecksField("b", text, (Option("1", text),)),
        AccountField("c", text, initial=Option("1", text)),
    )
    task = open_dialog(Form(name="f", title=text, submit=text[:20], close="x", fields=fields))
    inputs = find_inputs(task)
    [box] = inputs["b"]["choices"]
    assert (inputs["a"]["value"], read_filled(submit(task)).text("a")) == (text, text.strip())
    assert not any(f" {mark}" in f" {box['title']}" for mark in ("**", "[", "<", "#", "`", "{{"))


@pytest.mark.parametrize("drawn", [None, "x", [1], [{"id": 3}], {}])
def test_a_forged_form_has_no_fields(drawn: object) -> None:
    assert read_filled({"ritme_drawn": drawn, "3": "x"}).text("note") == ""
