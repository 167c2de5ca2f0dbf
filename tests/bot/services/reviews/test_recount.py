"""Every figure in a view can be recounted from the raw rows (K7).

The counting here is written from METHOD, on plain rows; it shares no code with the bot.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from bot.domain.operations.demo_history import make_history
from bot.services.bot import Bot
from bot.services.operations.fill_demo import fill_demo
from bot.services.people.person_cache import Person
from tests.bot.interactions.world import dump
from tests.conftest import WEDNESDAY, Talk, open_team
from tests.databases import Fill
from tests.interactions import answer_ritme, give

Row = dict[str, Any]
TODAY = date(2026, 3, 18)
QUARTER, NINETY, YEAR = date(2026, 1, 1), TODAY - timedelta(days=90), TODAY - timedelta(days=365)
NEEDED_FOR_A_LIMIT = 20


class Books:
    """The raw rows of a workspace, of which one rep asks."""

    def __init__(self, rows: dict[str, list[Row]], person: Person) -> None:
        rep_id = person.rep.id
        self.rows, self.person, self.rep_id = rows, person, rep_id
        self.deals = [row for row in rows["deals"] if row["owner_id"] == rep_id]
        self.acts = [row for row in rows["activities"] if row["rep_id"] == rep_id and row["removed_at"] is None]
        self.own = [row for row in rows["accounts"] if row["owner_id"] == rep_id]

    def won(self, since: date) -> list[Row]:
        return [row for row in self.deals if row["state"] == "won" and row["closed_on"] >= since]

    @property
    def held(self) -> set[int]:
        """The accounts that the rep owns or has deals with."""
        return {row["id"] for row in self.own} | {row["account_id"] for row in self.deals}

    @property
    def customers(self) -> set[int]:
        bought = {row["account_id"] for row in self.deals if row["state"] == "won"}
        called = {row["id"] for row in self.rows["accounts"] if row["stage"] == "customer"}
        return bought | (called & self.held)

    def seen_since(self, account_ids: set[int], day: date) -> int:
        seen = {row["account_id"] for row in self.rows["activities"] if row["removed_at"] is None and row["day"] >= day}
        return len(account_ids & seen)


async def fill_books(url: str, *, seed: int) -> None:
    """Fill a workspace of two people with a random history, and some days of today's log."""
    async with open_team(url, "Bram Smit") as (bot, [anna, bram]):
        history = make_history(seed=seed, reps=2, months=24, today=TODAY)
        await fill_demo(
            bot.database, workspace_id=anna.workspace.id, reps=[anna.rep, bram.rep], history=history, now=WEDNESDAY
        )
        talk = Talk(bot, anna)
        for line in ("4 mails", "gebeld met Acme, volgende stap vrijdag", "2 calls"):
            await talk.says(line)
        rows = await dump(bot.database)
        customer = next(
            row for row in rows["accounts"] if row["owner_id"] == anna.rep.id and row["stage"] == "customer"
        )
        await give(bot, "referral", person=anna, text=f"{customer['name']} -> Bakkerij Zuid gevraagd")


@pytest.fixture(params=[1, 2, 3])
def database_url(request: pytest.FixtureRequest, copy_filled: Callable[[str, Fill], str]) -> str:
    return copy_filled(f"books_{request.param}", partial(fill_books, seed=request.param))


@pytest.fixture
async def books(bot: Bot, anna: Person) -> Books:
    return Books(await dump(bot.database), anna)


def money(amount: float) -> str:
    return f"€ {amount:,.0f}".replace(",", ".")


