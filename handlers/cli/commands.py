"""The list of all `ritme` commands."""

from collections.abc import Callable

import typer

from handlers.cli.demo import demo_data
from handlers.cli.dry_run import diagnose, parse
from handlers.cli.import_export import export, import_file
from handlers.cli.inspect import due, stalls, workdays
from handlers.cli.operations import PlatformCheck, make_doctor, migrate
from handlers.cli.playbook import playbook
from handlers.cli.teams_manifest import manifest


def build_cli(*, run: Callable[..., None], check_platform: PlatformCheck) -> typer.Typer:
    """Return the command line; the caller injects how the bot is started and how the platform is checked."""
    cli = typer.Typer(
        name="ritme",
        help="Ritme keeps a sales team in rhythm: reps log with a line, get a nudge at their own hour,"
        " and the manager's channel gets a summary.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    cli.command()(run)
    cli.command()(migrate)
    cli.command()(make_doctor(check_platform))
    cli.command("import")(import_file)
    cli.command("demo-data")(demo_data)
    for command in (export, parse, diagnose, stalls, playbook, due, workdays, manifest):
        cli.command()(command)
    return cli
