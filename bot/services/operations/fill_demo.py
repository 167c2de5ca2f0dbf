"""Fill a workspace with demo data, atomic, so that every view has something to show."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account import AccountStage
from bot.domain.accounts.account_names import normalise_name
from bot.domain.calendar.workdays import list_holidays
from bot.domain.deals.deals import DealState, EventKind
from bot.domain.lessons.lessons import LessonOrigin, LessonState
from bot.domain.log.activity import Kind
from bot.domain.log.advance import AdvanceRule
from bot.domain.log.next_steps import StepState
from bot.domain.log.own_kinds import OVER_DELIVERY
from bot.domain.log.situations import Situation
from bot.domain.log.typed_lines import NOT_TYPED
from bot.domain.operations.demo_history import DemoContact, DemoDeal, DemoHistory
from bot.domain.operations.demo_words import BLAME, FACT, OWNERSHIP, say_in
from bot.domain.operations.errors import DemoRefused
from bot.domain.people.people import Rep
from bot.domain.people.stages import USUAL
from bot.services.deals.deal_rollups import refresh_rollups
from bot.services.deals.follow_deal import follow_all_deals
from bot.storage.accounts import contacts as contact_rows
from bot.storage.accounts.accounts import NewAccount, add_account
from bot.storage.certainties import feedback as feedback_rows
from bot.storage.certainties.feedback import NewFeedback
from bot.storage.database import Database
from bot.storage.deals import deal_events as event_rows
from bot.storage.deals import deal_steps as step_rows
from bot.storage.deals import deals as deal_rows
from bot.storage.deals.deal_events import NewEvent
from bot.storage.deals.deals import NewDeal
from bot.storage.lessons import lessons as lesson_rows
from bot.storage.lessons.lessons import NewLesson
from bot.storage.log.next_steps import NewStep, insert_step
from bot.storage.log.past_activity import PastActivity
from bot.storage.operations import demo as demo_rows
from bot.storage.people.first_days import refresh_first_days
from bot.storage.people.team_spans import extend_spans
from bot.storage.questions import questions as question_rows
from bot.storage.questions.questions import NewUse, UseState

DAYS_OF_ROUTINE, WEEKEND = 60, 5
# Days between two over-deliveries of a rep (O2).
EXTRA_EVERY = 9
ROLLUPS_AT_ONCE = 200


async def fill_demo(
    database: Database, *, workspace_id: int, reps: Sequence[Rep], history: DemoHistory, now: datetime
) -> int:
    """Store demo data for these reps, and return the number of deals in it.

    Raises:
        DemoRefused: the workspace has deals already.
    """

    async def work(connection: AsyncConnection) -> int:
        if await deal_rows.has_deals(connection, workspace_id=workspace_id):
            raise DemoRefused
        filler = _Filler(connection, workspace_id, reps, history, now)
        return await filler.fill()

    return await database.write(work)


class _Filler:
    """Inserts one demo history."""

    def __init__(
        self,
        connection: AsyncConnection,
        workspace_id: int,
        reps: Sequence[Rep],
        history: DemoHistory,
        now: datetime,
    ) -> None:
        self._connection = connection
        self._workspace_id = workspace_id
        self._reps = reps
        self._history = history
        self._now = now
        self._accounts: list[int] = []
        self._languages = {rep.id: rep.language for rep in reps}

    async def fill(self) -> int:
        await self._add_accounts()
        deal_ids = [await self._add_deal(number, deal) for number, deal in enumerate(self._history.deals)]
        await self._add_scores()
        await self._add_routine()
        for start in range(0, len(deal_ids), ROLLUPS_AT_ONCE):
            await refresh_rollups(self._connection, deal_ids=deal_ids[start : start + ROLLUPS_AT_ONCE])
        await follow_all_deals(self._connection, workspace_id=self._workspace_id)
        await contact_rows.recount_all_contacts(self._connection, workspace_id=self._workspace_id)
        await refresh_first_days(self._connection, workspace_id=self._workspace_id, prefixes=NOT_TYPED)
        # The invented history is that of the team.
        await extend_spans(self._connection, rep_ids=[rep.id for rep in self._reps])
        return len(deal_ids)

    def _rep(self, number: int) -> int:
        return self._reps[number % len(self._reps)].id

    def _say(self, rep_id: int, text: str) -> str:
        return say_in(self._languages[rep_id], text)

    async def _add_accounts(self) -> None:
        bought = {deal.account for deal in self._history.deals if deal.is_won and deal.closed_on}
        for number, account in enumerate(self._history.accounts):
            stage = AccountStage.CUSTOMER if number in bought else AccountStage.PROSPECT
            new = NewAccount(
                workspace_id=self._workspace_id,
                name=account.name,
                name_key=normalise_name(account.name),
                stage=stage,
                owner_id=self._rep(account.rep),
                segment=account.segment or None,
                city=account.city,
                contract_end=account.contract_ends,
                created_at=self._now,
            )
            self._accounts.append((await add_account(self._connection, new)).id)

    async def _add_deal(self, number: int, deal: DemoDeal) -> int:
        account_id, rep_id = self._accounts[deal.account], self._rep(deal.rep)
        state = DealState.OPEN if deal.closed_on is None else DealState.WON if deal.is_won else DealState.LOST
        name = self._say(rep_id, deal.name)
        new = NewDeal(
            workspace_id=self._workspace_id,
            account_id=account_id,
            owner_id=rep_id,
            name=name,
            name_key=normalise_name(name),
            stage=deal.stage,
            state=state,
            value=Decimal(deal.value),
            margin=Decimal(deal.margin),
            opened_on=deal.opened_on,
            stage_since=deal.contacts[-1].day if deal.contacts else deal.opened_on,
            closed_on=deal.closed_on,
            level=deal.level,
            entry_level=deal.level,
            source=deal.source,
            next_review_on=deal_rows.AT_ONCE if state is DealState.OPEN else None,
            created_at=self._now,
        )
        deal_id = await deal_rows.insert_deal(self._connection, new)
        assert deal_id is not None  # noqa: S101 - no two deals of the demo at one account have the same name
        await self._add_events(deal_id, rep_id, deal, state)
        for place, contact in enumerate(deal.contacts):
            activity_id = await self._add_contact(f"demo:{number}:{place}", deal_id, account_id, rep_id, contact)
            if contact.step_on is not None:
                is_over = contact.step_on <= min(self._history.today - timedelta(days=1), deal.closed_on or date.max)
                await self._add_step(activity_id, account_id, rep_id, contact, is_over=is_over)
        if state is not DealState.OPEN:
            # What was still to be done when the deal was closed.
            await step_rows.end_steps(self._connection, deal_ids=[deal_id], with_account=False)
        await self._add_question(deal_id, account_id, rep_id, deal)
        if state is DealState.LOST and deal.closed_on is not None:
            await self._add_lesson(deal_id, account_id, rep_id, deal, day=deal.closed_on)
        return deal_id

    async def _add_events(self, deal_id: int, rep_id: int, deal: DemoDeal, state: DealState) -> None:
        story: list[tuple[EventKind, str, str, date]] = [(EventKind.CREATED, "", USUAL[0], deal.opened_on)]
        if deal.stage != USUAL[0] and deal.contacts:
            story.append((EventKind.STAGE, USUAL[0], deal.stage, deal.contacts[-1].day))
        if deal.closed_on is not None:
            story.append((EventKind.STATE, DealState.OPEN, state, deal.closed_on))
        events = [
            NewEvent(
                workspace_id=self._workspace_id,
                deal_id=deal_id,
                rep_id=rep_id,
                kind=kind,
                before=before,
                after=after,
                day=day,
                at=self._now,
            )
            for kind, before, after, day in story
        ]
        await event_rows.insert_events(self._connection, events)

    async def _add_contact(self, key: str, deal_id: int, account_id: int, rep_id: int, contact: DemoContact) -> int:
        past = PastActivity(
            workspace_id=self._workspace_id,
            rep_id=rep_id,
            account_id=account_id,
            kind=contact.kind,
            count=1,
            day=contact.day,
            note=self._say(rep_id, contact.note),
            request_key=key,
            logged_at=self._now,
            deal_id=deal_id,
            advance_rule=AdvanceRule.DATED_STEP if contact.is_advance else None,
            situation=contact.situation,
        )
        return await demo_rows.insert_contact(self._connection, past)

    async def _add_step(
        self, activity_id: int, account_id: int, rep_id: int, contact: DemoContact, *, is_over: bool
    ) -> None:
        assert contact.step_on is not None  # noqa: S101 - asked for contacts with a step only
        step = NewStep(
            workspace_id=self._workspace_id,
            rep_id=rep_id,
            account_id=account_id,
            activity_id=activity_id,
            due_on=contact.step_on,
            note=self._say(rep_id, contact.note),
            state=StepState.KEPT if is_over else StepState.OPEN,
            made_on=contact.day,
            closed_on=contact.step_on if is_over else None,
        )
        await insert_step(self._connection, step)

    async def _add_question(self, deal_id: int, account_id: int, rep_id: int, deal: DemoDeal) -> None:
        if not deal.question or not deal.contacts:
            return
        asked = deal.contacts[min(1, len(deal.contacts) - 1)]
        use = NewUse(
            workspace_id=self._workspace_id,
            rep_id=rep_id,
            account_id=account_id,
            deal_id=deal_id,
            question_id=deal.question,
            situation=asked.situation or Situation.NEUTRAL,
            state=UseState.ASKED,
            day=asked.day,
        )
        await question_rows.save_uses(self._connection, [use])

    async def _add_lesson(self, deal_id: int, account_id: int, rep_id: int, deal: DemoDeal, *, day: date) -> None:
        last = next((each.situation for each in reversed(deal.contacts) if each.situation), None)
        is_own, is_blame = deal.loss in OWNERSHIP, deal.loss in BLAME
        happened = FACT[deal_id % len(FACT)] if is_own else deal.loss
        share = deal.loss if is_own else "" if is_blame else OWNERSHIP[deal_id % len(OWNERSHIP)]
        lesson = NewLesson(
            workspace_id=self._workspace_id,
            rep_id=rep_id,
            account_id=account_id,
            deal_id=deal_id,
            origin=LessonOrigin.LOSS,
            state=LessonState.KEPT,
            day=day,
            stage=deal.stage,
            situation=last,
            happened=self._say(rep_id, happened),
            share=self._say(rep_id, share),
            changed_at=self._now,
        )
        await lesson_rows.insert_lesson(self._connection, lesson)

    async def _add_scores(self) -> None:
        for score in self._history.scores:
            feedback = NewFeedback(
                workspace_id=self._workspace_id,
                rep_id=self._rep(score.rep),
                account_id=self._accounts[score.account],
                score=score.score,
                words=self._say(self._rep(score.rep), score.words),
                day=score.day,
            )
            await feedback_rows.insert_feedback(self._connection, feedback)

    async def _add_routine(self) -> None:
        """Insert the messages and calls of the last weeks that belong to no deal."""
        routine: list[PastActivity] = []
        for place, rep in enumerate(self._reps):
            for back in range(1, DAYS_OF_ROUTINE):
                day = self._history.today - timedelta(days=back)
                if day.weekday() < WEEKEND and day not in list_holidays(rep.country or "NL", day.year):
                    routine += [self._make_routine(rep, day, Kind.MESSAGE, 2 + (back + place) % 4)]
                    routine += [self._make_routine(rep, day, Kind.CALL, 1 + (back * 7 + place) % 2)]
                    if back % EXTRA_EVERY == place % EXTRA_EVERY:
                        routine += self._make_extra(rep, day)
        await demo_rows.insert_routine(self._connection, routine)

    def _make_extra(self, rep: Rep, day: date) -> list[PastActivity]:
        """Return an over-delivery on a day, none when the workspace has put that kind away."""
        extra = next((kind for kind in rep.own_kinds if kind.code == OVER_DELIVERY and not kind.is_archived), None)
        if extra is None:
            return []
        return [replace(self._make_routine(rep, day, extra.kind, 1), own_kind_id=extra.id)]

    def _make_routine(self, rep: Rep, day: date, kind: Kind, count: int) -> PastActivity:
        return PastActivity(
            workspace_id=self._workspace_id,
            rep_id=rep.id,
            kind=kind,
            count=count,
            day=day,
            note="",
            request_key=f"demo:{rep.id}:{day}:{kind}",
            logged_at=self._now,
        )
