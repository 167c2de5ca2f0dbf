"""`ritme import` and `ritme export`: load a workspace's data from files, and write it to files."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.domain.exchange.subject import FileSubject
from handlers.cli.runtime import finish, load_checked_settings
from handlers.cli.workspace import OpenWorkspace, in_workspace

if TYPE_CHECKING:
    from bot.domain.exchange.report import ImportReport


def import_file(
    file: Annotated[
        Path,
        typer.Argument(help="accounts, activities, deals or contacts, .csv or .xlsx. The columns tell which it is."),
    ],
    *,
    subject: Annotated[
        FileSubject | None, typer.Option("--as", help="What the file holds, when its columns do not tell.")
    ] = None,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Take the good rows of a file with bad ones.")] = False,
    workspace: Annotated[str, typer.Option(help="The platform's id of the workspace, when there are several.")] = "",
) -> None:
    """Import accounts, contacts, deals, or activities from a CRM. Importing the same file again changes nothing."""
    from bot.messages.exchange.import_report import describe_import
    from bot.messages.text.words import load_words

    settings = load_checked_settings()
    words = load_words("en")
    report = finish(
        in_workspace(
            settings, workspace, lambda place: import_with_progress(place, file, skip_bad=skip_bad, subject=subject)
        )
    )
    for line in describe_import(words, report):
        typer.echo(line)
    raise typer.Exit(code=0 if report.was_written else 1)


def export(
    folder: Annotated[Path, typer.Argument(help="Where the files are written.")],
    *,
    excel: Annotated[bool, typer.Option("--excel", help="Write .xlsx instead of .csv.")] = False,
    workspace: Annotated[str, typer.Option(help="The platform's id of the workspace, when there are several.")] = "",
) -> None:
    """Export accounts, contacts, deals and activities, as files that `ritme import` reads."""
    folder.mkdir(parents=True, exist_ok=True)
    suffix = "xlsx" if excel else "csv"
    written = finish(in_workspace(load_checked_settings(), workspace, lambda place: _export(place, folder, suffix)))
    for path, count in written:
        typer.echo(f"{path}: {count} rows")


async def import_with_progress(
    place: OpenWorkspace, file: Path, *, skip_bad: bool, subject: FileSubject | None = None
) -> "ImportReport":
    """Import a file into a workspace, with a progress bar; the columns determine its subject, unless that is given."""
    from rich.progress import Progress

    from bot.services.exchange.import_tables import IMPORTS
    from bot.services.exchange.table import load_table

    table = load_table(file)
    import_table = IMPORTS[subject or table.subject]
    with Progress(transient=True) as bar:
        task = bar.add_task(file.name, total=len(table.rows))
        return await import_table(
            place.database,
            workspace_id=place.workspace_id,
            table=table,
            skip_bad=skip_bad,
            now=datetime.now(UTC),
            on_progress=lambda done, _total: bar.update(task, completed=done),
        )


async def _export(place: OpenWorkspace, folder: Path, suffix: str) -> list[tuple[Path, int]]:
    from bot.services.exchange import export_tables

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
