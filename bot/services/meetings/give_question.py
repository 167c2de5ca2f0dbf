"""Load what a manager passes on: a question of the playbook for the owner of a deal (V3)."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deals import DealState
from bot.domain.deals.errors import DealGone
from bot.domain.meetings.gift import QuestionForOwner
from bot.domain.people.errors import ManagersOnly
from bot.domain.people.people import Rep
from bot.domain.questions.errors import QuestionGone
from bot.domain.questions.questions import Question
from bot.services.deals.scan_stalls import load_stall_inputs
from bot.services.people.person_cache import Person
from bot.services.questions.playbooks import load_workspace_playbook
from bot.services.questions.suggest_questions import AskAbout, load_advice
from bot.storage.database import Database
from bot.storage.deals import deals as deal_rows
from bot.storage.people import people as people_rows


async def load_gift(
    database: Database, *, person: Person, deal_id: int, question_id: str, now: datetime
) -> QuestionForOwner:
    """Return the question, in the language of the deal's owner where it exists in it.

    Raises:
        ManagersOnly: the person is not a manager.
        DealGone: the deal does not exist, is closed, or has no owner who is here.
        QuestionGone: the playbook has no such question (any more).
    """
    if not person.rep.role.leads:
        raise ManagersOnly
    workspace_id = person.rep.workspace_id
    async with database.reading() as connection:
        deal = await deal_rows.find_deal(connection, workspace_id=workspace_id, deal_id=deal_id)
        if deal is None or deal.state is not DealState.OPEN:
            raise DealGone
        owner = await people_rows.get_rep(connection, workspace_id=workspace_id, rep_id=deal.owner_id or 0)
        if owner is None or owner.left_at is not None:
            raise DealGone
        question = await _find_question(connection, (owner, person.rep), question_id)
        judge = await load_stall_inputs(
            connection, workspace=person.workspace, deals=[deal], today=now.astimezone(person.rep.zone).date()
        )
        advice = await load_advice(connection, person, AskAbout(deal.account_id, deal.id), now)
        return QuestionForOwner(
            deal=deal,
            owner=owner,
            stalls=judge.judge(deal),
            situation=advice.situation,
            question_id=question.id,
            question=question.ask,
        )


async def _find_question(connection: AsyncConnection, readers: Iterable[Rep], question_id: str) -> Question:
    for rep in readers:
        playbook = await load_workspace_playbook(connection, workspace_id=rep.workspace_id, language=rep.language)
        question = playbook.find(question_id)
        if question is not None:
            return question
    raise QuestionGone
