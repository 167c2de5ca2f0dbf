"""K7: a figure is the figure. Each is counted again from the rows."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from tests.month.auditor.case import Case, Claim, said
from tests.month.auditor.checks.closed import UNDER_WAY
from tests.month.auditor.dates import find_dates
from tests.month.auditor.rules import MOST_CONTACTS, ROUNDED
from tests.month.auditor.seen import Place

PROGRESS = said(
    r"(?:vandaag|today): (?:berichten|messages) (\d+)/(\d+) · (?:telefoontjes|calls) (\d+)/(\d+)"
    r" · (?:bezoeken|visits) (\d+)/(\d+)"
)
YESTERDAY = said(
    r"^(?:op|on) .+?: (\d+) (?:berichten|bericht|messages|message), (\d+) (?:telefoontjes|telefoontje|calls|call),"
    r" (\d+) (?:bezoeken|bezoek|visits|visit)\."
)
EXAMPLE = said(r"/ritme|/log|/deal|/vragen|/feedback|/referral|bijvoorbeeld|for example")
# A share has a part and a whole beside it.
BESIDE = 2
SHARE, NUMBER = re.compile(r"\d+ ?%"), re.compile(r"\d[\d.,]*|\b(?:één|one|alle|all)\b")
CERTAINTY = said(
    r"^(?:relaties|reputatie|referral|herhaling|rebound|relations|reputation|repeating)\b.*?: .*?(\d+) (?:van|of) (\d+)"
)
ONCE_MORE = said(r"zeven contacten, nog één poging", r"seven contacts(?: so far)?, (?:once more|one more)")
PERCENT = re.compile(r"(\d+) (?:van|of) (?:de |je |the |your )?(\d+)[^.,;:%]*?\((\d+)%\)")
A_MOMENT = timedelta(seconds=1)
KINDS = ("message", "call", "visit")


def check_progress(case: Case) -> Iterator[Claim]:
    """What was done today, beside the targets."""
    if case.rep is None:
        return
    for line, match in case.find(PROGRESS):
        figures = tuple(map(int, match.groups()))
        counts = case.rows.counted(case.rep.id, case.today)
        done = tuple(counts.get(kind, 0) for kind in KINDS)
        targets = (case.rep.message, case.rep.call, case.rep.visit)
        known = [done]
        if case.seen.written is not None:
            earlier = case.rows.counted(case.rep.id, case.today, before=case.seen.written + A_MOMENT)
            known.append(tuple(earlier.get(kind, 0) for kind in KINDS))
        right = figures[::2] in known and all(said <= own for said, own in zip(figures[1::2], targets, strict=True))
        yield Claim("K7", line, right, f"counted {done}, targets {targets}")


def check_yesterday(case: Case) -> Iterator[Claim]:
    """What was done on the last working day."""
    if case.rep is None:
        return
    for line, match in case.find(YESTERDAY):
        day = next(iter(find_dates(line, case.today)), None)
        if day is not None:
            counts = case.rows.counted(case.rep.id, day)
            done = tuple(counts.get(kind, 0) for kind in KINDS)
            yield Claim("K7", line, done == tuple(map(int, match.groups())), f"counted {done} on {day}")


def check_under_way(case: Case) -> Iterator[Claim]:
    """The number of a contact is one more than there were; what was logged at once was one moment of contact (R6)."""
    for line, match in case.find(UNDER_WAY):
        for account in case.accounts_in(line):
            contacts = len(case.rows.contacts_at.get(account.id, []))
            yield Claim("K7", line, int(match[1]) == contacts + 1, f"{contacts} contacts")


def check_percentages(case: Case) -> Iterator[Claim]:
    """A percentage is the one of the counts beside it."""
    for line in case.lines:
        for part, whole, share in PERCENT.findall(line):
            right = int(whole) > 0 and abs(100 * int(part) / int(whole) - int(share)) <= ROUNDED
            yield Claim("K7", line, right, f"{part} of {whole}")


def check_shares(case: Case) -> Iterator[Claim]:
    """A share comes with what it was counted over."""
    for line in case.lines:
        if SHARE.search(line) and not EXAMPLE.search(line):
            case.read.add(line)
            elsewhere = [other for other in case.lines if other != line and _has_counts(other)]
            is_right = _has_counts(line) or all(
                any(each in other for other in elsewhere) for each in SHARE.findall(line)
            )
            yield Claim("K7", line, is_right, "a share of what?")


def check_years(case: Case) -> Iterator[Claim]:
    """A date of another year shows its year: without one, a date is of this year or it was not said for months."""
    if case.seen.place is Place.FORM:
        return
    for line in case.lines:
        for day in find_dates("" if EXAMPLE.search(line) else line, case.today):
            if day.year != case.today.year and str(day.year) not in line:
                yield Claim("K7", line, is_near(day, case.today), f"{day} is of another year than {case.today}")


def _has_counts(line: str) -> bool:
    return len(NUMBER.findall(SHARE.sub("", line))) >= BESIDE


def is_near(day: date, today: date) -> bool:
    """Return whether a day needs no year."""
    return day.year == today.year


def check_parts(case: Case) -> Iterator[Claim]:
    """A part is no more than its whole."""
    for line, match in case.find(CERTAINTY):
        yield Claim("K7", line, int(match[1]) <= int(match[2]), "more than there are")
    for line, _ in case.find(ONCE_MORE):
        for account in case.accounts_in(line):
            contacts = sum(each.count for each in case.rows.contacts_at.get(account.id, []))
            yield Claim("K7", line, contacts >= MOST_CONTACTS, f"{contacts} contacts")
