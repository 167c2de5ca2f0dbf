"""K7 and K4 around the figures: days in titles, what rests, what was said, scores and the eight weeks."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from tests.month.auditor.calendar import days_of
from tests.month.auditor.case import Case, Claim, said
from tests.month.auditor.checks.counts import find_team, is_of_team
from tests.month.auditor.dates import find_dates
from tests.month.auditor.rules import FEWEST
from tests.month.auditor.seen import Place

TODAY = said(r"^(?:vandaag|today), ")
WEEK_FROM = said(r"^(?:je week vanaf|your week from) ")
WORKED = said(r"^(?:na|after) (\d+(?:[.,]5)?) (?:werkdag|working day)")
RESTS = said(r" laat ik liggen tot ", r" can wait until ")
SCORE = said(r"^✓ .+ (?:geeft een|gives) (\d+)(?:: “|\.)", r" · .+: (\d+)(?:, “|$| · )")
SCORED = said(
    r"^latest score from .+: (\d+)",
    r"gaf (?:op .+ )?een (\d+)",
    r"gave (?:a |you )?(\d+)",
    r"laatste cijfer(?: van .+)?: (\d+)",
)
DELIVERED = said(r"^(\d\d:\d\d) (.+): (?:gezegd|said)$")
OPENED = said(r"^(.+) (?:geopend|opened)(?: →|$)")
WEEKS = re.compile(r"^(\d{1,2})-(\d{1,2}) \| ([^|]+) \| ([^|]+) \| ([^|]+)(?: \| ([^|]+))?$")
# In minutes: the jobs run now and then on a played day.
LATE = 150
KINDS = ("message", "call", "visit")


def check_titles(case: Case) -> Iterator[Claim]:
    """The day in a title is the one that it says."""
    if case.rep is None:
        return
    for line, _ in case.find(TODAY):
        yield Claim("K7", line, case.today in find_dates(line, case.today), f"today is {case.today}")
    for line, _ in case.find(WEEK_FROM):
        monday = case.today - timedelta(days=case.today.weekday())
        day = next(iter(find_dates(line, case.today)), None)
        yield Claim("K7", line, day in (monday, monday - timedelta(days=7)), f"the week began on {monday}")
    for line, match in case.find(WORKED):
        monday = case.today - timedelta(days=case.today.weekday())
        days = days_of(case.rep, case.rows)
        worked = sum(days.share(day) for day in days.between(monday, case.today))
        yield Claim("K4", line, float(match[1].replace(",", ".")) == worked, f"{worked} working days")


def check_rests(case: Case) -> Iterator[Claim]:
    """What rests was put to rest until then."""
    for line, _ in case.find(RESTS):
        for account in case.accounts_in(line):
            until = case.rows.rests.get(account.id, set())
            day = next(iter(find_dates(line, case.today)), None)
            yield Claim("K7", line, day in until, f"rests until {sorted(map(str, until))}")


def check_scores(case: Case) -> Iterator[Claim]:
    """A score that is named was given."""
    for line, match in case.find(SCORE, SCORED):
        for account in case.accounts_in(line)[:1]:
            given = {each.score for each in case.rows.scores if each.account_id == account.id}
            figure = int(next(each for each in match.groups() if each))
            yield Claim("K7", line, figure in given, f"gave {sorted(given)}")


def check_deliveries(case: Case) -> Iterator[Claim]:
    """What is listed as said was said at that time."""
    if case.rep is None or not case.seen.asked.startswith("/ritme log"):
        return
    zone = ZoneInfo(case.rep.zone)
    times = [
        each.at.astimezone(zone)
        for each in case.book.seen
        if each.who == case.rep.user_id and each.place in (Place.UNPROMPTED, Place.ANSWER)
    ]
    for line, match in case.find(DELIVERED):
        hour, minute = map(int, match[1].split(":"))
        near = [each for each in times if -30 <= each.hour * 60 + each.minute - hour * 60 - minute <= LATE]
        yield Claim("K7", line, bool(near), "nothing was shown at that time")


def check_story(case: Case) -> Iterator[Claim]:
    """A deal was opened on the day that its story says."""
    for line, match in case.find(OPENED):
        # A contact from before may stand in front of it: the last date before the word is its own.
        days = [*find_dates(match[1], case.today)]
        if days:
            is_right = any(deal.opened_on == days[-1] for deal in case.rows.deals)
            yield Claim("K7", line, is_right, f"none was opened on {days[-1]}")


def check_weeks(case: Case) -> Iterator[Claim]:
    """The eight weeks of a team: each figure is over four people or more (K10), and is what they logged (K7)."""
    team = find_team(case)
    if team is None:
        return
    for line in case.lines:
        match = WEEKS.match(line)
        monday = _monday(match, case.today) if match else None
        if match is None or monday is None:
            continue
        case.read.add(line)
        for kind, shown in zip(KINDS, match.groups()[2:5], strict=True):
            if not shown.strip().isdigit():
                continue
            logged = [
                each
                for rep in team
                for each in case.rows.activities_of.get(rep.id, [])
                if each.kind == kind and timedelta() <= each.day - monday < timedelta(days=7)
                if is_of_team(case, team, rep, each.day)
            ]
            by_id = {rep.id: rep for rep in team}
            who = {each.rep_id for each in logged if not case.leads_only(by_id[each.rep_id], each.day)}
            yield Claim("K10", line, len(who) >= FEWEST, f"{len(who)} people have a {kind} in the week of {monday}")
            total = sum(each.count for each in logged)
            yield Claim("K7", line, int(shown) <= total, f"{total} of {kind} in the week of {monday}")


def _monday(match: re.Match[str], today: date) -> date | None:
    try:
        found = date(today.year, int(match[2]), int(match[1]))
    except ValueError:
        return None
    return found if found <= today else found.replace(year=today.year - 1)
