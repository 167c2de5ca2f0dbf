"""K7 and K4 in what looks back: agreements of a week or month, coverage, the best hour (V4) and the pace of a year."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from tests.month.auditor.calendar import days_of
from tests.month.auditor.case import Case, Claim, said
from tests.month.auditor.checks.counts import find_team, find_title, is_of_team, kind_of
from tests.month.auditor.dates import find_dates
from tests.month.auditor.rows import Activity, Rep, Step
from tests.month.auditor.seen import Place

AGREED = said(r"(?:afspraken|volgende stappen) (?:gemaakt|afgesproken): (\d+)", r"steps (?:made|agreed): (\d+)")
SHARE = said(r"(?:nagekomen|kept on the day|kept): (\d+) \((\d+)%\)")
OF_DUE = said(r"(?:nagekomen|kept[^:]*): (\d+) (?:van|of) (\d+)")
HOUR = said(
    r"^tussen (\d+) en (\d+) uur krijg je de meeste", r"^between (\d+)(?::00)? and (\d+)(?::00)? you reach most",
    r"rond (\d+) uur nemen de meeste mensen op", r"most people (?:answer|pick up) around (\d+)",
)  # fmt: skip
PACE = said(r"^(\d[\d.,]*) (?:van|of) (\d[\d.,]*) (\w+) · (?:op dit tempo|at this pace) (\d[\d.,]*)")
WEEK_BEFORE = said(
    r"^(?:de week ervoor|the week before)(?:, (?:t/m|up to) [^:]+)?: (\d+) \w+, (\d+) \w+, (\d+) \w+",
)
MONTH_TITLE = said(r"^de maand ", r"^the month of ")
MONTH_LINE = said(
    r"^(\d+) (bericht\w*|telefoontje\w*|bezoek\w*|message\w*|call\w*|visit\w*)(?: \((?:maand|month)| \(|$)"
)
OPEN_ENDS = said(r"(\d+) gesprekken eindigden zonder volgende stap", r"(\d+) conversations ended without a next step")
WINDOW = re.compile(r"^\[(\d{1,2})(?::00)?-(\d{1,2})")
SAID_HOUR = re.compile(r"\bom (\d{1,2})u|\bat (\d{1,2}):00")
KINDS = ("message", "call", "visit")
WEEK, DAY = timedelta(days=6), timedelta(days=1)
TALKS = ("call", "visit")
NOBODY_THERE = said(
    r"voicemail|geen gehoor|niet (?:bereikt|bereikbaar|opgenomen|aanwezig)|n[ae]{1,2}mt? niet op|ingesproken",
    r"in gesprek|terugbelverzoek|no answer|not (?:in|available)\b|left a message|did(?: not|n't) pick up|unreachable",
)


def check_agreements(case: Case) -> Iterator[Claim]:
    """How many steps were agreed; a share of kept steps is one of those that were due."""
    span = _find_span(case)
    people = [rep.id for rep in find_team(case) or ([case.rep] if case.rep else [])]
    for line, match in case.find(AGREED):
        if span is None:
            continue
        made = [each for each in case.rows.steps if _find_maker(case, each) in people]
        made = [each for each in made if span[0] <= each.made_on <= span[1] and _is_of_team(case, each)]
        figure = int(match[1] or match[2])
        yield Claim(
            "K7", line, abs(figure - len(made)) <= _slack(case), f"{len(made)} made from {span[0]} to {span[1]}"
        )
        if share := SHARE.search(line):
            yield Claim("K7", line, False, f"{share[1]} is {share[2]}% of what?")  # noqa: FBT003 - no whole beside it
        if kept := OF_DUE.search(line):
            due = [each for each in case.rows.steps if each.rep_id in people and _was_due(each, span)]
            yield Claim("K7", line, int(kept[1]) <= int(kept[2]) <= len(due), f"{len(due)} were due")


def check_hour(case: Case) -> Iterator[Claim]:
    """The hour of a call is used only when it was said (V4, K7)."""
    if case.rep is None:
        return
    for line, match in case.find(HOUR):
        hour = int(next(each for each in match.groups() if each))
        hours = Counter(
            int(found[1] or found[2])
            for typed in case.book.typed
            if typed.who == case.rep.user_id and (found := SAID_HOUR.search(typed.what))
        )
        chosen = [tuple(map(int, found.groups())) for each in _pressed(case) if (found := WINDOW.search(each))]
        is_right = hours[hour] > 0 or any(first <= hour <= last for first, last in chosen)
        yield Claim("K7", line, is_right, f"hours said: {dict(hours)}, chosen: {chosen}")


def check_pace(case: Case) -> Iterator[Claim]:
    """A pace is of the working days of this year since the first one here, or of the last twenty (K4)."""
    if case.rep is None:
        return
    for line, match in case.find(PACE):
        done, projected = _number(match[1]), _number(match[4])
        kind = "visit" if match[3].lower().startswith(("bezoek", "visit")) else KINDS[match[3][0].lower() in "tc"]
        days = days_of(case.rep, case.rows)
        own = [each for each in case.rows.activities_of.get(case.rep.id, []) if each.kind == kind]
        year = date(case.today.year, 1, 1)
        counted = sum(each.count for each in own if each.day >= year)
        yield Claim("K7", line, done == counted, f"{counted} this year")
        passed = list(days.between(max(year, days.first), case.today))
        ahead = sum(days.share(day) for day in days.between(case.today + timedelta(days=1), date(year.year, 12, 31)))
        rates = [
            sum(each.count for each in own if each.day >= part[0]) / max(1, len(part))
            for part in (passed, passed[-20:])
            if part
        ]
        paces = [counted + rate * ahead for rate in rates]
        is_right = not paces or 0.75 * min(paces) - 2 <= projected <= 1.25 * max(paces) + 2
        yield Claim(
            "K4", line, is_right, f"{[round(each) for each in paces]} at the pace of {len(passed)} working days"
        )


def check_week_before(case: Case) -> Iterator[Claim]:
    """What the week before came to: all of it, or as many days of it as have counted of a week that goes on (K4)."""
    if case.rep is None or case.seen.place is Place.FORM:
        return
    monday = next((day for line in case.lines[:1] for day in find_dates(line, case.today)), None)
    for line, match in case.find(WEEK_BEFORE):
        if monday is not None:
            own = case.rows.activities_of.get(case.rep.id, [])
            first = monday - timedelta(days=7)
            until = _find_as_far(case, case.rep, monday)
            done = tuple(
                sum(each.count for each in own if each.kind == kind and first <= each.day <= until) for kind in KINDS
            )
            yield Claim("K7", line, done == tuple(map(int, match.groups())), f"{done} from {first} until {until}")


def _find_as_far(case: Case, rep: Rep, monday: date) -> date:
    days, first = days_of(rep, case.rows), monday - timedelta(days=7)
    before = [day for day in days.between(first, first + WEEK) if not case.leads_only(rep, day)]
    ahead = [
        day for day in days.between(case.today + timedelta(days=1), monday + WEEK) if not case.leads_only(rep, day)
    ]
    so_far = [day for day in days.between(monday, case.today) if not case.leads_only(rep, day)]
    number = max(1, len(so_far))
    return before[number - 1] if ahead and number < len(before) else first + WEEK


def _pressed(case: Case) -> list[str]:
    return [each.what for each in case.book.typed if case.rep is not None and each.who == case.rep.user_id]


def _find_span(case: Case) -> tuple[date, date] | None:
    """Return the period of a review: its title says from when."""
    place = find_title(case)
    title = case.lines[place or 0] if case.lines else ""
    day = next(iter(find_dates(title, case.today)), None)
    if day is None:
        return None
    return (day, day + WEEK) if "week" in title.lower() else (day, day)


def _find_maker(case: Case, step: Step) -> int:
    """Return who agreed a step, whoever has it by now."""
    return case.rows.reps_of_activities.get(step.activity_id or 0, step.rep_id)


def _is_of_team(case: Case, step: Step) -> bool:
    """Return whether a step was agreed on a day of the team that a message is about, if it is about one."""
    team, maker = find_team(case), _find_maker(case, step)
    rep = next(each for each in case.rows.reps if each.id == maker)
    return team is None or is_of_team(case, team, rep, step.made_on)


def _was_due(step: Step, span: tuple[date, date]) -> bool:
    """Return whether a step was due in a period: on a day of it, or before and still open when it began."""
    is_late = step.due_on < span[0] and (step.closed_on is None or step.closed_on >= span[0])
    return is_late or span[0] <= step.due_on <= span[1]


def _slack(case: Case) -> int:
    """Steps of people who do not count may be left out of a team's figure."""
    return 0 if find_team(case) is None else 3


