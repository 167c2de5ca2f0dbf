"""Everything that can be wrong with what a person asks; each has a code, and a sentence in the templates.

RitmeError
├── LogLineError            a line of the log cannot be stored as it stands
│   ├── NothingReadable     there is no readable text in it
│   ├── KindMissing         an account, but not what was done
│   ├── KindUnknown         a verb or noun that is no message, call or visit
│   ├── AccountMissing      what was done, but not with whom
│   ├── AccountUnknown      a name that no account comes near
│   ├── AccountAmbiguous    a name that fits several accounts equally well
│   ├── CountInvalid        zero, below zero, not whole, or absurd
│   ├── ActivityInFuture    it happened on a day still to come
│   ├── NextStepPassed      the next step lies in the past
│   ├── NoSuchDay           a day that the calendar does not have
│   └── NoSuchTime          a time that the clock does not have
└── PersonError             somebody asked for what cannot be done
    ├── StrangerRefused     somebody of another workspace
    ├── ManagersOnly        only a manager or administrator may
    ├── TeamMissing         somebody without a team
    ├── TeamNameInvalid     a team's name that is empty or too long
    ├── ChannelUnknown      no such channel, or the bot is not in it
    ├── LanguageUnknown     a language the bot does not speak
    ├── PersonUnknown       nobody by that name
    ├── EntryGone           the entry was removed, or is somebody else's
    ├── StepGone            the next step was dealt with, or is somebody else's
    ├── ScoreInvalid        a customer's score that is not from 0 to 10
    ├── FeedbackGone        the feedback is not there, or is somebody else's
    ├── ReferralGone        the referral is not there, or is somebody else's
    ├── GoalUnclear         a goal without an amount, or for a day that has passed
    ├── DemoRefused         an invented history does not go where there are deals already
    ├── AfterSaleUnclear    weeks after a sale that cannot be read, or cannot be
    ├── LessonGone          the lesson is not there, or is somebody else's
    ├── QuestionGone        the question is not in use any more
    ├── FormNeedsCommand    a form that only the command itself can open
    ├── PlaybookTooLong     the workspace's questions do not fit on a form
    ├── AccountGone         the account is not there, or is another workspace's
    ├── DraftGone           the kept line has been dealt with already
    ├── FreeDaysUnclear     free days that cannot be read, or cannot be
    ├── CompanyDaysUnclear  a company's days that cannot be read, or cannot be
    ├── WeekUnclear         a working week that cannot be read
    ├── CountryOrRegionUnknown  a country or a part of it without a calendar
    ├── NothingToUndo       there is no entry to undo
    ├── DealAccountMissing  a line about a deal that does not say of which account
    ├── DealDayUnclear      a day on which a deal is to close that cannot be read
    ├── DealLineTooLong     a line about a deal that no button could hold
    ├── DealReceiverUnknown nobody known to whom a deal can be handed over
    ├── DealWordUnknown     a word about a deal that is no stage, amount, day or verb
    ├── CloseDayPassed      the day on which a deal is to close lies in the past
    ├── DealMissing         the account has no deal that this could be about
    ├── DealNameTaken       the account has a deal of that name
    ├── DealGone            the deal is not there, or is another workspace's
    ├── DealClosed          the deal was won or lost, so that nothing moves any more
    ├── DealOfColleague     only its owner or somebody who leads may change it
    ├── ChangeOverwritten   the deal changed again since, so that this cannot be taken back
    ├── StagesUnclear       stages of deals that cannot be
    ├── StageUnusable       a stage that would be read as something else in a line
    ├── StageGone           a stage that the workspace does not have any more
    ├── PlaybookBroken      questions of a workspace that cannot be read
    ├── QuestionEmpty       a text of a question with nothing in it
    └── FileUnreadable      a file that is no table we can read
"""

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.domain.accounts.account_names import NamedAccount


class RitmeError(Exception):
    """The base of everything that a person gets a sentence about; ``code`` names the template of the sentence."""

    code: ClassVar[str]


class LogLineError(RitmeError):
    """A line of the log cannot be stored as it stands."""


class NothingReadable(LogLineError):
    """There is no readable text in the line."""

    code = "nothing_readable"


class KindMissing(LogLineError):
    """The line names an account (``account``, when one was found) but not what was done."""

    code = "kind_missing"

    def __init__(self, account: "NamedAccount | None" = None) -> None:
        super().__init__(account)
        self.account = account


