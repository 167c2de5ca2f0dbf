"""Check the Teams side of the set-up: the SDK and the app's credentials, with a remedy for each problem."""

from importlib.util import find_spec

from bot.ports import SendFailed
from bot.services.operations.check_database import Finding
from bot.settings import Settings

SDK_REMEDY = "Install it with `uv sync --extra teams`, or `pip install ritme[teams]`."
CREDENTIALS_REMEDY = "Make a new client secret under “Certificates & secrets”, and check the two ids under “Overview”."


async def check_teams(settings: Settings) -> list[Finding]:
    """Return findings about the SDK and the credentials; no finding contains a secret."""
    if find_spec("microsoft_teams") is None:
        return [Finding(subject="Teams", problem="Microsoft's SDK is not installed.", remedy=SDK_REMEDY)]
    if settings.teams_is_open:
        return [Finding(subject="Teams", detail="open to every client on this machine, for trying it out")]
    from handlers.teams.connection import TeamsConnection

    connection = TeamsConnection(settings)
    try:
        await connection.check_credentials()
    except SendFailed:
        return [
            Finding(
                subject="TEAMS_CLIENT_SECRET", problem="Microsoft gives no token for it.", remedy=CREDENTIALS_REMEDY
            )
        ]
    finally:
        await connection.close()
    return [Finding(subject="TEAMS_CLIENT_SECRET", detail=f"works, for the app {settings.teams_client_id}")]
