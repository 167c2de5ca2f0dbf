"""`ritme import` and `ritme export`: load a workspace's data from files, and write it to files."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bot.domain.exchange.subject import FileSubject
from handlers.cli.runtime import finish, load_checked_settings, stop
from handlers.cli.workspace import OpenWorkspace, in_workspace

if TYPE_CHECKING:
    from bot.domain.exchange.report import ImportReport
    from bot.services.exchange.table import TableFile

# The exit code of an import that was only shown.
ONLY_SHOWN = 3


def import_file(
    file: Annotated[
        str,
        typer.Argument(
            help="accounts, activities, deals or contacts, .csv or .xlsx. The columns tell which it is."
            " With --undo: the number of an import.",
        ),
    ] = "",
    *,
    subject: Annotated[
        FileSubject | None, typer.Option("--as", help="What the file holds, when its columns do not tell.")
    ] = None,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Take the good rows of a file with bad ones.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask: import, or undo, at once.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Undo the latest import, or the one with this number.")] = False,
    workspace: Annotated[str, typer.Option(help="The platform's id of the workspace, when there are several.")] = "",
) -> None:
    """Import accounts, contacts, deals, or activities from a CRM, after showing what that would do.

    Importing the same file again changes nothing. Without a terminal and without --yes nothing is written, and the exit
    code is 3.
    """
    settings = load_checked_settings()
    if undo:
        import_id = _parse_number(file)
        code = finish(in_workspace(settings, workspace, lambda place: _undo(place, import_id, yes=yes)))
    elif not file:
        stop("Say which file to import, or --undo to undo an import.")
    else:
        path = Path(file)
        code = finish(
            in_workspace(
                settings, workspace, lambda place: _import(place, path, subject=subject, skip_bad=skip_bad, yes=yes)
            )
        )
    raise typer.Exit(code=code)


def export(
    folder: Annotated[Path, typer.Argument(help="Where the files are written.")],
    *,
    excel: Annotated[bool, typer.Option("--excel", help="Write .xlsx instead of .csv.")] = False,
    workspace: Annotated[str, typer.Option(help="The platform's id of the workspace, when there are several.")] = "",
) -> None:
    """Export accounts, contacts, deals and activities, as files that `ritme import` reads."""
    from bot.services.exchange.write import make_folder

    try:
        make_folder(folder)
    except OSError as error:
        stop(f"{folder}: {error.strerror}.")
    suffix = "xlsx" if excel else "csv"
    written = finish(in_workspace(load_checked_settings(), workspace, lambda place: _export(place, folder, suffix)))
    for path, count in written:
        typer.echo(f"{path}: {count} rows")


async def write_file(place: OpenWorkspace, file: Path, *, subject: FileSubject, skip_bad: bool) -> "ImportReport":
    """Import a file into a workspace, with a progress bar."""
    from bot.services.exchange.table import load_table

    return await _write(place, file, load_table(file), subject=subject, skip_bad=skip_bad)


async def _import(place: OpenWorkspace, path: Path, *, subject: FileSubject | None, skip_bad: bool, yes: bool) -> int:
    """Show what importing a file would do, ask, and import it; return the exit code."""
    from bot.messages.exchange.import_preview import describe_file
    from bot.messages.exchange.import_report import describe_import
    from bot.messages.text.words import load_words
    from bot.services.exchange.import_tables import plan_import
    from bot.services.exchange.table import list_first_rows, load_table

    words, table = load_words("en"), load_table(path)
    taken_for = subject or _recognise(table)
    _say(describe_file(words, path.name, taken_for, table.list_used(taken_for), list_first_rows(table)))
    planned = await plan_import(
        place.database, workspace_id=place.workspace_id, subject=taken_for, table=table, now=datetime.now(UTC)
    )
    _say(describe_import(words, planned, skips_bad=skip_bad))
    if planned.refused and not skip_bad:
        return 1
    if not planned.new and not planned.changed:
        return 0
    if not yes and not _agrees("Import this?"):
        return ONLY_SHOWN
    report = await _write(place, path, table, subject=taken_for, skip_bad=skip_bad)
    _say(describe_import(words, report)[:1])
    if report.import_id is not None:
        typer.echo(f"Undo it with: ritme import --undo {report.import_id}")
    return 0 if report.was_written else 1


def _recognise(table: "TableFile") -> FileSubject:
    from bot.domain.exchange.errors import SubjectUnclear
    from bot.messages.text.problem import explain_error
    from bot.messages.text.words import load_words

    try:
        return table.subject
    except SubjectUnclear as error:
        stop(explain_error(load_words("en"), error), "Or say what the file holds with --as.")


async def _write(
    place: OpenWorkspace, file: Path, table: "TableFile", *, subject: FileSubject, skip_bad: bool
) -> "ImportReport":
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    from bot.services.exchange.import_tables import write_import

    columns = (SpinnerColumn(), TextColumn("{task.description}: {task.completed} rows"))
    with Progress(*columns, transient=True, console=Console(stderr=True)) as bar:
        task = bar.add_task(file.name, total=None)
        return await write_import(
            place.database,
            workspace_id=place.workspace_id,
            subject=subject,
            table=table,
            skip_bad=skip_bad,
            now=datetime.now(UTC),
            name=file.name,
            on_progress=lambda done: bar.update(task, completed=done),
        )


async def _undo(place: OpenWorkspace, import_id: int | None, *, yes: bool) -> int:
    from bot.messages.exchange.import_report import describe_undo
    from bot.messages.text.words import load_words
    from bot.services.exchange.undo_import import find_import, undo_import

    found = await find_import(place.database, workspace_id=place.workspace_id, import_id=import_id)
    written = f"{found.written_at:%Y-%m-%d %H:%M}" if found.written_at else ""
    typer.echo(f"Import {found.id}: {found.name}, {written} UTC, {found.new} new, {found.changed} changed.")
    if not yes and not _agrees("Undo this?"):
        return ONLY_SHOWN
    report = await undo_import(place.database, workspace_id=place.workspace_id, import_id=found.id)
    _say(describe_undo(load_words("en"), report))
    return 0


def _agrees(question: str) -> bool:
    """Ask at a terminal; without one, say that nothing is done."""
    if not sys.stdin.isatty():
        typer.echo("Nothing was written: this only shows what would be. Add --yes to do it.")
        return False
    return typer.confirm(question)


def _say(lines: list[str]) -> None:
    for line in lines:
        typer.echo(line)


def _parse_number(typed: str) -> int | None:
    if not typed:
        return None
    if not typed.isascii() or not typed.isdecimal():
        _refuse_number(typed)
    return int(typed)


def _refuse_number(typed: str) -> NoReturn:
    stop(f"“{typed}” is no number of an import; leave it out for the latest one.")


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
