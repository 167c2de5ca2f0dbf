"""How a command begins and ends: settings that were checked, work that is finished, or a sentence and exit code 2."""

import asyncio
import gc
import signal
from collections.abc import Coroutine
from datetime import UTC, datetime
from typing import Any, NoReturn, TypeVar
from zoneinfo import ZoneInfo

import structlog
import typer

from bot.domain.calendar.near_days import is_near
from bot.logs import set_up_logs
from bot.settings import Settings, SettingsInvalid, load_settings

Found = TypeVar("Found")
log = structlog.get_logger()

# Python's own thresholds collect some 60 times for a thousand requests, whose garbage nearly all goes by itself.
GC_THRESHOLDS = (20_000, 20, 20)


def load_checked_settings() -> Settings:
    """Return the settings; what is wrong with them is said."""
    try:
        settings = load_settings()
    except SettingsInvalid as invalid:
        stop(*invalid.sentences)
    set_up_logs(level=settings.log_level, style=settings.log_format)
    return settings


def parse_zone(name: str) -> ZoneInfo:
    """Return a time zone by its IANA name."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError):
        stop(f"There is no time zone {name}; use an IANA name such as Europe/Amsterdam.")


def check_near(*moments: datetime | None) -> None:
    """Refuse a day that no calendar can say anything of."""
    for moment in moments:
        if moment is not None and not is_near(moment.date(), today=datetime.now(UTC).date()):
            stop(f"{moment.date()} is too far away; choose a day from 1990 to 50 years ahead.")


def parse_language(name: str) -> str:
    """Return the code of a language that the bot speaks, whatever its case."""
    from bot.messages.text.words import LANGUAGES

    code = name.strip().casefold()
    if code not in LANGUAGES:
        stop(f"I do not speak “{name}”; choose {' or '.join(LANGUAGES)}.")
    return code


def finish(work: Coroutine[Any, Any, Found]) -> Found:
    """Run to the end; what this machine cannot reach is said in a sentence."""
    from sqlalchemy.exc import DBAPIError

    from bot.storage.outage import DatabaseAway

    try:
        return asyncio.run(work)
    except DatabaseAway as away:
        stop(str(away))
    except (OSError, DBAPIError) as error:
        log.debug("command.failed", exc_info=error)
        stop(f"The database does not answer ({type(error).__name__}). Run `ritme doctor`: it says how to mend it.")


async def wait_for_signal() -> None:
    """Return once this process is told to stop."""
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    await stopped.wait()
    log.info("bot.stopped")


def stop(*sentences: str) -> NoReturn:
    """Say what is wrong, and end."""
    for sentence in sentences:
        typer.echo(sentence, err=True)
    raise typer.Exit(code=2)


def freeze_startup_objects() -> None:
    """Freeze startup objects before serving, so that no collection goes through them; a request leaves few cycles."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)
