"""`ritme run` without tokens: the bot in a local workspace, with an example team and some logged activity."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
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


class Running(Protocol):
    """The running service, as far as the local workspace needs it."""

    @property
    def catch_up(self) -> Callable[[datetime], Awaitable[None]]:
        """Runs all jobs that the next ticks would run, for a moment in UTC."""
        ...


class Serve(Protocol):
    """Starts the bot, and stops it on exit."""

    def __call__(self, settings: Settings, *, clock: Clock) -> AbstractAsyncContextManager[Running]:
        """Return the running bot as a context manager."""
        ...


def point_to_sandbox(sandbox: "Sandbox", *, database_url: str) -> Settings:
    """Return settings that connect the bot to this sandbox instead of Slack."""
    return load_settings(
        _env_file=None,
        slack_bot_token=sandbox.bot_token,
        slack_app_token=sandbox.app_token,
        slack_base_url=sandbox.base_url,
        RITME_DATABASE_URL=database_url,
    )


async def run_locally(settings: Settings, *, serve: Serve) -> None:
    """Run the bot in a local workspace until SIGINT or SIGTERM; its data lives in a temporary folder and is deleted."""
    from sandbox.clock import MovableClock
    from sandbox.example import build_example
    from sandbox.server import Sandbox

    sandbox = Sandbox(workspace=build_example(), clock=MovableClock())
    try:
        await sandbox.start(port=settings.sandbox_port)
    except OSError:
        stop(f"Port {settings.sandbox_port} is taken; choose another with RITME_SANDBOX_PORT.")
    with TemporaryDirectory(prefix="ritme-") as folder:
        local = point_to_sandbox(sandbox, database_url=f"sqlite:///{folder}/ritme.db")
        async with serve(local, clock=sandbox.clock) as service:
            sandbox.clock.on_move(service.catch_up)
            await sandbox.wait_until_connected()
            await _play_opening(sandbox, local)
            typer.echo(f"\n  Ritme runs in a local workspace. Open  {sandbox.address}\n  Stop with Ctrl+C.\n")
            await wait_for_signal()
    await sandbox.stop()


async def _play_opening(sandbox: "Sandbox", local: Settings) -> None:
    from sandbox.opening import ACCOUNTS, ARRIVAL, play, tell_history

    await play(sandbox, ARRIVAL)
    await in_workspace(
        local, "", lambda place: write_file(place, ACCOUNTS, subject=FileSubject.ACCOUNTS, skip_bad=False)
    )
    await play(sandbox, tell_history(sandbox.clock.now().astimezone(ZoneInfo(local.timezone)).date()))
    typer.echo("  Making up two years of history …")
    await in_workspace(local, "", lambda place: fill_example(place, now=sandbox.clock.now()))
