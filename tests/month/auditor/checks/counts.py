"""K4: who is free, ill, on leave, not yet here or only leads does not count: not in a total, a target or a streak."""

from collections.abc import Iterator
from datetime import date, timedelta

from tests.month.auditor.calendar import days_of
from tests.month.auditor.case import Case, Claim, said
from tests.month.auditor.dates import find_dates
from tests.month.auditor.rows import Rep
from tests.month.auditor.seen import Place

COLLEAGUES = said(r"(\d+) (?:van|of) (?:de )?(\d+) (?:collega's|collega|colleagues|colleague)")
BAR = said(r"^[▰▱]+\s+(\d+) (?:van|of) (\d+) (berichten|bericht|telefoontjes|telefoontje|bezoeken|bezoek)",
           r"^[▰▱]+\s+(\d+) (?:van|of) (\d+) (messages|message|calls|call|visits|visit)")  # fmt: skip
OPEN = said(r"(\d+) van vandaag of eerder nog open", r"(\d+) from today or earlier still open")
PLANNED = said(r"^(\d+) (?:afspraak|afspraken|next steps?) (?:voor|for) ")
GREETING = said(
    r"^(?:goedemorgen|good morning) .+(?:vandaag|today): (\d+) (?:bericht|message)\w*, (\d+) (?:telefoontje|call)\w*,"
    r" (\d+) (?:bezoek|visit)"
)
STREAK = said(
    r"\b(\d+) werkdagen op rij", r"\b(\d+) working days in a row", r"\b(\d+) werkdagen iets gedaan",
    r"something done on (\d+) working days",
)  # fmt: skip
ONE_MISS = said(r"nooit twee", r"never missing two")
TEAM_DAY = said(r"^team .+ · (?!de week|de maand|the week|the month)", r"^team .+ · \w+day")
TEAM_TITLE = said(r"^team .+ · ")
MAIN_TEAM = said(r"^team noord · ")
TEAM_WEEK = said(r"^team .+ · (?:de week|the week)")
TODAY, WEEK, OWN_WEEK = (
    said(r"^vandaag, ", r"^today, "),
    said(r"^deze week$", r"^this week$"),
    said(r"^je week", r"^your week"),
)
KIND = {"b": "message", "m": "message", "t": "call", "c": "call", "v": "visit"}
MONDAY_TO_SUNDAY = timedelta(days=6)


def check_colleagues(case: Case) -> Iterator[Claim]:
    """Who logged, out of those who count today."""
    team = find_team(case)
    if team is None:
        return
    for line, match in case.find(COLLEAGUES):
        day = case.today
        counted = [rep for rep in team if counts_on(case, rep, day) and is_of_team(case, team, rep, day)]
        logged = [rep for rep in counted if case.rows.counted(rep.id, day)]
        right = int(match[2]) == len(counted) and int(match[1]) == len(logged)
        yield Claim("K4", line, right, f"{len(logged)} logged of {[rep.name for rep in counted]}")


def check_bars(case: Case) -> Iterator[Claim]:
    """What was done, of what was asked of those who count, by day and by week."""
    span: tuple[date, date] | None = None
    of: list[Rep] = []
    for line in case.lines:
        if found := _find_span(case, line):
            span, of = found
        elif (match := BAR.search(line)) and span is not None:
            case.read.add(line)
            done, target, word = int(match[1] or match[4]), int(match[2] or match[5]), (match[3] or match[6]).lower()
            kind = kind_of(word)
            fewest, most = (_count(case, of, kind, span, is_strict=strict) for strict in (True, False))
            right = fewest <= done <= most
            yield Claim("K7", line, right, f"{fewest} to {most} {kind} from {span[0]} to {span[1]}")
            asked = _ask(case, of, kind, span)
            yield Claim("K4", line, abs(target - asked) < 1, f"asked {asked} from {span[0]} to {span[1]} of {len(of)}")


def check_targets(case: Case) -> Iterator[Claim]:
    """What is asked of today: the targets of who sells, halves on half days."""
    if case.rep is None:
        return
    share = 0.0 if case.leads_only(case.rep, case.today) else days_of(case.rep, case.rows).share(case.today)
    asked = (case.rep.message * share, case.rep.call * share, case.rep.visit * share)
    for line, match in case.find(GREETING):
        figures = tuple(map(int, match.groups()))
        is_right = all(abs(one - other) < 1 for one, other in zip(figures, asked, strict=True))
        yield Claim("K4", line, is_right, f"asked today {asked}")


