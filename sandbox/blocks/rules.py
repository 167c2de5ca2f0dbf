"""The schema of Block Kit: the blocks and elements, their properties and limits."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from sandbox.blocks.checks import Check, flag, many, matching, number, one_of, problem, string, thing, typed, words

ANY_TEXT = ("plain_text", "mrkdwn")
ID = string(255, shortest=1)
URL = string(3000, shortest=1)
_CLOCK_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _anything(value: Any, at: str) -> Iterator[str]:  # noqa: ARG001 - a check that is content
    return iter(())


DAY = matching(_is_date, "a date in the format YYYY-MM-DD")
TIME = matching(lambda text: bool(_CLOCK_TIME.fullmatch(text)), "a time in the format HH:mm")
CONFIRM = thing(
    {"title": words(100), "text": words(300, kinds=ANY_TEXT)},
    {"confirm": words(30), "deny": words(30), "style": one_of("primary", "danger")},
)
_OPTION = thing({"text": words(75), "value": string(150, shortest=1)}, {"description": words(75), "url": URL})
_BOX_OPTION = thing(
    {"text": words(75, kinds=ANY_TEXT), "value": string(150, shortest=1)},
    {"description": words(75, kinds=ANY_TEXT)},
)
OPTIONS = many(_OPTION, 100)
GROUPS = many(thing({"label": words(75), "options": OPTIONS}), 100)
_SLACK_FILE = thing({}, {"id": ID, "url": URL})
_PICTURE = {"image_url": URL, "slack_file": _SLACK_FILE}
_COMMON = {"action_id": ID, "confirm": CONFIRM, "focus_on_load": flag}
_WRITING = {
    "action_id": ID,
    "placeholder": words(150),
    "focus_on_load": flag,
    "dispatch_action_config": thing(
        {}, {"trigger_actions_on": many(one_of("on_enter_pressed", "on_character_entered"), 2)}
    ),
}
_HINTED = {**_COMMON, "placeholder": words(150)}
_SEVERAL = {**_HINTED, "max_selected_items": number}
_FILTER = thing(
    {},
    {
        "include": many(one_of("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
)
_IDS = many(ID, 100)


def _listing(check: Check) -> Check:
    """A static select has either options or groups of them."""

    def both(value: Any, at: str) -> Iterator[str]:
        yield from check(value, at)
        if ("options" in value) == ("option_groups" in value):
            yield problem("must have either options or option_groups", at)

    return both


BUTTON = thing(
    {"text": words(75)},
    {
        "action_id": ID,
        "url": URL,
        "value": string(2000),
        "style": one_of("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(75),
    },
)
SELECTS: dict[str, Check] = {
    "static_select": _listing(
        thing({}, {**_HINTED, "options": OPTIONS, "option_groups": GROUPS, "initial_option": _OPTION})
    ),
    "external_select": thing({}, {**_HINTED, "min_query_length": number, "initial_option": _OPTION}),
    "users_select": thing({}, {**_HINTED, "initial_user": ID}),
    "channels_select": thing({}, {**_HINTED, "initial_channel": ID, "response_url_enabled": flag}),
    "conversations_select": thing(
        {},
        {
            **_HINTED,
            "initial_conversation": ID,
            "default_to_current_conversation": flag,
            "response_url_enabled": flag,
            "filter": _FILTER,
        },
    ),
}
MULTI_SELECTS: dict[str, Check] = {
    "multi_static_select": _listing(
        thing({}, {**_SEVERAL, "options": OPTIONS, "option_groups": GROUPS, "initial_options": OPTIONS})
    ),
    "multi_external_select": thing({}, {**_SEVERAL, "min_query_length": number, "initial_options": OPTIONS}),
    "multi_users_select": thing({}, {**_SEVERAL, "initial_users": _IDS}),
    "multi_channels_select": thing({}, {**_SEVERAL, "initial_channels": _IDS}),
    "multi_conversations_select": thing(
        {},
        {
            **_SEVERAL,
            "initial_conversations": _IDS,
            "default_to_current_conversation": flag,
            "filter": _FILTER,
        },
    ),
}
PICKERS: dict[str, Check] = {
    "datepicker": thing({}, {**_HINTED, "initial_date": DAY}),
    "timepicker": thing({}, {**_HINTED, "initial_time": TIME, "timezone": string(100)}),
    "datetimepicker": thing({}, {**_COMMON, "initial_date_time": number}),
    "checkboxes": thing({"options": many(_BOX_OPTION, 10)}, {**_COMMON, "initial_options": many(_BOX_OPTION, 10)}),
    "radio_buttons": thing({"options": many(_BOX_OPTION, 10)}, {**_COMMON, "initial_option": _BOX_OPTION}),
}
OVERFLOW = thing({"options": many(_OPTION, 5)}, {"action_id": ID, "confirm": CONFIRM})
WRITING: dict[str, Check] = {
    "plain_text_input": thing(
        {},
        {
            **_WRITING,
            "initial_value": string(3000),
            "multiline": flag,
            "min_length": number,
            "max_length": number,
        },
    ),
    "email_text_input": thing({}, {**_WRITING, "initial_value": string(3000)}),
    "url_text_input": thing({}, {**_WRITING, "initial_value": string(3000)}),
    "number_input": thing(
        {"is_decimal_allowed": flag},
        {**_WRITING, "initial_value": string(100), "min_value": string(100), "max_value": string(100)},
    ),
}
IMAGE_ELEMENT = thing({"alt_text": string(2000, shortest=1)}, _PICTURE)
_ACTING = {"button": BUTTON, "overflow": OVERFLOW, **SELECTS, **PICKERS}
_STYLE = thing({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline"), flag))
_INLINE = typed(
    {
        "text": thing({"text": string(12000)}, {"style": _STYLE}),
        "link": thing({"url": URL}, {"text": string(12000), "style": _STYLE, "unsafe": flag}),
        "emoji": thing({"name": string(100)}, {"unicode": string(100), "skin_tone": number, "style": _STYLE}),
        "user": thing({"user_id": ID}, {"style": _STYLE}),
        "channel": thing({"channel_id": ID}, {"style": _STYLE}),
        "usergroup": thing({"usergroup_id": ID}, {"style": _STYLE}),
        "broadcast": thing({"range": one_of("here", "channel", "everyone")}, {"style": _STYLE}),
        "color": thing({"value": string(30)}, {"style": _STYLE}),
        "date": thing(
            {"timestamp": number, "format": string(200)},
            {"url": URL, "fallback": string(200), "style": _STYLE},
        ),
    }
)
_INLINES = {"elements": many(_INLINE, 1000, least=0)}
_RICH_SECTION = thing(_INLINES)
RICH_TEXT = thing(
    {
        "elements": many(
            typed(
                {
                    "rich_text_section": _RICH_SECTION,
                    "rich_text_preformatted": thing(_INLINES, {"border": number, "language": string(100)}),
                    "rich_text_quote": thing(_INLINES, {"border": number}),
                    "rich_text_list": thing(
                        {
                            "style": one_of("bullet", "ordered"),
                            "elements": many(typed({"rich_text_section": _RICH_SECTION}), 1000, least=0),
                        },
                        {"indent": number, "offset": number, "border": number},
                    ),
                }
            ),
            1000,
        )
    },
    {"block_id": ID},
)
_CELL = typed(
    {
        "raw_text": thing({"text": string(12000, shortest=1)}),
        "raw_number": thing({"value": _anything, "text": string(1000, shortest=1)}),
        "rich_text": RICH_TEXT,
    }
)
_COLUMN = thing({}, {"align": one_of("left", "center", "right"), "is_wrapped": flag})


def _check_section(value: Any, at: str) -> Iterator[str]:
    yield from _SECTION(value, at)
    if not value.get("text") and not value.get("fields"):
        yield problem("must have either text or fields", at)


def _check_image(value: Any, at: str) -> Iterator[str]:
    yield from _IMAGE(value, at)
    if ("image_url" in value) == ("slack_file" in value):
        yield problem("must have either image_url or slack_file", at)


_IMAGE = thing({"alt_text": string(2000, shortest=1)}, {**_PICTURE, "title": words(2000), "block_id": ID})
_SECTION = thing(
    {},
    {
        "text": words(3000, kinds=ANY_TEXT),
        "fields": many(words(2000, kinds=ANY_TEXT), 10),
        "accessory": typed({**_ACTING, **MULTI_SELECTS, "image": IMAGE_ELEMENT}),
        "expand": flag,
        "block_id": ID,
    },
)
_INPUT = thing(
    {"label": words(2000), "element": typed({**WRITING, **SELECTS, **MULTI_SELECTS, **PICKERS})},
    {"hint": words(2000), "optional": flag, "dispatch_action": flag, "block_id": ID},
)
_CONTEXT_TEXT = {kind: words(2000, kinds=(kind,)) for kind in ANY_TEXT}
EVERYWHERE: dict[str, Check] = {
    "section": _check_section,
    "divider": thing({}, {"block_id": ID}),
    "image": _check_image,
    "actions": thing({"elements": many(typed(_ACTING), 25)}, {"block_id": ID}),
    "context": thing({"elements": many(typed({**_CONTEXT_TEXT, "image": IMAGE_ELEMENT}), 10)}, {"block_id": ID}),
    "header": thing({"text": words(150)}, {"block_id": ID}),
    "input": _INPUT,
    "rich_text": RICH_TEXT,
}
IN_MESSAGES: dict[str, Check] = {
    **EVERYWHERE,
    "markdown": thing({"text": string(12000, shortest=1)}, {"block_id": ID}),
    "table": thing({"rows": many(many(_CELL, 20), 100)}, {"column_settings": many(_COLUMN, 20), "block_id": ID}),
}
