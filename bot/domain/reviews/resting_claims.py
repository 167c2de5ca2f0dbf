"""What a team's daily summary says day after day rests after three times (K5).

What waits to be done today rests until its figure is another one; what stands still, which changes a little every day,
comes once a week at most after that, and only when it changed.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from itertools import takewhile

from bot.domain.delivery.memory import SENTENCE_RESTS, Said
from bot.domain.hints.stall_news import StalledTotal
from bot.domain.home.day import TeamDay
from bot.domain.rhythm.occasions import TEAM_SUMMARY

TIMES = 3
# Of a hash: enough to tell what a team hears in a year apart.
DIGITS = 12


class Claim(StrEnum):
    """What a summary may claim that does not pass with the day."""

    STALLED = "stalled"
    OVERDUE = "overdue"


def rest_claims(day: TeamDay, heard: Sequence[Said]) -> tuple[TeamDay, Said]:
    """Return a team's day without what rests, and what to remember of it.

    ``heard`` is what the summaries of earlier days had, the latest first.
    """
    states = _list_states(day)
    resting = {claim for claim, state in states.items() if _is_resting(claim, state, day.day, heard)}
    shown = replace(
        day,
        stalled=StalledTotal() if Claim.STALLED in resting else day.stalled,
        has_decisions=day.has_decisions and Claim.STALLED not in resting,
        overdue=None if Claim.OVERDUE in resting else day.overdue,
    )
    named = [f"{claim} named" for claim in states if claim not in resting]
    claimed = [f"{claim}={state}" for claim, state in states.items()]
    return shown, Said(kind=TEAM_SUMMARY.kind, day=day.day, texts=(*claimed, *named))


def _list_states(day: TeamDay) -> dict[Claim, str]:
    """Return what can be claimed today, each with a code that changes with it."""
    found: dict[Claim, str] = {}
    if day.stalled.deals:
        found[Claim.STALLED] = _hash(repr(day.stalled))
    elif day.has_decisions:
        found[Claim.STALLED] = _hash(repr(sorted(day.stalled_ids)))
    if day.overdue:
        found[Claim.OVERDUE] = str(day.overdue)
    return found


def _is_resting(claim: Claim, state: str, day: date, heard: Sequence[Said]) -> bool:
    is_same = f"{claim}={state}"
    since = [*takewhile(lambda said: _claims(claim, said), heard)]
    named = [said for said in since if f"{claim} named" in said.texts]
    if claim is Claim.OVERDUE:
        # A day on which the figure was not to be shown (K10) is no other figure.
        alike = takewhile(lambda said: is_same in said.texts or not _claims(claim, said), heard)
        return sum(f"{claim} named" in said.texts for said in alike) >= TIMES
    return len(named) >= TIMES and (is_same in named[0].texts or day - named[0].day < SENTENCE_RESTS)


def _claims(claim: Claim, said: Said) -> bool:
    return any(text.startswith(f"{claim}=") for text in said.texts)


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:DIGITS]
