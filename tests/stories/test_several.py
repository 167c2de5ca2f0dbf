"""The stories of lines with several activities, in both languages, on plain text and on Slack."""

from pathlib import Path

import pytest

from bot.services.bot import Bot
from bot.services.people.person_cache import PersonCache
from sandbox.sandbox_user import SandboxUser
from tests.conftest import StillClock, identify
from tests.conversations.conftest import marieke, oliver, sandbox, sanne, service  # noqa: F401 - fixtures
from tests.several import read_several_if_the_bot_does_not
from tests.stories.plain_text import PlainText
from tests.stories.slack import Slack
from tests.stories.story import play, read_story

STORIES = Path(__file__).parent / "several"


@pytest.fixture(autouse=True)
def _several(monkeypatch: pytest.MonkeyPatch) -> None:
    read_several_if_the_bot_does_not(monkeypatch)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.usefixtures("accounts")
async def test_a_story_of_several_plays_on_plain_text(
    language: str, bot: Bot, people: PersonCache, clock: StillClock
) -> None:
    person = await identify(people, clock, "USANNE", "Sanne de Wit", locale=language)
    await play(read_story(STORIES / f"{language}.story"), PlainText(bot, person))


async def test_a_story_of_several_plays_on_slack(sanne: SandboxUser) -> None:  # noqa: F811
    await play(read_story(STORIES / "nl.story"), Slack(sanne))


async def test_a_story_of_several_plays_on_slack_in_english(oliver: SandboxUser) -> None:  # noqa: F811
    await play(read_story(STORIES / "en.story"), Slack(oliver))
