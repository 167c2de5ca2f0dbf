"""The first ten days of three people in a workspace without an import (K11)."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from sandbox.entities import PostedMessage
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from schedules.service import Service

ZONE = ZoneInfo("Europe/Amsterdam")
FIRST = date(2026, 3, 18)
PRAISE = re.compile(r"niemand vergeten|zeldzaam|alles gehaald|nobody forgotten|that is rare|all done", re.IGNORECASE)
NO_ACCOUNTS = re.compile(r"geen (?:accounts|bedrijven)|no (?:accounts|companies)|don't have any", re.IGNORECASE)
OF_NOBODY = re.compile(r"\b0 (?:van|of) [123]\b")


class DayOne:
    """Three people, and everything that the bot says to each by itself or in answer."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.everybody = {each: sandbox.person(f"U05{each.upper()}") for each in ("marieke", "sanne", "oliver")}
        self.read: set[str] = set()
        self.owners: set[str] = set()

    async def at(self, day: date, hour: int, minute: int = 0) -> list[tuple[SandboxUser, PostedMessage]]:
        """Move the clock, and return what was said since the last time, after holding it to the rules."""
        await self.sandbox.clock.move_to(datetime.combine(day, time(hour, minute), tzinfo=ZONE))
        return self.hears()

    async def types(self, who: str, text: str) -> PostedMessage:
        await self.everybody[who].types_command(text)
        [*_, (_, message)] = self.hears()
        return message

    def hears(self) -> list[tuple[SandboxUser, PostedMessage]]:
        found = []
        for name, user in self.everybody.items():
            for message in user.visible():
                if message.user_id == "U05RITME" and message.ts not in self.read:
                    self.read.add(message.ts)
                    self.hold(name, message)
                    found.append((user, message))
        return found

    def hold(self, name: str, message: PostedMessage) -> None:
        """No hollow praise, nothing about accounts that the data contradicts, and nothing counted over nobody."""
        assert not PRAISE.search(message.plain), message.plain
        assert name not in self.owners or not NO_ACCOUNTS.search(message.plain), message.plain
        assert message.channel_id != "C05SALES" or not OF_NOBODY.search(message.plain), message.plain


@pytest.fixture
def office(sandbox: Sandbox, service: Service) -> DayOne:
    assert service is not None
    return DayOne(sandbox)


def list_workdays(count: int) -> list[date]:
    days = [FIRST + timedelta(days=number) for number in range(1, 30)]
    return [day for day in days if day.weekday() < 5][:count]


async def set_up(office: DayOne) -> None:
    for who in ("marieke", "sanne", "oliver"):
        await office.types(who, "/ritme team Noord")
    await office.types("marieke", "/ritme kanaal #sales")


@pytest.mark.slow
async def test_k11_ten_days_without_an_import_are_useful_and_say_nothing_hollow(office: DayOne) -> None:
    await set_up(office)
    mornings: dict[str, list[str]] = {name: [] for name in office.everybody}
    for number, day in enumerate(list_workdays(10)):
        for user, message in await office.at(day, 8, 31):
            is_plan = message.plain.startswith(("Goedemorgen", "Good morning"))
            mornings[user.user.name] += [message.plain] if is_plan else []
            if is_plan and number == 0 and user.user.name == "sanne":
                await name_three(office, user, message)
        if number == 1:
            await office.types("oliver", "/log 5 emails")
        await office.at(day, 13, 31)
        await office.at(day, 17, 1)
    first, second = mornings["sanne"][:2]
    assert "bedrijven" in first or "uur" in first or "sprak" in first
    assert [name for name in ("Zwaluw Techniek", "Uil Metaal", "Reiger Bouw") if name in second] != []
    assert len({said.splitlines()[-1] for said in mornings["marieke"][:3]}) == 3


async def name_three(office: DayOne, user: SandboxUser, message: PostedMessage) -> None:
    await user.clicks(message, "Drie bedrijven noemen")
    assert user.modal is not None
    await user.submits(user.modal, {"name_1": "Zwaluw Techniek", "name_2": "Uil Metaal", "name_3": "Reiger Bouw"})
    assert [each.plain.splitlines()[0] for who, each in office.hears() if who is user] == [
        (
            "✓ Zwaluw Techniek, Uil Metaal en Reiger Bouw staan op je naam. Morgenochtend kom ik erop terug; eerder "
            "beginnen mag altijd."
        )
    ]
    office.owners.add("sanne")


async def test_k11_what_can_be_asked_on_the_first_day_promises_nothing_that_is_not_there(office: DayOne) -> None:
    await set_up(office)
    asked = (
        "/ritme", "/ritme week", "/ritme maand", "/ritme dekking", "/ritme scorekaart", "/ritme patronen",
        "/ritme hoofdzaken", "/ritme team vandaag", "/ritme team week", "/ritme team maand", "/ritme dekking team",
        "/ritme team vastgelopen", "/deal", "/lessen",
    )  # fmt: skip
    for text in asked:
        assert (await office.types("marieke", text)).plain
