"""The composition root and the command line: reads settings, builds everything, starts it."""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar
from zoneinfo import ZoneInfo

import structlog
import typer

from bot.logs import set_up_logs
from bot.ports import Clock
from bot.settings import Settings, SettingsInvalid, load_settings

if TYPE_CHECKING:
    from bot.domain.people import Workspace
    from bot.files.report import ImportReport
    from bot.services.bot import Bot
    from bot.storage.database import Database
    from handlers.slack.desk import Desk
    from sandbox.server import Sandbox
    from schedules.jobs import Jobs

Found = TypeVar("Found")
log = structlog.get_logger()
cli = typer.Typer(
    name="ritme",
    help="Ritme keeps a sales team in rhythm: reps log with a line, get a nudge at their own hour,"
    " and the manager's channel gets a summary.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """Return this moment, in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Service:
    """The bot, connected and ticking."""

    bot: "Bot"
    jobs: "Jobs"
    http_port: int | None

    async def catch_up(self, _moment: datetime) -> None:
        """Do at once what the clock's next ticks would do."""
        await self.jobs.scan()
        await self.jobs.plan()
        await self.jobs.deliver()


@asynccontextmanager
async def serve(settings: Settings, *, clock: Clock) -> AsyncIterator[Service]:
    """Migrate, connect to Slack, start the timetable, and take it all down again at the end."""
    from bot.messages.command_names import CommandNames
    from bot.services.account_book import AccountBook
    from bot.services.bot import Bot
    from bot.services.people_book import PeopleBook, WorkspaceDefaults
    from bot.storage.database import Database
    from bot.storage.migrate import migrate_database
    from handlers.slack.desk import Desk
    from handlers.slack.home_keeper import HomeKeeper
    from handlers.slack.messenger import SlackMessenger, make_sending_client, open_session
    from schedules.delivery import Courier
    from schedules.guard import guard_job
    from schedules.jobs import Jobs
    from schedules.runner import build_scheduler
    from schedules.timetable import make_timetable

    log.info("database.migrated", revision=await migrate_database(settings.database_url))
    async with AsyncExitStack() as stack:
        database = Database(settings.database_url)
        stack.push_async_callback(database.close)
        defaults = WorkspaceDefaults(country=settings.country, timezone=settings.timezone, language=settings.language)
        bot = Bot(
            database=database,
            people=PeopleBook(database, platform="slack", defaults=defaults),
            accounts=AccountBook(database),
            clock=clock,
            commands=CommandNames(
                log=settings.command_log,
                ritme=settings.command_ritme,
                deal=settings.command_deal,
                ask=settings.command_ask,
            ),
        )
        token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else ""
        session = await stack.enter_async_context(open_session())
        client = make_sending_client(token=token, base_url=settings.slack_base_url, session=session)
        courier = Courier(database=database, messenger=SlackMessenger(client), clock=clock)
        jobs = Jobs(database=database, courier=courier, clock=clock)
        homes = HomeKeeper(bot=bot, client=client, guard=guard_job)
        homes.start()
        stack.push_async_callback(homes.stop)
        port = await _connect(stack, settings, desk=Desk(bot=bot, wake_courier=courier.wake, homes=homes))
        running = asyncio.create_task(courier.run(), name="courier")
        stack.callback(running.cancel)
        scheduler = build_scheduler(make_timetable(jobs))
        scheduler.start()
        stack.callback(scheduler.shutdown, wait=False)
        log.info("bot.started")
        yield Service(bot=bot, jobs=jobs, http_port=port)


async def _connect(stack: AsyncExitStack, settings: Settings, *, desk: "Desk") -> int | None:
    """Take requests over Socket Mode when there is an app token, else over HTTP, and return the port of that."""
    from slack_sdk.web.async_client import AsyncWebClient

    from handlers.slack.app import build_slack_app
    from handlers.slack.connection import connect_socket, listen_http

    token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else ""
    client = AsyncWebClient(token=token, base_url=settings.slack_base_url)
    secret = settings.slack_signing_secret if settings.slack_app_token is None else None
    slack_app = build_slack_app(
        desk,
        client=client,
        signing_secret=secret.get_secret_value() if secret else None,
    )
    if settings.slack_app_token is not None:
        app_token = settings.slack_app_token.get_secret_value()
        await connect_socket(stack, slack_app, app_token=app_token, base_url=settings.slack_base_url)
        return None
    return await listen_http(stack, slack_app, host=settings.http_host, port=settings.http_port)


@cli.command()
def run() -> None:
    """Run the bot: in Slack when its tokens are set, else in a local workspace to try it in."""
    settings = _load_settings()
    if settings.has_slack and settings.list_missing():
        _stop(*settings.list_missing())
    _finish(_run_in_slack(settings) if settings.has_slack else _run_in_sandbox(settings))


async def _run_in_slack(settings: Settings) -> None:
    from handlers.slack.doctor import check_slack

    problems = [finding for finding in await check_slack(settings) if not finding.is_good]
    for finding in problems:
        typer.echo(f"✗ {finding.subject}: {finding.problem}\n  → {finding.remedy}", err=True)
    if problems:
        raise typer.Exit(code=1)
    async with serve(settings, clock=SystemClock()):
        await _wait_for_signal()


async def _run_in_sandbox(settings: Settings) -> None:
    from sandbox.clock import MovableClock
    from sandbox.opening import ACCOUNTS, ARRIVAL, HISTORY, play
    from sandbox.server import Sandbox
    from sandbox.workspace import Workspace

    sandbox = Sandbox(workspace=Workspace.example(), clock=MovableClock())
    try:
        await sandbox.start(port=settings.sandbox_port)
    except OSError:
        _stop(f"Port {settings.sandbox_port} is taken; choose another with RITME_SANDBOX_PORT.")
    with TemporaryDirectory(prefix="ritme-") as folder:
        local = point_to_sandbox(sandbox, database_url=f"sqlite:///{folder}/ritme.db")
        async with serve(local, clock=sandbox.clock) as service:
            sandbox.clock.on_move(service.catch_up)
            await sandbox.wait_until_connected()
            await play(sandbox, ARRIVAL)
            await _in_workspace(local, "", lambda place: _import(place, ACCOUNTS, skip_bad=False))
            await play(sandbox, HISTORY)
            typer.echo(f"\n  Ritme runs in a local workspace. Open  {sandbox.address}\n  Stop with Ctrl+C.\n")
            await _wait_for_signal()
    await sandbox.stop()


def point_to_sandbox(sandbox: "Sandbox", *, database_url: str) -> Settings:
    """Return the settings of a bot whose Slack is this sandbox."""
    return load_settings(
        _env_file=None,
        slack_bot_token=sandbox.bot_token,
        slack_app_token=sandbox.app_token,
        slack_base_url=sandbox.base_url,
        RITME_DATABASE_URL=database_url,
    )


async def _wait_for_signal() -> None:
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    await stopped.wait()
    log.info("bot.stopped")


@cli.command()
def migrate() -> None:
    """Bring the database to the newest revision; `ritme run` does this by itself."""
    from bot.storage.migrate import migrate_database

    settings = _load_settings()
    typer.echo(f"The database is at revision {_finish(migrate_database(settings.database_url))}.")


@cli.command("import")
def import_file(
    file: Annotated[
        Path,
        typer.Argument(help="accounts, activities, deals or contacts, .csv or .xlsx. The columns tell which it is."),
    ],
    *,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Take the good rows of a file with bad ones.")] = False,
    workspace: Annotated[str, typer.Option(help="The platform's id of the workspace, when there are several.")] = "",
) -> None:
    """Bring in accounts, people, deals, or the history from a CRM. A second time changes nothing."""
    from bot.messages.import_report import describe_import
    from bot.messages.words import load_words

    settings = _load_settings()
    words = load_words("en")
    report = _finish(_in_workspace(settings, workspace, lambda place: _import(place, file, skip_bad=skip_bad)))
    for line in describe_import(words, report):
        typer.echo(line)
    raise typer.Exit(code=0 if report.was_written else 1)


@cli.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Where the files are written.")],
    *,
    excel: Annotated[bool, typer.Option("--excel", help="Write .xlsx instead of .csv.")] = False,
    workspace: Annotated[str, typer.Option(help="The platform's id of the workspace, when there are several.")] = "",
) -> None:
    """Give accounts, people, deals and activities back, as files that `ritme import` reads."""
    folder.mkdir(parents=True, exist_ok=True)
    suffix = "xlsx" if excel else "csv"
    written = _finish(_in_workspace(_load_settings(), workspace, lambda place: _export(place, folder, suffix)))
    for path, count in written:
        typer.echo(f"{path}: {count} rows")


