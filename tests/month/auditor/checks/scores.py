"""K2: good news is not asked of an unhappy customer: not for 90 days after a score of 6 or lower."""

from collections.abc import Iterator
from datetime import date, timedelta

from tests.month.auditor.case import Case, Claim, said
from tests.month.auditor.dates import find_dates
from tests.month.auditor.rows import Account
from tests.month.auditor.rules import UNHAPPY, VETO
from tests.month.auditor.seen import Place

GOOD_NEWS = said(
    r"wie zij nog kennen", r"wie dezelfde vraag heeft", r"hoe het werkt", r"weken met jullie",
    r"toe aan een bestelling",
    r"enthousiasme nog vers", r"kocht \d+ weken geleden", r"who else they know", r"who has the same question",
    r"ask them how it works", r"has worked with you for", r"ready to order again", r"enthusiasm is still fresh",
    r"how is it working out", r"bought \d+ weeks ago",
    r"wie kennen (?:zij|ze)", r"hoe het bevalt", r"koopt opnieuw", r"hoe bevalt", r"bestelde al", r"wie kent die",
    r"whom? (?:else )?do they know", r"how (?:they|it) (?:like|is going)", r"buys again", r"has ordered",
)  # fmt: skip
ASKED = said(r"^gevraagd aan .+\(", r"^asked .+\(")
# Pressed after the warning that something was promised first.
ANYWAY = said(r"^\[toch noteren\]", r"^\[note it anyway\]")
SCORE_FIELD = said(r"^cijfer van ", r"^score (?:from|of|by) ")


def check_good_news(case: Case) -> Iterator[Claim]:
    """No referral, no "how do you like it?" and no upsell (K2)."""
    if case.seen.place is not Place.FORM:
        for line, _ in case.find(GOOD_NEWS):
            for account in case.accounts_in(line)[:1]:
                yield _hold(case, line, account, case.today)


class Requests:
    """What was asked of a customer is held against the scores of when it was noted, and not of when it is listed."""

    def __init__(self) -> None:
        self._held: set[tuple[str | None, int, date]] = set()

    def check(self, case: Case) -> Iterator[Claim]:
        """Nobody unhappy was asked for a referral, unless it was noted after a warning (K2)."""
        if case.seen.place is Place.FORM:
            return
        for line, _ in case.find(ASKED):
            for account, day in zip(case.accounts_in(line)[:1], find_dates(line, case.today), strict=False):
                request = case.seen.who, account.id, day
                if request not in self._held and not ANYWAY.search(case.seen.asked):
                    yield _hold(case, line, account, day)
                self._held.add(request)


def _hold(case: Case, line: str, account: Account, day: date) -> Claim:
    low = [
        each
        for each in case.rows.scores
        if each.account_id == account.id and each.score <= UNHAPPY and timedelta() <= day - each.day <= VETO
    ]
    return Claim("K2", line, not low, f"scored {[(each.score, str(each.day)) for each in low]}")


def check_form(case: Case) -> Iterator[Claim]:
    """The form for a score never fills one in that nobody typed (K2)."""
    if case.seen.place is not Place.FORM:
        return
    for block in case.seen.blocks:
        label = (block.get("label") or {}).get("text", "")
        if SCORE_FIELD.search(label):
            element = block["element"]
            filled = element.get("initial_value") or (element.get("initial_option") or {}).get("value")
            is_right = filled is None or str(filled) in case.seen.asked
            yield Claim("K2", f"{label}: {filled}", is_right, f"after {case.seen.asked!r}")
