"""One Slack client per workspace, with the token of its installation; all share one HTTP session."""

from aiohttp import ClientSession
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ports import Installations, SendFailed
from handlers.http.session import TIMEOUT_SECONDS
from handlers.slack.failures import explain_refusal


class SingleInstallation:
    """The `Installations` port for a bot that is installed in one workspace or organisation, with one token."""

    def __init__(self, token: str) -> None:
        self._token = token

    async def find_token(self, _workspace: str) -> str | None:
        """Return the token, whatever the workspace."""
        return self._token


class SlackClients:
    """Caches the client and the authorization of each workspace."""

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
