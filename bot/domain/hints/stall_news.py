"""When a rep hears of a stalled deal, and what a team hears of all of them together (V1, N5)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.domain.calendar.workday_index import WorkdayIndex
from bot.domain.deals.deals import Deal
from bot.domain.deals.stalls import Stall, StallReason
from bot.domain.questions.ask import Advice

# The same deal comes back after so many working days, unless something changed.
QUIET_DAYS = 5
# After so many rounds it is time for a decision.
ROUNDS = 3
REASONS_SHOWN = 2


@dataclass(frozen=True, slots=True)
class StallNotice:
    """When the owner last heard of a stall, for which reasons, and in how many rounds."""

    day: date | None = None
    reasons: str = ""
    rounds: int = 0


@dataclass(frozen=True, slots=True)
class StalledDeal:
    """A deal that the last scan found stalled, since when and why, and what its owner has heard of that."""

    deal: Deal
    since: date
    reasons: tuple[StallReason, ...]
    told: StallNotice


@dataclass(frozen=True, slots=True)
class StallNews:
    """A stalled deal that is told about today, for the ``round``-th time, with a question to ask."""

    deal: Deal
    stalls: tuple[Stall, ...]
    round: int
    day: date
    advice: Advice

    @property
    def asks_decision(self) -> bool:
        """Whether questions had their turn and a decision is due (N5)."""
        return self.round > ROUNDS

    @property
    def code(self) -> str:
        """The reasons as they are stored."""
        return write_reasons(stall.reason for stall in self.stalls)


@dataclass(frozen=True, slots=True)
class ReasonTotal:
    """How many deals stand still for a reason, and since when the first of them does."""

    reason: StallReason
    deals: int
    since: date


@dataclass(frozen=True, slots=True)
class StalledTotal:
    """The stalled deals of a team together; the reasons that stand longest first."""

    deals: int = 0
    value: Decimal = Decimal(0)
    reasons: tuple[ReasonTotal, ...] = ()


def write_reasons(reasons: Iterable[StallReason]) -> str:
    """Return reasons as they are stored."""
    return ",".join(reasons)


def is_news(stalled: StalledDeal, *, today: date, workdays: WorkdayIndex) -> bool:
    """Return whether the owner may hear of a stalled deal on a local day: the first time, after a while, or again.

    On the day itself the same news may be composed once more, should sending it have failed.
    """
    told = stalled.told
    if told.day is None or told.day == today:
        return True
    activity_rollup = stalled.deal.activity_rollup
    has_moved = activity_rollup.last_contact is not None and activity_rollup.last_contact > told.day
    if has_moved or told.reasons != write_reasons(stalled.reasons):
        return True
    return workdays.count_since(told.day, today) >= QUIET_DAYS


def count_round(stalled: StalledDeal, *, today: date) -> int:
    """Return which time this is, counted anew after an advance."""
    told, advance = stalled.told, stalled.deal.activity_rollup.last_advance
    if told.day is None or (advance is not None and advance >= told.day):
        return 1
    return told.rounds if told.day == today else told.rounds + 1


def add_up_stalled(found: Sequence[StalledDeal]) -> StalledTotal:
    """Return stalled deals in totals."""
    counts = Counter(reason for each in found for reason in each.reasons)
    totals = [
        ReasonTotal(reason, count, min(each.since for each in found if reason in each.reasons))
        for reason, count in counts.items()
    ]
    totals.sort(key=lambda total: (total.since, -total.deals, list(StallReason).index(total.reason)))
    value = sum((each.deal.value or Decimal(0) for each in found), Decimal(0))
    return StalledTotal(deals=len(found), value=value, reasons=tuple(totals[:REASONS_SHOWN]))


@dataclass(frozen=True, slots=True)
class ListedStall:
    """A stalled deal for who leads: whose it is, why, and a question that may help."""

    deal: Deal
    owner: str
    stalls: tuple[Stall, ...]
    question: str
