"""`ritme run`: the bot on its platforms, or in a local workspace."""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

import typer

from bot.settings import Settings
from handlers.cli.local_workspace import LocalTeam, Serve, run_locally
from handlers.cli.runtime import finish, load_checked_settings, parse_language, stop

MOST_PEOPLE = 9


def make_run(*, serve: Serve, run_on_platforms: Callable[[Settings], Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """Return the command `ritme run`, given how the bot is started and how it runs on platforms."""

    def run(
        *,
        demo: Annotated[bool, typer.Option("--demo", help="A local workspace, with tokens too.")] = False,
        empty: Annotated[bool, typer.Option("--empty", help="A local workspace where nobody knows Ritme yet.")] = False,
        people: Annotated[int, typer.Option(help="How many are in the local workspace.", min=3, max=MOST_PEOPLE)] = 3,
        lang: Annotated[str, typer.Option(help="Everybody's language in the local workspace: nl or en.")] = "",
    ) -> None:
        """Run the bot: in Slack or Teams when their settings are there, else in a local workspace."""
        if demo and empty:
            stop("Choose --demo or --empty: the one has two years of history, the other has none.")
        team = LocalTeam(people=people, language=parse_language(lang) if lang else "", is_empty=empty)
        settings = load_checked_settings()
        if demo or empty or not settings.platforms:
            finish(run_locally(settings, serve=serve, team=team))
        elif settings.list_missing():
            stop(*settings.list_missing())
        else:
            finish(run_on_platforms(settings))

    return run
