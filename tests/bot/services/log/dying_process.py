"""A process that stores a log line and kills itself before it answers, for a test.

Arguments: the URL of the database, and the key of the request.
"""

import asyncio
import os
import signal
import sys

from bot.messages.text.command_names import CommandNames
from bot.services.accounts.account_index_cache import AccountIndexCache
from bot.services.bot import Bot
from bot.services.people.person_cache import PersonCache
from bot.storage.database import Database
from tests.conftest import DEFAULTS, StillClock
from tests.interactions import answer_line


async def store_and_die(url: str, request_key: str) -> None:
    """Log "5 mails" for Anna, and kill this process right after the commit."""
    database, clock = Database(url), StillClock()
    people = PersonCache(database, platform="slack", defaults=DEFAULTS)
    bot = Bot(
        database=database, people=people, accounts=AccountIndexCache(database), clock=clock, commands=CommandNames()
    )
    anna = await people.find("T1", "UANNA", now=clock.now())
    assert anna is not None
    await answer_line(bot, person=anna, text="5 mails", request_key=request_key)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    asyncio.run(store_and_die(sys.argv[1], sys.argv[2]))
