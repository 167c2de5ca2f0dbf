"""A simulated user of Teams: what is done on the page, as activities of the Bot Framework."""

from itertools import count
from typing import Any

import aiohttp

from sandbox.entities import Json, User
from sandbox.errors import NotConnected, NotThere
from sandbox.teams.chats import CHANNEL, TeamsChats, name_chat
from sandbox.teams.connector import CARD, describe_account

BOT = "28:ritme"
PATIENCE = aiohttp.ClientTimeout(total=15)
PEOPLE = "graph.microsoft.com/users"
_numbers = count(1)


class TeamsUser:
    """A user of Teams, in the chat with the bot or in the channel of the team; ``address`` is that of the sandbox."""

    def __init__(self, chats: TeamsChats, user: User, *, address: str, is_in_channel: bool = False) -> None:
        self.chats = chats
        self.user = user
        self.address = address
        self.conversation = CHANNEL if is_in_channel else name_chat(user.id)

    async def adds_app(self) -> None:
        """Add the app to the conversation, once: the bot greets there."""
        if self.conversation in self.chats.added or not self.chats.endpoint:
            return
        self.chats.added.add(self.conversation)
        await self._send("installationUpdate", action="add")

    async def says(self, text: str, *, moment: Any) -> None:
        """Write a line; in the channel the bot hears it only with a mention."""
        self.chats.add(self.conversation, moment=moment, user_id=self.user.id, text=text, card=None)
        name = f"@{self.chats.workspace.bot.real_name}"
        if self.conversation != CHANNEL:
            await self._send("message", text=text)
        elif name in text:
            tag = f"<at>{name[1:]}</at>"
            mention = {"type": "mention", "text": tag, "mentioned": {"id": BOT, "name": name[1:]}}
            await self._send("message", text=text.replace(name, tag, 1), mentions=[mention])

    async def executes(self, message_id: str, *, verb: str, data: Json) -> str:
        """Press a button of a card, which is replaced; return what Teams says instead, if it is not."""
        action = {"type": "Action.Execute", "verb": verb, "data": data}
        answer = await self._invoke("adaptiveCard/action", {"action": action, "trigger": "manual"}, message_id)
        if answer.get("type") == CARD:
            self.chats.replace(message_id, answer["value"])
            return ""
        return str(answer.get("value") or "")

    async def opens(self, message_id: str, data: Json) -> str:
        """Press a button that opens a dialog; return what Teams says in its place, if anything."""
        return self._take(await self._invoke("task/fetch", {"data": data}, message_id))

    async def uses_extension(self, command: str) -> str:
        """Use a message extension, which opens a dialog."""
        value = {"commandId": command, "commandContext": "compose"}
        return self._take(await self._invoke("composeExtension/fetchTask", value, ""), extension=command)

    async def submits(self, data: Json) -> str:
        """Send the open dialog; it closes, or stays with the sentences of its problems."""
        dialog = self.chats.dialogs.get(self.user.id)
        if dialog is None:
            raise NotThere("dialog")
        command = dialog["extension"]
        name = "composeExtension/submitAction" if command else "task/submit"
        value = {"data": data, **({"commandId": command, "commandContext": "compose"} if command else {})}
        return self._take(await self._invoke(name, value, ""), extension=command)

    def closes(self) -> None:
        """Close the dialog."""
        if self.chats.dialogs.pop(self.user.id, None) is not None:
            self.chats.announce()

    async def searches(self, dataset: str, typed: str) -> list[Json]:
        """Return the choices that a field offers for what was typed in it; people come from the organisation."""
        if dataset == PEOPLE:
            found = [each for each in self.chats.workspace.people if typed.lower() in each.real_name.lower()]
            return [{"title": each.real_name, "value": each.id} for each in found]
        value = {"queryText": typed, "dataset": dataset, "kind": "search", "queryOptions": {"skip": 0, "top": 15}}
        answer = await self._invoke("application/search", value, "")
        return list((answer.get("value") or {}).get("results") or ())

    def _take(self, answer: Json, *, extension: str = "") -> str:
        task = answer.get("task") or {}
        self.chats.dialogs.pop(self.user.id, None)
        if task.get("type") == "continue":
            value = task["value"]
            dialog = {"title": value["title"], "card": value["card"]["content"], "extension": extension}
            self.chats.dialogs[self.user.id] = {**dialog, "version": next(_numbers)}
        self.chats.announce()
        return str(task.get("value") or "") if task.get("type") == "message" else ""

    async def _invoke(self, name: str, value: Json, reply_to: str) -> Json:
        return await self._send("invoke", name=name, value=value, replyToId=reply_to)

    async def _send(self, kind: str, *, mentions: list[Json] | None = None, **more: Any) -> Json:
        """Send an activity to the bot, and return the body of its response; raises NotConnected."""
        activity = {**self._describe(kind), **more}
        activity["entities"] += mentions or []
        if not self.chats.endpoint:
            raise NotConnected(kind)
        try:
            async with (
                aiohttp.ClientSession(timeout=PATIENCE) as session,
                session.post(self.chats.endpoint, json=activity) as response,
            ):
                response.raise_for_status()
                return await response.json() if response.content_type == "application/json" else {}
        except (aiohttp.ClientError, TimeoutError) as error:
            raise NotConnected(kind) from error

    def _describe(self, kind: str) -> Json:
        client = {"type": "clientInfo", "locale": self.user.locale, "timezone": self.user.tz, "country": "NL"}
        is_channel = self.conversation == CHANNEL
        place = {
            "id": self.conversation,
            "conversationType": "channel" if is_channel else "personal",
            "tenantId": self.chats.tenant,
        }
        channel = {"channel": {"id": CHANNEL, "name": "sales"}, "team": {"id": CHANNEL, "name": "sales"}}
        return {
            "type": kind,
            "id": f"{self.user.id}-{next(_numbers)}-{self.chats.secret[:8]}",
            "channelId": "msteams",
            "serviceUrl": f"{self.address}teams-connector/{self.chats.secret}",
            "from": describe_account(self.user),
            "recipient": {"id": BOT, "name": self.chats.workspace.bot.real_name},
            "conversation": place,
            "channelData": {"tenant": {"id": self.chats.tenant}, **(channel if is_channel else {})},
            "locale": self.user.locale,
            "entities": [client],
        }
