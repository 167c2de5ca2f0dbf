"""K7 and K1 on the card of a deal: its contacts, its last advance and its next step; and how many are open."""

import re
from collections.abc import Iterator

from tests.month.auditor.case import Case, Claim, said
from tests.month.auditor.checks.closed import DENIED
from tests.month.auditor.checks.figures import A_MOMENT
from tests.month.auditor.rows import Deal
from tests.month.auditor.seen import Place

CONTACTS = said(
    r"^(\d+) contacten?(?:, (\d+) sinds de laatste vooruitgang op|, nog zonder vooruitgang)",
    r"^(\d+) contacts?(?:, (\d+) since the last advance on|, no advance yet|, still without an advance)",
)
NO_CONTACT = said(r"^nog geen contact gelogd\.?$", r"^no contact logged yet\.?$")
NO_STEP = said(r"^nog geen volgende stap met een datum", r"^no next step with a date yet")
CONTINUATION = said(
    r"^○ contact bij (?P<name>.+): nummer (?P<number>\d+) zonder vooruitgang",
    r"^○ (?:continuation|contact) (?:in|at|with) (?P<name_en>.+): (?:contact|number) (?P<number_en>\d+) without",
)
OPEN_DEALS = said(r"^(\d+) open deals?(?:, |\b)")
TITLE = re.compile(r"^(.+?) · ([^·]+)$")
STANDING = said(
    r"^[\w ]+ (?:sinds kort|al \d+ werkdag|just entered|for \d+ working day).*€",
    r"^(?:gewonnen|verloren|won|lost)\b.* · €",
)
AMOUNT = re.compile(r"€ ?([\d.,]*\d)")
ENDED = said(r" (?:gewonnen|verloren|won|lost)$", r": (?:gewonnen|verloren|won|lost)$")


def check_card(case: Case) -> Iterator[Claim]:
    """What the card of a deal says of its contacts and its next step."""
    deal = find_deal(case)
    if deal is None:
        return
    contacts = [each for each in case.rows.activities if each.deal_id == deal.id]
    for line, match in case.find(CONTACTS):
        figure, since = int(match[1] or match[3]), match[2] or match[4]
        total = sum(each.count for each in contacts)
        yield Claim("K7", line, figure in (total, len(contacts)), f"{len(contacts)} contacts of {deal.name}")
        if since is not None:
            yield Claim("K7", line, int(since) < max(1, total) + 1, f"{total} contacts")
    for line, _ in case.find(NO_CONTACT):
        yield Claim("K11", line, not contacts, f"{len(contacts)} contacts of {deal.name}")
    # A step that was kept in spite of its own deal belongs to that one.
    deal_of: dict[int | None, int | None] = {each.id: each.deal_id for each in case.rows.activities}
    for line, _ in case.find(NO_STEP):
        steps = [
            each
            for each in case.rows.steps
            if each.account_id == deal.account_id
            and each.state == "open"
            and each.rep_id == deal.owner_id
            and deal_of.get(each.activity_id) in (None, deal.id)
            # What we promised because of a score is not what was agreed about the deal.
            and each.id not in case.rows.promised_steps
        ]
        others = [each for each in case.rows.deals_at[deal.account_id] if each.state == "open" and each.id != deal.id]
        yield Claim("K1", line, not steps or bool(others), f"agreed: {[str(each.due_on) for each in steps]}")


def check_continuations(case: Case) -> Iterator[Claim]:
    """The number of a contact without an advance is the number of contacts since the last advance."""
    for line, match in case.find(CONTINUATION):
        name, number = match["name"] or match["name_en"], int(match["number"] or match["number_en"])
        accounts = {account.id for each in case.lines for account in case.accounts_in(each)}
        deals = [deal for deal in case.rows.deals if deal.name in name and deal.account_id in accounts]
        if deals:
            runs = {len(_run(case, deal)) for deal in deals}
            yield Claim(
                "K7", line, number in runs or any(number <= each for each in runs), f"contacts in a row: {runs}"
            )
            yield Claim("K1", line, any(deal.state == "open" for deal in deals), f"closed: {deals}")


def check_sums(case: Case) -> Iterator[Claim]:
    """How many deals are open."""
    if case.rep is None:
        return
    for line, match in case.find(OPEN_DEALS):
        own = [each for each in case.rows.deals if each.owner_id == case.rep.id and each.state == "open"]
        yield Claim("K7", line, int(match[1]) == len(own), f"{len(own)} deals are open")


def find_deal(case: Case) -> Deal | None:
    """Return the deal whose card this is, by its title: the account, a dot and the name."""
    if case.seen.place is not Place.ANSWER or not case.lines:
        return None
    found = [
        deal
        for account in case.accounts_in(case.lines[0])[:1]
        for deal in case.rows.deals_at.get(account.id, [])
        if ENDED.sub("", case.lines[0].rstrip(".")).endswith(f" · {deal.name}")
    ]
    return found[0] if len(found) == 1 and len(case.lines) > 1 else None


def _run(case: Case, deal: Deal) -> list[int]:
    """Return the contacts without an advance since the last one, by the days on which they were."""
    run: list[int] = []
    until = (case.seen.written or case.seen.at) + A_MOMENT
    of_deal = [each for each in case.rows.activities if each.deal_id == deal.id and each.logged_at <= until]
    for each in sorted(of_deal, key=lambda one: (one.day, one.id)):
        run = [] if each.rule not in DENIED else [*run, each.id]
    return run


def check_titles(case: Case) -> Iterator[Claim]:
    """A deal that is named belongs to the account before it."""
    match = TITLE.match(case.lines[0]) if case.lines and case.seen.place is Place.ANSWER else None
    if match is not None:
        line = case.lines[0]
        for account in case.accounts_in(line)[:1]:
            if match[1] == account.name:
                case.read.add(line)
                names = [deal.name for deal in case.rows.deals_at.get(account.id, [])]
                is_right = any(ENDED.sub("", match[2]).startswith(name) for name in names)
                yield Claim("K7", line, is_right, f"deals of {account.name}: {names}")


def check_amounts(case: Case) -> Iterator[Claim]:
    """The amounts on a card are those of the deal."""
    known = {amount for deal in case.rows.deals for amount in (deal.value, deal.margin) if amount is not None}
    for line, _ in case.find(STANDING):
        amounts = [int(re.sub(r"[.,]", "", each)) for each in AMOUNT.findall(line)]
        yield Claim("K7", line, all(each in known for each in amounts), f"amounts {amounts}")
