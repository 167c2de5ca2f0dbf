"""The composition root: load settings, wire the objects, start and stop the service."""

from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.ports import Clock
from bot.settings import Settings
from handlers.cli.commands import build_cli
from handlers.cli.operations import report_problems
from handlers.cli.run import make_run
from handlers.cli.runtime import freeze_startup_objects, wait_for_signal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable

    from typer import Typer

    from bot.services.bot import Bot
    from bot.services.operations.check_database import Finding
    from bot.storage.database import Database
    from handlers.slack.clients import SlackClients
    from handlers.slack.context import SlackContext
    from schedules.jobs import Jobs
    from schedules.service import Service

log = structlog.get_logger()


@asynccontextmanager
async def serve(settings: Settings, *, clock: Clock) -> "AsyncIterator[Service]":
    """Run the bot: migrate, connect to Slack, start the dispatcher and the scheduler; stop them on exit."""
    from bot.services.deals.day_memo import DayMemo
    from bot.storage.database import Database
    from bot.storage.migrate import migrate_when_ready
    from handlers.front.later import LaterReplies
    from handlers.http.session import open_session
    from handlers.installation import SingleInstallation
    from handlers.pages import PageKeeper
    from handlers.slack.clients import SlackClients
    from handlers.slack.context import SlackContext
    from handlers.slack.home import SlackHome
    from handlers.slack.messenger import SlackMessenger
    from handlers.slack.replies import Replier
    from schedules.delivery import OutboxDispatcher
    from schedules.guard import Outage, guard_job
    from schedules.jobs import Jobs
    from schedules.runner import start_jobs
    from schedules.service import Service

    log.info("database.migrated", revision=await migrate_when_ready(settings.database_url))
    # The stack closes in reverse order: requests stop before the Home queue drains, and the database closes last.
    async with AsyncExitStack() as stack:
        database = Database(settings.database_url)
        stack.push_async_callback(database.close)
        bot = _build_bot(settings, database, clock)
        session = await stack.enter_async_context(open_session())
        installation = SingleInstallation(settings.bot_token)
        clients = SlackClients(installation, base_url=settings.slack_base_url, session=session)
        memo = DayMemo()
        dispatcher = OutboxDispatcher(database=database, messenger=SlackMessenger(clients), clock=clock, memo=memo)
        jobs = Jobs(database, dispatcher, clock, memo, files=clients, files_changed=bot.accounts.forget)
        homes = PageKeeper(bot=bot, publisher=SlackHome(clients), guard=partial(guard_job, outage=Outage("home")))
        homes.start()
        stack.push_async_callback(homes.stop)
        replier = Replier(base_url=settings.slack_base_url)
        context = SlackContext(bot=bot, later=LaterReplies(bot, dispatcher.wake), homes=homes, replier=replier)
        port = await _connect(stack, settings, context=context, clients=clients, jobs=jobs)
        start_jobs(stack, jobs)
        log.info("bot.started")
        yield Service(bot=bot, jobs=jobs, http_port=port)


def _build_bot(settings: Settings, database: "Database", clock: Clock) -> "Bot":
    from bot.services.accounts.account_index_cache import AccountIndexCache
    from bot.services.bot import Bot, build_command_names
    from bot.services.people.person_cache import PersonCache, WorkspaceDefaults
    from handlers.slack.people import PLATFORM

    defaults = WorkspaceDefaults(country=settings.country, timezone=settings.timezone, language=settings.language)
    return Bot(
        database=database,
        people=PersonCache(database, platform=PLATFORM, defaults=defaults),
        accounts=AccountIndexCache(database),
        clock=clock,
        commands=build_command_names(settings),
    )


async def _connect(
    stack: AsyncExitStack, settings: Settings, *, context: "SlackContext", clients: "SlackClients", jobs: "Jobs"
) -> int | None:
    """Receive requests over Socket Mode if there is an app token, else over HTTP; return the HTTP port, if any."""
    from bot.services.operations.check_health import check_health
    from handlers.http.site import listen
    from handlers.slack.app import build_slack_app
    from handlers.slack.connection import PATH, build_endpoint, connect_socket

    slack_app = build_slack_app(context, clients=clients, is_http=not settings.app_token)
    if settings.app_token:
        await connect_socket(stack, slack_app, app_token=settings.app_token, base_url=settings.slack_base_url)
        return None
    return await listen(
        stack,
        path=PATH,
        receive=build_endpoint(slack_app, secret=settings.signing_secret).receive,
        check_health=lambda: check_health(context.bot.database, plan_age=jobs.planned.age, now=context.bot.now()),
        host=settings.http_host,
        port=settings.http_port,
    )


async def _run_in_slack(settings: Settings) -> None:
    from schedules.service import SystemClock

    report_problems(await _check_slack(settings))
    async with serve(settings, clock=SystemClock()):
        freeze_startup_objects()
        await wait_for_signal()


def _check_slack(settings: Settings) -> "Awaitable[list[Finding]]":
    from handlers.slack.doctor import check_slack

    return check_slack(settings)


def make_cli() -> "Typer":
    """Return the command line application with its dependencies."""
    return build_cli(run=make_run(serve=serve, run_in_slack=_run_in_slack), check_platform=_check_slack)


def main() -> None:
    """Run the command line."""
    make_cli()()


if __name__ == "__main__":
    main()
