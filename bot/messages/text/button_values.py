"""What the buttons and forms carry: small typed records, written and read here and nowhere else.

A value is the fields of its record with a colon between them, in their order; text before the last field is
percent-encoded. Buttons live as long as the message in which they stand: a record may get a new field with a default
at its end, but never another order, another meaning, or another type.
"""

from collections.abc import Callable, Hashable
from dataclasses import MISSING, Field, dataclass, fields
from datetime import date, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, ClassVar, Protocol, TypeVar, get_args, get_origin, get_type_hints
from urllib.parse import quote, unquote

from bot.domain.certainties.referrals import ReferralState
from bot.domain.deals.deals import DealState
from bot.domain.hints.hints import MethodPart
from bot.domain.log.situations import Situation
from bot.errors import FIRST_YEAR, LAST_YEAR, ButtonExpired

# What every database takes as an id.
GREATEST_ID = 2**31 - 1


class ButtonRecord(Protocol):
    """A dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class EntryRef:
    """An entry of the log."""

    entry_id: int


@dataclass(frozen=True, slots=True)
class EntryAdvance:
    """Whether an entry brought an advance."""

    entry_id: int
    is_advance: bool


@dataclass(frozen=True, slots=True)
class EntryDeal:
    """The deal to which an entry belongs."""

    entry_id: int
    deal_id: int


@dataclass(frozen=True, slots=True)
class EntrySituation:
    """The situation in which an entry was made."""

    entry_id: int
    situation: Situation


@dataclass(frozen=True, slots=True)
class EntryStep:
    """A next step that is offered for an entry: a local day, and a local time if any."""

    entry_id: int
    day: date
    at: time | None = None


@dataclass(frozen=True, slots=True)
class StepRef:
    """A next step."""

    step_id: int


@dataclass(frozen=True, slots=True)
class DraftRef:
    """A line that waits for its account."""

    draft_id: int


@dataclass(frozen=True, slots=True)
class DraftAccount:
    """The account that a waiting line is about."""

    draft_id: int
    account_id: int


@dataclass(frozen=True, slots=True)
class AccountRef:
    """An account."""

    account_id: int


@dataclass(frozen=True, slots=True)
class AccountInPlan:
    """An account of the day's plan, and the message in which it stands."""

    account_id: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class DealRef:
    """A deal."""

    deal_id: int


class DealVerb(StrEnum):
    """What a button does with a deal."""

    WIN = "win"
    LOSE = "lose"
    REOPEN = "reopen"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class DealAction:
    """What to do with a deal, and where it stood when the button was drawn; ``target`` is the stage to move it to."""

    deal_id: int
    verb: DealVerb
    state: DealState
    stage: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class DealRequest:
    """What a line asked of a deal that is chosen with this button; what is None is left as it is.

    ``state`` and ``stage`` at the front are where the chosen deal stood when the button was drawn, ``account`` is the
    name of an account that is still to be made.
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


@dataclass(frozen=True, slots=True)
class DealGift:
    """A deal to hand over, where it stood when the button was drawn, and the platform's id of who gets it."""

    deal_id: int
    state: DealState
    stage: str
    receiver: str


@dataclass(frozen=True, slots=True)
class DealEvents:
    """Changes of a deal that can be taken back."""

    deal_id: int
    event_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class QuestionRef:
    """A question of the playbook."""

    question_id: str


@dataclass(frozen=True, slots=True)
class QuestionUseRef:
    """A question that was suggested: for which account and deal, and in which situation."""

    account_id: int
    deal_id: int | None
    situation: Situation
    question_id: str


@dataclass(frozen=True, slots=True)
class QuestionSearch:
    """What the list of questions is about."""

    typed: str = ""


@dataclass(frozen=True, slots=True)
class LessonRef:
    """What was learned from a deal."""

    lesson_id: int


@dataclass(frozen=True, slots=True)
class LessonShare:
    """Whether a lesson is shown to the team."""

    lesson_id: int
    is_shared: bool


@dataclass(frozen=True, slots=True)
class FeedbackRef:
    """What a customer thinks."""

    feedback_id: int


@dataclass(frozen=True, slots=True)
class ReferralRef:
    """An introduction."""

    referral_id: int


@dataclass(frozen=True, slots=True)
class ReferralMove:
    """How far an introduction has come."""

    referral_id: int
    state: ReferralState


