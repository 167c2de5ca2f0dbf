"""Random histories of two reps with some accounts, played through the bot, and merges of these accounts."""

from dataclasses import dataclass
from random import Random

from bot.domain.hints.hints import MethodPart
from bot.interactions.front import handle_button, handle_command, handle_form
from bot.interactions.interaction import Filled
from bot.messages.text.button_values import AccountInPlan, AccountRef
from bot.messages.text.record_values import write_value
from bot.services.accounts.change_journal import AccountRequest, ChangeMade, undo_change
from bot.services.accounts.merge_accounts import merge_accounts
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from bot.storage.hints.hints import NewGiven, save_given
from tests.bot.interactions.world import dump
from tests.conftest import StillClock
from tests.interactions import interact
from tests.snapshots import Rows

KEPT, MERGED, OTHER = "Acme Nederland", "Jansen Metaal", "Van Dam Logistiek"
# By command; what follows a line end is said right after it.
SAID = {
    "log": (
        "bezoek {}, prijs te hoog, vrijdag bellen",
        "gebeld met {}, geen gehoor",
        "2 mails {}",
        "gisteren gebeld met {}, offerte besproken, morgen terugbellen",
        "3 mails",
        "undo",
    ),
    "deal": (
        'nieuw "{}" "Kassen" 45k',
        'nieuw "{}" "Hal" 12k',
        '"{}" "Kassen" offerte',
        '"{}" "Hal" gewonnen',
        'nieuw "{}" "Tuin" 5k\n"{}" "Tuin" verloren',
    ),
    "feedback": ('"{}" 8 levert snel', '"{}" 5 te laat'),
    "referral": ("{} -> Bakkerij Zuid", '"{}"'),
    "ask": ("{}",),
    "ritme": ("rust {}",),
}
# Most of what is said is a line of the log.
LOGS = ("log", "log", "log")
PEOPLE = ("Piet", "Klaas", "Marie")
# What the version of a cache counts does not go back.
GOES_ON = {("workspaces", "accounts_version")}


@dataclass
class Scene:
    """Two reps, the accounts by name, and the bot that they talk with."""

    bot: Bot
    clock: StillClock
    anna: Person
    bram: Person
    ids: dict[str, int]

    def ask(self, name: str, *, key: str = "change:1", by: Person | None = None) -> AccountRequest:
        """Return a request of Anna's about an account."""
        rep = (by or self.anna).rep
        return AccountRequest(rep=rep, account_id=self.ids[name], request_key=key, now=self.clock.now())

    async def merge(
        self, name: str = MERGED, *, into: str = KEPT, key: str = "change:1", by: Person | None = None
    ) -> ChangeMade:
        """Merge an account into another one."""
        request = self.ask(into, key=key, by=by)
        made, _ = await merge_accounts(self.bot.database, self.bot.accounts, request, merged_id=self.ids[name])
        return made

    async def undo(self, made: ChangeMade, *, by: Person | None = None) -> None:
        """Take a change back."""
        assert made.change_id is not None
        rep = (by or self.anna).rep
        await undo_change(self.bot.database, self.bot.accounts, rep=rep, change_id=made.change_id, now=self.clock.now())

    async def dump(self) -> Rows:
        """Return every row but those of the journal itself."""
        rows = await dump(self.bot.database)
        return {
            table: [{name: value for name, value in row.items() if (table, name) not in GOES_ON} for row in each]
            for table, each in rows.items()
            if table != "account_changes"
        }


class Histories:
    """Plays random days; equal seeds give equal days."""

    def __init__(self, scene: Scene, *, seed: int) -> None:
        self.scene, self.random = scene, Random(seed)  # noqa: S311 - no secret
        self._done = 0

    async def play(self, steps: int) -> None:
        """Let somebody do something, this many times."""
        acts = (self._say, self._say, self._say, self._say, self._meet, self._rest, self._hint)
        for _ in range(steps):
            person = self.random.choice((self.scene.anna, self.scene.bram))
            await self.random.choice(acts)(person, self.random.choice((KEPT, MERGED, MERGED, OTHER)))
            self.scene.clock.move(hours=self.random.choice((0, 1, 30)))

    def _key(self) -> str:
        self._done += 1
        return f"history:{self._done}"

    async def _say(self, person: Person, name: str) -> None:
        command = self.random.choice((*SAID, *LOGS, *LOGS, "deal", "deal"))
        for text in self.random.choice(SAID[command]).replace("{}", name).splitlines():
            said = interact(person, text=text, addressed=text, request_key=self._key())
            await handle_command(self.scene.bot, command, said)

    async def _meet(self, person: Person, name: str) -> None:
        level = self.random.choice(("executive", "manager", "user"))
        role = self.random.choice(("", "inkoper"))
        filled = Filled(values={"name": self.random.choice(PEOPLE), "role": role, "level": level})
        value = write_value(AccountRef(self.scene.ids[name]))
        sent = interact(person, value=value, filled=filled, request_key=self._key())
        await handle_form(self.scene.bot, "contact_person", sent)

    async def _rest(self, person: Person, name: str) -> None:
        value = write_value(AccountInPlan(self.scene.ids[name]))
        button = self.random.choice(("plan_rest", "plan_other"))
        await handle_button(self.scene.bot, button, interact(person, value=value, request_key=self._key()))

    async def _hint(self, person: Person, name: str) -> None:
        given = NewGiven(
            workspace_id=person.workspace.id,
            rep_id=person.rep.id,
            part=self.random.choice((MethodPart.REPUTATION, MethodPart.REBOUND)),
            subject=f"{self.scene.ids[name]}{self.random.choice(('', ':left', ':2026-04-01'))}",
            day=self.scene.clock.now().date(),
        )
        await self.scene.bot.database.write(lambda connection: save_given(connection, [given]))
