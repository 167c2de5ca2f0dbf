"""Open the workspace that a command works on."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from bot.settings import Settings
from handlers.cli.runtime import stop

if TYPE_CHECKING:
    from bot.domain.people.people import Workspace
    from bot.storage.database import Database

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class OpenWorkspace:
    """A workspace together with its open database."""

    database: "Database"
    workspace: "Workspace"

    @property
    def workspace_id(self) -> int:
        """The workspace's id in our database, not the platform's."""
        return self.workspace.id


async def in_workspace(settings: Settings, wanted: str, work: Callable[[OpenWorkspace], Awaitable[Found]]) -> Found:
    """Migrate and open the database, and run ``work`` in the workspace with external id ``wanted``.

    An empty ``wanted`` means the only workspace. Exits with a sentence if there is none, or more than one matches.
    """
    from bot.errors import RitmeError
    from bot.messages.text.problem import explain_error
    from bot.messages.text.words import load_words
    from bot.storage.database import Database
    from bot.storage.migrate import migrate_database
    from bot.storage.people.people import list_workspaces

    await migrate_database(settings.database_url)
    database = Database(settings.database_url)
    try:
        async with database.reading() as connection:
            known = await list_workspaces(connection)
        chosen = [each for each in known if wanted in {"", each.external_id}]
        if not chosen:
            stop("There is no such workspace yet; it is made when the first person types /ritme in Slack.")
        if len(chosen) > 1:
            stop(f"Say which with --workspace: {', '.join(each.external_id for each in chosen)}.")
        return await work(OpenWorkspace(database=database, workspace=chosen[0]))
    except RitmeError as error:
        stop(explain_error(load_words("en"), error))
    finally:
        await database.close()
