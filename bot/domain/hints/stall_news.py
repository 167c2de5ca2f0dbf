"""When a rep is told about a stalled deal, and the totals for a team (V1, N5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.calendar.workday_index import WorkdayIndex
from bot.domain.deals.deals import Deal
from bot.domain.deals.stalls import Stall, StallReason
from bot.domain.questions.ask import Advice
from bot.domain.statistics.team_totals import TotalsRule
from bot.domain.text.money import Worth, add_up

# A stall is reported again after this many working days at the earliest.
QUIET_DAYS = 5
# A stall is reported this many times at most; the last time, the rep is asked for a decision (K5).
ROUNDS = 3
REASONS_SHOWN = 2


@dataclass(frozen=True, slots=True)
class StallNotice:
    """When the owner was last told about a stall, its reasons then, and the number of rounds."""

    day: date | None = None
    reasons: str = ""
    rounds: int = 0


@dataclass(frozen=True, slots=True)
class StalledDeal:
    """A deal that the last scan found stalled, since when and why, and the last notice to its owner."""

    deal: Deal
    since: date
    reasons: tuple[StallReason, ...]
    told: StallNotice


@dataclass(frozen=True, slots=True)
class StallNews:
    """A stalled deal to report today, for the ``round``-th time, with a question to ask."""

    deal: Deal
    stalls: tuple[Stall, ...]
    round: int
    day: date
    advice: Advice

    @property
    def asks_decision(self) -> bool:
        """Whether this is the last time, at which a decision is asked for (N5)."""
        return self.round >= ROUNDS

    @property
    def code(self) -> str:
        """The reasons in their stored form."""
        return write_reasons(stall.reason for stall in self.stalls)


@dataclass(frozen=True, slots=True)
class ReasonTotal:
    """The number of deals stalled for a reason, and the day on which the first of them stalled."""

    reason: StallReason
    deals: int
    since: date


@dataclass(frozen=True, slots=True)
class StalledTotal:
    """A team's stalled deals in totals; the longest-standing reasons first."""

    deals: int = 0
    value: tuple[Worth, ...] = ()
    reasons: tuple[ReasonTotal, ...] = ()


def write_reasons(reasons: Iterable[StallReason]) -> str:
    """Return reasons in their stored form."""
    return ",".join(reasons)


def is_news(stalled: StalledDeal, *, today: date, workdays: WorkdayIndex) -> bool:
    """Return whether a stall may be reported to the owner on a local day.

    True the first time, and again after ``QUIET_DAYS`` working days, ``ROUNDS`` times in all unless the deal advanced
    (K5). Also true on the day of the last notice, so that a failed send can be composed again.
    """
    told = stalled.told
    if told.day is None or told.day == today:
        return True
    if count_round(stalled, today=today) > ROUNDS:
        return False
    return workdays.count_since(told.day, today) >= QUIET_DAYS


def count_round(stalled: StalledDeal, *, today: date) -> int:
    """Return the round number of today's notice; an advance resets it to 1."""
    told, advance = stalled.told, stalled.deal.activity_rollup.last_advance
    if told.day is None or (advance is not None and advance >= told.day):
        return 1
    return told.rounds if told.day == today else told.rounds + 1


def add_up_stalled(found: Sequence[StalledDeal], rule: TotalsRule) -> StalledTotal:
    """Return the totals of a team's stalled deals that may be shown (K10): over all, and of each reason."""
    if not rule.may_show(_list_owners(found)):
        return StalledTotal()
    of_reason = {
        reason: [each for each in found if reason in each.reasons]
        for reason in dict.fromkeys(reason for each in found for reason in each.reasons)
    }
    totals = [
        ReasonTotal(reason, len(those), min(each.since for each in those))
        for reason, those in of_reason.items()
        if rule.may_show(_list_owners(those))
    ]
    totals.sort(key=lambda total: (total.since, -total.deals, list(StallReason).index(total.reason)))
    value = [
        total
        for total in add_up(each.deal.worth for each in found)
        if rule.may_show(_list_owners(each for each in found if _is_in(each.deal.worth, total.currency)))
    ]
    return StalledTotal(deals=len(found), value=tuple(value), reasons=tuple(totals[:REASONS_SHOWN]))


def _is_in(worth: Worth | None, currency: str) -> bool:
    return worth is not None and worth.currency == currency


def _list_owners(found: Iterable[StalledDeal]) -> set[int]:
    return {each.deal.owner_id for each in found if each.deal.owner_id is not None}


@dataclass(frozen=True, slots=True)
class ListedStall:
    """A stalled deal for a manager: its owner, the reasons, and a suggested question with its id, if any."""

    deal: Deal
    owner: str
    stalls: tuple[Stall, ...]
    question: str
    question_id: str = ""
