"""One valid interaction for every button and form of the weekly meeting, and under what asks for a decision."""

from bot.domain.meetings.agenda import PointKind
from bot.interactions.interaction import Filled
from bot.messages.text.button_values import TeamRef
from bot.messages.text.meeting_values import (
    DecisionRef,
    PointRef,
    QuestionGift,
    Shareable,
    StepsBack,
    TeamListKind,
    TeamListRef,
    TeamShare,
)
from bot.messages.text.record_values import ButtonRecord
from tests.bot.interactions.case import Case
from tests.bot.interactions.world import World


def list_meeting_buttons(world: World) -> dict[str, list[ButtonRecord | None]]:
    """Return every button, about Anna's team."""
    team, decision = world.ids["team"], DecisionRef(world.ids["decision"])
    subjects = {PointKind.DEAL: world.ids["deal"], PointKind.LESSON: world.ids["kept_lesson"], PointKind.BEHIND: 2}
    return {
        "team_list": [TeamListRef(team, kind) for kind in TeamListKind],
        "steps_choose": [TeamRef(team)],
        "steps_back": [StepsBack(team, f"{world.ids['late']}=2026-03-16")],
        "meeting_show": [TeamRef(team)],
        "meeting_add": [
            PointRef(team, kind, subjects.get(kind, 0)) for kind in PointKind if kind is not PointKind.TYPED
        ],
        "meeting_note": [TeamRef(team)],
        "decision_done": [decision],
        "decision_drop": [decision],
        "decision_reopen": [decision],
        "question_give": [QuestionGift(world.ids["deal"], world.question_id)],
        "team_target": [TeamRef(team)],
        "channel_choose": [TeamRef(team)],
        "team_share": [TeamShare(team, what) for what in Shareable],
    }


def list_meeting_forms(world: World) -> list[tuple[str, ButtonRecord | None, dict[str, str | None]]]:
    """Return every form with text only: its name, its subject and what is filled in."""
    return [
        ("team_channel", TeamRef(world.ids["team"]), {"channel": "CVERKOOP"}),
        ("meeting_decisions", TeamRef(world.ids["team"]), {"lines": "Anna belt Kwartel\n- Bram stuurt de offerte"}),
        ("question_gift", QuestionGift(world.ids["deal"], world.question_id), {"words": "Denk je aan hun budget?"}),
        ("team_targets", TeamRef(world.ids["team"]), {"target_call": "3", "from_day": "2026-03-23"}),
        ("team_targets", TeamRef(world.ids["team"]), {"target_call": "3", "from_day": "2026-03-18"}),
    ]


def make_steps_case(world: World) -> Case:
    """Return the form that moves several steps."""
    steps = Filled(values={"act": "move", "day": "2026-03-26"}, checks={"steps": frozenset({str(world.ids["late"])})})
    return Case("form", "open_steps", record=TeamRef(world.ids["team"]), filled=steps)
