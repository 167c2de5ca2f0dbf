"""K5: nothing is said a third time. What was said before is remembered by person."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from tests.month.auditor.calendar import days_of
from tests.month.auditor.case import Case, Claim, said
from tests.month.auditor.checks.closed import deals_in, find_last_advance, list_stalls
from tests.month.auditor.checks.people import ALSO, STEP_ASKED, STEP_OVERDUE, STEP_TODAY, find_due
from tests.month.auditor.checks.pools import check_pools
from tests.month.auditor.reading import blank, count_words, list_buttons
from tests.month.auditor.rows import Account
from tests.month.auditor.rules import A_DAY, A_WEEK, BUTTONS, IGNORED, LASTS, MORNINGS, STALLS, WEEK, WORDS
from tests.month.auditor.seen import Place

# Shorter lines are labels; what has more figures than this is a table.
PROSE, FIGURES = 8, 2
# In mornings: who was named rests for a while.
LATELY = 10
# What can be put off, and is then said again on the same day.
PUT_OFF = ("morning_nudge", "reading", "catch_up", "wrap_up", "week_review")
# What a channel hears of its team that does not pass with the day.
SUMMARY = "team_summary"
LASTING = {
    "stalled": said(r"^(\d+ deals?,? .+)$", r"^(er staat iets stil dat .+|something has stalled .+)$"),
    "overdue": said(r"(\d+) van vandaag of eerder nog open", r"(\d+) from today or earlier still open"),
}
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Named:
    """The accounts of a morning; what was promised for that day neither counts nor ends a row of mornings."""

    day: date
    accounts: frozenset[int]
    promised: frozenset[int]


@dataclass
class Told:
    """What one person heard."""

    mornings: list[Named] = field(default_factory=list)
    overdue: Counter[tuple[int, date]] = field(default_factory=Counter)
    asked: Counter[int] = field(default_factory=Counter)
    resting: set[tuple[int, date]] = field(default_factory=set)
    stalls: dict[int, list[date]] = field(default_factory=lambda: defaultdict(list))
    sentences: dict[str, date] = field(default_factory=dict)
    a_day: Counter[date] = field(default_factory=Counter)
    days: list[date] = field(default_factory=list)
    kinds: set[tuple[date, str]] = field(default_factory=set)


class Rest:
    """The rules that need what was said before."""

    def __init__(self) -> None:
        self._told: dict[str, Told] = defaultdict(Told)
        # By team and kind of claim: what was claimed last, and how often in a row.
        self._channels: dict[str, dict[str, tuple[str, int]]] = defaultdict(dict)
        self._stalled: dict[str, list[date]] = defaultdict(list)

    def check(self, case: Case) -> Iterator[Claim]:
        """Hold a message that came by itself to all of K5."""
        if case.seen.place is Place.CHANNEL and case.seen.kind == SUMMARY:
            yield from self._check_channel(case)
        if case.seen.place is not Place.UNPROMPTED or case.rep is None:
            return
        told = self._told[case.rep.user_id]
        if case.seen.kind in PUT_OFF and (case.today, case.seen.kind) in told.kinds:
            return  # put off by who hears it, and said again because of that
        told.kinds.add((case.today, case.seen.kind))
        yield from self._check_number(case, told)
        yield from self._check_sentences(case, told)
        yield from self._check_stalls(case, told)
        if case.is_morning:
            yield from self._check_size(case)
            lately = told.mornings[-LATELY:]
            yield from check_pools(case, set().union(*(each.accounts for each in lately)))
            yield from self._check_names(case, told)

    def _check_channel(self, case: Case) -> Iterator[Claim]:
        """What does not pass with the day is named three times in a channel, and then rests until it changes."""
        team = case.lines[0].partition(" · ")[0]
        heard = self._channels[team]
        for kind, pattern in LASTING.items():
            for line, match in case.find(pattern):
                claim = next(filter(None, match.groups()))
                times = heard[kind][1] + 1 if kind in heard and heard[kind][0] == claim else 1
                heard[kind] = claim, times
                yield Claim("K5", line, times <= LASTS, f"named on {times} days in a row")
                if kind == "stalled":
                    days = [each for each in self._stalled[team] if case.today - each < WEEK]
                    self._stalled[team] = [*days, case.today]
                    yield Claim("K5", line, len(days) < LASTS, f"named on {len(days) + 1} days of a week")

    def _check_size(self, case: Case) -> Iterator[Claim]:
        words, buttons = count_words(case.lines), len(list_buttons(case.seen.blocks))
        yield Claim("K5", f"a morning of {words} words", words <= WORDS, f"{WORDS} at most: {case.lines[0]}")
        yield Claim("K5", f"a morning of {buttons} buttons", buttons <= BUTTONS, f"{BUTTONS} at most")

    def _check_number(self, case: Case, told: Told) -> Iterator[Claim]:
        told.a_day[case.today] += 1
        told.days.append(case.today)
        yield Claim(
            "K5", case.seen.kind, told.a_day[case.today] <= A_DAY, f"number {told.a_day[case.today]} of {case.today}"
        )
        assert case.rep is not None
        last = max((typed.at for typed in case.book.typed if typed.who == case.rep.user_id), default=None)
        since = last.date() if last else days_of(case.rep, case.rows).first
        if case.today - since > IGNORED:
            heard = sum(case.today - day < WEEK for day in told.days)
            yield Claim("K5", f"{heard} in a week", heard <= A_WEEK, f"nothing was typed or pressed since {since}")

    def _check_sentences(self, case: Case, told: Told) -> Iterator[Claim]:
        for line in case.lines:
            if any(each.search(line) for each in (STEP_TODAY, STEP_OVERDUE, ALSO)):
                continue  # a row: how often it may come is counted by name
            names = [account.name for account in case.accounts_in(line)]
            if names and line.startswith(f"{names[0]}: "):
                continue  # a row of the plan, idem
            for sentence in _SENTENCE.split(line):
                said = blank(sentence, [*names, *(rep.name.split()[0] for rep in case.rows.reps)])
                if len(said.split()) < PROSE or said.count("#") > FIGURES:
                    continue
                before = told.sentences.get(said)
                told.sentences[said] = case.today
                is_right = before is None or case.today - before >= WEEK or _is_next_review(case, before)
                yield Claim("K5", sentence, is_right, f"said on {before} as well")

    def _check_asked(self, case: Case, told: Told) -> Iterator[Claim]:
        """A step that was left open for three mornings is asked about once, and then rests."""
        for line in case.lines:
            for account in case.accounts_in(line)[:1]:
                if STEP_ASKED.search(line):
                    case.read.add(line)
                    told.asked[account.id] += 1
                    told.resting |= {
                        each for each, times in told.overdue.items() if each[0] == account.id and times > 1
                    }
                    steps = _count_steps(case, account)
                    yield Claim("K5", line, told.asked[account.id] <= steps, f"asked again about {steps} steps in all")
                elif STEP_OVERDUE.search(line):
                    step = account.id, find_due(case, line)
                    yield Claim("K5", line, step not in told.resting, "it was asked about, and rests")

    def _check_stalls(self, case: Case, told: Told) -> Iterator[Claim]:
        for line in list_stalls(case):
            for deal in deals_in(case, line):
                told.stalls[deal.id].append(case.today)
                # Who moved it on, and let it stall again, may hear so.
                moved = find_last_advance(case.rows, deal)
                times = sum(moved is None or day > moved for day in told.stalls[deal.id])
                yield Claim("K5", line, times <= STALLS, f"{deal.name} is named {times} times since {moved}")

    def _check_names(self, case: Case, told: Told) -> Iterator[Claim]:
        named: dict[int, tuple[Account, str]] = {}
        for line in case.lines:
            for account in case.accounts_in(line):
                named.setdefault(account.id, (account, line))
                if STEP_OVERDUE.search(line):
                    step = account.id, find_due(case, line)
                    told.overdue[step] += 1
                    times = told.overdue[step]
                    yield Claim("K5", line, times <= MORNINGS + 1, f"the open step is named for the {times}th time")
        yield from self._check_asked(case, told)
        for account, line in named.values():
            if STEP_ASKED.search(line):
                continue
            row = sum(1 for _ in _while_in(told, account.id)) + 1
            is_right = row <= MORNINGS or _is_promised(case, account)
            yield Claim("K5", line, is_right, f"{account.name} is named on {row} mornings in a row")
        promised = frozenset(each for each, (account, _) in named.items() if _is_promised(case, account))
        told.mornings.append(Named(case.today, frozenset(named), promised))


def _count_steps(case: Case, account: Account) -> int:
    """Return for how many days something was agreed with an account: one that was moved, for as many more."""
    return sum(
        1 + step.moves
        for step in case.rows.steps
        if case.rep is not None
        and (step.rep_id, step.account_id) == (case.rep.id, account.id)
        and step.due_on <= case.today
    )


def _is_next_review(case: Case, before: date) -> bool:
    """Return whether this is the review of another week: its last working day may come sooner than after seven days."""
    return case.seen.kind == "week_review" and case.today.isocalendar()[:2] != before.isocalendar()[:2]


def _while_in(told: Told, account_id: int) -> Iterator[date]:
    for each in reversed(told.mornings):
        if account_id not in each.accounts:
            return
        if account_id not in each.promised:
            yield each.day


def _is_promised(case: Case, account: Account) -> bool:
    assert case.rep is not None
    return any(
        step.rep_id == case.rep.id and step.account_id == account.id and step.due_on == case.today
        for step in case.rows.steps
    )
