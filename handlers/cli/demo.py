"""`ritme demo-data`: fill a database with a generated history, to try the bot with."""

from datetime import UTC, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.settings import Settings
from handlers.cli.runtime import finish, load_checked_settings
from handlers.cli.workspace import OpenWorkspace

MOST_REPS, MOST_MONTHS = 50, 60
EXAMPLE_SEED, EXAMPLE_MONTHS = 7, 24


def demo_data(
    seed: Annotated[int, typer.Option(help="The same seed makes the same history.")] = 7,
    reps: Annotated[int, typer.Option(help="How many reps.", min=1, max=MOST_REPS)] = 9,
    months: Annotated[int, typer.Option(help="How many months back.", min=1, max=MOST_MONTHS)] = 24,
) -> None:
    """Fill an empty database with an invented team and its history; a database that has deals is refused."""
    typer.echo(finish(_fill(load_checked_settings(), seed=seed, count=reps, months=months)))


async def fill_example(place: OpenWorkspace, *, now: datetime) -> None:
    """Generate a history for the reps that a workspace already has, with a stalled deal for each of them."""
    from bot.domain.operations.demo_history import add_stalled_deals, make_history
    from bot.services.operations.fill_demo import fill_demo
    from bot.storage.people.people import list_reps

    async with place.database.reading() as connection:
        reps = await list_reps(connection, workspace_id=place.workspace_id)
    today = now.astimezone(ZoneInfo(place.workspace.timezone)).date()
    history = make_history(seed=EXAMPLE_SEED, reps=len(reps), months=EXAMPLE_MONTHS, today=today)
    add_stalled_deals(history)
    await fill_demo(place.database, workspace_id=place.workspace_id, reps=reps, history=history, now=now)


async def _fill(settings: Settings, *, seed: int, count: int, months: int) -> str:
    from bot.domain.operations.demo_history import make_history
    from bot.errors import RitmeError
    from bot.messages.text.problem import explain_error
    from bot.messages.text.words import load_words
    from bot.services.operations.fill_demo import fill_demo
    from bot.services.operations.hire_demo import hire_demo_reps
    from bot.services.people.person_cache import WorkspaceDefaults
    from bot.storage.database import Database
    from bot.storage.migrate import migrate_database
    from handlers.cli.runtime import stop

    defaults = WorkspaceDefaults(country=settings.country, timezone=settings.timezone, language=settings.language)
    await migrate_database(settings.database_url)
    database, now = Database(settings.database_url), datetime.now(UTC)
    try:
        team = await hire_demo_reps(database, count=count, defaults=defaults, now=now)
        today = now.astimezone(ZoneInfo(settings.timezone)).date()
        history = make_history(seed=seed, reps=count, months=months, today=today)
        deals = await fill_demo(database, workspace_id=team[0].workspace_id, reps=team, history=history, now=now)
    except RitmeError as error:
        stop(explain_error(load_words("en"), error))
    finally:
        await database.close()
    return (
        f"{len(team)} reps, {len(history.accounts)} accounts and {deals} deals over {months} months, from seed {seed}."
    )
