"""Render a `Form` as a Slack modal, and parse the submitted values."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import FormNotOpened
from bot.interactions.interaction import Filled
from bot.messages.text.message import (
    AccountField,
    ChannelField,
    ChecksField,
    ChoiceField,
    DateField,
    Field,
    Form,
    NumberField,
    Option,
    PeopleField,
    TextField,
    TimeField,
)
from handlers.front.show import ReplyPlace, place_problems
from handlers.slack.blocks import LABEL_LIMIT, Block, hide_ids, plain_text
from handlers.slack.failures import SLACK_ERRORS, name_failure

log = structlog.get_logger()

# Slack's limit, in characters, for a modal's title and its two buttons.
TITLE_LIMIT = 24
# Slack refuses a longer initial value of a text field.
INPUT_LIMIT = 3000
# Slack's acknowledgement timeout and the life of a trigger id are both three seconds.
OPENING_SECONDS = 2.0


def draw_view(form: Form, *, place: ReplyPlace) -> dict[str, Any]:
    """Return the modal of a form; its subject and the place for the reply travel in `private_metadata`."""
    return {
        "type": "modal",
        "callback_id": form.name,
        "title": plain_text(form.title, TITLE_LIMIT),
        "submit": plain_text(form.submit, TITLE_LIMIT),
        "close": plain_text(form.close, TITLE_LIMIT),
        "private_metadata": place.write(form.subject),
        "blocks": [_draw_field(field) for field in form.fields],
    }


def draw_errors(view: Mapping[str, Any], problems: Mapping[str, str]) -> dict[str, str]:
    """Return the error sentences by block id; one for no known field is shown at the first."""
    return place_problems(list(view["state"]["values"]), problems)


async def open_view(client: AsyncWebClient, trigger_id: str, view: dict[str, Any]) -> None:
    """Open a modal.

    Raises:
        FormNotOpened: Slack refused it (an expired trigger, for example) or did not answer within two seconds.
    """
    try:
        async with asyncio.timeout(OPENING_SECONDS):
            await client.views_open(trigger_id=trigger_id, view=view)
    except SLACK_ERRORS as error:
        log.warning("form.not_opened", form=view["callback_id"], reason=name_failure(error))
        raise FormNotOpened from error


def read_filled(view: Mapping[str, Any]) -> Filled:
    """Return the submitted values."""
    states = {name: next(iter(each.values())) for name, each in view["state"]["values"].items()}
    return Filled(
        values={name: _read_state(state) for name, state in states.items()},
        checks={
            name: frozenset(option["value"] for option in state.get("selected_options") or ())
            | frozenset(state.get("selected_users") or ())
            for name, state in states.items()
        },
    )


def draw_option(option: Option) -> dict[str, Any]:
    """Return one option of a select or of checkboxes."""
    return {"text": plain_text(option.label, LABEL_LIMIT), "value": option.value}


def _read_state(state: Mapping[str, Any]) -> str | None:
    if state.get("selected_option"):
        return str(state["selected_option"]["value"])
    for name in ("value", "selected_date", "selected_time", "selected_conversation"):
        if state.get(name):
            return str(state[name])
    return None


def _draw_field(field: Field) -> Block:
    block: Block = {
        "type": "input",
        "block_id": field.name,
        "label": plain_text(field.label, LABEL_LIMIT),
        "optional": not getattr(field, "required", False),
        "element": {"action_id": field.name, **_DRAWERS[type(field)](field)},
    }
    hint = getattr(field, "hint", None)
    if hint:
        block["hint"] = plain_text(hint, LABEL_LIMIT * 2)
    return block


def _draw_text(field: TextField) -> dict[str, Any]:
    initial = {"initial_value": hide_ids(field.initial)[:INPUT_LIMIT]} if field.initial else {}
    return {"type": "plain_text_input", "multiline": field.lines, "max_length": field.limit, **initial}


def _draw_account(field: AccountField) -> dict[str, Any]:
    initial = {"initial_option": draw_option(field.initial)} if field.initial is not None else {}
    return {"type": "external_select", "min_query_length": 1, **initial}


def _draw_number(field: NumberField) -> dict[str, Any]:
    return {
        "type": "number_input",
        "is_decimal_allowed": False,
        "initial_value": str(field.initial),
        "min_value": str(field.lowest),
        "max_value": str(field.highest),
    }


def _draw_choice(field: ChoiceField) -> dict[str, Any]:
    options = {option.value: draw_option(option) for option in field.options}
    initial = {"initial_option": options[field.initial]} if field.initial is not None else {}
    return {"type": "static_select", "options": list(options.values()), **initial}


def _draw_checks(field: ChecksField) -> dict[str, Any]:
    options = {option.value: draw_option(option) for option in field.options}
    ticked = [options[value] for value in options if value in field.initial]
    # Slack refuses an empty list.
    return {"type": "checkboxes", "options": list(options.values())} | ({"initial_options": ticked} if ticked else {})


def _draw_people(field: PeopleField) -> dict[str, Any]:
    # Slack refuses an empty list.
    return {"type": "multi_users_select"} | ({"initial_users": list(field.initial)} if field.initial else {})


def _draw_channel(_field: ChannelField) -> dict[str, Any]:
    kinds = {"include": ["public", "private"], "exclude_bot_users": True}
    return {"type": "conversations_select", "filter": kinds}


def _draw_date(field: DateField) -> dict[str, Any]:
    return {"type": "datepicker"} | ({"initial_date": field.initial.isoformat()} if field.initial else {})


def _draw_time(field: TimeField) -> dict[str, Any]:
    return {"type": "timepicker"} | ({"initial_time": field.initial.strftime("%H:%M")} if field.initial else {})


_DRAWERS: dict[type[Field], Callable[[Any], dict[str, Any]]] = {
    TextField: _draw_text,
    AccountField: _draw_account,
    NumberField: _draw_number,
    ChoiceField: _draw_choice,
    ChecksField: _draw_checks,
    DateField: _draw_date,
    TimeField: _draw_time,
    PeopleField: _draw_people,
    ChannelField: _draw_channel,
}
