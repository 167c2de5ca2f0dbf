"""Render a `Form` as an Adaptive Card, in a dialog or in the conversation, and read what was submitted.

Teams has no errors by field: the card is shown again, with the sentence above its field. A submitted card therefore
carries its fields as they were drawn; they are only ever shown to the user who sent them.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.interactions.interaction import Filled
from bot.messages.text.message import (
    AccountField,
    ChannelField,
    ChecksField,
    ChoiceField,
    DateField,
    Emphasis,
    Field,
    Form,
    NumberField,
    Option,
    PeopleField,
    TextField,
    TimeField,
)
from bot.messages.text.text import Span
from handlers.teams.actions import LABEL_LIMIT, draw_execute
from handlers.teams.cards import attach, make_card
from handlers.teams.text import Element, draw_text, escape_markdown, literal

# The verb of a form in the conversation, and the keys that a submitted form carries beside its fields.
SUBMIT = "submit_form"
FORM, SUBJECT, TITLE, BUTTON = "ritme_form", "ritme_subject", "ritme_title", "ritme_button"
DRAWN, SHOWN_IN, KEY = "ritme_drawn", "ritme_shown_in", "ritme_key"
# Between the value of a suggested account and its name, which the field shows when the form is shown again.
UNIT = "\x1f"
SEARCHES = "choices.data"
# Of the whole organisation: in a personal chat, its members are the bot and who asks.
_QUERY = {"type": "Data.Query", "dataset": "graph.microsoft.com/users"}
PEOPLE = {"style": "filtered", "isMultiSelect": True, "choices": [], SEARCHES: _QUERY}
TITLE_LIMIT = 64


def draw_form(form: Form, *, key: str) -> list[Element]:
    """Return the elements of a form in the conversation, with its own button; ``key`` is that of the request."""
    return _draw_in_chat(_pack(form, key), problems={}, typed={})


def draw_dialog(form: Form, *, key: str, shown_in: str) -> Element:
    """Return the answer that opens a form as a dialog; ``shown_in`` is the message that the reply replaces, if any."""
    return _draw_task({**_pack(form, key), SHOWN_IN: shown_in}, problems={}, typed={})


def draw_again(submitted: Mapping[str, Any], problems: Mapping[str, str], *, is_dialog: bool) -> Element:
    """Return a submitted form again, with what was typed and the sentences of its problems: a task, or a card."""
    packed = {name: submitted.get(name, "") for name in (FORM, SUBJECT, TITLE, BUTTON, DRAWN, SHOWN_IN, KEY)}
    if is_dialog:
        return _draw_task(packed, problems=problems, typed=submitted)
    return make_card(_draw_in_chat(packed, problems=problems, typed=submitted), fallback=str(packed[TITLE]))


def read_filled(submitted: Mapping[str, Any]) -> Filled:
    """Return the submitted values by field."""
    typed = {str(field["id"]): _read_typed(field, submitted) for field in _list_inputs(submitted.get(DRAWN))}
    checks = {name: frozenset(filter(None, text.split(","))) for name, text in typed.items()}
    return Filled(values={name: text or None for name, text in typed.items()}, checks=checks)


def _read_typed(field: Mapping[str, Any], submitted: Mapping[str, Any]) -> str:
    text = str(submitted.get(field["id"]) or "")
    return text.partition(UNIT)[0] if SEARCHES in field else text


def draw_suggestions(options: Iterable[Option]) -> list[dict[str, str]]:
    """Return the choices of a field that searches."""
    return [_draw_choice(option.label, f"{option.value}{UNIT}{option.label}") for option in options]


def _pack(form: Form, key: str) -> Element:
    drawn = [_draw_field(field) for field in form.fields if not isinstance(field, ChannelField)]
    return {FORM: form.name, SUBJECT: form.subject, TITLE: form.title, BUTTON: form.submit, DRAWN: drawn, KEY: key}


def _draw_in_chat(packed: Mapping[str, Any], *, problems: Mapping[str, str], typed: Mapping[str, Any]) -> list[Element]:
    heading = draw_text((Span(str(packed[TITLE])),), size="Medium", weight="Bolder")
    send = draw_execute(str(packed[BUTTON]), SUBMIT, dict(packed), takes_inputs=True, emphasis=Emphasis.PRIMARY)
    fields = _draw_fields(packed[DRAWN], problems, typed)
    return [*heading, *fields, {"type": "ActionSet", "actions": [send]}]


def _draw_task(packed: Mapping[str, Any], *, problems: Mapping[str, str], typed: Mapping[str, Any]) -> Element:
    card = make_card(_draw_fields(packed[DRAWN], problems, typed), fallback=str(packed[TITLE]))
    send = {"type": "Action.Submit", "title": literal(str(packed[BUTTON]), LABEL_LIMIT), "style": "positive"}
    card["actions"] = [{**send, "data": packed}]
    title = literal(str(packed[TITLE]), TITLE_LIMIT)
    value = {"title": title, "height": "medium", "width": "medium", "card": attach(card)}
    return {"task": {"type": "continue", "value": value}}


def _draw_fields(drawn: object, problems: Mapping[str, str], typed: Mapping[str, Any]) -> list[Element]:
    """Return the fields with what was typed in them; a problem of no known field stands above the first."""
    fields = {str(field["id"]): field for field in _list_inputs(drawn)}
    lost = [sentence for name, sentence in problems.items() if name not in fields]
    body = [element for sentence in lost for element in _draw_problem(sentence)]
    for name, field in fields.items():
        if name in problems:
            body += _draw_problem(problems[name])
        body.append({**field, **_keep_typed(field, typed[name])} if name in typed else dict(field))
    return body


def _draw_problem(sentence: str) -> list[Element]:
    return draw_text((Span(sentence, bold=True),), color="Attention")


def _keep_typed(field: Mapping[str, Any], typed: object) -> Element:
    text = str(typed)
    if field.get("type") == "Input.Number":
        return {"value": int(text)} if text.lstrip("-").isdecimal() else {}
    if SEARCHES in field and UNIT in text:
        return {"value": text, "choices": [_draw_choice(text.partition(UNIT)[2], text)]}
    return {"value": text}


def _list_inputs(drawn: object) -> list[Mapping[str, Any]]:
    return [field for field in drawn if isinstance(field, dict) and "id" in field] if isinstance(drawn, list) else []


def _draw_field(field: Field) -> Element:
    kind, draw = _INPUTS[type(field)]
    element: Element = {"type": kind, "id": field.name, "label": literal(field.label, LABEL_LIMIT), **draw(field)}
    if getattr(field, "required", False):
        element["isRequired"] = True
    hint = getattr(field, "hint", None)
    return element | {"placeholder": literal(hint)} if hint else element


def _draw_account(field: AccountField) -> Element:
    chosen = draw_suggestions([field.initial]) if field.initial is not None else []
    search: Element = {"style": "filtered", SEARCHES: {"type": "Data.Query", "dataset": field.name}, "choices": chosen}
    return search | ({"value": chosen[0]["value"]} if chosen else {})


def _draw_choices(field: ChoiceField) -> Element:
    choices = [_draw_choice(literal(each.label), each.value) for each in field.options]
    return {"style": "compact", "choices": choices, **_start_with(field.initial)}


def _draw_checks(field: ChecksField) -> Element:
    # A list of boxes reads Markdown, unlike a menu.
    choices = [_draw_choice(escape_markdown(each.label), each.value) for each in field.options]
    boxes: Element = {"style": "expanded", "isMultiSelect": True, "wrap": True, "choices": choices}
    return boxes | _start_with(",".join(field.initial))


def _draw_choice(title: str, value: str) -> dict[str, str]:
    return {"title": title, "value": value}


def _start_with(value: str | None) -> Element:
    return {"value": value} if value else {}


_INPUTS: dict[type[Field], tuple[str, Callable[[Any], Element]]] = {
    TextField: (
        "Input.Text",
        lambda field: {
            "maxLength": field.limit, "isMultiline": field.lines, **_start_with(field.initial[: field.limit])
        },
    ),
    NumberField: (
        "Input.Number", lambda field: {"value": field.initial, "min": field.lowest, "max": field.highest}
    ),
    DateField: ("Input.Date", lambda field: _start_with(field.initial and field.initial.isoformat())),
    TimeField: ("Input.Time", lambda field: _start_with(field.initial and field.initial.strftime("%H:%M"))),
    AccountField: ("Input.ChoiceSet", _draw_account),
    ChoiceField: ("Input.ChoiceSet", _draw_choices),
    ChecksField: ("Input.ChoiceSet", _draw_checks),
    PeopleField: ("Input.ChoiceSet", lambda field: {**PEOPLE, **_start_with(",".join(field.initial))}),
}  # fmt: skip
