"""The scorecard of the seven certainties: private for a rep, in totals for a team (Z8)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account import AccountStage
from bot.domain.certainties.feedback import Feedback, find_owed
from bot.domain.certainties.score_counts import DAY, LATELY, YEAR, ScoredDeal, ScoreFacts, count_certainties
from bot.domain.certainties.scorecard import Counts, Scorecard, make_scorecard
from bot.domain.certainties.team_scorecard import hide_lines, keep_sides
from bot.domain.deals.undersized_deals import find_size_limit
from bot.domain.people.people import Rep
from bot.domain.statistics.team_totals import TotalsRule
from bot.services.deals.day_memo import DayMemo, WorkspaceDayKey
from bot.services.deals.load_history import load_patterns
from bot.storage.certainties import feedback as feedback_rows
from bot.storage.certainties import portfolio as portfolio_rows
from bot.storage.deals import past_deals as past_deal_rows


@dataclass(frozen=True, slots=True)
class ScoredReps:
    """Some reps of a workspace who are scored together, with the first local day on which each is measured (K4).

    Of a team nothing is counted that its people did before that day (K10).
    """

    workspace_id: int
    first_days: Mapping[int, date]
    is_team: bool = False

    @property
    def rep_ids(self) -> Collection[int]:
        """The ids of the reps."""
        return self.first_days.keys()

    @property
    def first_day(self) -> date:
        """The first local day on which any of them is measured."""
        return min(self.first_days.values(), default=date.min)


def score_rep(rep: Rep) -> ScoredReps:
    """Return a rep to be scored alone, from the first day here."""
    return ScoredReps(rep.workspace_id, {rep.id: rep.first_day or date.min})


@dataclass(slots=True)
class _Gathered:
    """What was found of some reps so far."""

    stages: dict[int, AccountStage] = field(default_factory=dict)
    contract_ends: dict[int, date] = field(default_factory=dict)
    deals: list[ScoredDeal] = field(default_factory=list)
    scores: list[tuple[int, int, date]] = field(default_factory=list)
    feedback: list[Feedback] = field(default_factory=list)
    asked: list[tuple[int, date]] = field(default_factory=list)
    contact_days: dict[int, list[date]] = field(default_factory=dict)
    measured_from: dict[int, date] = field(default_factory=dict)


async def load_scorecard(connection: AsyncConnection, scored: ScoredReps, *, month: date, until: date) -> Scorecard:
    """Return the reps' scorecard of the month that starts on ``month``, up to ``until``, against the month before."""
    [card] = await load_scorecards(connection, [scored], month=month, until=until, today=until, memo=DayMemo())
    return card


async def load_shown_scorecard(
    connection: AsyncConnection,
    *,
    team: ScoredReps,
    team_before: ScoredReps,
    rule: TotalsRule,
    month: date,
    until: date,
) -> Scorecard:
    """Return a team's scorecard as ``load_scorecard`` does, without the shares that may not be shown (K10).

    ``team`` are those in the team on the day ``until``, ``team_before`` at the end of the month before.
    """
    now, before = team.first_days, team_before.first_days
    alone = [replace(team, first_days={rep_id: first}) for rep_id, first in sorted({**before, **now}.items())]
    own = await load_scorecards(connection, alone, month=month, until=until, today=until, memo=DayMemo())
    card = await load_scorecard(connection, team, month=month, until=until)
    card_before = await load_scorecard(connection, team_before, month=month, until=until)
    people = {
        rep_id: keep_sides(of_rep, value=rep_id in now, before=of_rep if rep_id in before else None)
        for each, of_rep in zip(alone, own, strict=True)
        for rep_id in each.rep_ids
    }
    return hide_lines(keep_sides(card, before=card_before), people, rule)


async def load_scorecards(
    connection: AsyncConnection,
    groups: Sequence[ScoredReps],
    *,
    month: date,
    until: date,
    today: date,
    memo: DayMemo,
) -> list[Scorecard]:
    """Return the same for several groups, in their order, in a handful of statements whatever their number.

    A rep is in one of them at most; what holds for a workspace is kept as known ``today``.
    """
    if not groups:
        return []
    days = {(group.workspace_id, today) for group in groups}
    patterns = await memo.patterns.load(days, partial(load_patterns, connection))
    lines = await memo.small_lines.load(days, partial(_load_small_lines, connection))
    gathered = await _gather(connection, groups, since=until - YEAR - LATELY)
    before = month - timedelta(days=1)
    cards = []
    for group, found in zip(groups, gathered, strict=True):
        facts = ScoreFacts(
            stages=found.stages,
            contract_ends=found.contract_ends,
            deals=found.deals,
            scores=found.scores,
            asked=found.asked,
            contact_days=found.contact_days,
            measured_from=found.measured_from,
            small_line=lines[group.workspace_id, today],
            patterns=len(patterns[group.workspace_id, today]),
        )
        # Who was not here yet is neither measured nor compared (K4).
        now, earlier = [
            count_certainties(facts, until=day) if day >= group.first_day else Counts() for day in (until, before)
        ]
        card = make_scorecard(month=month, now=now, before=earlier)
        owed = find_owed(found.feedback, today=until)
        # Which customer is unhappy is the rep's own matter, not that of a team's scorecard.
        name = owed.account_name if owed is not None and len(group.rep_ids) == 1 else ""
        cards.append(replace(card, is_owed=owed is not None, owed=name))
    return cards


async def _gather(connection: AsyncConnection, groups: Sequence[ScoredReps], *, since: date) -> list[_Gathered]:
    """Return all that each group did with its customers; scores and contacts from a local day on."""
    gathered = [_Gathered() for _ in groups]
    of = {rep_id: found for group, found in zip(groups, gathered, strict=True) for rep_id in group.rep_ids}
    begin = {rep_id: first for group in groups for rep_id, first in group.first_days.items()}
    in_team = {rep_id for group in groups if group.is_team for rep_id in group.rep_ids}
    rep_ids = sorted(of)
    for rep_id, held in await portfolio_rows.list_held_by(connection, rep_ids=rep_ids):
        of[rep_id].stages[held.account_id] = held.stage
        known = of[rep_id].measured_from.get(held.account_id, date.max)
        of[rep_id].measured_from[held.account_id] = min(known, begin[rep_id])
        if held.contract_ends is not None:
            of[rep_id].contract_ends[held.account_id] = held.contract_ends
    for rep_id, deal in await past_deal_rows.list_scored(connection, rep_ids=rep_ids):
        is_earlier = rep_id in in_team and deal.was_closed(begin[rep_id] - DAY)
        margin = None if is_earlier else deal.margin
        of[rep_id].deals.append(replace(deal, margin=margin, measured_from=begin[rep_id]))
    for said in await feedback_rows.list_feedback(connection, rep_ids=rep_ids, since=since):
        of[said.rep_id].scores.append((said.account_id, said.score, said.day))
        of[said.rep_id].feedback.append(said)
    for rep_id, account_id, day in await portfolio_rows.list_asks(connection, rep_ids=rep_ids):
        of[rep_id].asked.append((account_id, day))
    for rep_id, account_id, day in await past_deal_rows.list_contact_days(connection, rep_ids=rep_ids, since=since):
        of[rep_id].contact_days.setdefault(account_id, []).append(day)
    return gathered


async def _load_small_lines(
    connection: AsyncConnection, missing: Collection[WorkspaceDayKey]
) -> dict[WorkspaceDayKey, Decimal | None]:
    return {
        (workspace_id, day): find_size_limit(
            await past_deal_rows.list_won_margins(connection, workspace_id=workspace_id)
        )
        for workspace_id, day in sorted(missing)
    }
