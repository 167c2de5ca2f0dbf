"""A test connector, and a user of Teams who talks to the bot through it: writes, presses, picks and fills in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

from bot.storage.delivery.conversations import Reached
from handlers.front.directory import Member
from handlers.teams.context import TeamsContext
from handlers.teams.turns import Response, answer_activity
from tests.handlers.teams.card_rules import list_elements, list_faults

TENANT, BOT = "tenant-1", "28:bot"
CARD = "application/vnd.microsoft.card.adaptive"


@dataclass
class Posted:
    """A message in a conversation, whose card may be replaced."""

    id: str
    conversation: str
    activity: Mapping[str, Any]

    @property
    def card(self) -> Mapping[str, Any]:
        [attachment] = self.activity["attachments"]
        card: Mapping[str, Any] = attachment["content"]
        return card


@dataclass
class TestConnector:
    """The `Connector` that keeps what is posted; ``failures`` are raised by the next posts instead."""

    __test__ = False

    posted: list[Posted] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    threads: list[str | None] = field(default_factory=list)

    async def send(self, at: Reached, activity: Mapping[str, Any], *, thread: str | None = None) -> None:
        if self.failures:
            raise self.failures.pop(0)
        message = Posted(f"m{len(self.posted)}", at.conversation, activity)
        assert list_faults(message.card) == []
        self.posted.append(message)
        self.threads.append(thread)

    async def find_member(self, at: Reached, user_id: str) -> Member | None:
        assert at.conversation
        known = {key: each for each in self.members for key in (each.user, f"29:{each.user}")}
        return known.get(user_id)

    async def update(self, at: Reached, activity_id: str, activity: Mapping[str, Any]) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.find(activity_id, at.conversation).activity = activity

    def find(self, activity_id: str, conversation: str) -> Posted:
        return next(each for each in self.posted if (each.id, each.conversation) == (activity_id, conversation))


class TeamsUser:
    """A user in his or her personal chat with the bot, on a client that knows version 1.5."""

    def __init__(
        self,
        context: TeamsContext,
        connector: TestConnector,
        user: str,
        name: str,
        *,
        timezone: str = "Europe/Amsterdam",
        locale: str = "nl-NL",
    ) -> None:
        self.context = context
        self.connector = connector
        self.user, self.name = user, name
        self.timezone, self.locale = timezone, locale
        self.conversation = f"a:{user}"
        self.dialog: Mapping[str, Any] | None = None
        self.told = ""
        self._numbers = count()
        self._dialog_of: str | None = None

    @property
    def messages(self) -> list[Posted]:
        """What the user sees in the chat, oldest first."""
        return [each for each in self.connector.posted if each.conversation == self.conversation]

    def make(self, kind: str, **more: object) -> dict[str, Any]:
        """Return an activity of this user, as Teams makes it."""
        client = {"type": "clientInfo", "locale": self.locale, "timezone": self.timezone, "country": "NL"}
        return {
            "type": kind,
            "id": f"{self.user}-{next(self._numbers)}",
            "serviceUrl": "https://smba.example/emea/",
            "channelId": "msteams",
            "from": {"id": f"29:{self.user}", "name": self.name, "aadObjectId": self.user},
            "recipient": {"id": BOT, "name": "Ritme"},
            "conversation": {"id": self.conversation, "conversationType": "personal", "tenantId": TENANT},
            "channelData": {"tenant": {"id": TENANT}},
            "locale": self.locale,
            "entities": [client],
            **more,
        }

    async def send(self, kind: str, **more: object) -> Response:
        return await answer_activity(self.context, self.make(kind, **more))

    async def writes(self, text: str) -> None:
        response = await self.send("message", text=text)
        assert (response.status, response.body) == (200, None)

    async def presses(self, label: str, day: date | None = None) -> None:
        """Press the latest button with this label, or pick a day in the latest date field with this label."""
        message, action = self._find(label)
        data = dict(action.get("data") or {})
        if action["type"] == "Action.Submit":
            assert data["msteams"] == {"type": "task/fetch"}
            self._take(await self.invoke("task/fetch", {"data": data}, message.id), message)
            return
        if day is not None:
            data[data["picked"]] = day.isoformat()
        value = {"action": {"type": "Action.Execute", "verb": action["verb"], "data": data}, "trigger": "manual"}
        self._show(await self.invoke("adaptiveCard/action", value, message.id), message)

    async def fills(self, typed: Mapping[str, str]) -> None:
        """Fill in and submit the open dialog, else the latest form in the chat."""
        if self.dialog is not None:
            card = self.dialog["card"]["content"]
            [action] = card["actions"]
            data = {**action["data"], **self._read_inputs(card), **await self._complete(card, typed)}
            self._take(await self.invoke("task/submit", {"data": data}, self._dialog_of or ""), None)
            return
        message = next(each for each in reversed(self.messages) if list_inputs(each.card))
        action = next(each for each in list_actions(message.card) if each.get("verb") == "submit_form")
        data = {**action["data"], **self._read_inputs(message.card), **await self._complete(message.card, typed)}
        value = {"action": {"type": "Action.Execute", "verb": "submit_form", "data": data}, "trigger": "manual"}
        self._show(await self.invoke("adaptiveCard/action", value, message.id), message)

    async def suggestions(self, dataset: str, text: str) -> list[dict[str, str]]:
        """Return what is suggested for a text in a field that searches."""
        value = {"queryText": text, "dataset": dataset, "queryOptions": {"skip": 0, "top": 15}}
        body = await self.invoke("application/search", value, "")
        results: list[dict[str, str]] = body["value"]["results"]
        return results

    async def invoke(self, name: str, value: Mapping[str, Any], reply_to: str) -> dict[str, Any]:
        response = await self.send("invoke", name=name, value=value, replyToId=reply_to)
        assert response.status == 200
        return dict(response.body or {})

    async def _complete(self, card: Mapping[str, Any], typed: Mapping[str, str]) -> dict[str, str]:
        """Return what is typed, with the first suggestion where a field searches."""
        searching = {
            each["id"] for each in list_inputs(card) if each.get("choices.data", {}).get("dataset") == each["id"]
        }
        done = dict(typed)
        for name in searching & typed.keys():
            done[name] = (await self.suggestions(name, typed[name].removeprefix("new:")))[0]["value"]
        return done

    def _read_inputs(self, card: Mapping[str, Any]) -> dict[str, Any]:
        return {each["id"]: each["value"] for each in list_inputs(card) if "value" in each}

    def _show(self, body: Mapping[str, Any], message: Posted) -> None:
        if body["type"] == CARD:
            assert list_faults(body["value"]) == []
            message.activity = {"attachments": [{"contentType": CARD, "content": body["value"]}]}
        self.told = body["value"] if body["type"] != CARD else ""

    def _take(self, body: Mapping[str, Any], message: Posted | None) -> None:
        task = body.get("task")
        self.dialog = task["value"] if task and task["type"] == "continue" else None
        self.told = task["value"] if task and task["type"] == "message" else ""
        if message is not None:
            self._dialog_of = message.id

    def _find(self, label: str) -> tuple[Posted, Mapping[str, Any]]:
        for message in reversed(self.messages):
            for action in list_actions(message.card):
                if label in {action["title"], action.get("tooltip")} and action["type"] != "Action.ShowCard":
                    return message, action
        raise AssertionError(f"no button {label}")


def list_inputs(card: object) -> list[Mapping[str, Any]]:
    return [each for each in list_elements(card) if str(each["type"]).startswith("Input.")]


def list_actions(card: object) -> Iterator[Mapping[str, Any]]:
    return (each for each in list_elements(card) if str(each["type"]).startswith("Action."))


def read_lines(card: object) -> list[str]:
    """Return the text of a card as it is read, a row of columns on one line, without that of fields and buttons."""
    return list(_read_lines(card))


def _read_lines(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _read_lines(each)
    elif isinstance(value, dict) and value["type"] == "RichTextBlock":
        yield "".join(run["text"] for run in value["inlines"])
    elif isinstance(value, dict) and value["type"] == "ColumnSet":
        cells = [line for column in value["columns"] for line in _read_lines(column["items"])]
        yield from [" \u00b7 ".join(cells)] if cells else []
    elif isinstance(value, dict):
        yield from _read_lines(value.get("body"))