@dataclass(frozen=True, slots=True)
class _Place:
    """A workspace in an open database."""

    database: "Database"
    workspace: "Workspace"

    @property
    def workspace_id(self) -> int:
        """Our own id of the workspace."""
        return self.workspace.id


async def _in_workspace(settings: Settings, wanted: str, work: Callable[[_Place], Awaitable[Found]]) -> Found:
    """Do work in the one workspace there is, or in the wanted one of several."""
    from bot.errors import RitmeError
    from bot.messages.problem import explain_error
    from bot.messages.words import load_words
    from bot.storage.database import Database
    from bot.storage.migrate import migrate_database
    from bot.storage.people import list_workspaces

    await migrate_database(settings.database_url)
    database = Database(settings.database_url)
    try:
        async with database.reading() as connection:
            known = await list_workspaces(connection)
        chosen = [each for each in known if wanted in {"", each.external_id}]
        if not chosen:
            _stop("There is no such workspace yet; it is made when the first person types /ritme in Slack.")
        if len(chosen) > 1:
            _stop(f"Say which with --workspace: {', '.join(each.external_id for each in chosen)}.")
        return await work(_Place(database=database, workspace=chosen[0]))
    except RitmeError as error:
        _stop(explain_error(load_words("en"), error))
    finally:
        await database.close()


