"""What the week of a team says in its own words, and what can be done about it."""

import pytest

from bot.domain.log.activity import NamedKind, OwnKindId
from bot.domain.meetings.agenda import Meeting
from bot.domain.reviews.team_review import Decision, DecisionKind
from bot.messages.meetings.points import describe_decision
from bot.messages.reviews.team_review import build_team_week
from bot.messages.text.button_values import OwnKindRef, TeamRef
from bot.messages.text.message import Button, Message
from bot.messages.text.record_values import write_value
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


def test_the_target_that_is_behind_is_the_one_that_its_button_changes() -> None:
    demo = NamedKind(OwnKindId(7), "Demo")
    behind = (Decision(DecisionKind.KIND_BEHIND, 4, "call"), Decision(DecisionKind.KIND_BEHIND, 2, own=demo))
    drawn = [Message("", tuple(describe_decision(load_words("nl"), each, team_id=TEAM.id))) for each in behind]
    acts = [next(each for each in message.controls if isinstance(each, Button)) for message in drawn]
    assert [(act.action, act.value) for act in acts] == [
        ("team_target", write_value(TeamRef(TEAM.id))),
        ("own_kind_edit", write_value(OwnKindRef(7))),
    ]
