"""All dependencies of the interaction handlers, wired once by the composition root."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.people.people import Rep
from bot.messages.text.command_names import CommandNames
from bot.messages.text.words import Words, load_words
from bot.ports import Clock
from bot.services.accounts.account_index_cache import AccountIndexCache
from bot.services.people.person_cache import KnownPeople, PersonCache, WorkspaceDefaults
from bot.settings import Settings
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Bot:
    """The bot, independent of a platform."""

    database: Database
    people: PersonCache
    accounts: AccountIndexCache
    clock: Clock
    commands: CommandNames

    def now(self) -> datetime:
        """Return the current time in UTC."""
        return self.clock.now()

    def speak(self, rep: Rep) -> Words:
        """Return the texts in a rep's language, on the rep's local day."""
        return load_words(rep.language, today=self.now().astimezone(rep.zone).date())


def build_bots(settings: Settings, database: Database, accounts: AccountIndexCache, clock: Clock) -> list[Bot]:
    """Return the bot for the people of each platform; whom and which accounts it knows is shared by all."""
    defaults = WorkspaceDefaults(country=settings.country, timezone=settings.timezone, language=settings.language)
    known, commands = KnownPeople(), _build_command_names(settings)
    return [
        Bot(
            database=database,
            people=PersonCache(database, platform=platform, defaults=defaults, known=known),
            accounts=accounts,
            clock=clock,
            commands=commands,
        )
        for platform in settings.platforms
    ]


def _build_command_names(settings: Settings) -> CommandNames:
    """Return the command names as this installation configured them."""
    return CommandNames(
        log=settings.command_log,
        ritme=settings.command_ritme,
        deal=settings.command_deal,
        ask=settings.command_ask,
        lessons=settings.command_lessons,
        feedback=settings.command_feedback,
        referral=settings.command_referral,
    )
