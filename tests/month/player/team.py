"""The nine who play: who they are, on which days they work and what is particular about each."""

from dataclasses import dataclass, field
from random import Random

from sandbox.entities import Channel, User
from sandbox.example import RITME
from sandbox.workspace import SandboxWorkspace

WEEKS = 6
DAYS = 7 * WEEKS


@dataclass(frozen=True)
class Player:
    """One of the nine; days count from the Monday on which the month begins, ``lines`` is a typical day's log."""

    key: str
    name: str
    lines: int
    zone: str = "Europe/Amsterdam"
    locale: str = "nl-NL"
    works: str = "1111100"
    arrives: int = 0
    leaves: int = DAYS
    only_leads: bool = False
    ignores: bool = False
    ill: range = field(default_factory=lambda: range(0))
    leave: range = field(default_factory=lambda: range(0))
    # In a team of one's own.
    elsewhere: range = field(default_factory=lambda: range(0))

    @property
    def user_id(self) -> str:
        return f"U05{self.key.upper()}"

    def is_present(self, day: int) -> bool:
        """Return whether this is a day on which he or she works and is there."""
        return (
            self.arrives <= day < self.leaves
            and self.works[day % 7] == "1"
            and day not in self.ill
            and day not in self.leave
        )


def make_team(random: Random, *, has_mover: bool = False) -> tuple[Player, ...]:
    """Return the nine; when each comes, goes and is away differs by seed, and whether one changes team for a while."""
    ill, away = random.randrange(7, 20), random.choice((14, 21, 28))
    return (
        Player("mona", "Mona Bakker", 0, only_leads=True),
        Player("sanne", "Sanne de Wit", 4, leave=range(away, away + random.choice((2, 5)))),
        Player("pieter", "Pieter Claes", 3, zone="Europe/Brussels", locale="nl-BE", works="1111000"),
        Player("oliver", "Oliver Hughes", 4, zone="Europe/London", locale="en-GB"),
        Player("joris", "Joris Kuiper", 4, arrives=random.randrange(15, 24)),
        Player("karin", "Karin Smit", 3, leaves=random.randrange(22, 31)),
        Player("wim", "Wim Visser", 3, ill=range(ill, ill + random.choice((3, 9)))),
        Player("ilse", "Ilse Maas", 0, ignores=True),
        Player("dirk", "Dirk Jonker", 10, elsewhere=range(16, 24) if has_mover else range(0)),
    )


def make_workspace(team: tuple[Player, ...]) -> SandboxWorkspace:
    """Return a Slack workspace with the nine, the bot and a channel."""
    users = [
        User(id=one.user_id, name=one.key, real_name=one.name, tz=one.zone, locale=one.locale, is_admin=one.only_leads)
        for one in team
    ]
    bot = User(id=RITME.id, name=RITME.name, real_name=RITME.real_name, is_bot=True)
    everybody = [one.id for one in users]
    return SandboxWorkspace(
        team_id="T05MAAND",
        name="Maand",
        users=[*users, bot],
        channels=[Channel(id="C05SALES", name="sales", members=[*everybody, bot.id])],
        app_id="A05RITME",
        bot_id="B05RITME",
    )
