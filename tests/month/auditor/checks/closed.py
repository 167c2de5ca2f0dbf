"""K1: a closed deal is closed. K9: an advance is what the customer committed to."""

from collections.abc import Iterator
from datetime import date, timedelta

from tests.month.auditor.case import Case, Claim, said
from tests.month.auditor.checks.counts import kind_of
from tests.month.auditor.checks.echo import STORED
from tests.month.auditor.rows import Account, Deal, Rows
from tests.month.auditor.rules import REBOUND
from tests.month.auditor.seen import Place

UNTOUCHED = said(
    r"onontgonnen", r"\buntouched\b", r"nog nooit (?:gesproken|benaderd)", r"never (?:yet )?(?:contacted|approached)",
    r": nieuw, begin klein", r": new, start small", r": nieuw, stel je voor", r": nog geen contact gehad",
    r": new, introduce yourself", r": not spoken yet",
)  # fmt: skip
UNDER_WAY = said(r"\bcontact (\d+) (?:van|of) 5-7")
CUSTOMER = said(r": klant\b", r": customer\b")
ADVANCE = said(r"▲ vooruitgang in (?P<name>.+?):", r"▲ advance in (?P<name_en>.+?):")
STALL_TITLE = said(r"^staat stil$", r"^stalled$", r"^not moving$")
STALL = said(
    r" beweegt niet: ",
    r"zit geen beweging: ",
    r"^no movement in ",
    r" staat stil: ",
    r" is stuck: ",
    r" is not moving: ",
)
RELATIONS = said(
    r"nog geen beslisser", r"none with a decider", r"nog niemand boven de gebruiker", r"nobody above the user"
)
COACHING = said(r"“[^”]+\?”")
COMMITTED = said(r"^\[ja\b", r"^\[yes\b", r"^\[toch vooruitgang", r"^\[an? advance")
CLOSING = said(r"verloren", r"gewonnen", r"\blost\b", r"\bwon\b")
MINUTE = timedelta(minutes=1)
# No advance: nobody called it one, or somebody said that it is none.
DENIED = (None, "denied")
BY_DATE = said(r"er ligt een datum", r"there is a date", r"a date (?:was|is) (?:agreed|set)")


def check_pools(case: Case) -> Iterator[Claim]:
    """What an account is called follows its deals: no lost one is under way, no won one a prospect (K1)."""
    for line, _ in case.find(UNTOUCHED):
        for account in case.accounts_in(line):
            closed, contacts = last_closed(case.rows, account), case.rows.contacts_at.get(account.id, [])
            yield Claim(
                "K1", line, closed is None and not contacts, f"{len(contacts)} contacts, last closed deal: {closed}"
            )
    for line, _ in case.find(UNDER_WAY):
        for account in case.accounts_in(line):
            closed = last_closed(case.rows, account)
            is_open = any(deal.state == "open" for deal in case.rows.deals_at.get(account.id, []))
            is_right = is_open or closed is None or is_long_lost(case, closed)
            yield Claim("K1", line, is_right, f"no open deal, last closed: {closed}")
    for line, _ in case.find(CUSTOMER):
        for account in case.accounts_in(line):
            won = any(deal.state == "won" for deal in case.rows.deals_at.get(account.id, []))
            yield Claim("K1", line, won or account.stage == "customer", f"stage {account.stage}, nothing won")


def check_stalls(case: Case) -> Iterator[Claim]:
    """What is said to stand still is open (K1)."""
    if case.seen.place is not Place.UNPROMPTED:
        return
    for line in list_stalls(case):
        for deal in deals_in(case, line):
            yield Claim("K1", line, _was_open(case, deal), f"{deal.name} is {deal.state} since {deal.closed_on}")


def check_advances(case: Case) -> Iterator[Claim]:
    """No advance is claimed in a closed deal (K1), nor for an own message with an own date (K9)."""
    for line, match in case.find(ADVANCE):
        name = match["name"] or match["name_en"]
        deals = [deal for deal in case.rows.deals if deal.name == name and _is_named(case, deal)]
        if deals:
            yield Claim("K1", line, any(deal.state == "open" for deal in deals), f"all closed: {deals}")
        if BY_DATE.search(line):
            kinds = _list_kinds(case)
            yield Claim("K9", line, kinds != {"message"} or _was_committed(case), f"logged: {kinds}")


