"""The whole bot over signed HTTP requests."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from pydantic import SecretStr

from app import serve
from handlers.cli.local_workspace import point_to_sandbox
from sandbox.server import Sandbox
from schedules.service import Service


@pytest.fixture
async def service(sandbox: Sandbox, database_url: str) -> AsyncIterator[Service]:
    settings = point_to_sandbox(sandbox, database_url=database_url).model_copy(
        update={"slack_app_token": None, "slack_signing_secret": SecretStr(sandbox.signing_secret), "http_port": 0}
    )
    async with serve(settings, clock=sandbox.clock) as running:
        sandbox.send_requests_to(f"http://127.0.0.1:{running.http_port}/slack/events")
        yield running


@pytest.mark.daily
@pytest.mark.usefixtures("service")
async def test_a_command_is_answered_and_opens_its_form(sandbox: Sandbox) -> None:
    sanne = sandbox.person("U05SANNE")
    assert await sanne.types_command("/log 5 mails") is not None
    await sanne.types_command("/log")
    assert sanne.modal is not None


@pytest.mark.daily
async def test_health_tells_of_the_database_the_outbox_and_the_plan(service: Service) -> None:
    await service.jobs.plan()
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{service.http_port}/health") as response,
    ):
        said = await response.json()
    assert (response.status, said["status"], said["database"]) == (200, "ok", "ok")
    assert said["plan"]["last_tick_seconds"] < 5
