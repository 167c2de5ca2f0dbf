"""The adapter that plays the stories on Teams, in a personal chat, through a test connector."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.handlers.teams.chat import TeamsUser, list_actions, read_lines
from tests.handlers.teams.teams import Teams


class TeamsChat:
    """The `Player` of one user of Teams, where commands are lines like any other."""

    def __init__(self, teams: Teams, user: TeamsUser) -> None:
        self.lines: list[str] = []
        self.form: str | None = None
        self._teams = teams
        self._user = user

    async def says(self, text: str) -> None:
        """Send a command."""
        await self.writes(text)

    async def writes(self, text: str) -> None:
        """Send a line to the bot, and wait for the answer."""
        before = self._look()
        await self._user.writes(text)
        await self._see(before)

    async def presses(self, label: str) -> None:
        """Press the latest button with this label."""
        before = self._look()
        await self._user.presses(label)
        await self._see(before)

    async def picks(self, label: str, day: date) -> None:
        """Pick a day in the latest date field with this label."""
        before = self._look()
        await self._user.presses(label, day)
        await self._see(before)

    async def fills(self, values: dict[str, str]) -> None:
        """Submit the open form."""
        before = self._look()
        await self._user.fills(values)
        assert self._user.dialog is None
        await self._see(before)

    def _look(self) -> list[int]:
        return [id(message.activity) for message in self._user.messages]

    async def _see(self, before: list[int]) -> None:
        """Read what has been posted or replaced since, and the form that opened in a dialog or in the chat."""
        await self._teams.deliver()
        fresh = [message.card for message in self._user.messages if id(message.activity) not in before]
        titles = {index: find_form(card) for index, card in enumerate(fresh)}
        self.lines = [line for index, card in enumerate(fresh) if not titles[index] for line in read_lines(card)]
        opened = [title for title in titles.values() if title]
        self.form = self._user.dialog["title"] if self._user.dialog is not None else opened[-1] if opened else None


def find_form(card: Mapping[str, Any]) -> str:
    """Return the title of the form that a card is, "" for another card."""
    sent = [action["data"] for action in list_actions(card) if action.get("verb") == "submit_form"]
    return str(sent[0]["ritme_title"]) if sent else ""