def percent(part: float, whole: float) -> int:
    return int((200 * part + whole) // (2 * whole))


def share(part: int, whole: int) -> str:
    return f"{part} van {whole}" + (f" ({percent(part, whole)}%)" if whole >= 10 else "")


async def ask(bot: Bot, books: Books, text: str) -> list[str]:
    return (await answer_ritme(bot, person=books.person, text=text)).lines


async def test_k7_a_goal_of_this_year_is_what_was_won_this_year(bot: Bot, books: Books) -> None:
    shown = await ask(bot, books, "doel 500k marge")
    won = sum(row["margin"] for row in books.won(QUARTER))
    assert shown[3].startswith(f"Nu {money(won)} van € 500.000 ({percent(won, 500_000)}%), na ")
    year = books.won(YEAR)
    deals, contacts = len(year), sum(row["count"] for row in books.acts if row["account_id"] and row["day"] >= YEAR)
    needed = (500_000 - won) / (sum(row["margin"] for row in year) / deals)
    assert f"nog zo'n {needed:.0f} deals" in shown[4]
    assert contacts > 0
    assert shown[5].startswith(f"Geteld aan jouw {deals} gewonnen deals van het afgelopen jaar.")


async def test_k7_the_pace_beside_a_goal_is_that_of_the_log(bot: Bot, books: Books) -> None:
    told = re.search(
        r"Nu zijn dat er ([\d,]+): (\d+) in de laatste (\d+) werkdagen", (await ask(bot, books, "doel 9m"))[4]
    )
    assert told is not None
    days = [TODAY - timedelta(days=number) for number in range(1, 60)]
    # No holidays in these weeks: twenty working days are four weeks.
    worked = [day for day in days if day.weekday() < 5][: int(told[3])]
    made = sum(row["count"] for row in books.acts if row["account_id"] and min(worked) <= row["day"] < TODAY)
    assert int(told[2]) == made
    assert float(told[1].replace(",", ".")) == round(made / int(told[3]), 1)


async def test_k7_main_things_are_the_contacts_of_ninety_days(bot: Bot, books: Books) -> None:
    shown = await ask(bot, books, "hoofdzaken")
    late = [row for row in books.acts if row["account_id"] and row["day"] > NINETY]
    named = sum(row["count"] for row in late)
    with_customers = sum(row["count"] for row in late if row["account_id"] in books.customers)
    told = re.match(r"(\d+) van je (\d+) contacten", shown[1])
    assert told is not None
    assert (int(told[1]), int(told[2])) == (with_customers, named)
    margins: dict[int, float] = {}
    for row in books.won(YEAR + timedelta(days=1)):
        margins[row["account_id"]] = margins.get(row["account_id"], 0) + float(row["margin"])
    total = sum(margins.values())
    brought = sorted(margins.values(), reverse=True)
    fewest = next(number for number in range(1, len(brought) + 1) if sum(brought[:number]) >= total * 0.8)
    part = sum(brought[:fewest])
    assert (
        f"{fewest} accounts brachten het afgelopen jaar {money(part)} van {money(total)} ({percent(part, total)}%)"
        in (shown[3])
    )
    names = re.search(r": (.*?)(?: en (\d+) andere)?\. Daar ging", shown[3])
    assert names is not None
    assert names[1].count(",") + 1 + int(names[2] or 0) == fewest


async def test_k7_coverage_is_the_accounts_with_a_contact_since_the_first_of_the_month_and_quarter(
    bot: Bot, books: Books
) -> None:
    shown = await ask(bot, books, "dekking")
    pool = {row["id"] for row in books.own if row["stage"] == "customer" and not row["do_not_contact"]}
    month, quarter = books.seen_since(pool, TODAY.replace(day=1)), books.seen_since(pool, QUARTER)
    size = len(pool)
    assert f"Klanten ({size})" in shown
    assert any(line.endswith(f"deze maand {month} van {size}, {round(100 * month / size)}%") for line in shown)
    assert any(line.endswith(f"dit kwartaal {quarter} van {size}, {round(100 * quarter / size)}%") for line in shown)


async def test_k7_a_week_and_a_month_are_the_sums_of_the_log(bot: Bot, books: Books) -> None:
    monday, month = date(2026, 3, 16), date(2026, 3, 1)
    mine = [row for row in books.rows["next_steps"] if row["rep_id"] == books.rep_id]
    week, whole = await ask(bot, books, "week"), await ask(bot, books, "maand")
    for shown, first in ((week, monday), (whole, month)):
        made = sum(first <= row["made_on"] <= TODAY for row in mine)
        kept = sum(row["state"] == "kept" and not row["moves"] and first <= row["closed_on"] <= TODAY for row in mine)
        line = next(line for line in shown if line.startswith("Afspraken gemaakt: "))
        assert line.startswith(f"Afspraken gemaakt: {made}")
        told = re.search(r"nagekomen: (\d+) van (\d+)", line)
        assert (int(told[1]) if told else 0) == kept
        for kind, word in (("message", "bericht"), ("call", "telefoontje"), ("visit", "bezoek")):
            done = sum(row["count"] for row in books.acts if row["kind"] == kind and first <= row["day"] <= TODAY)
            assert any(re.search(rf"(^|\s){done} (van \d+ )?{word}", line) for line in shown), (kind, done, shown)


Counter = Callable[[Books], tuple[int, int]]


def count_relations(books: Books) -> tuple[int, int]:
    large = [row for row in books.deals if row["state"] == "open" and row["value"] and row["value"] >= 10_000]
    return sum(row["level"] in {"executive", "manager"} for row in large), len(large)


def count_reputation(books: Books) -> tuple[int, int]:
    scored = {
        row["account_id"] for row in books.rows["feedback"] if row["rep_id"] == books.rep_id and row["day"] > NINETY
    }
    return len(scored & books.customers), len(books.customers)


def count_referral(books: Books) -> tuple[int, int]:
    scores = [row for row in books.rows["feedback"] if row["rep_id"] == books.rep_id and row["day"] > NINETY]
    poor = {row["account_id"] for row in scores if row["score"] <= 6}
    glad = {row["account_id"] for row in scores if row["score"] >= 8}
    glad |= {row["account_id"] for row in books.won(NINETY + timedelta(days=1))}
    asked = {row["giver_id"] for row in books.rows["referrals"] if row["rep_id"] == books.rep_id}
    return len((glad - poor) & asked), len(glad - poor)


@pytest.mark.parametrize(
    ("name", "count"),
    [("Relaties", count_relations), ("Reputatie", count_reputation), ("Referral", count_referral)],
)
async def test_k7_a_share_on_the_scorecard_is_that_of_its_rows(
    bot: Bot, books: Books, name: str, count: Counter
) -> None:
    part, whole = count(books)
    line = next((line for line in await ask(bot, books, "scorekaart") if line.startswith(name)), None)
    if whole:
        assert line is not None
        assert share(part, whole) in line
    else:
        assert line is None


async def test_k7_the_margin_of_deals_that_are_not_small_is_that_of_the_rows(bot: Bot, books: Books) -> None:
    every = sorted(float(row["margin"]) for row in books.rows["deals"] if row["state"] == "won")
    assert len(every) >= NEEDED_FOR_A_LIMIT
    place = (len(every) - 1) / 4
    quartile = every[int(place)] + (place % 1) * (every[int(place) + 1] - every[int(place)])
    middle = len(every) // 2
    median = every[middle] if len(every) % 2 else (every[middle - 1] + every[middle]) / 2
    limit = min(quartile, median / 3)
    year = [float(row["margin"]) for row in books.won(YEAR) if row["margin"] > 0]
    large = sum(margin for margin in year if margin >= limit)
    line = next(line for line in await ask(bot, books, "scorekaart") if line.startswith("Rendement"))
    assert f"{money(large)} van {money(sum(year))} ({percent(large, sum(year))}%)" in line


async def test_k7_a_pattern_is_told_with_the_deals_on_both_sides(bot: Bot, books: Books) -> None:
    closed = [row for row in books.rows["deals"] if row["state"] != "open"]
    segments = {row["id"]: row["segment"] for row in books.rows["accounts"]}
    for name, made, count, won, every in list_pattern_lines(await ask(bot, books, "patronen")):
        known = [row for row in closed if segments[row["account_id"]]]
        inside = [row for row in known if segments[row["account_id"]] == name]
        outside = [row for row in known if segments[row["account_id"]] != name]
        assert (made, count) == (sum(row["state"] == "won" for row in inside), len(inside))
        assert (won, every) == (sum(row["state"] == "won" for row in outside), len(outside))


def list_pattern_lines(shown: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Return the segments that are told: name, won and all inside, won and all elsewhere."""
    for line in shown:
        found = re.fullmatch(r"(.+): (\d+) van (\d+) gewonnen, elders (\d+) van (\d+)\.", line)
        if found:
            yield found[1], int(found[2]), int(found[3]), int(found[4]), int(found[5])
