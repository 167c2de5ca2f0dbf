"""The adapter that plays the stories on Slack, in the sandbox."""

from datetime import date

from sandbox.entities import PostedMessage
from sandbox.sandbox_user import SandboxUser
from tests.conversations.test_deal_story import lines

BOT = "U05RITME"


class Slack:
    """The `Player` of one Slack user."""

    def __init__(self, sandbox_user: SandboxUser) -> None:
        self.lines: list[str] = []
        self.form: str | None = None
        self._sandbox_user = sandbox_user

    async def says(self, text: str) -> None:
        """Send a command."""
        self._show(await self._sandbox_user.types_command(text))

    async def writes(self, text: str) -> None:
        """Send a message to the bot, and wait for the answer."""
        before = {message.ts for message in self._sandbox_user.visible()}
        await self._sandbox_user.says(text)
        seen = self._sandbox_user.visible
        self._show(
            await self._sandbox_user.wait_for(
                lambda: next((each for each in seen() if each.user_id == BOT and each.ts not in before), None)
            )
        )

    async def presses(self, label: str) -> None:
        """Press the latest button with this label."""
        self._show(await self._sandbox_user.clicks(self._find(label), label))

    async def picks(self, label: str, day: date) -> None:
        """Pick a day in the latest date picker with this label."""
        self._show(await self._sandbox_user.picks(self._find(label), label, day.isoformat()))

    async def fills(self, values: dict[str, str]) -> None:
        """Submit the open form."""
        assert self._sandbox_user.modal is not None
        modal, typed = self._sandbox_user.modal, dict(values)
        if "account" in typed:  # an external select: suggestions come while typing
            await self._sandbox_user.picks(modal, "account", typed.pop("account").removeprefix("new:"))
        assert await self._sandbox_user.submits(modal, typed) is None
        self._show(self._sandbox_user.visible()[-1])

    def _show(self, message: PostedMessage | None) -> None:
        self.lines = lines(message) if message else []
        self.form = self._sandbox_user.modal.title if self._sandbox_user.modal else None

    def _find(self, label: str) -> PostedMessage:
        seen = reversed(self._sandbox_user.visible())
        return next(each for each in seen if any(spot.is_called(label) for spot in each.spots))
