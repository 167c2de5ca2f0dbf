"""Stalled deals with the reasons: of a team for its manager, of a whole workspace for the command line (V1)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deals import Deal
from bot.domain.deals.stalls import Stall
from bot.domain.hints.stall_news import ListedStall, StalledTotal, add_up_stalled
from bot.domain.people.people import Team, Workspace
from bot.services.deals.scan_stalls import load_stall_inputs
from bot.services.people.person_cache import Person
from bot.services.people.team_totals import load_consent
from bot.services.questions.suggest_questions import AskAbout, load_advice
from bot.storage.database import Database
from bot.storage.deals import deals as deal_rows
from bot.storage.deals import stalls as stall_rows
from bot.storage.people import people as people_rows

# Each with its question and buttons: two teams fit into one message.
MOST_LISTED = 7


async def list_team_stalls(
    database: Database, *, person: Person, team: Team, now: datetime
) -> tuple[list[ListedStall], StalledTotal]:
    """Return a team's most valuable stalled deals with reason and question, and the total of all stalled deals."""
    today = now.astimezone(person.rep.zone).date()
    async with database.long_reading() as connection:
        reps = await people_rows.list_reps(connection, workspace_id=team.workspace_id, team_id=team.id)
        found = await stall_rows.list_stalled(
            connection, workspace_id=team.workspace_id, owner_ids=[rep.id for rep in reps]
        )
        judge = await load_stall_inputs(
            connection, workspace=person.workspace, deals=[each.deal for each in found], today=today
        )
        names = {rep.id: rep.name for rep in reps}
        still = [(each, judge.judge(each.deal)) for each in found]
        still = [(each, stalls) for each, stalls in still if stalls]
        listed = [
            await _list_stall(connection, person, each.deal, stalls, names.get(each.deal.owner_id or 0, ""), now)
            for each, stalls in still[:MOST_LISTED]
        ]
        rule = (await load_consent(connection, team=team, now=now)).rule
    return listed, add_up_stalled([each for each, _ in still], rule)


async def judge_workspace(database: Database, *, workspace: Workspace, today: date) -> list[dict[str, Any]]:
    """Return every open deal of a workspace on a local day, stalled or not, with reasons and figures."""
    async with database.long_reading() as connection:
        deals = await deal_rows.list_open_deals(connection, workspace_id=workspace.id)
        judge = await load_stall_inputs(connection, workspace=workspace, deals=deals, today=today)
        reps = await people_rows.list_reps(connection, workspace_id=workspace.id)
    names = {rep.id: rep.name for rep in reps}
    return [_describe(deal, judge.judge(deal), names.get(deal.owner_id or 0)) for deal in deals]


async def _list_stall(  # noqa: PLR0917 - what is known of one deal
    connection: AsyncConnection, person: Person, deal: Deal, stalls: tuple[Stall, ...], owner: str, now: datetime
) -> ListedStall:
    advice = await load_advice(connection, person, AskAbout(deal.account_id, deal.id), now)
    if not advice.questions:
        return ListedStall(deal, owner, stalls, question="")
    first = advice.questions[0].question
    return ListedStall(deal, owner, stalls, question=first.ask, question_id=first.id)


def _describe(deal: Deal, stalls: tuple[Stall, ...], owner: str | None) -> dict[str, Any]:
    return {
        "id": deal.id,
        "account": deal.account_name,
        "deal": deal.name,
        "owner": owner,
        "stage": deal.stage,
        "value": _to_number(deal.value),
        "margin": _to_number(deal.margin),
        "next_step": deal.activity_rollup.step_on.isoformat() if deal.activity_rollup.step_on else None,
        "contacts_since_advance": deal.activity_rollup.contacts_since,
        "stalled": bool(stalls),
        "reasons": [{"reason": stall.reason, "figure": stall.figure, "norm": stall.norm} for stall in stalls],
    }


def _to_number(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)
