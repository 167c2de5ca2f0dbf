"""Select the single hint of a day plan (N1-N4, Z1-Z6, O5)."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.hints.hint_kinds import AnyHint
from bot.domain.hints.hints import HintAnswer, MethodPart, PastHint, choose_hint, rank_parts
from bot.domain.people.people import Rep
from bot.services.deals.day_memo import DayMemo
from bot.services.hints.find_certainty_hints import find_certainty_hints
from bot.services.hints.find_lesson_hints import find_exercises, find_lesson_returns, find_open_losses
from bot.services.hints.find_pattern_hints import find_proven_patterns
from bot.services.hints.hint_context import HintContext
from bot.storage.database import Database
from bot.storage.hints import hints as hint_rows
from bot.storage.hints.hints import NewGiven

# What is to be read rather than done comes as a message of its own, never on top of the plan (K5).
READING_PARTS = frozenset({MethodPart.LESSON, MethodPart.EXERCISE, MethodPart.PATTERN})
MORNING_PARTS = frozenset(MethodPart) - READING_PARTS
ALL_PARTS = frozenset(MethodPart)

# Returns the hints of a batch by rep id; a rep without hints may be absent.
Finder = Callable[[AsyncConnection, Sequence[HintContext], DayMemo], Awaitable[Mapping[int, Sequence[AnyHint]]]]

# Finders with the parts of the method they cover; skipped for reps who switched all of those off.
FINDERS: tuple[tuple[frozenset[MethodPart], Finder], ...] = (
    (frozenset({MethodPart.LESSON}), find_lesson_returns),
    (frozenset({MethodPart.LOSS}), find_open_losses),
    (frozenset({MethodPart.EXERCISE}), find_exercises),
    (frozenset({MethodPart.PATTERN}), find_proven_patterns),
    (
        frozenset(
            {
                MethodPart.PROMISE,
                MethodPart.REBOUND,
                MethodPart.REPEATING,
                MethodPart.RELATIONS,
                MethodPart.REFERRAL,
                MethodPart.REPUTATION,
                MethodPart.INTRODUCTION,
            }
        ),
        find_certainty_hints,
    ),
)


@dataclass(frozen=True, slots=True)
class GivenHint:
    """A hint in a rep's plan of a local day."""

    rep: Rep
    hint: AnyHint
    day: date


@dataclass(slots=True)
class _Search:
    """The state of the search for one rep; ``left`` are the parts not searched yet, by priority."""

    look: HintContext
    given: Sequence[PastHint]
    wanted: AbstractSet[MethodPart]
    left: list[MethodPart]
    candidates: list[AnyHint] = field(default_factory=list)

    def is_asked(self, parts: AbstractSet[MethodPart]) -> bool:
        """Return whether one of these parts could still supply the hint."""
        if parts.isdisjoint(self.left):
            return False
        chosen = self.choose()
        if chosen is None:
            return True
        before = rank_parts(self.given, today=self.look.today)
        return any(before.index(part) < before.index(chosen.part) for part in self.left)

    def take(self, hints: Sequence[AnyHint], parts: AbstractSet[MethodPart]) -> None:
        """Add the hints found for these parts, as far as they are wanted."""
        self.candidates += [hint for hint in hints if hint.part in self.wanted]
        self.left = [part for part in self.left if part not in parts]

    def choose(self) -> AnyHint | None:
        """Return the best hint so far, None when there is none."""
        return choose_hint(self.candidates, self.given, today=self.look.today) if self.candidates else None


async def find_hints(
    connection: AsyncConnection, looks: Sequence[HintContext], *, memo: DayMemo, parts: AbstractSet[MethodPart]
) -> dict[int, GivenHint]:
    """Return one hint of these parts for each rep of a batch today, by rep id; a rep without one is absent.

    Who wants one message a day gets them all with the plan.

    A finder is skipped for reps who already have a hint with a higher priority.
    """
    given = await hint_rows.list_given(connection, rep_ids=[look.rep.id for look in looks])
    searches = {look.rep.id: _begin(look, given.get(look.rep.id, ()), _choose_parts(look, parts)) for look in looks}
    for covered, find in FINDERS:
        asked = [search.look for search in searches.values() if search.is_asked(covered)]
        found = await find(connection, asked, memo) if asked else {}
        for look in asked:
            searches[look.rep.id].take(found.get(look.rep.id, ()), covered)
    chosen = ((search.look, search.choose()) for search in searches.values())
    return {look.rep.id: GivenHint(look.rep, hint, look.today) for look, hint in chosen if hint is not None}


def _begin(look: HintContext, given: Sequence[PastHint], parts: AbstractSet[MethodPart]) -> _Search:
    of_parts = [each for each in given if each.part in parts]
    wanted = parts - look.rep.rhythm.switched_off
    left = [part for part in rank_parts(of_parts, today=look.today) if part in wanted]
    return _Search(look, of_parts, wanted, left)


def _choose_parts(look: HintContext, parts: AbstractSet[MethodPart]) -> AbstractSet[MethodPart]:
    return ALL_PARTS if look.rep.rhythm.intensity.has_plan_only else parts


async def save_given(database: Database, given: Sequence[GivenHint]) -> None:
    """Save which hints were given; idempotent per day."""
    news = [
        NewGiven(
            workspace_id=each.rep.workspace_id,
            rep_id=each.rep.id,
            part=each.hint.part,
            subject=each.hint.subject,
            day=each.day,
        )
        for each in given
    ]
    if news:
        await database.write(lambda connection: hint_rows.save_given(connection, news))


async def answer_hint(
    database: Database, *, rep: Rep, part: MethodPart, subject: str, answer: HintAnswer, now: datetime
) -> None:
    """Save a rep's answer to a hint."""
    day = now.astimezone(rep.zone).date()
    await database.write(
        lambda connection: hint_rows.save_answer(
            connection, rep_id=rep.id, part=part, subject=subject, answer=answer, day=day
        )
    )
