"""What a typed correction changes of an entry."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.log.activity import Kind
from bot.domain.text.day import DayMention


class DayPlace(StrEnum):
    """What a day in a correction is: the day on which it happened, or that of the next step."""

    HAPPENED = "happened"
    NEXT_STEP = "next_step"


@dataclass(frozen=True, slots=True)
class Values:
    """What a phrase such as "3 mails", "Acme" or "donderdag 10u" says; a field that is None says nothing.

    ``name`` is an account name as typed: unknown, with the nearest as ``candidates``, or, when ``is_ambiguous``, one
    that fits each of them. ``place`` is None when the words leave open what the day is.
    """

    account: NamedAccount | None = None
    name: str = ""
    candidates: tuple[NamedAccount, ...] = ()
    kind: Kind | None = None
    count: int | None = None
    day: DayMention | None = None
    at: time | None = None
    place: DayPlace | None = None
    drops_step: bool = False
    is_ambiguous: bool = False

    @property
    def parts(self) -> frozenset[str]:
        """The names of what it says: account, kind, count and day."""
        said = {
            "account": self.account is not None or bool(self.name),
            "kind": self.kind is not None,
            "count": self.count is not None,
            "day": self.day is not None or self.at is not None or self.drops_step,
        }
        return frozenset(part for part, is_said in said.items() if is_said)


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction: the ``new`` values, the ``old`` ones as far as they were typed, and the new note, if any.

    ``note`` replaces the note, or is added to it when ``adds_note``. ``is_sure`` is False when the line can be a log
    line of its own as well ("nee, gebeld met Acme"); ``line`` is then that line. ``is_marked`` tells that it opens or
    ends with a word that corrects.
    """

    new: Values
    old: Values = Values()
    note: str | None = None
    adds_note: bool = False
    is_sure: bool = True
    is_marked: bool = True
    line: str = ""
