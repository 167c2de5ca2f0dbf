"""The composition root and the command line: reads settings, builds everything, starts it."""

import asyncio
import gc
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import structlog
import typer

from bot.ports import Clock
from bot.settings import Settings, load_settings
from handlers.terminal.demo import demo_data, fill_example
from handlers.terminal.ending import finish, load_checked_settings, stop
from handlers.terminal.looking import due, stalls, workdays
from handlers.terminal.place import in_workspace
from handlers.terminal.playbook import playbook
from handlers.terminal.reading import diagnose, parse
from handlers.terminal.tables import bring_in, export, import_file

if TYPE_CHECKING:
    from bot.messages.text.command_names import CommandNames
    from bot.services.bot import Bot
    from handlers.slack.desk import Desk
    from sandbox.server import Sandbox
    from schedules.jobs import Jobs

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
    from bot.services.accounts.account_book import AccountBook
    from bot.services.bot import Bot
    from bot.services.people.people_book import PeopleBook, WorkspaceDefaults
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
            commands=_name_commands(settings),
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


def _name_commands(settings: Settings) -> "CommandNames":
    from bot.messages.text.command_names import CommandNames

    return CommandNames(
        log=settings.command_log,
        ritme=settings.command_ritme,
        deal=settings.command_deal,
        ask=settings.command_ask,
        lessons=settings.command_lessons,
        feedback=settings.command_feedback,
        referral=settings.command_referral,
    )


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
    settings = load_checked_settings()
    if settings.has_slack and settings.list_missing():
        stop(*settings.list_missing())
    finish(_run_in_slack(settings) if settings.has_slack else _run_in_sandbox(settings))


async def _run_in_slack(settings: Settings) -> None:
    from handlers.slack.doctor import check_slack

    problems = [finding for finding in await check_slack(settings) if not finding.is_good]
    for finding in problems:
        typer.echo(f"✗ {finding.subject}: {finding.problem}\n  → {finding.remedy}", err=True)
    if problems:
        raise typer.Exit(code=1)
    async with serve(settings, clock=SystemClock()):
        # What the start has made stays: no collection of garbage has to go through it again and again.
        gc.collect()
        gc.freeze()
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
        stop(f"Port {settings.sandbox_port} is taken; choose another with RITME_SANDBOX_PORT.")
    with TemporaryDirectory(prefix="ritme-") as folder:
        local = point_to_sandbox(sandbox, database_url=f"sqlite:///{folder}/ritme.db")
        async with serve(local, clock=sandbox.clock) as service:
            sandbox.clock.on_move(service.catch_up)
            await sandbox.wait_until_connected()
            await play(sandbox, ARRIVAL)
            await in_workspace(local, "", lambda place: bring_in(place, ACCOUNTS, skip_bad=False))
            await play(sandbox, HISTORY)
            typer.echo("  Making up two years of history …")
            await in_workspace(local, "", lambda place: fill_example(place, now=sandbox.clock.now()))
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

    settings = load_checked_settings()
    typer.echo(f"The database is at revision {finish(migrate_database(settings.database_url))}.")


@cli.command()
def doctor() -> None:
    """Check settings, database, tokens and scopes, and say for each what is wrong and how to mend it."""
    settings = load_checked_settings()
    findings = finish(_examine(settings))
    for finding in findings:
        if finding.is_good:
            typer.echo(f"✓ {finding.subject}: {finding.detail}")
        else:
            typer.echo(f"✗ {finding.subject}: {finding.problem}\n  → {finding.remedy}")
    raise typer.Exit(code=0 if all(finding.is_good for finding in findings) else 1)


async def _examine(settings: Settings) -> list[Any]:
    from bot.services.operations.check_database import Finding, check_database
    from bot.storage.database import Database
    from handlers.slack.doctor import check_slack

    database = Database(settings.database_url)
    try:
        findings = [Finding(subject="Settings", detail="all can be read"), *await check_database(database)]
    finally:
        await database.close()
    return [*findings, *await check_slack(settings)]


cli.command("import")(import_file)
cli.command("demo-data")(demo_data)
for command in (export, parse, diagnose, stalls, playbook, due, workdays):
    cli.command()(command)


def main() -> None:
    """Run the command line."""
    cli()


if __name__ == "__main__":
    main()
