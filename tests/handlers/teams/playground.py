"""Microsoft's Agents Playground, a client of Teams that is not ours: started by node, driven by its API and page."""

import asyncio
import shutil
import socket
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

COMMAND = shutil.which("agentsplayground")
LOOPBACK = Path(__file__).parent / "loopback.js"
TENANT = "00000000-0000-0000-0000-0000000000001"
# The user of the page, by the id in the directory and in the API.
ALEX, ALEX_ID = "00000000-0000-0000-0000-0000000000020", "user-id-0"
# In seconds: the browser and the client start on a loaded machine.
PATIENCE = 30
_BETWEEN = 0.2


@dataclass(frozen=True)
class Playground:
    """A running Playground; ``address`` is that of its page and its API, ``chat`` the id of the personal chat."""

    address: str
    chat: str

    async def uses(self, name: str, value: dict[str, Any]) -> Any:
        """Use a message extension or send its dialog, as Alex, and return what the bot answers."""
        body = {"name": name, "value": value, "from": {"id": ALEX_ID}, "conversation": {"id": self.chat}}
        return await self._post("_conversation/v1/invoke", body)

    async def _post(self, path: str, body: dict[str, Any]) -> Any:
        async with aiohttp.ClientSession() as session, session.post(f"{self.address}/{path}", json=body) as response:
            response.raise_for_status()
            return await response.json()


async def start_playground(stack: AsyncExitStack, endpoint: str, folder: Path) -> Playground:
    """Start it in a folder of its own, in which it keeps a log, with the bot at an endpoint."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    words = ["-e", endpoint, "-c", "msteams", "-p", str(port), "--su", f"{address}/_connector", "--dt", "true"]
    env = {"PATH": _find_path(), "BROWSER": "none", "HOME": str(folder), "NODE_OPTIONS": f"--require {LOOPBACK}"}
    nowhere = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(
        str(COMMAND), *words, cwd=folder, env=env, stdout=nowhere, stderr=nowhere
    )
    stack.push_async_callback(process.wait)
    stack.callback(process.terminate)
    config = await _wait_for_config(address)
    return Playground(address, chat=config["personalChat"]["id"])


async def _wait_for_config(address: str) -> dict[str, Any]:
    async with aiohttp.ClientSession() as session:
        for _ in range(int(PATIENCE / _BETWEEN)):
            try:
                async with session.get(f"{address}/_internal/v1/testConfig") as response:
                    config: dict[str, Any] = (await response.json())["config"]
                    return config
            except aiohttp.ClientError:
                await asyncio.sleep(_BETWEEN)
    raise TimeoutError("the Playground does not start")


def _find_path() -> str:
    node = shutil.which("node")
    return f"{Path(node).parent if node else ''}:/usr/bin:/bin"
