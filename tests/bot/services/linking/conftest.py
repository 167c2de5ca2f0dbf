"""Fixtures for linking: one person on each of two platforms, on what the test says is ``both``."""

import pytest

from bot.settings import SLACK, TEAMS
from tests.bot.services.linking.platforms import Platforms, Someone


@pytest.fixture
async def slack(both: Platforms) -> Someone:
    return await both.meet(SLACK, "USANNE", "Sanne de Wit")


@pytest.fixture
async def teams(both: Platforms) -> Someone:
    return await both.meet(TEAMS, "guid-sanne", "Sanne")