def check_streak(case: Case) -> Iterator[Claim]:
    """Working days with something done, back from today: neither days off nor one miss a week break it."""
    if case.rep is None:
        return
    for line, match in case.find(STREAK):
        days = days_of(case.rep, case.rows)
        logged = {each.day for each in case.rows.activities_of.get(case.rep.id, [])}
        missed: set[tuple[int, int]] = set()
        streak = 0
        for day in reversed(list(days.between(min(logged, default=case.today), case.today))):
            week = day.isocalendar()[:2]
            if day in logged:
                streak += 1
            elif day != case.today:
                if week in missed or not ONE_MISS.search(line):
                    break
                missed.add(week)
        figure = int(next(each for each in match.groups() if each))
        # A thought for the day was found before the day began.
        yield Claim("K4", line, figure in (streak, streak - (case.today in logged)), f"{streak} working days")


def kind_of(word: str) -> str:
    """Return the kind that a word in either language is about."""
    return "visit" if word.lower().startswith(("bezoek", "visit")) else KIND[word[0].lower()]


def counts_on(case: Case, rep: Rep, day: date) -> bool:
    """Return whether somebody counts in the totals of a day."""
    return not case.leads_only(rep, day) and days_of(rep, case.rows).works(day)


def find_team(case: Case) -> list[Rep] | None:
    """Return who was ever in the team that a message is about, None when it is about none."""
    place = find_title(case)
    if place is not None and not MAIN_TEAM.search(case.lines[place]):
        return [rep for rep in case.rows.reps if rep.user_id in case.book.elsewhere]
    is_team = case.seen.place is Place.CHANNEL or place is not None
    return [rep for rep in case.rows.reps if rep.team_id is not None] if is_team else None


def is_of_team(case: Case, team: list[Rep], rep: Rep, day: date) -> bool:
    """Return whether a day of somebody is one of the team that a message is about."""
    return len(team) == 1 or not case.is_elsewhere(rep, day)


def find_title(case: Case) -> int | None:
    """Return the place of the line from which a message is about the team."""
    return next((place for place, line in enumerate(case.lines) if TEAM_TITLE.search(line)), None)


def _find_span(case: Case, line: str) -> tuple[tuple[date, date], list[Rep]] | None:
    """Return the days and the people that the bars after a title are about."""
    team, own = find_team(case) or [], [case.rep] if case.rep else []
    day = next(iter(find_dates(line, case.today)), None)
    if TEAM_WEEK.search(line) and day:
        return (day, day + MONDAY_TO_SUNDAY), team
    if TEAM_DAY.search(line) and day:
        return (day, day), team
    if OWN_WEEK.search(line) and day:
        return (day, min(case.today, day + MONDAY_TO_SUNDAY)), own
    if TODAY.search(line):
        return (case.today, case.today), own
    if WEEK.search(line):
        return (case.today - timedelta(days=case.today.weekday()), case.today), own
    return None


def _count(case: Case, people: list[Rep], kind: str, span: tuple[date, date], *, is_strict: bool) -> int:
    """Return what was done by those who count; unless ``is_strict``, also what they did on days off."""
    return sum(
        each.count
        for rep in people
        for each in case.rows.activities_of.get(rep.id, [])
        if each.kind == kind
        and span[0] <= each.day <= span[1]
        and is_of_team(case, people, rep, each.day)
        and (len(people) == 1 or not is_strict or counts_on(case, rep, each.day))
    )


def _ask(case: Case, people: list[Rep], kind: str, span: tuple[date, date]) -> float:
    targets = {rep.id: {"message": rep.message, "call": rep.call, "visit": rep.visit}[kind] for rep in people}
    return sum(
        targets[rep.id] * days_of(rep, case.rows).share(day)
        for rep in people
        for day in days_of(rep, case.rows).between(*span)
        if not case.leads_only(rep, day) and is_of_team(case, people, rep, day)
    )


def check_open(case: Case) -> Iterator[Claim]:
    """How many agreements of a team are open, of who counts."""
    team = find_team(case)
    if team is None:
        return
    people = {rep.id for rep in team}
    steps = [each for each in case.rows.steps if each.rep_id in people and each.state == "open"]
    for line, match in case.find(OPEN):
        overdue = sum(each.due_on <= case.today for each in steps)
        yield Claim("K7", line, int(match[1] or match[2]) <= overdue, f"{overdue} are open")
    for line, match in case.find(PLANNED):
        day = next(iter(find_dates(line, case.today)), None)
        planned = sum(each.due_on == day for each in steps)
        yield Claim("K7", line, int(match[1]) <= planned, f"{planned} are planned for {day}")
    for line, _ in case.find(TEAM_TITLE):
        day = next(iter(find_dates(line, case.today)), case.today)
        yield Claim("K7", line, day <= case.today, f"today is {case.today}")
