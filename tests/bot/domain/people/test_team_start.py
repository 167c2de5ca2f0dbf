"""How many of a team have begun: from four people on, and never a name (K10)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.people.team_start import TeamStart, judge_team_start
from tests.bot.domain.rhythm.test_first_days import REP

PLACED, BEFORE, LATER = (datetime(2026, 3, day, 9, tzinfo=UTC) for day in (18, 17, 19))


@pytest.mark.parametrize(
    ("begun", "people", "invited_at", "start"),
    [
        (0, 9, None, TeamStart(1, 9, None, can_invite=True)),
        (3, 9, None, TeamStart(1, 9, None, can_invite=True)),
        (4, 9, None, TeamStart(1, 9, 4, can_invite=True)),
        (7, 9, BEFORE, TeamStart(1, 9, 7, can_invite=True)),
        (7, 9, LATER, TeamStart(1, 9, 7, can_invite=False)),
        (9, 9, None, TeamStart(1, 9, 9, can_invite=False)),
        # Without a count the button says nothing either: it is there although all three have begun.
        (3, 3, None, TeamStart(1, 3, None, can_invite=True)),
        (3, 3, LATER, TeamStart(1, 3, None, can_invite=False)),
    ],
)
def test_k10_how_many_have_begun_is_said_over_four_people_and_the_button_tells_no_more(
    begun: int, people: int, invited_at: datetime | None, start: TeamStart
) -> None:
    waiting = replace(REP, awaited_since=PLACED)
    others = [*[REP] * begun, *[waiting] * (people - begun)]
    assert judge_team_start(1, others, joined_at=PLACED, invited_at=invited_at) == start
