"""Buttons and pickers as actions of a card: what they send back is what `incoming` reads."""

from bot.messages.text.message import Button, DatePick, Emphasis
from bot.messages.text.text import Span
from handlers.front.form_buttons import FORM_BUTTONS
from handlers.teams.text import Element, draw_text, literal

# Teams leaves the seventh primary action of a set out.
ACTIONS_IN_SET = 6
LABEL_LIMIT = 100
STYLES = {Emphasis.PLAIN: "default", Emphasis.PRIMARY: "positive", Emphasis.DANGER: "destructive"}


def draw_button(item: Button, *, is_menu: bool = False) -> Element:
    """Return the action of a button; one with a confirmation unfolds it, since Teams has no question of its own."""
    if item.confirm:
        card = {
            "type": "AdaptiveCard",
            "body": draw_text((Span(item.confirm),)),
            "actions": [_draw_press(item)],
        }
        return {"type": "Action.ShowCard", "title": literal(item.label, LABEL_LIMIT), "card": card}
    action = _draw_press(item)
    return action | {"mode": "secondary"} if is_menu else action


def draw_pick(item: DatePick, *, number: int) -> list[Element]:
    """Return a date field with a button beside it, since choosing a day does not send anything by itself."""
    name = f"day{number}"
    field: Element = {"type": "Input.Date", "id": name, "label": literal(item.label, LABEL_LIMIT)}
    if item.initial is not None:
        field["value"] = item.initial.isoformat()
    send = draw_execute("✓", item.action, {"value": item.value, "picked": name}, takes_inputs=True)
    send["tooltip"] = literal(item.label, LABEL_LIMIT)
    columns = [
        {"type": "Column", "width": "stretch", "items": [field]},
        {
            "type": "Column",
            "width": "auto",
            "verticalContentAlignment": "Bottom",
            "items": [{"type": "ActionSet", "actions": [send]}],
        },
    ]
    return [{"type": "ColumnSet", "columns": columns}]


def draw_execute(
    title: str, verb: str, data: Element, *, takes_inputs: bool = False, emphasis: Emphasis = Emphasis.PLAIN
) -> Element:
    """Return a universal action, which replaces the card; a client before 1.4 submits the same in its place."""
    shared: Element = {"title": literal(title, LABEL_LIMIT)}
    if not takes_inputs:
        shared["associatedInputs"] = "none"
    if emphasis is not Emphasis.PLAIN:
        shared["style"] = STYLES[emphasis]
    fallback = {"type": "Action.Submit", **shared, "data": {"verb": verb, **data}}
    return {"type": "Action.Execute", **shared, "verb": verb, "data": data, "fallback": fallback}


def _draw_press(item: Button) -> Element:
    if item.action not in FORM_BUTTONS:
        return draw_execute(item.label, item.action, {"value": item.value}, emphasis=item.emphasis)
    action: Element = {
        "type": "Action.Submit",
        "title": literal(item.label, LABEL_LIMIT),
        "associatedInputs": "none",
        "data": {"msteams": {"type": "task/fetch"}, "verb": item.action, "value": item.value},
    }
    return action | ({} if item.emphasis is Emphasis.PLAIN else {"style": STYLES[item.emphasis]})
