"""The installation of a bot that serves one workspace."""


class SingleInstallation:
    """The `Installations` port for a bot that is installed in one workspace or organisation, with one token."""

    def __init__(self, token: str) -> None:
        self._token = token

    async def find_token(self, _workspace: str) -> str | None:
        """Return the token, whatever the workspace."""
        return self._token
