"""Activities of before the bot, as they are stored."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.log.activity import Kind, OwnKindId
from bot.domain.log.advance import AdvanceRule
from bot.domain.log.situations import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class PastActivity:
    """An activity that was not logged here: of a file, or invented. What was done without a name has no account."""

    workspace_id: int
    rep_id: int
    kind: Kind
    count: int
    day: date
    note: str
    request_key: str
    logged_at: datetime
    account_id: int | None = None
    deal_id: int | None = None
    advance_rule: AdvanceRule | None = None
    situation: Situation | None = None
    own_kind_id: OwnKindId | None = None