class KindUnknown(LogLineError):
    """The line says what was done in a word (``word``) that is no message, call or visit."""

    code = "kind_unknown"

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class AccountMissing(LogLineError):
    """The line says what was done, but not with whom."""

    code = "account_missing"


class AccountUnknown(LogLineError):
    """No account has the name that was typed; ``candidates`` are the nearest, best first."""

    code = "account_unknown"

    def __init__(self, typed: str, candidates: "Sequence[NamedAccount]" = ()) -> None:
        super().__init__(typed)
        self.typed = typed
        self.candidates = tuple(candidates)


class AccountAmbiguous(LogLineError):
    """Several accounts fit the name that was typed equally well."""

    code = "account_ambiguous"

    def __init__(self, typed: str, candidates: "Sequence[NamedAccount]") -> None:
        super().__init__(typed)
        self.typed = typed
        self.candidates = tuple(candidates)


class CountInvalid(LogLineError):
    """The count (``typed``) is zero, below zero, not whole, or absurd."""

    code = "count_invalid"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class ActivityInFuture(LogLineError):
    """It is said to have happened on ``day``, which is still to come."""

    code = "activity_in_future"

    def __init__(self, day: "date") -> None:
        super().__init__(day)
        self.day = day


class NextStepPassed(LogLineError):
    """The next step is on ``day``, which has passed."""

    code = "next_step_passed"

    def __init__(self, day: "date") -> None:
        super().__init__(day)
        self.day = day


class NoSuchDay(LogLineError):
    """The day that was typed is not in the calendar."""

    code = "no_such_day"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class NoSuchTime(LogLineError):
    """The time that was typed is not on the clock."""

    code = "no_such_time"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class PersonError(RitmeError):
    """Somebody asked for what cannot be done."""


class StrangerRefused(PersonError):
    """Somebody of another workspace (Slack Connect) used a command."""

    code = "stranger_refused"


class ManagersOnly(PersonError):
    """Only a manager or an administrator may do this."""

    code = "managers_only"


class TeamMissing(PersonError):
    """Somebody without a team asked for something of the team."""

    code = "team_missing"


class TeamNameInvalid(PersonError):
    """A team's name is empty or too long."""

    code = "team_name_invalid"


class ChannelUnknown(PersonError):
    """There is no such channel, or the bot is not in it; ``typed`` as the person wrote it."""

    code = "channel_unknown"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class LanguageUnknown(PersonError):
    """The bot does not speak this language."""

    code = "language_unknown"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class EntryGone(PersonError):
    """The entry was removed, or belongs to somebody else."""

    code = "entry_gone"


class StepGone(PersonError):
    """The next step is not open any more, or belongs to somebody else."""

    code = "step_gone"


class ScoreInvalid(PersonError):
    """A customer's score is a whole number from 0 to 10."""

    code = "score_invalid"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class FeedbackGone(PersonError):
    """The feedback is not there (any more), or belongs to somebody else."""

    code = "feedback_gone"


class ReferralGone(PersonError):
    """The referral is not there (any more), or belongs to somebody else."""

    code = "referral_gone"


class GoalUnclear(PersonError):
    """A goal of one's own has no amount above zero, or its day has passed."""

    code = "goal_unclear"


class DemoRefused(PersonError):
    """The workspace has deals of its own, which no invented history may be mixed with."""

    code = "demo_refused"


class AfterSaleUnclear(PersonError):
    """The weeks after a sale cannot be read, or cannot be."""

    code = "after_sale_unclear"


class LessonGone(PersonError):
    """The lesson is not there (any more), or belongs to somebody else."""

    code = "lesson_gone"


class QuestionGone(PersonError):
    """The question is not in the workspace's playbook any more."""

    code = "question_gone"


class FormNeedsCommand(PersonError):
    """A form was asked for in a message, where it cannot open; ``line`` is the command that opens it."""

    code = "form_needs_command"

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line


class PlaybookTooLong(PersonError):
    """A workspace's own questions do not fit on a form, which would cut them."""

    code = "playbook_too_long"


class AccountGone(PersonError):
    """The account is not there (any more), or belongs to another workspace."""

    code = "account_gone"


class DraftGone(PersonError):
    """The line that was kept has been dealt with already, or was dropped."""

    code = "draft_gone"


class NothingToUndo(PersonError):
    """There is no entry to undo."""

    code = "nothing_to_undo"


