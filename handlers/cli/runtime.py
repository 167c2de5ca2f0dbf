"""What every command shares: checked settings, argument checks, and exit code 2 with a sentence on failure."""

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
    """Load the settings and set up logging; exit with a sentence for each invalid setting."""
    try:
        settings = load_settings()
    except SettingsInvalid as invalid:
        stop(*invalid.sentences)
    set_up_logs(level=settings.log_level, style=settings.log_format)
    return settings


def parse_zone(name: str) -> ZoneInfo:
    """Return a time zone by its IANA name; exit if there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError):
        stop(f"There is no time zone {name}; use an IANA name such as Europe/Amsterdam.")


def check_near(*moments: datetime | None) -> None:
    """Exit if a moment lies outside the years for which holidays are known."""
    for moment in moments:
        if moment is not None and not is_near(moment.date(), today=datetime.now(UTC).date()):
            stop(f"{moment.date()} is too far away; choose a day from 1990 to 50 years ahead.")


def parse_language(name: str) -> str:
    """Return the code of a supported language, ignoring case; exit if it is not supported."""
    from bot.messages.text.words import LANGUAGES

    code = name.strip().casefold()
    if code not in LANGUAGES:
        stop(f"I do not speak “{name}”; choose {' or '.join(LANGUAGES)}.")
    return code


def finish(work: Coroutine[Any, Any, Found]) -> Found:
    """Run a coroutine to completion; exit with a sentence if it cannot start, or the database cannot be reached."""
    from sqlalchemy.exc import DBAPIError

    from bot.errors import StartFailed

    try:
        return asyncio.run(work)
    except StartFailed as failure:
        stop(str(failure))
    except (OSError, DBAPIError) as error:
        log.debug("command.failed", exc_info=error)
        stop(f"The database does not answer ({type(error).__name__}). Run `ritme doctor`: it says how to mend it.")


async def wait_for_signal() -> None:
    """Return on SIGINT or SIGTERM."""
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    await stopped.wait()
    log.info("bot.stopped")


def stop(*sentences: str) -> NoReturn:
    """Print the sentences to standard error and exit with code 2."""
    for sentence in sentences:
        typer.echo(sentence, err=True)
    raise typer.Exit(code=2)


def freeze_startup_objects() -> None:
    """Freeze startup objects before serving, so that no collection goes through them; a request leaves few cycles."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)
