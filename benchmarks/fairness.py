"""Fairness (V1): the bot must credit advances, not the number of logged activities.

Eight reps work eight weeks through the bot itself, each on deals of the same value; some log a lot without advances,
others log little with advances. The shares of stalled and moving deals that the bot then shows must correlate with
advances, not with the number of activities.
"""

import asyncio
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from tempfile import TemporaryDirectory

from bot.domain.accounts.account import AccountStage
from bot.interactions.interaction import Interaction
from bot.interactions.table import COMMANDS
from bot.messages.text.command_names import CommandNames
from bot.ports import FoundChannel, Profile
from bot.services.accounts.account_index_cache import AccountIndexCache
from bot.services.bot import Bot
from bot.services.hints.list_stalls import judge_workspace
from bot.services.people.person_cache import Person, PersonCache, WorkspaceDefaults
from bot.storage.accounts.accounts import NewAccount, add_account
from bot.storage.database import Database
from bot.storage.deals import deals as deal_rows
from bot.storage.migrate import migrate_database
from handlers.front.directory import ReachesEverybody

BEGIN = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)
WEEKS, DEALS_EACH = 8, 5
# Contacts per working day, and the probability that a contact ends in an advance.
MANNERS = {"logs a lot": (6, 0.04), "logs little": (1, 0.6)}
REPS_EACH = 4
STAGES = ("behoefte", "offerte", "onderhandeling")


class Calendar:
    """A clock that the simulation sets."""

    def __init__(self) -> None:
        self.moment = BEGIN

    def now(self) -> datetime:
        """Return the simulation's current time."""
        return self.moment


@dataclass
class Seller:
    """A simulated rep with the counts of activities and advances."""

    person: Person
    manner: str
    contacts: int = 0
    advances: int = 0
    still: int = 0
    moved: int = 0

    @property
    def moving(self) -> float:
        """The share of deals that the bot shows as moving."""
        return 1 - self.still / DEALS_EACH


class Nowhere(ReachesEverybody):
    """An empty directory: no users, no channels."""

    async def find_channel(self, _typed: str) -> FoundChannel | None:
        """Return None."""
        return None

    def find_person(self, _typed: str) -> str | None:
        """Return None."""
        return None

    async def fetch_profile(self, _external_id: str) -> Profile | None:
        """Return None."""
        return None


async def measure_fairness() -> list[str]:
    """Return the lines of the report."""
    with TemporaryDirectory(prefix="ritme-bench-") as folder:
        url = f"sqlite:///{folder}/bench.db"
        await migrate_database(url)
        database = Database(url)
        try:
            sellers = await _play(database)
        finally:
            await database.close()
    lines = [f"{len(sellers)} reps with {DEALS_EACH} deals each, {WEEKS} weeks:"]
    lines += [
        f"  {seller.manner:<12} {seller.contacts:4} contacts, {seller.advances:3} advances:"
        f" {seller.still} of {DEALS_EACH} deals stand still, {seller.moved} steps to a later stage"
        for seller in sellers
    ]
    with_advances = correlate_ranks([each.moving for each in sellers], [each.advances for each in sellers])
    with_volume = correlate_ranks([each.moving for each in sellers], [each.contacts for each in sellers])
    is_fair = with_advances > 0.5 and with_volume <= 0  # noqa: PLR2004
    lines.append(
        f"  who moves, by the bot: rank correlation {with_advances:+.2f} with advances, {with_volume:+.2f} with volume"
        f" (follows advances: {'yes' if is_fair else 'NO'})"
    )
    return lines


async def _play(database: Database) -> list[Seller]:
    clock = Calendar()
    defaults = WorkspaceDefaults(country="NL", timezone="Europe/Amsterdam", language="nl")
    people = PersonCache(database, platform="slack", defaults=defaults)
    bot = Bot(
        database=database, people=people, accounts=AccountIndexCache(database), clock=clock, commands=CommandNames()
    )
    sellers = [await _hire(bot, number) for number in range(REPS_EACH * len(MANNERS))]
    for number, seller in enumerate(sellers):
        await _open_deals(bot, seller, number)
    for day in range(WEEKS * 7):
        clock.moment = BEGIN + timedelta(days=day)
        if clock.moment.weekday() < 5:  # noqa: PLR2004 - Monday to Friday
            for number, seller in enumerate(sellers):
                await _work(bot, seller, number, day)
    workspace = sellers[0].person.workspace
    for row in await judge_workspace(database, workspace=workspace, today=clock.moment.date()):
        seller = sellers[int(row["account"].split()[1])]
        seller.still += bool(row["stalled"])
    return sellers


