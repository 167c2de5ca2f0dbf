"""The ways in which a line tells of no contact."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.log.activity import Kind


class Stance(StrEnum):
    """Why a line is no contact: it did not take place, is off or to go, is to be reminded of, or is unwanted."""

    DENIED = "denied"
    CALLED_OFF = "called_off"
    REMINDER = "reminder"
    UNWANTED = "unwanted"


@dataclass(frozen=True, slots=True)
class NoContact:
    """Why a line tells of no contact, with the one ``account`` that it names and what it is about, as far as told.

    ``kind`` is that of the contact, ``past`` and ``coming`` are the local days that it names, ``is_order`` tells that
    the bot is to take something out or to move it, ``removes`` that it is an entry rather than an appointment.
    """

    stance: Stance
    account: NamedAccount | None = None
    kind: Kind | None = None
    past: date | None = None
    coming: date | None = None
    is_order: bool = False
    removes: bool = False
