"""`ritme migrate` and `ritme doctor`: maintain and check an installation."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

import typer

from bot.settings import Settings
from handlers.cli.runtime import finish, load_checked_settings

if TYPE_CHECKING:
    from bot.services.operations.check_database import Finding

PlatformCheck = Callable[[Settings], Awaitable[Sequence["Finding"]]]


def migrate() -> None:
    """Migrate the database to the newest revision; `ritme run` does this by itself."""
    from bot.storage.migrate import migrate_database

    settings = load_checked_settings()
    typer.echo(f"The database is at revision {finish(migrate_database(settings.database_url))}.")


def make_doctor(check_platform: PlatformCheck) -> Callable[[], None]:
    """Return the command `ritme doctor`; ``check_platform`` checks the platform's side of the set-up."""

    def doctor() -> None:
        """Check settings, database, tokens and scopes, and report for each what is wrong and how to fix it."""
        settings = load_checked_settings()
        findings = finish(_examine(settings, check_platform))
        for finding in findings:
            typer.echo(f"✓ {finding.subject}: {finding.detail}" if finding.is_good else _describe_problem(finding))
        raise typer.Exit(code=0 if all(finding.is_good for finding in findings) else 1)

    return doctor


def report_problems(findings: "Sequence[Finding]") -> None:
    """Print the problems among the findings to standard error and exit with code 1; return if there are none."""
    problems = [finding for finding in findings if not finding.is_good]
    for finding in problems:
        typer.echo(_describe_problem(finding), err=True)
    if problems:
        raise typer.Exit(code=1)


def _describe_problem(finding: "Finding") -> str:
    return f"✗ {finding.subject}: {finding.problem}\n  → {finding.remedy}"


async def _examine(settings: Settings, check_platform: PlatformCheck) -> "list[Finding]":
    from bot.services.operations.check_database import Finding, check_database
    from bot.storage.database import Database

    database = Database(settings.database_url)
    try:
        findings = [Finding(subject="Settings", detail="all can be read"), *await check_database(database)]
    finally:
        await database.close()
    return [*findings, *await check_platform(settings)]
