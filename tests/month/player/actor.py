"""One player at the screen: types, presses and fills in, through Slack's protocol, and books what was typed."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Any

from sandbox.blocks.elements import Spot
from sandbox.entities import PostedMessage, View
from sandbox.errors import DeliveryFailed, NotThere
from tests.month.auditor.seen import Typed
from tests.month.player.team import Player
from tests.month.player.words import Tongue
from tests.month.player.world import World

if TYPE_CHECKING:
    from sandbox.sandbox_user import SandboxUser

# In seconds: how long an answer may take that does not come with the acknowledgement.
PATIENCE = 0.5
# By the played clock, between two acts: a channel takes a message a second.
PAUSE = timedelta(seconds=2)
# What nobody presses by accident.
SHUNNED = (
    "Dit niet meer",
    "Not this again",
    "Verwijder",
    "Delete",
    "Vertrekt",
    "Stop",
    "Vandaag vrij",
    "Day off today",
    # Whoever changes team does so by a deed, which is booked.
    "Terug naar",
    "Back to",
    "Zuid",
)


class Actor:
    """A player with his or her screen; the accounts and deals are those that he or she knows of."""

    def __init__(self, world: World, player: Player, random: Random) -> None:
        self.world = world
        self.player = player
        self.random = random
        code = "be" if player.locale.endswith("BE") else player.locale[:2]
        self.tongue = Tongue(code, random)
        self.accounts: list[str] = []
        self.colleagues: list[str] = []
        self.deals: list[tuple[str, str]] = []
        self.user: SandboxUser = world.sandbox.person(player.user_id)

    async def types(self, line: str) -> PostedMessage | None:
        """Send a slash command, and return what was answered."""
        await self._begin(line)
        return await self.user.types_command(line, grace=PATIENCE)

    async def writes(self, text: str) -> PostedMessage | None:
        """Send a direct message, and return the answer."""
        await self._begin(text)
        before = {message.ts for message in self.user.visible()}
        await self.user.says(text)
        return await self._wait(before)

    async def uploads(self, name: str, content: bytes, *, press: tuple[str, ...]) -> None:
        """Send a file, and press the first of these buttons under what the bot made of it."""
        before = {message.ts for message in self.user.visible()}
        await self._begin(name)
        await self.user.uploads(name, content)
        for _ in range(60):
            # A channel takes a message a second, by the played clock.
            await self.world.move_to(self.world.clock.now() + timedelta(seconds=2))
            await self.world.tick()
            fresh = [message for message in self.user.visible() if message.ts not in before]
            found = [(each, label) for each in fresh for label in each.buttons if label.startswith(press)]
            if found:
                await self.presses(*found[0])
                await asyncio.sleep(0.1)
                await self.world.tick()
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"no preview of {name}")

    async def presses(self, where: PostedMessage | View, label: str) -> PostedMessage | None:
        """Press a button, and fill in the form that it opens, if any."""
        await self._begin(f"[{label}]")
        try:
            answer = await self.user.clicks(where, label, grace=PATIENCE)
        except (NotThere, DeliveryFailed):
            return None
        if self.user.modal is not None:
            await self.fills(self.user.modal)
        return answer

    async def presses_any(self, where: PostedMessage | View) -> None:
        """Press or pick something, as people do who see a message in passing."""
        spots = [each for each in where.spots if each.kind in ("button", "datepicker") and not self._shuns(each)]
        if not spots:
            return
        spot = self.random.choice(spots)
        await self._begin(f"[{spot.label}]")
        try:
            await self.user.uses(where, spot, self._choose(spot), grace=PATIENCE)
        except (NotThere, DeliveryFailed):
            return
        if self.user.modal is not None:
            await self.fills(self.user.modal)

    async def fills(self, form: View, filled: dict[str, Any] | None = None) -> None:
        """Fill in what a form requires, and submit it; close it when it is refused."""
        values = {
            spot.block_id: self._choose(spot)
            for spot in form.spots
            if spot.is_input and not spot.block.get("optional") and not _has_value(spot)
        }
        values |= filled or {}
        await self._begin(f"[{form.submit}] {values}")
        try:
            refused = await self.user.submits(
                form, {name: value for name, value in values.items() if value is not None}
            )
            if refused and self.user.modal is not None:
                await self.user.closes(self.user.modal, all_of_them=True)
        except (NotThere, DeliveryFailed):
            self.world.sandbox.workspace.set_modals(self.user.user.id, [])

    async def sees_home(self) -> View | None:
        """Open the page, and look once it is drawn: it may be drawn again for what was logged just before."""
        # The first drawing may be the one of a change just before.
        for _ in range(2):
            before = self.user.home
            await self.user.opens_home()
            with suppress(TimeoutError):
                await self.user.wait_for(partial(self._find_other_home, before))
        self.world.screens.note_home(self.player.user_id)
        self.world.hold()
        return self.user.home

    def last_message(self, *, unprompted: bool = True) -> PostedMessage | None:
        """Return the latest message of the bot in the direct message."""
        found = [
            message
            for message in self.user.visible()
            if message.user_id == self.world.sandbox.workspace.bot.id and (not unprompted or message.addressee is None)
        ]
        return found[-1] if found else None

    def _find_other_home(self, before: View | None) -> View | None:
        return self.user.home if self.user.home is not before else None

    async def _begin(self, what: str) -> None:
        """Hold what was shown until now to the rules, and begin something else a little later."""
        self.world.hold()
        await self.world.move_to(self.world.clock.now() + PAUSE)
        self._book(what)

    def _book(self, what: str) -> None:
        self.world.screens.asked = what
        self.world.book.typed.append(Typed(self.world.clock.now(), self.player.user_id, what))

    async def _wait(self, before: set[str]) -> PostedMessage | None:
        def look() -> PostedMessage | None:
            shown = [m for m in self.user.visible() if m.ts not in before and m.user_id != self.player.user_id]
            return shown[-1] if shown else None

        try:
            return await self.user.wait_for(look, timeout=2 * PATIENCE)
        except TimeoutError:
            return None

    def _shuns(self, spot: Spot) -> bool:
        return spot.label.startswith(SHUNNED) or "url" in spot.element

    def _choose(self, spot: Spot) -> Any:
        options = spot.element.get("options") or [
            option for group in spot.element.get("option_groups") or () for option in group["options"]
        ]
        if spot.kind == "datepicker":
            return self._day_ahead()
        if spot.kind == "timepicker":
            return "10:00"
        if spot.kind == "number_input":
            return str(self.random.randrange(5, 10))
        if options:
            picked = self.random.choice(options)["value"]
            return [picked] if spot.kind in ("checkboxes", "multi_static_select") else picked
        if spot.kind == "external_select":
            return None
        return "goed gesprek" if spot.kind == "plain_text_input" else None

    def _day_ahead(self) -> str:
        return (self.world.clock.now().date() + timedelta(days=self.random.randrange(1, 8))).isoformat()


def _has_value(spot: Spot) -> bool:
    return any(key.startswith("initial") and value for key, value in spot.element.items())
