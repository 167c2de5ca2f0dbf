"""K3: said to the right person: who was there, and who promised."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from tests.month.auditor.case import Case, Claim, said
from tests.month.auditor.dates import find_dates
from tests.month.auditor.rules import LATELY
from tests.month.auditor.seen import Place

JUST_THERE = said(
    r"na je bezoek aan", r"after your visit to", r"je was net bij", r"you were just at", r"you just (?:visited|saw)"
)
BOTH = said(
    r"met allebei had je net contact",
    r"you were in contact with both just now",
    r"within days of each other",
    r"^je had kort na elkaar contact met ",
    r"you spoke (?:to |with )?.+ and .+ (?:shortly after|close together|one after)",
)
STEP_TODAY = said(
    r"^nog één ding vandaag: .+ dat is beloofd",
    r"^voor vandaag.* sprak je .+ af",
    r"rekent vandaag .*op je",
    r"^you agreed .+ for today",
    r"is counting on you today",
    r"^(?:vandaag|today)(?: \d{1,2}:\d\d)?: (?!berichten|messages)",
    r"^one thing left today: .+ you promised it",
)
STEP_OVERDUE = said(
    r"^nog van .+: ", r"^bleef liggen op .+: ", r"^kan alsnog, van .+: ", r"^gisteren bleef liggen: ",
    r"wacht op je sinds",
    r"^kan vandaag alsnog: ", r"^left from .+: ", r"^slipped on .+: ", r"^still works, from .+: ",
    r"^de afspraak met .+ ligt er nog",
    r"^yesterday it slipped: ", r"^still works today: ", r"is still waiting, since", r"has been open since",
    r"^(?:sinds|since) .+?: ", r"dat spraken jullie af voor", r"you agreed that for",
    r"^de afspraak van .+ staat nog open: ", r"^still open (?:since|from) .+: ",
)  # fmt: skip
YESTERDAY = said(
    r"van gisteren\b",
    r"^gisteren ",
    r"from yesterday",
    r"^yesterday ",
    r"afspraak van gisteren",
    r"open from yesterday",
)
ONLY_A_DAY = re.compile(r"\w+ \d{1,2} \w+(?: \d{4})?")
STEP_ASKED = said(
    r"staat al drie ochtenden open", r"^drie ochtenden noemde ik", r"wil het nog niet lukken",
    r"drie keer genoemd, nog niet gedaan", r"schuift steeds door", r"^komt het nog van", r"named three times, not done",
    r"keeps sliding", r"^will .+ still happen", r"has been open for three mornings",
    r"^three mornings now with", r"is not happening yet",
)  # fmt: skip
ALSO = said(r"^ook beloofd: ", r"^also promised: ")


def check_visits(case: Case) -> Iterator[Claim]:
    """Only who was there is told so."""
    if case.rep is None:
        return
    own = case.rows.activities_of.get(case.rep.id, [])
    for line, _ in case.find(BOTH):
        spoken = [[each.day for each in own if each.account_id == one.id] for one in case.accounts_in(line)[:2]]
        is_right = any(abs(first - other) <= LATELY for first in spoken[0] for other in spoken[-1])
        yield Claim("K3", line, is_right, f"own contacts on {[list(map(str, each)) for each in spoken]}")
    for line, _ in case.find(JUST_THERE):
        for account in case.accounts_in(line):
            days = [each.day for each in own if each.account_id == account.id]
            is_right = bool(days) and case.today - max(days) <= LATELY
            yield Claim("K3", line, is_right, f"own contacts with {account.name}: {[str(day) for day in days[-3:]]}")


def check_steps(case: Case) -> Iterator[Claim]:
    """What is called agreed was agreed by who hears it, is open and has that day."""
    if case.rep is None or case.seen.place is Place.FORM:
        return
    for line, _ in case.find(STEP_TODAY, STEP_OVERDUE):
        for account in case.accounts_in(line)[:1]:
            yield _check_step(case, line, account.id)


def check_promises(case: Case) -> Iterator[Claim]:
    """What is promised as well is promised by who hears it, for today or before."""
    if case.rep is None:
        return
    for line, _ in case.find(ALSO):
        for account in case.accounts_in(line):
            own = [each for each in case.rows.steps if each.rep_id == case.rep.id and each.account_id == account.id]
            due = [str(each.due_on) for each in own if each.state == "open" and each.due_on <= case.today]
            yield Claim("K3", line, bool(due), f"{account.name}: {[(str(each.due_on), each.state) for each in own]}")


def find_due(case: Case, line: str) -> date:
    """Return the day for which a line says that something was agreed."""
    unnamed = case.today - timedelta(days=1) if YESTERDAY.search(line) else case.today
    return next(iter(find_dates(line, case.today)), unnamed)


def _check_step(case: Case, line: str, account_id: int) -> Claim:
    assert case.rep is not None
    open_steps = [each for each in case.rows.steps if each.account_id == account_id and each.state == "open"]
    due = {each.due_on for each in open_steps if each.rep_id == case.rep.id}
    named = find_due(case, line)
    others = [(each.rep_id, str(each.due_on)) for each in open_steps if each.rep_id != case.rep.id]
    return Claim("K3", line, named in due, f"own open steps {sorted(map(str, due))}, of others {others}")


def check_agenda(case: Case) -> Iterator[Claim]:
    """The page lists days and names of what was agreed by who sees it."""
    if case.rep is None or case.seen.place is not Place.HOME:
        return
    own = [each for each in case.rows.steps if each.rep_id == case.rep.id and each.state == "open"]
    for line in case.lines:
        day = next(iter(find_dates(line, case.today)), None)
        if day is not None and ONLY_A_DAY.fullmatch(line):
            case.read.add(line)
            yield Claim("K3", line, any(each.due_on == day for each in own), f"no own step is due on {day}")
        for account in case.accounts_in(line)[:1]:
            if re.fullmatch(rf"(?:\d\d:\d\d )?{re.escape(account.name)}(?: · .*)?", line) and "·" not in line[:4]:
                is_deal = any(deal.name in line for deal in case.rows.deals_at.get(account.id, []))
                case.read.add(line)
                is_right = is_deal or any(each.account_id == account.id for each in own)
                yield Claim("K3", line, is_right, f"no own step with {account.name} is open")
