"""K7: what a message says of what was just stored is what is stored: the entry, its note, its day and the next step."""

import re
from collections.abc import Iterator
from datetime import timedelta

from tests.month.auditor.case import Case, Claim, said
from tests.month.auditor.checks.counts import kind_of
from tests.month.auditor.dates import find_dates
from tests.month.auditor.seen import Place

STORED = said(
    r"^✓ (?:aangepast: |changed: )?(?:(\d+) )?(berichten|bericht|telefoontjes|telefoontje|bezoeken|bezoek)\b(?: · |$)",
    r"^✓ (?:aangepast: |changed: )?(?:(\d+) )?(messages|message|calls|call|visits|visit)\b(?: · |$)",
)
LISTED = said(
    r"^(?:\w{2,3}\.? )?\d{1,2} \w{3,4} · (?:(\d+) )?(berichten|bericht|telefoontjes|telefoontje|bezoeken|bezoek)\b",
    r"^(?:\w{2,3}\.? )?\d{1,2} \w{3,4} · (?:(\d+) )?(messages|message|calls|call|visits|visit)\b",
)
COLLEAGUE = said(r"van een collega", r"by a colleague", r"a colleague's")
NEXT_STEP = said(r"^(?:volgende stap|next step): (?!.*/)")
KEPT = said(
    r"^afspraak van .+ nagekomen", r"^de afspraak van .+ is nu ook gedaan",
    r"^you did what was agreed for ", r"^that settles the step of ", r"^the step of .+ is done",
)  # fmt: skip
QUOTED = re.compile(r"“([^”]{4,})”")


def check_entries(case: Case) -> Iterator[Claim]:
    """An entry that is shown is stored: its kind, number, account and day."""
    if case.rep is None or case.seen.place is Place.FORM:
        return
    for line, match in case.find(STORED, LISTED):
        kind, count = kind_of(match[2] or match[4]), int(match[1] or match[3] or 1)
        named = {account.id for account in case.accounts_in(line)[:1]}
        day = next(iter(find_dates(line.partition("→")[0], case.today)), case.today)
        own = case.rows.activities if COLLEAGUE.search(line) else case.rows.activities_of.get(case.rep.id, [])
        found = [each for each in own if each.day == day and each.kind == kind]
        is_right = any(each.count == count and (not named or each.account_id in named) for each in found)
        yield Claim("K7", line, is_right, f"stored on {day}: {[(each.count, each.account_id) for each in found]}")


def check_steps(case: Case) -> Iterator[Claim]:
    """A next step that is shown is stored, and one that was kept was kept."""
    if case.rep is None or case.seen.place is Place.FORM:
        return
    for line, _ in case.find(NEXT_STEP):
        day = next(iter(find_dates(line, case.today)), None)
        stored = {each.due_on for each in case.rows.steps}
        yield Claim("K7", line, day is None or day in stored, f"no step is due on {day}")
    for line, _ in case.find(KEPT):
        day = next(iter(find_dates(line, case.today)), None)
        done = [each for each in case.rows.steps if each.due_on == day and each.rep_id == case.rep.id]
        is_right = any(each.state in ("kept", "late") for each in done)
        yield Claim("K7", line, is_right, f"steps for {day}: {[each.state for each in done]}")


def check_quotes(case: Case) -> Iterator[Claim]:
    """What is quoted was written by somebody here, or is a question to ask."""
    for line in case.lines:
        for quoted in QUOTED.findall(line):
            if quoted.rstrip("….").endswith("?") or not line.startswith("“"):
                continue
            case.read.add(line)
            start = quoted.rstrip("….")
            is_right = any(start in typed.what for typed in case.book.typed) or _is_note(case, start)
            yield Claim("K7", line, is_right, "nobody typed this")


def _is_note(case: Case, start: str) -> bool:
    since = case.today - timedelta(days=800)
    return any(start in each.note for each in case.rows.activities if each.day >= since)
