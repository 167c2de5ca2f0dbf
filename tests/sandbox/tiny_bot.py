"""A small Bolt app that uses every Slack feature the sandbox supports."""

import asyncio
from typing import Any

from slack_bolt.app.async_app import AsyncApp

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str, **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def button(label: str, action_id: str, **more: Any) -> Json:
    return {"type": "button", "text": plain(label), "action_id": action_id, **more}


def option(label: str, value: str) -> Json:
    return {"text": plain(label), "value": value}


def field(label: str, block_id: str, element: Json, **more: Any) -> Json:
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": element, **more}


KINDS = [option("Bezoek", "visit"), option("Telefoontje", "call"), option("Bericht", "message")]
ANSWER = [
    section("*Bezoek bij Acme* vastgelegd\n1 van 1 bezoek vandaag"),
    {"type": "context", "elements": [mrkdwn("Alleen jij ziet dit")]},
    {
        "type": "actions",
        "block_id": "next",
        "elements": [
            {"type": "datepicker", "action_id": "day", "placeholder": plain("Volgende stap")},
            {"type": "timepicker", "action_id": "hour", "placeholder": plain("Hoe laat")},
            {"type": "static_select", "action_id": "kind", "placeholder": plain("Soort"), "options": KINDS},
            button("Wijzigen", "edit", value="7"),
            button("Ongedaan maken", "undo", style="danger"),
        ],
    },
    section(
        "En verder",
        block_id="more",
        accessory={
            "type": "overflow",
            "action_id": "menu",
            "options": [option("Kopieer", "copy"), option("Wis", "wipe")],
        },
    ),
]
FORM: Json = {
    "type": "modal",
    "callback_id": "entry",
    "title": plain("Contact wijzigen"),
    "submit": plain("Opslaan"),
    "close": plain("Annuleren"),
    "private_metadata": "7",
    "notify_on_close": True,
    "blocks": [
        field("Soort", "kind", {"type": "radio_buttons", "action_id": "pick", "options": KINDS}),
        field(
            "Klant",
            "account",
            {"type": "external_select", "action_id": "find", "min_query_length": 2},
            optional=True,
        ),
        field(
            "Aantal",
            "count",
            {"type": "number_input", "action_id": "n", "is_decimal_allowed": False, "initial_value": "1"},
        ),
        field("Dag", "day", {"type": "datepicker", "action_id": "d", "initial_date": "2026-03-18"}),
        field("Tijd", "time", {"type": "timepicker", "action_id": "t"}, optional=True),
        field(
            "Notitie",
            "note",
            {"type": "plain_text_input", "action_id": "words", "multiline": True, "max_length": 200},
            optional=True,
            hint=plain("Wat is er besproken?"),
        ),
        field(
            "Plaats",
            "place",
            {"type": "plain_text_input", "action_id": "town"},
            optional=True,
            dispatch_action=True,
        ),
        field(
            "Wie nog meer",
            "with",
            {"type": "multi_users_select", "action_id": "people"},
            optional=True,
        ),
        field(
            "Bijzonder",
            "marks",
            {
                "type": "checkboxes",
                "action_id": "boxes",
                "options": [option("Nieuwe contactpersoon", "new"), option("Offerte", "quote")],
            },
            optional=True,
        ),
        {
            "type": "actions",
            "block_id": "extra",
            "elements": [button("Geschiedenis", "history"), button("Andere vorm", "reshape")],
        },
    ],
}
HISTORY: Json = {
    "type": "modal",
    "callback_id": "history",
    "title": plain("Geschiedenis"),
    "blocks": [section("Twee eerdere bezoeken")],
}
HOME: Json = {
    "type": "home",
    "blocks": [
        {"type": "header", "text": plain("Jouw dag")},
        section("3 van 5 berichten"),
        {"type": "actions", "block_id": "do", "elements": [button("Vastleggen", "start", style="primary")]},
    ],
}


def add_listeners(app: AsyncApp, *, heard: list[Json]) -> None:
    """Register listeners for everything, and record the payloads."""
    _listen_to_commands(app, heard)
    _listen_to_events(app, heard)
    _listen_to_clicks(app, heard)
    _listen_to_forms(app, heard)


