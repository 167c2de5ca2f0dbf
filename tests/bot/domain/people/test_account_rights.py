"""Who may put an account right: its owner, the manager of the team, an administrator; anybody if it has no owner."""

from dataclasses import replace

import pytest

from bot.domain.people.account_rights import may_change_account
from bot.domain.people.people import Role
from tests.bot.domain.people.test_people import ANNA

NORTH, SOUTH = 1, 2


@pytest.mark.parametrize(
    ("role", "owner_id", "team_id", "may"),
    [
        (Role.REP, ANNA.id, NORTH, True),
        (Role.REP, None, None, True),
        (Role.REP, 9, NORTH, False),
        (Role.MANAGER, 9, NORTH, True),
        (Role.MANAGER, 9, SOUTH, False),
        (Role.MANAGER, 9, None, True),
        (Role.ADMINISTRATOR, 9, SOUTH, True),
    ],
)
def test_who_may_put_an_account_right(role: Role, owner_id: int | None, team_id: int | None, *, may: bool) -> None:
    rep = replace(ANNA, role=role, team_id=NORTH)
    assert may_change_account(rep, owner_id=owner_id, owner_team_id=team_id) is may
