"""Check the Teams side of the set-up: the SDK and the app's credentials, with a remedy for each problem."""

from importlib.util import find_spec

from bot.ports import SendFailed
from bot.services.operations.check_database import Finding
from bot.settings import Settings

SDK_REMEDY = "Install it with `uv sync --extra teams`, or `pip install ritme[teams]`."
CREDENTIALS_REMEDY = "Make a new client secret under “Certificates & secrets”, and check the two ids under “Overview”."

CERTIFICATE_REMEDY = (
    "It is the path of a PEM file with a private key without a password and its certificate, which the bot can read."
)
CERTIFICATE_REFUSED_REMEDY = (
    "Upload the certificate (without the key) under “Certificates & secrets”, and check the two ids under “Overview”."
)


async def check_teams(settings: Settings) -> list[Finding]:
    """Return findings about the SDK and the credentials; no finding contains a secret."""
    if find_spec("microsoft_teams") is None:
        return [Finding(subject="Teams", problem="Microsoft's SDK is not installed.", remedy=SDK_REMEDY)]
    if settings.teams_is_open:
        return [Finding(subject="Teams", detail="open to every client on this machine, for trying it out")]
    from handlers.http.certificate_login import CertificateUnusable
    from handlers.teams.connection import TeamsConnection

    subject = "TEAMS_CLIENT_CERTIFICATE" if settings.teams_client_certificate else "TEAMS_CLIENT_SECRET"
    try:
        connection = TeamsConnection(settings)
    except CertificateUnusable as error:
        return [Finding(subject=subject, problem=str(error), remedy=CERTIFICATE_REMEDY)]
    try:
        await connection.check_credentials()
    except SendFailed:
        remedy = CERTIFICATE_REFUSED_REMEDY if settings.teams_client_certificate else CREDENTIALS_REMEDY
        return [Finding(subject=subject, problem="Microsoft gives no token for it.", remedy=remedy)]
    finally:
        await connection.close()
    works = Finding(subject=subject, detail=f"works, for the app {settings.teams_client_id}")
    return [works, *_describe_tab(settings)]


def _describe_tab(settings: Settings) -> list[Finding]:
    """Return where Teams looks for the personal tab, and what the app registration must say of it."""
    host = settings.teams_tab_host
    if not host:
        return []
    detail = (
        f"the tab is at https://{host}/teams/tab, with api://{host}/{settings.teams_client_id} under “Expose an API”"
    )
    return [Finding(subject="TEAMS_TAB_HOST", detail=detail)]