async def _import(place: _Place, file: Path, *, skip_bad: bool) -> "ImportReport":
    from rich.progress import Progress

    from bot.files.table import read_table
    from bot.services.import_tables import IMPORTS

    table = read_table(file)
    bring_in = IMPORTS[table.subject]
    with Progress(transient=True) as bar:
        task = bar.add_task(file.name, total=len(table.rows))
        return await bring_in(
            place.database,
            workspace_id=place.workspace_id,
            table=table,
            skip_bad=skip_bad,
            now=SystemClock().now(),
            on_progress=lambda done, _total: bar.update(task, completed=done),
        )


async def _export(place: _Place, folder: Path, suffix: str) -> list[tuple[Path, int]]:
    from bot.services import export_tables

    writers = {
        "accounts": export_tables.export_accounts,
        "contacts": export_tables.export_contacts,
        "deals": export_tables.export_deals,
        "activities": export_tables.export_activities,
    }
    paths = {name: folder / f"{name}.{suffix}" for name in writers}
    return [
        (path, await writers[name](place.database, workspace_id=place.workspace_id, path=path))
        for name, path in paths.items()
    ]


@cli.command()
def parse(
    accounts: Annotated[Path, typer.Option(help="A file with one account name on each line.", exists=True)],
    now: Annotated[
        datetime | None, typer.Option(help="The local moment to read from, such as 2026-03-18T10:30:00.")
    ] = None,
    tz: Annotated[str, typer.Option(help="The IANA zone of that moment.")] = "Europe/Amsterdam",
    language: Annotated[str, typer.Option(help="The language of the sentences: nl or en.")] = "nl",
) -> None:
    """Read log lines without storing anything: JSON Lines {"text": …} in, what was read (or the error) out."""
    from bot.messages.words import load_words
    from bot.services.parse_lines import make_index, parse_lines

    zone = _read_zone(tz)
    moment = now.replace(tzinfo=zone) if now else datetime.now(zone)
    with accounts.open(encoding="utf-8-sig") as names:
        index = make_index(names)
    for read in parse_lines(sys.stdin, accounts=index, now=moment, words=load_words(language)):
        typer.echo(json.dumps(read, ensure_ascii=False))


@cli.command()
def diagnose() -> None:
    """Read notes for their situation, storing nothing: JSON Lines {"note": …, "lang": …} in, what each says out."""
    from bot.diagnosis.note_reader import load_note_reader
    from bot.services.diagnose_notes import diagnose_notes

    for read in diagnose_notes(sys.stdin, reader=load_note_reader()):
        typer.echo(json.dumps(read, ensure_ascii=False))


@cli.command()
def stalls(
    at: Annotated[datetime | None, typer.Option(help="The local day, such as 2026-03-29; today when left out.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of lines.")] = False,
    workspace: Annotated[str, typer.Option(help="The platform's id of the workspace, when there are several.")] = "",
) -> None:
    """Judge every open deal: whether it stands still, for which reasons, with the figures; nothing is stored."""
    from bot.services.list_stalls import draw_stalls

    rows = _finish(_in_workspace(_load_settings(), workspace, lambda place: _judge(place, at)))
    typer.echo(json.dumps(rows, ensure_ascii=False, indent=2) if as_json else draw_stalls(rows))


async def _judge(place: _Place, at: datetime | None) -> list[dict[str, Any]]:
    from bot.services.list_stalls import judge_workspace

    workspace = place.workspace
    today = at.date() if at else datetime.now(ZoneInfo(workspace.timezone)).date()
    return await judge_workspace(place.database, workspace=workspace, today=today)


