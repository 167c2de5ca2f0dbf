"""`ritme stalls`, `ritme due` and `ritme workdays`: explain the bot's decisions; nothing is stored or sent."""

import json
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from bot.settings import Settings
from handlers.cli.runtime import check_near, finish, load_checked_settings, parse_zone, stop
from handlers.cli.workspace import OpenWorkspace, in_workspace


def stalls(
    at: Annotated[datetime | None, typer.Option(help="The local day, such as 2026-03-29; today when left out.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of lines.")] = False,
    workspace: Annotated[str, typer.Option(help="The platform's id of the workspace, when there are several.")] = "",
) -> None:
    """Report for every open deal whether it is stalled, with the reasons and their figures; nothing is stored."""
    from handlers.cli.stalls_table import draw_stalls

    check_near(at)
    rows = finish(in_workspace(load_checked_settings(), workspace, lambda place: _judge(place, at)))
    typer.echo(json.dumps(rows, ensure_ascii=False, indent=2) if as_json else draw_stalls(rows))


async def _judge(place: OpenWorkspace, at: datetime | None) -> list[dict[str, Any]]:
    from bot.services.hints.list_stalls import judge_workspace

    workspace = place.workspace
    today = at.date() if at else datetime.now(ZoneInfo(workspace.timezone)).date()
    return await judge_workspace(place.database, workspace=workspace, today=today)


def due(
    at: Annotated[datetime, typer.Option(help="The local moment, such as 2026-03-29T08:30.")],
    tz: Annotated[str, typer.Option(help="The IANA zone of that moment.")] = "Europe/Amsterdam",
    until: Annotated[datetime | None, typer.Option(help="Look at everything up to this local moment.")] = None,
    person: Annotated[str, typer.Option(help="Only people and teams with this in their name.")] = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Report which messages would go to whom, when and why (or why not); nothing is sent."""
    from handlers.cli.forecast_table import describe_forecast, draw_table

    check_near(at, until)
    zone = parse_zone(tz)
    since = at.replace(tzinfo=zone)
    end = until.replace(tzinfo=zone) if until else since + timedelta(seconds=59)
    if end < since:
        stop("--until lies before --at.")
    found = finish(_forecast(load_checked_settings(), since=since, until=end, name=person))
    rows = [describe_forecast(item) for item in found]
    typer.echo(json.dumps(rows, ensure_ascii=False, indent=2) if as_json else draw_table(rows))


async def _forecast(settings: Settings, *, since: datetime, until: datetime, name: str) -> list[Any]:
    from bot.services.rhythm.forecast_nudges import forecast_nudges
    from bot.storage.database import Database
    from bot.storage.migrate import migrate_database

    await migrate_database(settings.database_url)
    database = Database(settings.database_url)
    try:
        now = datetime.now(UTC)
        return await forecast_nudges(
            database, since=since.astimezone(UTC), until=until.astimezone(UTC), now=now, name=name
        )
    finally:
        await database.close()


def workdays(
    year: Annotated[int, typer.Option(help="The calendar year.", min=1970, max=2100)],
    country: Annotated[str, typer.Option(help="A country code of two letters.")] = "NL",
    region: Annotated[str, typer.Option(help="A part of the country with holidays of its own.")] = "",
    pattern: Annotated[str, typer.Option(help='The week, such as "di en do ochtend" or "mon-thu".')] = "ma-vr",
    *,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print every day, to be checked by hand.")] = False,
) -> None:
    """Count the working days of a year, excluding holidays and the days off in the weekly pattern."""
    from bot.domain.calendar.free_words import DaysUnclear, parse_work_week
    from bot.domain.calendar.workdays import CountryUnknown, RegionUnknown, WorkCalendar
    from handlers.cli.workdays_table import draw_months, write_days

    try:
        calendar = WorkCalendar(country=country.upper(), region=region or None, week=parse_work_week(pattern))
        typer.echo(write_days(calendar, year) if as_csv else draw_months(calendar, year), nl=not as_csv)
    except DaysUnclear:
        stop(f"“{pattern}” names no day of the week; try “mon-thu” or “di en do ochtend”.")
    except (CountryUnknown, RegionUnknown) as error:
        stop(f"The calendar does not know “{error}”. Countries have two letters (NL, BE, DE, LU).")
