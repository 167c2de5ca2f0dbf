"""Files that users send are fetched from the configured Slack only, with its token, bounded, and never redirected."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.ports import DownloadFailed
from handlers.http.session import open_session
from handlers.installation import SingleInstallation
from handlers.slack.clients import SlackClients
from sandbox.server import Sandbox
from tests.conversations.conftest import sandbox  # noqa: F401 - a fixture

CONTENT = "naam\nCafé\n".encode()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with open_session() as opened:
        yield opened


def connect(sandbox: Sandbox, session: aiohttp.ClientSession, *, token: str = "") -> SlackClients:  # noqa: F811
    installation = SingleInstallation(token or sandbox.bot_token)
    return SlackClients(installation, base_url=sandbox.base_url, session=session)


async def upload(sandbox: Sandbox) -> str:  # noqa: F811
    """Send a file as a user, and return its private address."""
    message = await sandbox.person("U05MARIEKE").uploads("klanten €.csv", CONTENT)
    return f"{sandbox.address}files-pri/{sandbox.workspace.team_id}-{message.files[0].id}/klanten.csv"


async def fail(clients: SlackClients, source: str, *, limit: int = 100) -> tuple[str, bool]:
    with pytest.raises(DownloadFailed) as failed:
        await clients.download(workspace="T1", source=source, limit=limit)
    return failed.value.reason, failed.value.is_final


async def test_a_file_is_fetched_with_the_token_of_the_workspace(
    sandbox: Sandbox,  # noqa: F811
    session: aiohttp.ClientSession,
) -> None:
    source = await upload(sandbox)
    assert await connect(sandbox, session).download(workspace="T1", source=source, limit=len(CONTENT)) == CONTENT


async def test_a_file_that_is_larger_than_it_said_is_not_read_to_its_end(
    sandbox: Sandbox,  # noqa: F811
    session: aiohttp.ClientSession,
) -> None:
    source = await upload(sandbox)
    assert await fail(connect(sandbox, session), source, limit=len(CONTENT) - 1) == ("too_large", True)


async def test_without_the_right_to_it_a_file_is_refused_and_no_redirect_is_followed(
    sandbox: Sandbox,  # noqa: F811
    session: aiohttp.ClientSession,
) -> None:
    source = await upload(sandbox)
    assert await fail(connect(sandbox, session, token="xoxb-other"), source) == ("no_right", True)
    sandbox.workspace.scopes -= {"files:read"}
    assert await fail(connect(sandbox, session), source) == ("no_right", True)
    sandbox.workspace.scopes |= {"files:read"}
    assert await fail(connect(sandbox, session), f"{sandbox.address}files-pri/T1-FNONE/x.csv") == ("gone", True)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "https://files.slack.com/files-pri/T1-F1/x.csv",
        "http://169.254.169.254/latest/meta-data",
        "http://127.0.0.1:1/files-pri/T1-F1/x.csv",
        "file:///etc/passwd",
    ],
)
async def test_no_other_address_gets_the_token(
    sandbox: Sandbox,  # noqa: F811
    session: aiohttp.ClientSession,
    source: str,
) -> None:
    assert await fail(connect(sandbox, session), source) == ("foreign", True)


async def test_slack_itself_gives_files_at_its_own_host_only(session: aiohttp.ClientSession) -> None:
    clients = SlackClients(SingleInstallation("xoxb-1"), base_url="https://slack.com/api/", session=session)
    for source in ("https://files.slack.com.example.org/x", "https://slack.com/x", "http://files.slack.com/x"):
        assert await fail(clients, source) == ("foreign", True)


async def test_a_slack_that_cannot_be_reached_may_be_tried_again(
    sandbox: Sandbox,  # noqa: F811
    session: aiohttp.ClientSession,
) -> None:
    source, clients = await upload(sandbox), connect(sandbox, session)
    await sandbox.stop()
    assert await fail(clients, source) == ("gone", False)
    without = SlackClients(SingleInstallation("xoxb-1"), base_url="https://slack.com/api/")
    assert await fail(without, source) == ("gone", False)
