"""What a line that cannot be stored as it stands may have been, so that a button can settle it."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.activity import Kind, LogLine, NextStep
from bot.domain.log.errors import (
    AccountAmbiguous,
    AccountMissing,
    AccountUnknown,
    ActivityInFuture,
    ContactNotMade,
    KindMissing,
    KindUnknown,
    LogLineError,
)
from bot.domain.log.log_line import AS_TYPED, ChosenAccount, DayChoice, LineChoice, parse_log_line
from bot.domain.log.log_line.kind_words import FACE_TO_FACE, KIND_WORDS, WordForm
from bot.domain.log.log_line.stance import cut_denial, cut_reminder
from bot.domain.log.own_kinds import OwnKind
from bot.domain.text.words import fold_word, split_tokens

UnclearActivity = KindMissing | KindUnknown | ActivityInFuture | ContactNotMade

# In characters: a line is read again for every choice, and a longer one is given back at once.
LONGEST_WEIGHED = 1_500
_USUAL_ORDER = (Kind.MESSAGE, Kind.CALL, Kind.VISIT)
_TALK_ORDER = (Kind.CALL, Kind.VISIT, Kind.MESSAGE)
_FACE_TO_FACE_ORDER = (Kind.VISIT, Kind.CALL, Kind.MESSAGE)


@dataclass(frozen=True, slots=True)
class LineChoices:
    """The choices for an unclear line: the kinds, likeliest first, and the next step that it may tell of.

    ``account`` is the one that the line names, None when it names none or an unclear one.
    """

    kinds: tuple[Kind, ...]
    step: NextStep | None = None
    account: NamedAccount | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class LineContext:
    """What a line is read with; see ``parse_log_line``."""

    accounts: AccountIndex
    now: datetime
    own: Collection[int] = ()
    chosen: ChosenAccount | None = None
    choice: LineChoice = AS_TYPED
    own_kinds: tuple[OwnKind, ...] = ()

    def read(self, text: str, choice: LineChoice) -> LogLine:
        """Return the line as it reads with another choice; raises LogLineError."""
        return parse_log_line(
            text,
            accounts=self.accounts,
            now=self.now,
            own=self.own,
            chosen=self.chosen,
            choice=choice,
            own_kinds=self.own_kinds,
        )


def weigh_choices(text: str, reason: UnclearActivity, context: LineContext) -> LineChoices | None:
    """Return the choices for a line that was refused for ``reason``, None when no choice can make it readable.

    Raises:
        AccountMissing: the line tells what was done ("lunch gehad"), but not with whom.
    """
    if isinstance(reason, ContactNotMade):
        return _weigh_no_contact(text, reason, context)
    if len(text) > LONGEST_WEIGHED:
        return None
    kinds = order_kinds(text)
    coming = NextStep(reason.day) if isinstance(reason, ActivityInFuture) else None
    day = context.choice.day if coming is None else DayChoice.TODAY
    try:
        line = context.read(text, LineChoice(context.choice.kind or Kind.VISIT, day))
    except (AccountUnknown, AccountAmbiguous) as unclear:
        # Without a word for what was done, an unknown name is as likely no name at all ("onzin").
        is_nothing = isinstance(reason, KindMissing) and isinstance(unclear, AccountUnknown)
        return None if is_nothing else LineChoices(kinds, coming)
    except AccountMissing:
        if isinstance(reason, KindMissing):
            return None
        raise
    except LogLineError:
        return None
    return LineChoices(kinds, _find_step(text, context), line.account, line.note)


def _weigh_no_contact(text: str, reason: ContactNotMade, context: LineContext) -> LineChoices:
    """Return the next step that a line without a contact names, and the kind it has when it is logged all the same."""
    if len(text) > LONGEST_WEIGHED:
        return LineChoices(())
    kinds: tuple[Kind, ...] = ()
    with suppress(LogLineError):
        kinds = (context.read(text, LineChoice(reason.told.kind or Kind.VISIT, DayChoice.TODAY)).kind,)
    return LineChoices(kinds, _find_step(text, context), reason.account)


def order_kinds(text: str) -> tuple[Kind, ...]:
    """Return the kinds to choose from, likeliest first.

    What is done face to face, such as a lunch, is a visit first; a conversation is a message last.
    """
    keys = [fold_word(token) for token, _, _ in split_tokens(text)]
    if any(key in FACE_TO_FACE for key in keys):
        return _FACE_TO_FACE_ORDER
    is_talk = any(key in KIND_WORDS and KIND_WORDS[key].form is WordForm.TALK for key in keys)
    return _TALK_ORDER if is_talk else _USUAL_ORDER


def read_appointment(text: str, context: LineContext) -> LogLine:
    """Return the line with its day still to come as the next step.

    Raises:
        LogLineError: it cannot be read in that way.
    """
    line = context.read(cut_reminder(text), LineChoice(context.choice.kind or Kind.VISIT, DayChoice.APPOINTMENT))
    return replace(line, note=cut_denial(line.note))


def _find_step(text: str, context: LineContext) -> NextStep | None:
    """Return the next step of a line when nothing in it was done yet, None without one that can be stored."""
    try:
        return read_appointment(text, context).next_step
    except LogLineError:
        return None