def _was_committed(case: Case) -> bool:
    """Return whether who sees this said, today, that the customer agreed or that it is an advance all the same."""
    own = [each for each in case.book.typed if each.who == case.seen.who and each.at.date() == case.seen.at.date()]
    return any(COMMITTED.search(each.what) for each in own)


def check_deals(case: Case) -> Iterator[Claim]:
    """What is proposed for a deal is proposed for an open one (K1)."""
    if case.seen.place is not Place.UNPROMPTED:
        return
    for line, _ in case.find(RELATIONS):
        for deal in deals_in(case, line):
            yield Claim("K1", line, _was_open(case, deal), f"{deal.name} is {deal.state} since {deal.closed_on}")


def _was_open(case: Case, deal: Deal) -> bool:
    """Return whether a deal was open when something was shown; one that is closed that day may have been until then.

    The rows are read a moment later, in which a loss that is typed at the same minute may have been stored.
    """
    if deal.state == "open":
        return True
    told = [each for each in case.book.typed if each.at < case.seen.at - MINUTE and CLOSING.search(each.what)]
    return deal.closed_on == case.seen.at.date() and all(each.at.date() != case.seen.at.date() for each in told)


def check_coaching(case: Case) -> Iterator[Claim]:
    """What is asked about a closed deal is what was learnt of it, or how it is used: no coaching (K1)."""
    if case.seen.place is not Place.ANSWER or not case.seen.asked.startswith("/vragen"):
        return
    account = case.rows.account_by_name.get(case.seen.asked.removeprefix("/vragen ").strip())
    if account is None:
        return
    deals = case.rows.deals_at.get(account.id, [])
    for line, _ in case.find(COACHING):
        is_right = not deals or any(deal.state == "open" for deal in deals)
        yield Claim("K1", line, is_right, f"all deals of {account.name} are closed")


def list_stalls(case: Case) -> list[str]:
    """Return the lines that say that a deal stands still."""
    lines = [line for line in case.lines if STALL.search(line)]
    titles = [place for place, line in enumerate(case.lines[:-1]) if STALL_TITLE.search(line)]
    found = [*lines, *(case.lines[place + 1] for place in titles)]
    case.read.update(found)
    return found


def last_closed(rows: Rows, account: Account) -> Deal | None:
    """Return the deal with an account that was closed last, if none is open."""
    deals = rows.deals_at.get(account.id, [])
    closed = [deal for deal in deals if deal.closed_on is not None and deal.state != "open"]
    return max(closed, key=lambda deal: (deal.closed_on, deal.id), default=None)


def find_last_advance(rows: Rows, deal: Deal) -> date | None:
    """Return the day of the last contact at which something was agreed in a deal."""
    return max(
        (each.day for each in rows.activities if each.deal_id == deal.id and each.rule not in DENIED), default=None
    )


def is_long_lost(case: Case, deal: Deal) -> bool:
    """Return whether a deal was lost so long ago that its account may be approached as any other."""
    return deal.state == "lost" and deal.closed_on is not None and case.today - deal.closed_on >= REBOUND


def deals_in(case: Case, line: str) -> list[Deal]:
    """Return the deals that a line names: by their own name at an account that it names."""
    return [
        deal
        for account in case.accounts_in(line)
        for deal in case.rows.deals_at.get(account.id, [])
        if deal.name in line.replace(account.name, "", 1)
    ]


def _is_named(case: Case, deal: Deal) -> bool:
    account = case.rows.account_by_id.get(deal.account_id)
    return account is not None and any(account.name in line for line in case.lines)


def _list_kinds(case: Case) -> set[str]:
    """Return the kinds of the entries that a message is about."""
    return {kind_of(found[2] or found[4]) for line in case.lines if (found := STORED.search(line))}
