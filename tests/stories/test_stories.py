"""The stories of logging, a deal and a loss, with identical texts on the plain text platform and on Slack."""

from pathlib import Path

import pytest

from bot.services.bot import Bot
from bot.services.people.person_cache import Person, PersonCache
from sandbox.sandbox_user import SandboxUser
from tests.conftest import StillClock, identify
from tests.conversations.conftest import marieke, sandbox, sanne, service  # noqa: F401 - fixtures
from tests.handlers.teams.conftest import connector, teams  # noqa: F401 - fixtures
from tests.handlers.teams.teams import Teams
from tests.stories.plain_text import PlainText
from tests.stories.slack import Slack
from tests.stories.story import play, read_story
from tests.stories.teams import TeamsChat

STORIES = sorted(Path(__file__).parent.glob("*.story"))
# `make check` plays each story on plain text, and these on the platforms too.
DAILY = {"log", "deal", "loss"}
ON_PLAIN_TEXT = [pytest.param(path, id=path.stem) for path in STORIES]
ON_PLATFORMS = [
    pytest.param(path, id=path.stem, marks=pytest.mark.daily if path.stem in DAILY else pytest.mark.slow)
    for path in STORIES
]


def is_of_manager(story: Path) -> bool:
    """Return whether a story is played by the first user, who manages the workspace, instead of by a rep."""
    return story.stem.startswith("manager_")


@pytest.mark.parametrize("story", ON_PLAIN_TEXT)
@pytest.mark.usefixtures("accounts")
async def test_a_story_plays_on_plain_text(
    story: Path, bot: Bot, people: PersonCache, clock: StillClock, anna: Person
) -> None:
    rep = await identify(people, clock, "USANNE", "Sanne de Wit")
    await play(read_story(story), PlainText(bot, anna if is_of_manager(story) else rep))


@pytest.mark.parametrize("story", ON_PLATFORMS)
async def test_a_story_plays_on_slack(story: Path, sanne: SandboxUser, marieke: SandboxUser) -> None:  # noqa: F811
    await play(read_story(story), Slack(marieke if is_of_manager(story) else sanne))


@pytest.mark.parametrize("story", ON_PLATFORMS)
async def test_a_story_plays_on_teams(story: Path, teams: Teams) -> None:  # noqa: F811
    manager = await teams.start()
    rep = await teams.know("guid-sanne", "Sanne de Wit")
    await play(read_story(story), TeamsChat(teams, manager if is_of_manager(story) else rep))
