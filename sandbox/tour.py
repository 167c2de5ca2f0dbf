"""The tour of the example workspace: ten clicks that show a day, a stalled deal, a question, a loss and a Monday."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sandbox.clock import list_presets
from sandbox.entities import PostedMessage
from sandbox.errors import NotThere
from sandbox.example import MARIEKE, SANNE
from sandbox.running_workspace import RunningWorkspace
from sandbox.sandbox_user import SandboxUser

STALLED = "⚠"


@dataclass(frozen=True)
class TourStop:
    """Where a click of the tour leads: whose screen, in which channel (empty for the bot's), on which tab."""

    user_id: str
    channel: str = ""
    tab: str = "messages"


TourClick = Callable[[], Awaitable[TourStop]]


class Tour:
    """Does what the tour shows, by typing and pressing as the example users."""

    def __init__(self, stage: RunningWorkspace) -> None:
        self._stage = stage
        self.clicks: tuple[TourClick, ...] = (
            self._log,
            self._agree,
            self._wake_up,
            self._list_deals,
            self._ask,
            self._lose,
            self._blame,
            self._start_week,
            self._end_day,
            self._look_home,
        )

    @property
    def _sanne(self) -> SandboxUser:
        return SandboxUser(self._stage, self._stage.workspace.user(SANNE.id))

    def _say(self, dutch: str, english: str) -> str:
        return dutch if self._sanne.user.language == "nl" else english

    async def _log(self) -> TourStop:
        await self._sanne.types_command(
            self._say("/log bezoek Acme, offerte besproken", "/log visit Acme, discussed the quote")
        )
        return TourStop(SANNE.id)

    async def _agree(self) -> TourStop:
        asked = self._find_last(lambda message: bool(message.buttons))
        await self._sanne.clicks(asked, asked.buttons[0], grace=2)
        return TourStop(SANNE.id)

    async def _wake_up(self) -> TourStop:
        since = await self._move_to("clock_workday")
        await self._wait_for_news(self._sanne, None, since)
        return TourStop(SANNE.id)

    async def _list_deals(self) -> TourStop:
        await self._sanne.types_command("/deal")
        return TourStop(SANNE.id)

    async def _ask(self) -> TourStop:
        await self._sanne.types_command(f'/vragen "{self._find_stalled_account()}"')
        return TourStop(SANNE.id)

    async def _lose(self) -> TourStop:
        await self._open_loss()
        return TourStop(SANNE.id)

    async def _blame(self) -> TourStop:
        if self._sanne.modal is None:
            await self._open_loss()
        form = self._sanne.modal
        if form is None:
            raise NotThere(self._say("het formulier", "the form"))
        happened = self._say(
            "inkoop kijkt alleen naar de laagste prijs, niks aan te doen",
            "they only look at the lowest price, nothing I can do about that",
        )
        await self._sanne.submits(form, {"reason": "price", "happened": happened})
        return TourStop(SANNE.id)

    async def _end_day(self) -> TourStop:
        return await self._look_in_channel(await self._move_to("clock_today"))

    async def _start_week(self) -> TourStop:
        return await self._look_in_channel(await self._move_to("clock_week"))

    async def _look_home(self) -> TourStop:
        await self._sanne.opens_home()
        return TourStop(SANNE.id, tab="home")

    async def _open_loss(self) -> None:
        account = self._find_stalled_account()
        await self._sanne.types_command(self._say(f'/deal "{account}" verloren', f'/deal "{account}" lost'))

    async def _look_in_channel(self, since: datetime) -> TourStop:
        marieke = SandboxUser(self._stage, self._stage.workspace.user(MARIEKE.id))
        await self._wait_for_news(marieke, "sales", since)
        return TourStop(MARIEKE.id, channel=marieke.find_channel("sales").id)

    async def _move_to(self, words: str) -> datetime:
        """Move the clock to a preset, if it is still ahead, and return when the move began."""
        since = self._stage.clock.now()
        for preset in list_presets(since, zone=self._sanne.zone):
            if preset.words == words:
                await self._stage.clock.move_to(preset.moment)
        return since

    async def _wait_for_news(self, who: SandboxUser, channel: str | None, since: datetime) -> None:
        """Wait a little for what the bot says after a moment: messages to one channel are spaced."""
        with suppress(TimeoutError):
            await who.wait_for(lambda: [each for each in who.visible(channel) if float(each.ts) > since.timestamp()])

    def _find_stalled_account(self) -> str:
        """Return the account of the first deal in Sanne's list that stands still."""
        listed = self._find_last(lambda message: STALLED in message.plain and " · " in message.plain)
        stalled = next(line for line in listed.plain.splitlines() if STALLED in line)
        return stalled.partition(" · ")[0]

    def _find_last(self, fits: Callable[[PostedMessage], bool]) -> PostedMessage:
        for message in reversed(self._sanne.visible()):
            if message.user_id == self._stage.workspace.bot.id and fits(message):
                return message
        raise NotThere("")
