"""The people of the example workspace."""

import pytest

from handlers.cli.run import MOST_PEOPLE
from sandbox.example import FEWEST, PEOPLE, build_example


@pytest.mark.parametrize("people", range(FEWEST, len(PEOPLE) + 1))
def test_example_has_as_many_people_as_are_asked_for_and_a_manager_among_them(people: int) -> None:
    workspace = build_example(people=people)

    assert [user.name for user in workspace.people] == [user.name for user in PEOPLE[:people]]
    assert [user.name for user in workspace.people if user.is_admin] == ["marieke"]


def test_largest_team_can_be_asked_for_on_the_command_line() -> None:
    assert len(PEOPLE) == MOST_PEOPLE


@pytest.mark.parametrize(("language", "spoken"), [("", {"nl", "en"}), ("nl", {"nl"}), ("en", {"en"})])
def test_language_is_everybody_s_or_each_has_an_own_one(language: str, spoken: set[str]) -> None:
    assert {user.language for user in build_example(people=len(PEOPLE), language=language).people} == spoken


def test_bot_is_in_no_channel_of_an_empty_workspace() -> None:
    workspace = build_example(is_empty=True)

    assert [each.name for each in workspace.channels if workspace.bot.id in each.members and not each.is_im] == []
