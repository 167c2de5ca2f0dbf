"""Finish a kept line after a choice: store it as a contact, or ask for what is unclear next."""

from dataclasses import replace
from datetime import datetime

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.home.day import LoggedLine
from bot.domain.log.errors import (
    AccountAmbiguous,
    AccountUnknown,
    ActivityInFuture,
    ContactNotMade,
    DraftGone,
    KindMissing,
    KindUnknown,
)
from bot.domain.log.log_line import ChosenAccount, DayChoice, parse_log_line
from bot.domain.log.next_steps import AgreedStep
from bot.domain.log.unclear_line import LineContext
from bot.domain.people.people import Rep
from bot.services.accounts.account_index_cache import AccountIndexCache
from bot.services.log.log_typed_line import keep_asking, load_chosen, settle_draft
from bot.services.log.pending_line import PendingLine, find_options
from bot.services.log.plan_appointment import plan_appointment
from bot.storage.database import Database
from bot.storage.log.drafts import Draft, NameChoice


async def finish_draft(
    database: Database,
    index_cache: AccountIndexCache,
    *,
    rep: Rep,
    draft: Draft,
    now: datetime,
    account: NamedAccount | None = None,
) -> LoggedLine | AgreedStep | PendingLine:
    """Store a draft with all choices made for it, as entries or an appointment; or keep them and ask for the next.

    ``account`` is the one chosen for the name in the draft, None when none had to be chosen.

    Raises:
        LogLineError: something in the line is wrong that no choice can settle.
        DraftGone: it was cancelled, or has become an appointment in the meantime.
    """
    choices = draft.choices if account is None else (*draft.choices, NameChoice(draft.typed_name, account.id))
    if draft.day_choice is not DayChoice.APPOINTMENT:
        return await settle_draft(database, index_cache, rep=rep, draft=draft, choices=choices, now=now)
    chosen = await load_chosen(database, rep, choices)
    context = await _make_context(index_cache, rep, draft, next(iter(chosen.values()), None))
    try:
        return await plan_appointment(database, rep=rep, draft=draft, context=context, now=now)
    except (AccountUnknown, AccountAmbiguous, KindMissing, KindUnknown, ActivityInFuture, ContactNotMade) as unclear:
        return await keep_asking(database, index_cache, rep=rep, draft=draft, chosen=chosen, unclear=unclear, now=now)


async def weigh_draft(index_cache: AccountIndexCache, *, rep: Rep, draft: Draft) -> PendingLine:
    """Return what a kept line waits for, as if it had just been typed; nothing is stored.

    Raises:
        LogLineError: no choice can make it readable any more.
        DraftGone: its account or kind is clear by now, so that it needs no choice.
    """
    context = await _make_context(index_cache, rep, replace(draft, chosen_kind=None, chosen_day=None), None)
    try:
        parse_log_line(draft.text, accounts=context.accounts, now=context.now, own_kinds=rep.own_kinds)
    except (KindMissing, KindUnknown, ActivityInFuture, ContactNotMade) as unclear:
        return PendingLine(draft, unclear, options=find_options(draft.text, unclear, context))
    raise DraftGone


async def _make_context(
    index_cache: AccountIndexCache, rep: Rep, draft: Draft, chosen: ChosenAccount | None
) -> LineContext:
    return LineContext(
        accounts=await index_cache.get_index(rep.workspace_id),
        now=draft.said_at.astimezone(rep.zone),
        chosen=chosen,
        choice=draft.find_choice(rep.own_kinds),
        own_kinds=rep.own_kinds,
    )