def _number(figure: str) -> int:
    return int(re.sub(r"[.,]", "", figure))


def check_month(case: Case) -> Iterator[Claim]:
    """What a month came to, and the month before it."""
    if case.rep is None or not any(MONTH_TITLE.search(line) for line in case.lines):
        return
    own = case.rows.activities_of.get(case.rep.id, [])
    totals = Counter((each.kind, each.day.year * 12 + each.day.month) for each in own for _ in range(each.count))
    for line, match in case.find(MONTH_LINE):
        kind = kind_of(match[2])
        figures = {totals[kind, case.today.year * 12 + case.today.month - back] for back in (0, 1, 2)}
        yield Claim("K7", line, int(match[1]) in figures, f"{kind}: {sorted(figures)} in these months")


def check_open_ends(case: Case) -> Iterator[Claim]:
    """How many conversations of a week ended without a next step; a closed deal needed none (K1).

    Of calls that were only counted ("5 calls") nobody knows how they ended.
    """
    if case.rep is None:
        return
    monday = case.today - timedelta(days=case.today.weekday())
    for line, match in case.find(OPEN_ENDS):
        spans = [(monday, case.today - timedelta(days=back)) for back in (0, 1)]
        ended = {_count_open_ends(case, span) for span in (*spans, (monday - timedelta(days=7), monday - DAY))}
        figure = int(next(each for each in match.groups() if each))
        yield Claim("K7", line, figure in ended, f"{sorted(ended)} without a step this week or last")


def _count_open_ends(case: Case, span: tuple[date, date]) -> int:
    assert case.rep is not None
    agreed = {each.activity_id for each in case.rows.steps}
    return sum(
        each.count
        for each in case.rows.activities_of.get(case.rep.id, [])
        if each.kind in TALKS
        and each.situation != "unreachable"
        and not NOBODY_THERE.search(each.note)
        and each.account_id is not None
        and span[0] <= each.day <= span[1]
        and each.id not in agreed
        and not _was_closed(case, each)
    )


def _was_closed(case: Case, talk: Activity) -> bool:
    deals = case.rows.deals_at.get(talk.account_id or 0, [])
    if any(each.id == talk.deal_id and each.state != "open" for each in deals):
        return True
    is_open = any(each.state == "open" for each in deals)
    return not is_open and any(each.closed_on is not None and each.closed_on >= talk.day for each in deals)
