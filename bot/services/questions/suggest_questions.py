"""Suggest the questions to ask a customer now, and save the rep's response (V3, V4)."""

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.accounts.customer_score import CustomerScore, may_ask_good_news
from bot.domain.calendar.workday_index import index_workdays
from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.deals.deals import ActivityRollup, Deal
from bot.domain.deals.errors import DealGone
from bot.domain.log.situations import Situation
from bot.domain.log.stored_text import clean_characters
from bot.domain.people.people import Rep
from bot.domain.questions.ask import Advice, SuggestedQuestion, infer_situation
from bot.domain.questions.errors import QuestionGone
from bot.domain.questions.questions import (
    DAYS_TO_ADVANCE,
    NOT_ASKED,
    ChoiceContext,
    Playbook,
    Question,
    QuestionRecord,
    choose_questions,
)
from bot.services.accounts.check_account import check_account
from bot.services.calendar.calendars import load_company_calendar
from bot.services.deals.day_memo import DayMemo, TeamDayKey
from bot.services.deals.deal_rollups import refresh_rollups
from bot.services.log.load_reach import load_reach
from bot.services.people.person_cache import Person
from bot.services.questions.playbooks import load_workspace_playbook, load_workspace_playbooks
from bot.storage.certainties import customer_scores as score_rows
from bot.storage.database import Database
from bot.storage.deals import deals as deal_rows
from bot.storage.log import activities as activity_rows
from bot.storage.questions import questions as question_rows
from bot.storage.questions.questions import NewUse, QuestionUse, UseState

# In calendar days: contains ten workdays, whatever holidays and company days there are.
BACK = timedelta(days=60)
# The length of the column ``question_id``.
LONGEST_ID = 300


@dataclass(frozen=True, slots=True)
class AskAbout:
    """At which account, and in which deal of it, if any.

    ``other_for`` is the key of a request for other questions than those that others suggested today; "" wants the same.
    """

    account_id: int
    deal_id: int | None = None
    other_for: str = ""


@dataclass(frozen=True, slots=True)
class DealAsk:
    """A rep's request for questions in a deal; the company's calendar and local day decide which are unsettled."""

    person: Person
    deal: Deal
    today: date
    company: WorkCalendar
    company_day: date


@dataclass(frozen=True, slots=True)
class QuestionContext:
    """The input for choosing questions: the last note's situation, the playbook, and earlier uses and records."""

    read: Situation | None
    playbook: Playbook
    records: Mapping[str, QuestionRecord]
    used: AbstractSet[str]
    refused: AbstractSet[str]
    # The latest poor score of the account.
    poor: CustomerScore | None = None


@dataclass(frozen=True, slots=True)
class QuestionResponse:
    """A rep's response to a suggested question: asked, or rejected for good."""

    about: AskAbout
    question_id: str
    situation: Situation
    is_asked: bool


async def suggest_questions(database: Database, *, person: Person, about: AskAbout, now: datetime) -> Advice:
    """Return the best questions to ask now; the same all day until the rep responds.

    Raises:
        AccountGone: the account does not exist.
        DealGone: the deal does not exist, or is another account's.
    """

    async def work(connection: AsyncConnection) -> Advice:
        advice = await load_advice(connection, person, about, now)
        await question_rows.save_uses(
            connection,
            [_make_suggestion(person.rep, advice, each.question, about, now) for each in advice.questions],
        )
        return advice

    return await database.write(work)


async def save_response(database: Database, *, person: Person, said: QuestionResponse, now: datetime) -> NamedAccount:
    """Save that a rep asked or rejected a question, and return the account; credits a later advance to it.

    Raises:
        AccountGone: the account does not exist.
        DealGone: the deal does not exist, or is another account's.
        QuestionGone: the id cannot be a question's.
    """
    rep, state = person.rep, UseState.ASKED if said.is_asked else UseState.REFUSED
    if len(said.question_id) > LONGEST_ID or clean_characters(said.question_id) != said.question_id:
        raise QuestionGone

    async def work(connection: AsyncConnection) -> NamedAccount:
        account = await check_account(connection, rep=rep, account_id=said.about.account_id)
        deal = await _find_deal(connection, rep, replace(said.about, account_id=account.id))
        use = NewUse(
            workspace_id=rep.workspace_id,
            rep_id=rep.id,
            account_id=account.id,
            deal_id=deal.id if deal else None,
            question_id=said.question_id,
            situation=said.situation,
            state=state,
            day=_find_today(rep, now),
        )
        if not (said.is_asked and await _is_waiting(connection, person, use, now)):
            await question_rows.save_uses(connection, [use])
        await refresh_rollups(connection, deal_ids=[deal.id] if deal else (), account_ids=[account.id])
        return account

    return await database.write(work)


