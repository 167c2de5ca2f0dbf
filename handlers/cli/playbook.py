"""`ritme playbook`: show a workspace's own questions, or replace them from a file."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from handlers.cli.runtime import finish, load_checked_settings, parse_language
from handlers.cli.workspace import OpenWorkspace, in_workspace


def playbook(
    file: Annotated[
        Path | None,
        typer.Argument(
            help="A file with questions to take into use; see docs/playbook.md.", exists=True, dir_okay=False
        ),
    ] = None,
    *,
    language: Annotated[str, typer.Option(help="The language of the questions: nl or en.")] = "nl",
    workspace: Annotated[str, typer.Option(help="The platform's id of the workspace, when there are several.")] = "",
) -> None:
    """Show the workspace's own questions, or replace them with those of a file; an invalid file changes nothing."""
    from bot.services.exchange.encodings import read_text

    code = parse_language(language)
    text = None if file is None else read_text(file)
    typer.echo(finish(in_workspace(load_checked_settings(), workspace, lambda place: _answer(place, code, text))))


async def _answer(place: OpenWorkspace, language: str, text: str | None) -> str:
    from bot.services.questions.playbooks import change_playbook, find_own_questions

    workspace_id = place.workspace_id
    if text is None:
        own = await find_own_questions(place.database, workspace_id=workspace_id, language=language)
        return own.rstrip() or "There are no own questions yet; the ones that Ritme brings are in use."
    count = await change_playbook(
        place.database, workspace_id=workspace_id, language=language, text=text, rep_id=None, now=datetime.now(UTC)
    )
    return f"{count} questions are in use now."