@cli.command()
def due(
    at: Annotated[datetime, typer.Option(help="The local moment, such as 2026-03-29T08:30.")],
    tz: Annotated[str, typer.Option(help="The IANA zone of that moment.")] = "Europe/Amsterdam",
    until: Annotated[datetime | None, typer.Option(help="Look at everything up to this local moment.")] = None,
    person: Annotated[str, typer.Option(help="Only people and teams with this in their name.")] = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Tell which messages would go to whom, when and why (or why not); nothing is sent."""
    from bot.services.foresee_table import describe_foreseen, draw_table

    zone = _read_zone(tz)
    since = at.replace(tzinfo=zone)
    end = until.replace(tzinfo=zone) if until else since + timedelta(seconds=59)
    if end < since:
        _stop("--until lies before --at.")
    found = _finish(_foresee(_load_settings(), since=since, until=end, name=person))
    rows = [describe_foreseen(item) for item in found]
    typer.echo(json.dumps(rows, ensure_ascii=False, indent=2) if as_json else draw_table(rows))


@cli.command()
def workdays(
    year: Annotated[int, typer.Option(help="The calendar year.", min=1970, max=2100)],
    country: Annotated[str, typer.Option(help="A country code of two letters.")] = "NL",
    region: Annotated[str, typer.Option(help="A part of the country with holidays of its own.")] = "",
    pattern: Annotated[str, typer.Option(help='The week, such as "di en do ochtend" or "mon-thu".')] = "ma-vr",
    *,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print every day, to be checked by hand.")] = False,
) -> None:
    """Count the working days of a year: holidays and the pattern of a week taken into account."""
    from bot.domain.free_words import DaysUnclear, read_work_week
    from bot.domain.workdays import CountryUnknown, RegionUnknown, WorkCalendar
    from bot.services.workdays_table import draw_months, write_days

    try:
        calendar = WorkCalendar(country=country.upper(), region=region or None, week=read_work_week(pattern))
        typer.echo(write_days(calendar, year) if as_csv else draw_months(calendar, year), nl=not as_csv)
    except DaysUnclear:
        _stop(f"“{pattern}” names no day of the week; try “mon-thu” or “di en do ochtend”.")
    except (CountryUnknown, RegionUnknown) as error:
        _stop(f"The calendar does not know “{error}”. Countries have two letters (NL, BE, DE, LU).")


@cli.command()
def doctor() -> None:
    """Check settings, database, tokens and scopes, and say for each what is wrong and how to mend it."""
    settings = _load_settings()
    findings = _finish(_examine(settings))
    for finding in findings:
        if finding.is_good:
            typer.echo(f"✓ {finding.subject}: {finding.detail}")
        else:
            typer.echo(f"✗ {finding.subject}: {finding.problem}\n  → {finding.remedy}")
    raise typer.Exit(code=0 if all(finding.is_good for finding in findings) else 1)


async def _examine(settings: Settings) -> list[Any]:
    from bot.services.check_database import Finding, check_database
    from bot.storage.database import Database
    from handlers.slack.doctor import check_slack

    database = Database(settings.database_url)
    try:
        findings = [Finding(subject="Settings", detail="all can be read"), *await check_database(database)]
    finally:
        await database.close()
    return [*findings, *await check_slack(settings)]


async def _foresee(settings: Settings, *, since: datetime, until: datetime, name: str) -> list[Any]:
    from bot.services.foresee_nudges import foresee_nudges
    from bot.storage.database import Database
    from bot.storage.migrate import migrate_database

    await migrate_database(settings.database_url)
    database = Database(settings.database_url)
    try:
        now = SystemClock().now()
        return await foresee_nudges(
            database, since=since.astimezone(UTC), until=until.astimezone(UTC), now=now, name=name
        )
    finally:
        await database.close()


def _load_settings() -> Settings:
    try:
        settings = load_settings()
    except SettingsInvalid as invalid:
        _stop(*invalid.sentences)
    set_up_logs(level=settings.log_level, style=settings.log_format)
    return settings


def _read_zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError):
        _stop(f"There is no time zone {name}; use an IANA name such as Europe/Amsterdam.")


def _finish(work: Coroutine[Any, Any, Found]) -> Found:
    """Run to the end; what this machine cannot reach is said in a sentence."""
    from sqlalchemy.exc import DBAPIError

    try:
        return asyncio.run(work)
    except (OSError, DBAPIError) as error:
        log.debug("command.failed", exc_info=error)
        _stop(f"The database does not answer ({type(error).__name__}). Run `ritme doctor`: it says how to mend it.")


def _stop(*sentences: str) -> NoReturn:
    for sentence in sentences:
        typer.echo(sentence, err=True)
    raise typer.Exit(code=2)


def main() -> None:
    """Run the command line."""
    cli()


if __name__ == "__main__":
    main()
