"""The same stories on Slack, as the local workspace shows it."""

from datetime import date

from sandbox.entities import Message
from sandbox.visitor import Visitor
from tests.conversations.test_deal_story import lines


class Slack:
    """One person in front of Slack."""

    def __init__(self, visitor: Visitor) -> None:
        self.lines: list[str] = []
        self.form: str | None = None
        self._visitor = visitor

    async def says(self, text: str) -> None:
        """Give a command."""
        self._show(await self._visitor.types_command(text))

    async def presses(self, label: str) -> None:
        """Press the latest button with this label."""
        self._show(await self._visitor.clicks(self._find(label), label))

    async def picks(self, label: str, day: date) -> None:
        """Pick a day in the latest calendar with this label."""
        self._show(await self._visitor.picks(self._find(label), label, day.isoformat()))

    async def fills(self, values: dict[str, str]) -> None:
        """Fill in the form that is open."""
        assert self._visitor.modal is not None
        modal, typed = self._visitor.modal, dict(values)
        if "account" in typed:  # which is looked up while it is typed
            await self._visitor.picks(modal, "account", typed.pop("account").removeprefix("new:"))
        assert await self._visitor.submits(modal, typed) is None
        self._show(self._visitor.visible()[-1])

    def _show(self, message: Message | None) -> None:
        self.lines = lines(message) if message else []
        self.form = self._visitor.modal.title if self._visitor.modal else None

    def _find(self, label: str) -> Message:
        seen = reversed(self._visitor.visible())
        return next(each for each in seen if any(spot.is_called(label) for spot in each.spots))