@dataclass(frozen=True, slots=True)
class ReferralGiven:
    """An introduction that the rep made between two customers."""

    giver_id: int
    name: str


@dataclass(frozen=True, slots=True)
class HintRef:
    """What a hint was about."""

    part: MethodPart
    subject: str


@dataclass(frozen=True, slots=True)
class HintPart:
    """A kind of hint."""

    part: MethodPart


@dataclass(frozen=True, slots=True)
class NudgeKind:
    """A kind of nudge."""

    kind: str = ""


@dataclass(frozen=True, slots=True)
class AbsenceRef:
    """Free days."""

    absence_id: int


@dataclass(frozen=True, slots=True)
class CompanyDayRef:
    """A day on which the company differs from its country."""

    day_id: int


@dataclass(frozen=True, slots=True)
class LanguageRef:
    """A language of the templates."""

    language: str


def write_value(record: ButtonRecord) -> str:
    """Return the value of a button or a form that is about this record; what has its default is left out at the end."""
    defaults = _list_defaults(type(record))
    values = [getattr(record, name) for name in defaults]
    texts = [_write(value) for value in values]
    texts[:-1] = [_quote(text) for text in texts[:-1]]
    length = len(texts)
    for value, default in zip(reversed(values), reversed(defaults.values()), strict=True):
        if default is MISSING or value != default:
            break
        length -= 1
    return ":".join(texts[:length])


def read_value(record: type[Value], text: str) -> Value:
    """Return the record that a value carries.

    Raises:
        ButtonExpired: the value is not one of this record.
    """
    readers = _list_readers(record)  # type: ignore[arg-type] # a class is hashable, which mypy does not believe of a variable
    parts = text.split(":", len(readers) - 1) if readers and (text or len(readers) == 1) else []
    texts = [*map(unquote, parts[:-1]), *parts[-1:]] if len(parts) == len(readers) else list(map(unquote, parts))
    try:
        return record(*(read(part) for read, part in zip(readers, texts, strict=False)))
    except (ValueError, TypeError, InvalidOperation) as error:
        raise ButtonExpired from error


def _quote(text: str) -> str:
    # Most are numbers and names of ours, in which there is nothing to quote.
    return text if text.isascii() and text.isalnum() else quote(text, safe=",-. ")


@cache
def _list_defaults(record: Hashable) -> dict[str, object]:
    """Return the defaults of the fields of a record, by name in their order; MISSING where there is none."""
    kind: Any = record
    return {each.name: each.default for each in fields(kind)}


def _write(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("minutes")
        case tuple():
            return ",".join(str(each) for each in value)
        case _:
            return str(value)


@cache
def _list_readers(record: Hashable) -> list[Callable[[str], Any]]:
    kind: Any = record
    hints = get_type_hints(kind)
    return [_make_reader(hints[each.name], each) for each in fields(kind)]


def _make_reader(kind: Any, field: Field[Any]) -> Callable[[str], Any]:
    """Return what reads one field; an empty text is None where the field may be that, else its default if any."""
    if get_origin(kind) is tuple:
        return _read_ids
    kinds = get_args(kind)
    (inner,) = [each for each in kinds if each is not NoneType] if kinds else (kind,)
    read: Callable[[str], Any] = _READERS.get(inner, inner)
    if NoneType in kinds:
        return lambda text: read(text) if text else None
    if field.default is not MISSING and inner is not str:
        return lambda text: read(text) if text else field.default
    return read


def _read_id(text: str) -> int:
    number = int(text)
    if not 0 <= number <= GREATEST_ID or not text.isascii():
        raise ValueError(text)
    return number


def _read_ids(text: str) -> tuple[int, ...]:
    return tuple(_read_id(each) for each in text.split(","))


def _read_day(text: str) -> date:
    day = date.fromisoformat(text)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(text)
    return day


def _read_yes(text: str) -> bool:
    return text == "yes"


def _read_amount(text: str) -> Decimal:
    amount = Decimal(text)
    if not amount.is_finite():
        raise ValueError(text)
    return amount


_READERS: dict[Any, Callable[[str], Any]] = {
    int: _read_id,
    bool: _read_yes,
    date: _read_day,
    time: time.fromisoformat,
    Decimal: _read_amount,
}