async def _is_waiting(connection: AsyncConnection, person: Person, use: NewUse, now: datetime) -> bool:
    """Return whether the rep asked this before in the deal and an advance may still follow: a repeated press."""
    rep = person.rep
    uses = await question_rows.list_uses_of_account(
        connection, workspace_id=rep.workspace_id, account_id=use.account_id
    )
    since = await _find_unsettled_since(connection, person, now)
    wanted = (rep.id, use.deal_id, use.question_id, UseState.ASKED)
    return any(
        (each.rep_id, each.deal_id, each.question_id, each.state) == wanted and each.day >= since for each in uses
    )


async def load_advice(connection: AsyncConnection, person: Person, about: AskAbout, now: datetime) -> Advice:
    """Return the best questions to ask now, without saving that they were suggested."""
    rep, today = person.rep, _find_today(person.rep, now)
    account = await check_account(connection, rep=rep, account_id=about.account_id)
    deal = await _find_deal(connection, rep, replace(about, account_id=account.id))
    uses = await question_rows.list_uses_of_account(connection, workspace_id=rep.workspace_id, account_id=account.id)
    known = QuestionContext(
        read=await activity_rows.find_last_situation(connection, workspace_id=rep.workspace_id, account_id=account.id),
        playbook=await load_workspace_playbook(connection, workspace_id=rep.workspace_id, language=rep.language),
        records=await load_records(connection, person, now),
        used=_list_used(uses, deal, today, other_for=about.other_for),
        refused=await question_rows.list_refused(connection, rep_id=rep.id),
        poor=(await score_rows.list_poor_scores(connection, account_ids=[account.id])).get(account.id),
    )
    advice = _advise(person, account, deal, known, today=today)
    return replace(advice, reach=await load_reach(connection, rep=rep, account_id=account.id))


async def load_deal_advice(connection: AsyncConnection, asks: Sequence[DealAsk], *, memo: DayMemo) -> dict[int, Advice]:
    """Return the best questions to ask now, by deal id, without when to reach the contact person.

    As ``load_advice``, in a fixed number of queries.
    """
    deals = [ask.deal for ask in asks]
    read = await activity_rows.find_last_situations(connection, account_ids={deal.account_id for deal in deals})
    poor = await score_rows.list_poor_scores(connection, account_ids={deal.account_id for deal in deals})
    reps = [ask.person.rep for ask in asks]
    playbooks = await load_workspace_playbooks(connection, reps=reps)
    uses = await question_rows.list_uses_of_deals(connection, deal_ids=[deal.id for deal in deals])
    refused = await question_rows.list_refused_of(connection, rep_ids=[rep.id for rep in reps])
    records = await memo.records.load({_make_team_day(ask) for ask in asks}, partial(_load_records, connection, asks))
    found = {}
    for ask in asks:
        rep, deal = ask.person.rep, ask.deal
        known = QuestionContext(
            read=read.get(deal.account_id),
            playbook=playbooks[rep.workspace_id, rep.language],
            records=records[_make_team_day(ask)],
            used=_list_used(uses.get(deal.id, ()), deal, ask.today, other_for=""),
            refused=refused.get(rep.id, frozenset()),
            poor=poor.get(deal.account_id),
        )
        account = NamedAccount(id=deal.account_id, name=deal.account_name)
        found[deal.id] = _advise(ask.person, account, deal, known, today=ask.today)
    return found


def _make_team_day(ask: DealAsk) -> TeamDayKey:
    rep = ask.person.rep
    return rep.workspace_id, rep.team_id, ask.company_day


async def _load_records(
    connection: AsyncConnection, asks: Sequence[DealAsk], missing: Collection[TeamDayKey]
) -> dict[TeamDayKey, dict[str, QuestionRecord]]:
    """Return question records by team and day; one query per day on which questions settle."""
    since = {
        (ask.person.workspace.id, ask.company_day): find_unsettled_since(ask.company, ask.company_day)
        for ask in asks
        if _make_team_day(ask) in missing
    }
    counted: dict[tuple[int, date], Mapping[int | None, Mapping[str, QuestionRecord]]] = {}
    for day in set(since.values()):
        ids = {workspace_id for (workspace_id, _), each in since.items() if each == day}
        of_day = await question_rows.count_records(connection, workspace_ids=ids, settled_before=day)
        counted |= {(workspace_id, day): of_day.get(workspace_id, {}) for workspace_id in ids}
    return {key: _add_up_team(counted[key[0], since[key[0], key[2]]], team_id=key[1]) for key in missing}


