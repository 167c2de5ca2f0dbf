"""The values of buttons and forms as small typed records; serialised and parsed in ``record_values`` only.

Buttons live as long as their message, so values must stay compatible: a record may get a new field with a default at
its end, but no field may change its order, meaning or type.
"""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from bot.domain.certainties.referrals import ReferralState
from bot.domain.certainties.scorecard import ActionKind
from bot.domain.deals.deals import DealState, Level
from bot.domain.deals.fix_line import FixVerb
from bot.domain.exchange.subject import FileSubject
from bot.domain.hints.hints import MethodPart
from bot.domain.log.activity import Kind
from bot.domain.log.correcting.correction import DayPlace
from bot.domain.log.situations import Situation


@dataclass(frozen=True, slots=True)
class EntryRef:
    """An entry of the log; ``asked`` is how many activities of its line were asked about their next step."""

    entry_id: int
    asked: int = 0


@dataclass(frozen=True, slots=True)
class EntryAdvance:
    """Whether an entry is an advance, as corrected by the rep; ``asked`` as in ``EntryRef``."""

    entry_id: int
    is_advance: bool
    asked: int = 0


@dataclass(frozen=True, slots=True)
class EntryDeal:
    """The deal to which an entry is linked; ``asked`` as in ``EntryRef``."""

    entry_id: int
    deal_id: int
    asked: int = 0


@dataclass(frozen=True, slots=True)
class EntryHour:
    """The local hour at which the window of an entry's call begins, 0 is unknown; ``asked`` as in ``EntryRef``."""

    entry_id: int
    hour: int
    asked: int = 0


@dataclass(frozen=True, slots=True)
class EntrySituation:
    """The situation chosen for an entry; ``asked`` as in ``EntryRef``."""

    entry_id: int
    situation: Situation
    asked: int = 0


@dataclass(frozen=True, slots=True)
class EntryStep:
    """A next step suggested for an entry: a local day, with a local time if any."""

    entry_id: int
    day: date
    at: time | None = None


@dataclass(frozen=True, slots=True)
class EntryAlso:
    """An entry beside which another activity of this kind may have been meant."""

    entry_id: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class OwnKindRef:
    """A kind of activity of the workspace itself."""

    kind_id: int


@dataclass(frozen=True, slots=True)
class RevisionRef:
    """What a request changed or removed in the log."""

    revision_id: int


@dataclass(frozen=True, slots=True)
class CorrectionChoice:
    """What was chosen for a correction kept as a draft: its entry, what its day is, and its account, if unclear."""

    draft_id: int
    entry_id: int
    place: DayPlace | None = None
    account_id: int | None = None


@dataclass(frozen=True, slots=True)
class StepRef:
    """A next step."""

    step_id: int


@dataclass(frozen=True, slots=True)
class LineRef:
    """A typed line in the log, with all its activities, by the key of its request."""

    line_key: str


@dataclass(frozen=True, slots=True)
class DraftRef:
    """A draft log line that waits for an account; ``typed`` is the unclear name, empty for the first one in it."""

    draft_id: int
    typed: str = ""


@dataclass(frozen=True, slots=True)
class DraftAccount:
    """The account chosen for the name ``typed`` in a draft log line, empty for the first unclear one."""

    draft_id: int
    account_id: int
    typed: str = ""


@dataclass(frozen=True, slots=True)
class DraftKind:
    """The kind chosen for a draft log line; ``own_kind_id`` is a kind of the workspace, 0 for the usual three."""

    draft_id: int
    kind: Kind
    own_kind_id: int = 0


@dataclass(frozen=True, slots=True)
class AccountRef:
    """An account."""

    account_id: int


@dataclass(frozen=True, slots=True)
class AccountInPlan:
    """A suggested account, and the message that contains the suggestion."""

    account_id: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class DealRef:
    """A deal."""

    deal_id: int


class DealVerb(StrEnum):
    """An action on a deal."""

    WIN = "win"
    LOSE = "lose"
    REOPEN = "reopen"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class DealAction:
    """An action on a deal as it was at rendering, refused once it changed; ``target`` is the stage to move it to."""

    deal_id: int
    verb: DealVerb
    state: DealState
    stage: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class DealRequest:
    """The changes that a line asks for, of the deal chosen with this button; a field that is None changes nothing.

    ``state`` and ``stage`` at the front are the deal's status at rendering; ``account`` is the name of an account still
    to be created.
    """

    account_id: int | None = None
    deal_id: int | None = None
    state: DealState | None = None
    stage: str | None = None
    is_new: bool = False
    to_state: DealState | None = None
    to_stage: str | None = None
    value: Decimal | None = None
    margin: Decimal | None = None
    close_on: date | None = None
    wants_history: bool = False
    name: str | None = None
    unread: str = ""
    account: str = ""
    currency: str | None = None
    margin_share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class DealGift:
    """A deal to hand over with its status at rendering, and the platform's id of the new owner."""

    deal_id: int
    state: DealState
    stage: str
    receiver: str