class PersonUnknown(PersonError):
    """No rep is known by this name or mention."""

    code = "person_unknown"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class FileUnreadable(PersonError):
    """A file cannot be read as a table; ``reason`` says why: missing, folder, too_large, empty, no_table or columns."""

    code = "file_unreadable"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class FreeDaysUnclear(PersonError):
    """Free days cannot be read, or cannot be; ``reason`` is unclear, passed or too_many."""

    code = "free_days_unclear"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class CompanyDaysUnclear(PersonError):
    """Days of a company that cannot be read, or cannot be."""

    code = "company_days_unclear"


class DealAccountMissing(PersonError):
    """A line about a deal does not say of which account."""

    code = "deal_account_missing"


class DealDayUnclear(PersonError):
    """The day (``typed``) on which a deal is to close cannot be read."""

    code = "deal_day_unclear"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class DealLineTooLong(PersonError):
    """A line about a deal is longer than ``length`` characters."""

    code = "deal_line_too_long"

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length


class DealReceiverUnknown(PersonError):
    """Nobody is mentioned to whom a deal can be handed over, or somebody whom the bot has not met."""

    code = "deal_receiver_unknown"


class DealWordUnknown(PersonError):
    """A word (``typed``) about a deal is no stage, amount, day or verb; ``known`` are the stages."""

    code = "deal_word_unknown"

    def __init__(self, typed: str, known: "Sequence[str]") -> None:
        super().__init__(typed)
        self.typed = typed
        self.known = ", ".join(known)


class CloseDayPassed(PersonError):
    """The deal is said to close on ``day``, which has passed."""

    code = "close_day_passed"

    def __init__(self, day: "date") -> None:
        super().__init__(day)
        self.day = day


class DealMissing(PersonError):
    """The account has no (open) deal that this could be about."""

    code = "deal_missing"

    def __init__(self, account: str) -> None:
        super().__init__(account)
        self.account = account


class DealNameTaken(PersonError):
    """The account has a deal of that name already."""

    code = "deal_name_taken"

    def __init__(self, account: str, name: str) -> None:
        super().__init__(account, name)
        self.account = account
        self.name = name


class DealGone(PersonError):
    """The deal is not there (any more), or belongs to another workspace."""

    code = "deal_gone"


class DealClosed(PersonError):
    """The deal was won or lost, so that nothing moves in it; ``line`` names it in a line that opens it again."""

    code = "deal_closed"

    def __init__(self, account: str, name: str, line: str) -> None:
        super().__init__(account, name)
        self.account = account
        self.name = name
        self.line = line


class DealOfColleague(PersonError):
    """Only the owner of a deal (``owner``), or somebody who leads, may change it."""

    code = "deal_of_colleague"

    def __init__(self, owner: str) -> None:
        super().__init__(owner)
        self.owner = owner


class ChangeOverwritten(PersonError):
    """The deal changed again since, so that this change cannot be taken back."""

    code = "change_overwritten"


class StagesUnclear(PersonError):
    """The stages of a workspace's deals cannot be these; ``used`` names some that have deals in them."""

    code = "stages_unclear"

    def __init__(self, used: str = "") -> None:
        super().__init__(used)
        self.used = used


class StageUnusable(PersonError):
    """A line would read a stage, or ``word`` in it, as something else; ``reason`` is word, amount or marks."""

    code = "stage_unusable"

    def __init__(self, stage: str, reason: str, word: str) -> None:
        super().__init__(stage, reason, word)
        self.stage = stage
        self.reason = reason
        self.word = word


class StageGone(PersonError):
    """The stage to which a deal would go back is none of the workspace's any more."""

    code = "stage_gone"

    def __init__(self, stage: str) -> None:
        super().__init__(stage)
        self.stage = stage


class PlaybookBroken(PersonError):
    """A workspace's questions cannot be read: in which ``line``, for which ``reason`` (a code), and because of what."""

    code = "playbook_broken"

    def __init__(self, line: int, reason: str, typed: str = "") -> None:
        super().__init__(f"line {line}: {reason} {typed}")
        self.line = line
        self.reason = reason
        self.typed = typed


class QuestionEmpty(PersonError):
    """A text of a question has nothing in it; ``field`` says which: ask or why."""

    code = "question_empty"

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class WeekUnclear(PersonError):
    """A working week cannot be read."""

    code = "week_unclear"


class CountryOrRegionUnknown(PersonError):
    """The calendar knows no such country, or no such part of it; ``known`` are some that it does know."""

    code = "country_or_region_unknown"

    def __init__(self, typed: str, known: str) -> None:
        super().__init__(typed)
        self.typed = typed
        self.known = known
