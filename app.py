"""The composition root: load settings, wire the objects, start and stop the service."""

from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.ports import Clock
from bot.settings import SLACK, TEAMS, Settings
from handlers.cli.commands import build_cli
from handlers.cli.operations import report_problems
from handlers.cli.run import make_run
from handlers.cli.runtime import freeze_startup_objects, wait_for_signal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from typer import Typer

    from bot.services.bot import Bot
    from bot.services.operations.check_database import Finding
    from handlers.http.site import Receive
    from handlers.slack.clients import SlackClients
    from schedules.dispatchers import Dispatchers
    from schedules.jobs import Jobs
    from schedules.service import Service


log = structlog.get_logger()


@asynccontextmanager
async def serve(settings: Settings, *, clock: Clock) -> "AsyncIterator[Service]":
    """Run the bot: migrate, connect to its platforms, start the dispatchers and the scheduler; stop them on exit."""
    from bot.services.accounts.account_index_cache import AccountIndexCache
    from bot.services.bot import build_bots
    from bot.services.deals.day_memo import DayMemo
    from bot.storage.database import Database
    from bot.storage.migrate import migrate_when_ready
    from handlers.http.session import open_session
    from handlers.installation import SingleInstallation
    from handlers.slack.clients import SlackClients
    from schedules.dispatchers import Dispatchers
    from schedules.jobs import Jobs
    from schedules.runner import start_jobs
    from schedules.service import Service

    log.info("database.migrated", revision=await migrate_when_ready(settings.database_url))
    # The stack closes in reverse order: requests stop before the Home queue drains, and the database closes last.
    async with AsyncExitStack() as stack:
        database, memo = Database(settings.database_url), DayMemo()
        stack.push_async_callback(database.close)
        accounts, dispatchers = AccountIndexCache(database), Dispatchers(database, clock, memo)
        session = await stack.enter_async_context(open_session())
        installation = SingleInstallation(settings.bot_token)
        clients = SlackClients(installation, base_url=settings.slack_base_url, session=session)
        jobs = Jobs(database, dispatchers, clock, memo, files=clients, files_changed=accounts.forget)
        bots = build_bots(settings, database, accounts, clock)
        routes: dict[str, Receive] = {}
        for bot in bots:
            is_slack = bot.people.platform == SLACK
            start = partial(_start_slack, clients=clients) if is_slack else _start_teams
            routes |= await start(stack, settings, bot, dispatchers)
        port = await _listen(stack, settings, routes, jobs) if routes else None
        start_jobs(stack, jobs)
        log.info("bot.started")
        yield Service(bot=bots[0], jobs=jobs, http_port=port)


async def _start_slack(
    stack: AsyncExitStack, settings: Settings, bot: "Bot", dispatchers: "Dispatchers", *, clients: "SlackClients"
) -> "Mapping[str, Receive]":
    from bot.storage.delivery.deliveries import Share
    from handlers.front.later import LaterReplies
    from handlers.pages import PageKeeper
    from handlers.slack.app import connect_slack
    from handlers.slack.context import SlackContext
    from handlers.slack.home import SlackHome
    from handlers.slack.messenger import SlackMessenger
    from handlers.slack.replies import Replier
    from schedules.guard import Outage, guard_job

    homes = PageKeeper(bot=bot, publisher=SlackHome(clients), guard=partial(guard_job, outage=Outage("home")))
    homes.start()
    stack.push_async_callback(homes.stop)
    share = Share(TEAMS, is_rest=True) if settings.has_teams else None
    later = LaterReplies(bot, dispatchers.add(SlackMessenger(clients), share=share))
    context = SlackContext(bot=bot, later=later, homes=homes, replier=Replier(base_url=settings.slack_base_url))
    return await connect_slack(stack, settings, context=context, clients=clients)


async def _start_teams(
    stack: AsyncExitStack, settings: Settings, bot: "Bot", dispatchers: "Dispatchers"
) -> "Mapping[str, Receive]":
    from bot.storage.delivery.deliveries import Share
    from handlers.teams.start import start_teams

    dispatch = partial(dispatchers.add, share=Share(TEAMS) if settings.has_slack else None)
    return await start_teams(stack, settings, bot=bot, dispatch=dispatch)


async def _listen(stack: AsyncExitStack, settings: Settings, routes: "Mapping[str, Receive]", jobs: "Jobs") -> int:
    from bot.services.operations.check_health import check_health
    from handlers.http.site import listen

    return await listen(
        stack,
        routes=routes,
        check_health=lambda: check_health(jobs.database, plan_age=jobs.planned.age, now=jobs.clock.now()),
        host=settings.http_host,
        port=settings.http_port,
    )


async def _run_on_platforms(settings: Settings) -> None:
    from schedules.service import SystemClock

    report_problems(await _check_platforms(settings))
    async with serve(settings, clock=SystemClock()):
        freeze_startup_objects()
        await wait_for_signal()


async def _check_platforms(settings: Settings) -> "list[Finding]":
    from handlers.cli.teams_setup import check_teams
    from handlers.slack.doctor import check_slack

    is_slack = settings.has_slack or not settings.has_teams
    of_slack = await check_slack(settings) if is_slack else []
    return [*of_slack, *(await check_teams(settings) if settings.has_teams else [])]


def make_cli() -> "Typer":
    """Return the command line application with its dependencies."""
    return build_cli(run=make_run(serve=serve, run_on_platforms=_run_on_platforms), check_platform=_check_platforms)


def main() -> None:
    """Run the command line."""
    make_cli()()


if __name__ == "__main__":
    main()
