"""K10: nobody is recognisable in a total: none over fewer than four people with something counted."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from tests.month.auditor.case import Case, Claim, said
from tests.month.auditor.checks.counts import (
    BAR,
    COLLEAGUES,
    OPEN,
    PLANNED,
    TEAM_WEEK,
    find_team,
    find_title,
    is_of_team,
    kind_of,
)
from tests.month.auditor.dates import find_dates
from tests.month.auditor.rows import Rep
from tests.month.auditor.rules import FEWEST
from tests.month.auditor.seen import Place

FIGURES = said(
    r"^volgende stappen afgesproken: \d", r"^afspraken gemaakt: \d", r"^next steps agreed: \d", r"^\d+ activit",
    r"^→ \d+", r"nog open$", r"still open$", r"^(?:\d\. )?\d+ (?:afspraak|afspraken|next step|agreed step)",
    r"^dit kwartaal gezien", r"^seen this quarter", r"^vergeleken met", r"^compared with",
)  # fmt: skip
QUARTER = said(r"^dit kwartaal gezien", r"^seen this quarter")
NONE = said(r"\b0 (?:van|of) \d+ (?:collega|colleague)")
TEAM_MONTH = said(r"^team .+ · (?:de maand|the month)", r"^team .+ · (?:january|februari|maart|month of)")
_DIGIT = re.compile(r"\d")


def check_totals(case: Case) -> Iterator[Claim]:
    """Figures about a team are over four people or more who have something counted, unless all agreed."""
    team = find_team(case)
    if team is None or case.seen.place is Place.FORM:
        return
    if {rep.id for rep in team if not case.leads_only(rep, case.today)} <= case.rows.consents:
        return
    first, last = _find_period(case)
    everybody = _who(case, team, first, last, None)
    for line in case.lines[find_title(case) or 0 :]:
        bar = BAR.search(line)
        if bar or FIGURES.search(line) or COLLEAGUES.search(line):
            case.read.add(line)
            who = _who(case, team, first, last, kind_of(bar[3] or bar[6])) if bar else everybody
            who = _who(case, team, _quarter(case.today), case.today, None) if QUARTER.search(line) else who
            who = _who_agreed(case, team) if OPEN.search(line) or PLANNED.search(line) else who
            yield Claim("K10", line, len(who) >= FEWEST, f"{len(who)} have something counted from {first} to {last}")
        if NONE.search(line):
            yield Claim("K10", line, False, "nobody is not a figure to show")  # noqa: FBT003 - never right


def check_names(case: Case) -> Iterator[Claim]:
    """In a channel nobody is named in a total."""
    if case.seen.place is not Place.CHANNEL:
        return
    names = [rep.name for rep in case.rows.reps]
    for line in case.lines:
        if _DIGIT.search(line):
            named = [name for name in names if name in line or re.search(rf"\b{name.split()[0]}\b", line)]
            yield Claim("K10", line, not named, f"names {named}")


def _who(case: Case, team: list[Rep], first: date, last: date, kind: str | None) -> set[int]:
    """Return who has something counted in a period, of one kind or of any."""
    return {
        rep.id
        for rep in team
        for each in case.rows.activities_of.get(rep.id, [])
        if first <= each.day <= last and kind in (None, each.kind) and not case.leads_only(rep, each.day)
        if is_of_team(case, team, rep, each.day)
    }


def _quarter(day: date) -> date:
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def _who_agreed(case: Case, team: list[Rep]) -> set[int]:
    """Return who has agreements open."""
    return {rep.id for rep in team for step in case.rows.steps if step.rep_id == rep.id and step.state == "open"}


def _find_period(case: Case) -> tuple[date, date]:
    title = case.lines[find_title(case) or 0] if case.lines else ""
    day = next(iter(find_dates(title, case.today)), case.today)
    if TEAM_WEEK.search(title):
        return day, day + timedelta(days=6)
    if TEAM_MONTH.search(title):
        last = case.today.replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last
    return day, day