async def _hire(bot: Bot, number: int) -> Seller:
    name = f"U{number}"

    async def fetch() -> Profile:
        return Profile(external_id=name, name=name, timezone="Europe/Amsterdam", locale="nl-NL", workspace="T1")

    person = await bot.people.identify("T1", name, fetch=fetch, now=bot.now())
    return Seller(person=person, manner=list(MANNERS)[number % len(MANNERS)])


async def _open_deals(bot: Bot, seller: Seller, number: int) -> None:
    for each in range(DEALS_EACH):
        name = _name(number, each)
        account = NewAccount(
            workspace_id=seller.person.workspace.id,
            name=name,
            name_key=name.casefold().replace(" ", ""),
            stage=AccountStage.PROSPECT,
            created_at=bot.now(),
        )
        await bot.database.write(partial(add_account, account=account))
        await bot.accounts.refresh(seller.person.workspace.id)
        await _say(bot, seller, "deal", f'nieuw "{name}" "Deal" 20k', key=f"open:{name}")


async def _work(bot: Bot, seller: Seller, number: int, day: int) -> None:
    chance = random.Random(f"{number}:{day}")
    count, likely = MANNERS[seller.manner]
    for contact in range(count):
        name = _name(number, (day * count + contact) % DEALS_EACH)
        is_agreed = chance.random() < likely
        step = ", volgende stap over 1 week" if is_agreed else ""
        key = f"{number}:{day}:{contact}"
        await _say(bot, seller, "log", f'gebeld met "{name}"{step}', key=key)
        seller.contacts += 1
        seller.advances += is_agreed
        if is_agreed and chance.random() < 0.5 and seller.moved < len(STAGES) * DEALS_EACH:  # noqa: PLR2004
            await _move(bot, seller, name)


async def _move(bot: Bot, seller: Seller, name: str) -> None:
    async with bot.database.reading() as connection:
        found = await deal_rows.list_open_deals(connection, workspace_id=seller.person.workspace.id)
    deal = next(deal for deal in found if deal.account_name == name)
    stages = seller.person.workspace.deal_stages
    following = stages.find_next(deal.stage)
    if following is not None:
        await _say(bot, seller, "deal", f"#{deal.account_id}/{deal.id} {following}", key=f"move:{deal.id}:{following}")
        seller.moved += 1


def correlate_ranks(one: list[float], other: list[float]) -> float:
    """Return Spearman's rank correlation, from -1 to 1; 0 when either does not vary."""
    first, second = _rank(one), _rank(other)
    mean_first, mean_second = sum(first) / len(first), sum(second) / len(second)
    together = sum((a - mean_first) * (b - mean_second) for a, b in zip(first, second, strict=True))
    spread = sum((a - mean_first) ** 2 for a in first) * sum((b - mean_second) ** 2 for b in second)
    return together / spread**0.5 if spread else 0.0


def _rank(values: list[float]) -> list[float]:
    """Return the rank of each value; ties share their mean rank."""
    ordered = sorted(values)
    return [(ordered.index(value) + len(ordered) - 1 - ordered[::-1].index(value)) / 2 for value in values]


def _name(number: int, each: int) -> str:
    return f"Klant {number} nr{each}"


def main() -> None:
    """Print the report."""
    for line in asyncio.run(measure_fairness()):
        print(line)


if __name__ == "__main__":
    main()


async def _say(bot: Bot, seller: Seller, command: str, text: str, *, key: str) -> None:
    said = Interaction(person=seller.person, directory=Nowhere(), request_key=key, text=text, addressed=text)
    await COMMANDS[command](bot, said)
