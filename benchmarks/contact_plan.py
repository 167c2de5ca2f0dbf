"""Simulate a team's year with three contact plans: ours, random, and longest unseen first (R6, R7)."""

import itertools
import random
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from bot.domain.accounts.account import CONTACTS_NEEDED, AccountStage
from bot.domain.accounts.contact_plan import SUGGESTIONS, AccountHistory, suggest_contacts

REPS, CUSTOMERS, SUSPECTS, WORKING_DAYS = 9, 100, 1_000, 220
FIRST_DAY = date(2026, 1, 5)
SEEDS = range(1, 6)
# The number of suggestions that a rep follows in a day, at least and at most.
TAKEN_UP = {"one to three a day": (1, 3), "one a day": (1, 1), "four a day": (4, 4)}
# One contact in ten happens outside any plan, such as an incoming call.
BY_CHANCE = 0.1
# A quarter of the 220 working days of a year, in calendar days.
DAYS_OF_QUARTER = 77
FRIDAY = 4

Plan = Callable[[Sequence[AccountHistory], date, int, random.Random], list[int]]


@dataclass
class Season:
    """The result of a simulated year: the days on which each account was contacted, by account id."""

    accounts: list[AccountHistory]
    contacts: dict[int, list[date]] = field(default_factory=dict)
    last_day: date = FIRST_DAY

    @property
    def seen_each_quarter(self) -> float:
        """The share of customers contacted in a quarter, averaged over the four."""
        customers = [account.id for account in self.accounts if account.stage is AccountStage.CUSTOMER]
        shares = []
        for quarter in range(4):
            first = FIRST_DAY + timedelta(days=DAYS_OF_QUARTER * quarter)
            last = min(first + timedelta(days=DAYS_OF_QUARTER - 1), self.last_day)
            seen = sum(any(first <= day <= last for day in self.contacts.get(each, [])) for each in customers)
            shares.append(seen / len(customers))
        return statistics.mean(shares)

    @property
    def brought_to_five(self) -> int:
        """The number of suspects that reached five contacts (R6)."""
        suspects = (account.id for account in self.accounts if account.stage is AccountStage.SUSPECT)
        return sum(len(self.contacts.get(each, [])) >= CONTACTS_NEEDED[0] for each in suspects)

    @property
    def longest_neglect(self) -> int:
        """The longest gap in days between two contacts with any customer."""
        return max(self._find_gap(each.id) for each in self.accounts if each.stage is AccountStage.CUSTOMER)

    @property
    def longest_silence(self) -> int:
        """The longest gap in days between two of the first seven contacts with a suspect."""
        return max(
            (self._find_silence(each.id) for each in self.accounts if each.stage is AccountStage.SUSPECT), default=0
        )

    def _find_gap(self, account_id: int) -> int:
        days = [FIRST_DAY, *self.contacts.get(account_id, []), self.last_day]
        return max((later - earlier).days for earlier, later in itertools.pairwise(days))

    def _find_silence(self, account_id: int) -> int:
        days = self.contacts.get(account_id, [])
        if not days:
            return 0
        days = days[: CONTACTS_NEEDED[1]] + ([self.last_day] if len(days) < CONTACTS_NEEDED[1] else [])
        return max(((later - earlier).days for earlier, later in itertools.pairwise(days)), default=0)


def play_season(plan: Plan, *, seed: int, taken_up: tuple[int, int], days: int = WORKING_DAYS) -> Season:
    """Simulate a year in which each rep follows some suggestions of each day's plan."""
    chance = random.Random(seed)
    accounts = _make_accounts(chance)
    season = Season(accounts=accounts)
    by_owner: dict[int, dict[int, AccountHistory]] = {}
    for account in accounts:
        by_owner.setdefault(account.owner_id or 0, {})[account.id] = account
    day = FIRST_DAY
    for _ in range(days):
        for own in by_owner.values():
            _play_day(season, own, plan, day=day, chance=chance, taken_up=taken_up)
        season.last_day = day
        day += timedelta(days=1 if day.weekday() < FRIDAY else 3)
    return season


def _play_day(
    season: Season,
    own: dict[int, AccountHistory],
    plan: Plan,
    *,
    day: date,
    chance: random.Random,
    taken_up: tuple[int, int],
) -> None:
    wanted = chance.randint(*taken_up)
    chosen = plan(list(own.values()), day, max(SUGGESTIONS, wanted), chance)[:wanted]
    if chance.random() < BY_CHANCE:
        chosen.append(chance.choice(list(own)))
    for account_id in chosen:
        before = own[account_id]
        own[account_id] = before._replace(contacts=before.contacts + 1, last_contact=day)
        season.contacts.setdefault(account_id, []).append(day)


def plan_ours(accounts: Sequence[AccountHistory], day: date, limit: int, _chance: random.Random) -> list[int]:
    """Return the accounts that the bot proposes."""
    return [each.account_id for each in suggest_contacts(accounts, today=day, limit=limit)]


def plan_at_random(accounts: Sequence[AccountHistory], day: date, limit: int, chance: random.Random) -> list[int]:
    """Return random accounts that were not contacted today."""
    free = [account.id for account in accounts if account.last_contact != day]
    return chance.sample(free, min(limit, len(free)))


def plan_oldest_first(accounts: Sequence[AccountHistory], _day: date, limit: int, _chance: random.Random) -> list[int]:
    """Return the accounts with the oldest last contact, those without any contact first."""
    ranked = sorted(accounts, key=lambda account: (account.last_contact or date.min, account.id))
    return [account.id for account in ranked[:limit]]


PLANS: dict[str, Plan] = {"ours": plan_ours, "random": plan_at_random, "oldest first": plan_oldest_first}


def _make_accounts(chance: random.Random) -> list[AccountHistory]:
    stages = [AccountStage.CUSTOMER] * CUSTOMERS + [AccountStage.SUSPECT] * SUSPECTS
    return [
        AccountHistory(
            id=number,
            name=f"Account {number:04}",
            stage=stage,
            value=Decimal(int(chance.paretovariate(1.2) * 5_000)),
            contacts=0,
            last_contact=None,
            owner_id=number % REPS + 1,
        )
        for number, stage in enumerate(stages)
    ]


def measure_plans() -> list[str]:
    """Return the lines of the report."""
    lines = [
        f"{WORKING_DAYS} days of {REPS} reps with {CUSTOMERS} customers and {SUSPECTS} suspects, {len(SEEDS)} seeds:"
    ]
    for called, taken_up in TAKEN_UP.items():
        lines.append(f"  {called} taken up from the plan")
        for name, plan in PLANS.items():
            seasons = [play_season(plan, seed=seed, taken_up=taken_up) for seed in SEEDS]
            lines.append(_report(name, seasons))
    return lines


def _report(name: str, seasons: Sequence[Season]) -> str:
    seen = [season.seen_each_quarter for season in seasons]
    five = [season.brought_to_five for season in seasons]
    neglect = [season.longest_neglect for season in seasons]
    silence = [season.longest_silence for season in seasons]
    return (
        f"    {name:<13} customers seen each quarter {statistics.mean(seen):6.1%} (worst {min(seen):.1%}) ·"
        f" suspects with 5 contacts {statistics.mean(five):5.0f} (worst {min(five)}) ·"
        f" longest neglect of a customer {statistics.mean(neglect):3.0f} days (worst {max(neglect)}),"
        f" of a suspect under way {statistics.mean(silence):3.0f}"
    )


def main() -> None:
    """Print the report."""
    for line in measure_plans():
        print(line)


if __name__ == "__main__":
    main()
