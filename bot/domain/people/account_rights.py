"""Who may put an account right (K12)."""

from bot.domain.people.people import Rep, Role


def may_change_account(rep: Rep, *, owner_id: int | None, owner_team_id: int | None) -> bool:
    """Return whether a user may put an account right (K12).

    A rep may for own and unowned accounts, a manager for those of the own team and of people without one, and an
    administrator for all.
    """
    if owner_id in {None, rep.id} or rep.role is Role.ADMINISTRATOR:
        return True
    return rep.role is Role.MANAGER and owner_team_id in {None, rep.team_id}
