"""Shared fixtures of the deal tests."""

import pytest

from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from tests.bot.services.deals.deal_chat import DealChat


@pytest.fixture
def deal_chat(bot: Bot, anna: Person, accounts: dict[str, int]) -> DealChat:  # noqa: ARG001 - the accounts have to be there
    return DealChat(bot, anna)
