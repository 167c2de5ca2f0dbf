"""One Slack client per workspace, with the token of its installation; all share one HTTP session."""

from aiohttp import ClientSession
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ports import DownloadFailed, Installations, SendFailed
from handlers.http.downloads import fetch_file
from handlers.http.hosts import find_prefix
from handlers.http.session import TIMEOUT_SECONDS
from handlers.slack.failures import explain_refusal

# Slack itself, and that of the government of the United States.
SITES = frozenset({"slack.com", "slack-gov.com"})


class SlackClients:
    """Caches the client and the authorization of each workspace; also the `FileStore` of what users send."""

    def __init__(self, installations: Installations, *, base_url: str, session: ClientSession | None = None) -> None:
        self._installations = installations
        self._base_url = base_url
        self._session = session
        self._clients: dict[str, AsyncWebClient] = {}
        self._authorized: dict[str, AuthorizeResult] = {}

    async def get(self, workspace: str) -> AsyncWebClient:
        """Return the client of a workspace, without the SDK's retry, which posts twice after a dropped connection.

        Raises:
            SendFailed: the bot is not, or no longer, installed in the workspace.
        """
        if workspace not in self._clients:
            token = await self._installations.find_token(workspace)
            if token is None:
                raise SendFailed("not_installed", is_final=True)
            self._clients[workspace] = self.make(token)
        return self._clients[workspace]

    def make(self, token: str | None = None) -> AsyncWebClient:
        """Return a new client; without a token, it is the template that Bolt copies for each request."""
        return AsyncWebClient(
            token=token, base_url=self._base_url, timeout=TIMEOUT_SECONDS, session=self._session, retry_handlers=[]
        )

    async def download(self, *, workspace: str, source: str, limit: int) -> bytes:
        """Return the content of a file that a user sent; see `FileStore.download`."""
        if self._session is None:
            raise DownloadFailed("gone", is_final=False)
        token, prefix = (await self.get(workspace)).token or "", find_prefix(self._base_url, "files", sites=SITES)
        return await fetch_file(self._session, source, token=token, prefix=prefix, limit=limit)

    async def authorize(self, team_id: str | None, enterprise_id: str | None) -> AuthorizeResult:
        """Return Bolt's authorization for a workspace, cached; raises `SendFailed` as `get` does."""
        workspace = team_id or enterprise_id or ""
        if workspace not in self._authorized:
            client = await self.get(workspace)
            try:
                answer = await client.auth_test()
            except SlackApiError as error:  # Bolt would swallow it and send its own reply
                raise explain_refusal(error) from error
            found = AuthorizeResult.from_auth_test_response(auth_test_response=answer, bot_token=client.token)
            self._authorized[workspace] = found
        return self._authorized[workspace]