@dataclass(frozen=True, slots=True)
class DealEvents:
    """Changes of a deal that can be undone."""

    deal_id: int
    event_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DealFix:
    """What is to be put right about a deal: ``text`` is its new name, or the name of its new account.

    ``creates`` means that the account is to be made.
    """

    deal_id: int
    verb: FixVerb
    account_id: int | None = None
    creates: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class RemovalRef:
    """Something that was removed and can be put back."""

    removal_id: int


@dataclass(frozen=True, slots=True)
class QuestionRef:
    """A question of the playbook."""

    question_id: str


@dataclass(frozen=True, slots=True)
class QuestionUseRef:
    """A suggested question, with its account, deal and situation."""

    account_id: int
    deal_id: int | None
    situation: Situation
    question_id: str


@dataclass(frozen=True, slots=True)
class QuestionSearch:
    """The situation of a list of questions."""

    typed: str = ""


@dataclass(frozen=True, slots=True)
class LessonRef:
    """A lesson."""

    lesson_id: int


@dataclass(frozen=True, slots=True)
class LessonShare:
    """Whether to share a lesson with the team."""

    lesson_id: int
    is_shared: bool


@dataclass(frozen=True, slots=True)
class FeedbackStart:
    """A customer whose opinion is to be noted, with the score and the words as far as they were typed.

    Begins as ``AccountRef``, which stood in these buttons before.
    """

    account_id: int
    score: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class ReferralAnyway:
    """A request for a referral that is to be noted in spite of a poor score, with whom it leads to, if known."""

    giver_id: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class MethodView:
    """A view that a scorecard offers."""

    view: ActionKind


@dataclass(frozen=True, slots=True)
class FeedbackRef:
    """Customer feedback."""

    feedback_id: int


@dataclass(frozen=True, slots=True)
class ReferralRef:
    """A referral."""

    referral_id: int


@dataclass(frozen=True, slots=True)
class ReferralMove:
    """The new state of a referral."""

    referral_id: int
    state: ReferralState


@dataclass(frozen=True, slots=True)
class ReferralGiven:
    """A referral that the rep gave, from one customer to another."""

    giver_id: int
    name: str


@dataclass(frozen=True, slots=True)
class HintRef:
    """The part and subject of a hint."""

    part: MethodPart
    subject: str


@dataclass(frozen=True, slots=True)
class HintPart:
    """A part of the method."""

    part: MethodPart


@dataclass(frozen=True, slots=True)
class NudgeKind:
    """A kind of nudge."""

    kind: str = ""


@dataclass(frozen=True, slots=True)
class TeamRef:
    """A team."""

    team_id: int


@dataclass(frozen=True, slots=True)
class TotalsAnswer:
    """Whether totals of a team may be shown; ``people`` are those who were in it when this was asked."""

    team_id: int
    agrees: bool
    people: str


@dataclass(frozen=True, slots=True)
class TeamName:
    """The name of a team that is to be made."""

    name: str


@dataclass(frozen=True, slots=True)
class TeamRemoval:
    """A team to remove, and the team to which its members go; None for no team."""

    team_id: int
    to_team_id: int | None = None


@dataclass(frozen=True, slots=True)
class RepRef:
    """A rep."""

    rep_id: int


@dataclass(frozen=True, slots=True)
class HandoverRef:
    """A hand-over of what somebody who leaves worked on."""

    handover_id: int


@dataclass(frozen=True, slots=True)
class AbsenceRef:
    """An absence."""

    absence_id: int


@dataclass(frozen=True, slots=True)
class CompanyDayRef:
    """A day on which the company differs from its country."""

    day_id: int


@dataclass(frozen=True, slots=True)
class LanguageRef:
    """A language of the templates."""

    language: str


@dataclass(frozen=True, slots=True)
class AccountPair:
    """Two accounts that may become one: the one that is kept, and the one that is merged into it."""

    kept_id: int
    merged_id: int


@dataclass(frozen=True, slots=True)
class AccountChangeRef:
    """A change of an account or of the people there, to take back."""

    change_id: int


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person at a customer, and the account at which the button was drawn."""

    account_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class PersonInNote:
    """A person whom a note mentions at an account: level, role and name."""

    account_id: int
    level: Level
    role: str
    name: str


@dataclass(frozen=True, slots=True)
class ImportRef:
    """An import of a file that was sent in chat."""

    import_id: int


@dataclass(frozen=True, slots=True)
class ImportSubject:
    """What a file that was sent in chat holds, as chosen by the user."""

    import_id: int
    subject: FileSubject


@dataclass(frozen=True, slots=True)
class SellsToo:
    """Whether the presser, who leads, sells too."""

    sells: bool


@dataclass(frozen=True, slots=True)
class LeaveDays:
    """How many days of leave the presser has in a year."""

    days: int
