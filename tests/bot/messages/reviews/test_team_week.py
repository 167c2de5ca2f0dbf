"""What the week of a team says in its own words."""

import pytest

from bot.domain.meetings.agenda import Meeting
from bot.messages.reviews.team_review import build_team_week
from bot.messages.text.words import load_words
from tests.bot.domain.reviews.test_team_review import MONDAY, TEAM, live_week


@pytest.mark.parametrize(
    ("missed", "nl", "en"),
    [
        (0, "Niets blijft liggen. Fijne week.", "Nothing slipped. Have a good week."),
        (3, "Er valt deze week niets te beslissen. Fijne week.", "Nothing to decide this week. Have a good week."),
        (None, "Er valt deze week niets te beslissen. Fijne week.", "Nothing to decide this week. Have a good week."),
    ],
)
def test_k11_that_nothing_slipped_is_said_only_where_that_was_counted(missed: int | None, nl: str, en: str) -> None:
    meeting = Meeting(team=TEAM, day=MONDAY, points=(), decided=())
    said = [build_team_week(load_words(each), live_week(missed=missed), meeting).lines[-1] for each in ("nl", "en")]
    assert said == [nl, en]