def _add_up_team(
    teams: Mapping[int | None, Mapping[str, QuestionRecord]], *, team_id: int | None
) -> dict[str, QuestionRecord]:
    """Return the records of one team, or of the whole workspace for a rep without a team."""
    if team_id is not None:
        return dict(teams.get(team_id, {}))
    total: dict[str, QuestionRecord] = {}
    for records in teams.values():
        for question_id, record in records.items():
            before = total.get(question_id, NOT_ASKED)
            total[question_id] = QuestionRecord(
                before.asked + record.asked, before.advanced + record.advanced, before.people + record.people
            )
    return total


def _advise(person: Person, account: NamedAccount, deal: Deal | None, known: QuestionContext, *, today: date) -> Advice:
    rep, activity_rollup = person.rep, deal.activity_rollup if deal else ActivityRollup()
    situation = infer_situation(activity_rollup, known.read)
    is_late = deal is not None and person.workspace.deal_stages.is_late(deal.stage)
    choice = ChoiceContext(
        records=known.records, used=known.used, refused=known.refused, contacts=activity_rollup.contacts_since
    )
    may_ask = may_ask_good_news(known.poor, day=today)
    chosen = choose_questions(
        known.playbook.list_for(situation, is_late=is_late, is_unhappy=not may_ask),
        choice,
        seed=f"{rep.workspace_id}:{account.id}:{deal.id if deal else 0}:{today}:{len(known.used)}",
    )
    return Advice(
        account_id=account.id,
        account_name=account.name,
        deal=deal,
        situation=situation,
        questions=tuple(SuggestedQuestion(each, known.records.get(each.id, NOT_ASKED)) for each in chosen),
        was_read=situation in {activity_rollup.situation, known.read},
        poor=None if may_ask else known.poor,
    )


async def load_records(connection: AsyncConnection, person: Person, now: datetime) -> dict[str, QuestionRecord]:
    """Return the record of each question in the rep's team, over those who were in it when they asked."""
    rep, since = person.rep, await _find_unsettled_since(connection, person, now)
    found = await question_rows.count_records(connection, workspace_ids=[rep.workspace_id], settled_before=since)
    return _add_up_team(found.get(rep.workspace_id, {}), team_id=rep.team_id)


async def _find_unsettled_since(connection: AsyncConnection, person: Person, now: datetime) -> date:
    """Return the first local day whose questions are unsettled: an advance may still follow in time, today included."""
    today = _find_today(person.rep, now)
    calendar = await load_company_calendar(connection, workspace=person.workspace)
    return find_unsettled_since(calendar, today)


def find_unsettled_since(calendar: WorkCalendar, today: date) -> date:
    """Return the first local day whose questions are unsettled, given the company's calendar."""
    return index_workdays(calendar, first=today - BACK, today=today).find_before(today, DAYS_TO_ADVANCE)


def _list_used(uses: Sequence[QuestionUse], deal: Deal | None, today: date, *, other_for: str) -> frozenset[str]:
    """Return what this deal has heard already; what was suggested today stays on the table until another is wanted.

    What the request for another got at its first delivery stays, too.
    """
    deal_id = deal.id if deal else None
    return frozenset(
        use.question_id
        for use in uses
        if use.deal_id == deal_id
        and (use.state is not UseState.SUGGESTED or use.day < today or other_for not in {"", use.request_key})
    )


async def _find_deal(connection: AsyncConnection, rep: Rep, about: AskAbout) -> Deal | None:
    if about.deal_id is None:
        return None
    deal = await deal_rows.find_deal(connection, workspace_id=rep.workspace_id, deal_id=about.deal_id)
    if deal is None or deal.account_id != about.account_id:
        raise DealGone
    return deal


def _make_suggestion(rep: Rep, advice: Advice, question: Question, about: AskAbout, now: datetime) -> NewUse:
    return NewUse(
        workspace_id=rep.workspace_id,
        rep_id=rep.id,
        account_id=advice.account_id,
        deal_id=advice.deal.id if advice.deal else None,
        question_id=question.id,
        situation=advice.situation,
        state=UseState.SUGGESTED,
        day=_find_today(rep, now),
        request_key=about.other_for or None,
    )


def _find_today(rep: Rep, now: datetime) -> date:
    return now.astimezone(rep.zone).date()
