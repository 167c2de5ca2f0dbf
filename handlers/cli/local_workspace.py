"""`ritme run` without tokens: the bot in a local workspace, with an example team and some logged activity."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.util import find_spec
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

import typer

from bot.domain.exchange.subject import FileSubject
from bot.ports import Clock
from bot.settings import Settings, load_settings
from handlers.cli.demo import fill_example
from handlers.cli.import_export import write_file
from handlers.cli.runtime import stop, wait_for_signal
from handlers.cli.workspace import in_workspace

if TYPE_CHECKING:
    from sandbox.server import Sandbox

SOON, LONG_AGO = timedelta(seconds=5), timedelta(days=1)
POLL_SECONDS = 0.2


class Running(Protocol):
    """The running service, as far as the local workspace needs it."""

    @property
    def catch_up(self) -> Callable[[datetime], Awaitable[None]]:
        """Runs all jobs that the next ticks would run, for a moment in UTC."""
        ...

    @property
    def find_next_due(self) -> Callable[[datetime], Awaitable[datetime | None]]:
        """Finds the first moment after a given one (UTC) at which those jobs have something to do."""
        ...

    @property
    def http_port(self) -> int | None:
        """The port on which requests are answered, if any are."""
        ...


class Serve(Protocol):
    """Starts the bot, and stops it on exit."""

    def __call__(self, settings: Settings, *, clock: Clock) -> AbstractAsyncContextManager[Running]:
        """Return the running bot as a context manager."""
        ...


@dataclass(frozen=True, slots=True)
class LocalTeam:
    """Who is in the local workspace, and what they have done: ``language`` is everybody's, or each has an own one."""

    people: int = 3
    language: str = ""
    is_empty: bool = False


def point_to_sandbox(sandbox: "Sandbox", *, database_url: str, language: str = "", has_teams: bool = False) -> Settings:
    """Return settings that connect the bot to this sandbox instead of Slack, and on request to its Teams as well."""
    return load_settings(
        _env_file=None,
        slack_bot_token=sandbox.bot_token,
        slack_app_token=sandbox.app_token,
        slack_base_url=sandbox.base_url,
        RITME_DATABASE_URL=database_url,
        RITME_LANGUAGE=language or "nl",
        RITME_TEAMS_IS_OPEN=has_teams,
        RITME_HTTP_PORT=0,
    )


async def run_locally(settings: Settings, *, serve: Serve, team: LocalTeam) -> None:
    """Run the bot in a local workspace until SIGINT or SIGTERM; its data lives in a temporary folder and is deleted."""
    from sandbox.clock import MovableClock
    from sandbox.example import build_example
    from sandbox.server import Sandbox

    workspace = build_example(people=team.people, language=team.language, is_empty=team.is_empty)
    sandbox = Sandbox(workspace=workspace, clock=MovableClock())
    try:
        await sandbox.start(port=settings.sandbox_port)
    except OSError:
        stop(f"Port {settings.sandbox_port} is taken; choose another with RITME_SANDBOX_PORT.")
    with TemporaryDirectory(prefix="ritme-") as folder:
        url = f"sqlite:///{folder}/ritme.db"
        local = point_to_sandbox(sandbox, database_url=url, language=team.language, has_teams=has_sdk())
        async with serve(local, clock=sandbox.clock) as service:
            connect_clock(sandbox, service)
            await sandbox.wait_until_connected()
            if not team.is_empty:
                typer.echo("  Making up two years of history …")
                await play_opening(sandbox, local, service)
            await connect_teams(sandbox, local, service, is_empty=team.is_empty)
            typer.echo(f"\n  Ritme runs in a local workspace. Open  {sandbox.address}\n  Stop with Ctrl+C.\n")
            await wait_for_signal()
    await sandbox.stop()


def connect_clock(sandbox: "Sandbox", service: Running) -> None:
    """Have the bot do, at every stop of the sandbox's clock, what is due there."""
    sandbox.clock.on_move(service.catch_up)
    sandbox.clock.stop_where(service.find_next_due)


def has_sdk() -> bool:
    """Return whether Microsoft's SDK is installed, without which there is no Teams."""
    return find_spec("microsoft_teams") is not None


async def connect_teams(sandbox: "Sandbox", local: Settings, service: Running, *, is_empty: bool = False) -> None:
    """Show the bot in Teams as well, to the same people: there it is another workspace, with the same accounts."""
    from sandbox.opening import ACCOUNTS, list_arrivals, play_in_teams, tell_history

    if not local.teams_is_open:
        return
    sandbox.teams.endpoint = f"http://127.0.0.1:{service.http_port}/api/messages"
    if is_empty:
        return
    people = sandbox.workspace.people
    today = sandbox.clock.now().astimezone(ZoneInfo(local.timezone)).date()
    await play_in_teams(sandbox, list_arrivals(people))
    await in_workspace(
        local,
        sandbox.teams.tenant,
        lambda place: write_file(place, ACCOUNTS, subject=FileSubject.ACCOUNTS, skip_bad=False),
    )
    await play_in_teams(sandbox, tell_history(people, today=today))
    await settle(sandbox, service)
    sandbox.teams.clear()


async def play_opening(sandbox: "Sandbox", local: Settings, service: Running, *, has_history: bool = True) -> None:
    """Set up the example team, with its accounts and two years of history, and leave every screen empty."""
    from sandbox.opening import ACCOUNTS, clear_screens, list_arrivals, play, tell_history

    people = sandbox.workspace.people
    today = sandbox.clock.now().astimezone(ZoneInfo(local.timezone)).date()
    await play(sandbox, list_arrivals(people))
    await in_workspace(
        local, "", lambda place: write_file(place, ACCOUNTS, subject=FileSubject.ACCOUNTS, skip_bad=False)
    )
    await play(sandbox, tell_history(people, today=today))
    if has_history:
        await in_workspace(local, "", lambda place: fill_example(place, now=sandbox.clock.now()))
    await settle(sandbox, service)
    clear_screens(sandbox)


async def settle(sandbox: "Sandbox", service: Running) -> None:
    """Wait until what the bot wants to say of the opening has been sent: messages to one channel are spaced."""
    while (waiting := await service.find_next_due(sandbox.clock.now() - LONG_AGO)) is not None:
        if waiting > sandbox.clock.now() + SOON:
            return
        await asyncio.sleep(POLL_SECONDS)
        await service.catch_up(sandbox.clock.now())
