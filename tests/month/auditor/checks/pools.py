"""K6: every morning has room for both pools: a customer not seen long enough, and a suspect under way."""

from collections.abc import Iterator

from tests.month.auditor.case import Case, Claim
from tests.month.auditor.checks.closed import is_long_lost, last_closed
from tests.month.auditor.checks.people import ALSO, STEP_OVERDUE, STEP_TODAY
from tests.month.auditor.rows import Account
from tests.month.auditor.rules import ENOUGH, LONG, MOST_CONTACTS, RECENT


def check_pools(case: Case, named_lately: set[int]) -> Iterator[Claim]:
    """Of two or more names that are no promise, one is a customer and one is not, where there are such.

    Who was named in the last mornings may rest.
    """
    if not case.is_morning or case.rep is None:
        return
    proposed = [
        account
        for line in case.lines
        if not any(each.search(line) for each in (STEP_TODAY, STEP_OVERDUE, ALSO))
        for account in case.accounts_in(line)
    ]
    if len({each.id for each in proposed}) < 2:
        return
    own = [each for each in case.rows.accounts if each.owner_id == case.rep.id and each.id not in named_lately]
    waiting = [each for each in own if _is_free(case, each)]
    customers = [each for each in waiting if is_customer(case, each)]
    suspects = [each for each in waiting if not is_customer(case, each) and _is_under_way(case, each)]
    named = ", ".join(each.name for each in proposed)
    if len(customers) >= ENOUGH:
        yield Claim("K6", named, any(is_customer(case, each) for each in proposed), f"{len(customers)} customers wait")
    if len(suspects) >= ENOUGH:
        is_right = any(not is_customer(case, each) for each in proposed)
        yield Claim("K6", named, is_right, f"{len(suspects)} suspects are under way")


def is_customer(case: Case, account: Account) -> bool:
    """Return whether an account bought."""
    return account.stage == "customer" or any(each.state == "won" for each in case.rows.deals_at.get(account.id, []))


def _is_free(case: Case, account: Account) -> bool:
    """Return whether nothing keeps an account out of a plan: not resting, and not spoken to for long."""
    wait = LONG if is_customer(case, account) else RECENT
    return (
        not account.do_not_contact
        and not account.is_archived
        and (account.quiet_until is None or account.quiet_until <= case.today)
        and (account.last_contact is None or case.today - account.last_contact >= wait)
        and all(until <= case.today for until in case.rows.rests.get(account.id, ()))
        and not any(each.account_id == account.id and each.state == "open" for each in case.rows.steps)
    )


def _is_under_way(case: Case, account: Account) -> bool:
    lost = last_closed(case.rows, account)
    return 1 <= len(case.rows.contacts_at.get(account.id, [])) < MOST_CONTACTS and (
        lost is None or is_long_lost(case, lost)
    )