def _listen_to_commands(app: AsyncApp, heard: list[Json]) -> None:
    @app.command("/log")
    async def log(ack: Any, body: Json, client: Any, respond: Any) -> None:
        heard.append(body)
        match body["text"]:
            case "":
                await client.views_open(trigger_id=body["trigger_id"], view=FORM)
                await ack()
            case "traag":
                await asyncio.sleep(3.2)
                await ack("te laat")
            case "fout":
                await ack(blocks=[{"type": "section"}], text="fout")
            case "hardop":
                await ack(text="Voor iedereen", response_type="in_channel")
            case "achteraf":
                await ack()
                await respond("Achteraf")
            case _:
                await ack(text="Bezoek bij Acme vastgelegd", blocks=ANSWER)


def _listen_to_events(app: AsyncApp, heard: list[Json]) -> None:
    @app.event("message")
    async def hear(body: Json, say: Any) -> None:
        heard.append(body)
        await say(f"Gehoord: {body['event']['text']}")

    @app.event("app_mention")
    async def hear_mention(body: Json, say: Any) -> None:
        heard.append(body)
        await say("Ja?")

    @app.event("user_change")
    async def follow(body: Json) -> None:
        heard.append(body)

    @app.event("member_joined_channel")
    async def greet(body: Json) -> None:
        heard.append(body)

    @app.event("app_home_opened")
    async def show_home(body: Json, client: Any) -> None:
        heard.append(body)
        if body["event"]["tab"] == "home":
            await client.views_publish(user_id=body["event"]["user"], view=HOME)


def _listen_to_clicks(app: AsyncApp, heard: list[Json]) -> None:
    @app.action("undo")
    async def undo(ack: Any, body: Json, respond: Any) -> None:
        heard.append(body)
        await respond(text="Ongedaan gemaakt", replace_original=True)
        await ack()

    @app.action("edit")
    @app.action("start")
    async def open_the_form(ack: Any, body: Json, client: Any) -> None:
        heard.append(body)
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)
        await ack()

    @app.action("town")
    async def note_town(ack: Any, body: Json) -> None:
        heard.append(body)
        await ack()

    @app.action("history")
    async def show_history(ack: Any, body: Json, client: Any) -> None:
        heard.append(body)
        await client.views_push(trigger_id=body["trigger_id"], view=HISTORY)
        await ack()

    @app.action("reshape")
    async def reshape(ack: Any, body: Json, client: Any) -> None:
        heard.append(body)
        view = body["view"]
        blocks = [section("Een andere vorm"), *FORM["blocks"]]
        await client.views_update(view_id=view["id"], hash=view["hash"], view={**FORM, "blocks": blocks})
        await ack()

    @app.action({"block_id": "next"})
    @app.action({"block_id": "more"})
    async def choose(ack: Any, body: Json, respond: Any) -> None:
        heard.append(body)
        await respond(text="Genoteerd")
        await ack()

    @app.options("find")
    async def find(ack: Any, body: Json) -> None:
        heard.append(body)
        names = ["Acme", "Acme Nederland", "Bakkerij 't Stoepje"]
        fitting = [name for name in names if body["value"].lower() in name.lower()]
        await ack(options=[option(name, name) for name in fitting])


def _listen_to_forms(app: AsyncApp, heard: list[Json]) -> None:
    @app.view("entry")
    async def save(ack: Any, body: Json) -> None:
        heard.append(body)
        values = body["view"]["state"]["values"]
        match values["note"]["words"]["value"]:
            case "fout":
                await ack(response_action="errors", errors={"note": "Dit kan niet"})
            case "verkeerd":
                await ack(response_action="errors", errors={"nergens": "Dit kan niet"})
            case "verder":
                await ack(response_action="push", view=HISTORY)
            case "anders":
                await ack(response_action="update", view=HISTORY)
            case "weg":
                await ack(response_action="clear")
            case _:
                await ack()

    @app.view_closed("entry")
    async def closed(ack: Any, body: Json) -> None:
        heard.append(body)
        await ack()
