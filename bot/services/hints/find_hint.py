"""The one thing that a morning plan brings up besides the day itself (N1-N4, Z1-Z6, O5)."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.hints.hints import Answer, Given, Hint, Part, choose_hint
from bot.domain.people.people import Rep
from bot.services.hints.find_certainty_hints import find_certainty_hints
from bot.services.hints.find_lesson_hints import find_exercises, find_lesson_returns, find_open_losses
from bot.services.hints.find_pattern_hints import find_proven_patterns
from bot.services.hints.hint_look import HintLook
from bot.storage.database import Database
from bot.storage.hints import hints as hint_rows

Look = Callable[[AsyncConnection, HintLook], Awaitable[list[Hint]]]

# What finds the hints of which parts; one whose parts are all switched off is not asked.
LOOKS: tuple[tuple[frozenset[Part], Look], ...] = (
    (frozenset({Part.LESSON}), find_lesson_returns),
    (frozenset({Part.LOSS}), find_open_losses),
    (frozenset({Part.EXERCISE}), find_exercises),
    (frozenset({Part.PATTERN}), find_proven_patterns),
    (
        frozenset(
            {
                Part.PROMISE,
                Part.REBOUND,
                Part.REPEATING,
                Part.RELATIONS,
                Part.REFERRAL,
                Part.REPUTATION,
                Part.INTRODUCTION,
            }
        ),
        find_certainty_hints,
    ),
)


@dataclass(frozen=True, slots=True)
class GivenHint:
    """A hint that is in a rep's plan of a local day."""

    rep: Rep
    hint: Hint
    day: date


async def find_hint(connection: AsyncConnection, look: HintLook) -> GivenHint | None:
    """Return what a rep's plan brings up today, None when nothing is due."""
    off = look.rep.rhythm.switched_off
    found = [hint for parts, find in LOOKS if parts - off for hint in await find(connection, look)]
    candidates = [hint for hint in found if hint.part not in off]
    if not candidates:
        return None
    given: Sequence[Given] = await hint_rows.list_given(connection, rep_id=look.rep.id)
    hint = choose_hint(candidates, given, today=look.today)
    return GivenHint(look.rep, hint, look.today) if hint is not None else None


async def keep_given(database: Database, given: Sequence[GivenHint]) -> None:
    """Keep which hints reps were given; the same hint on the same day counts once."""
    rows: list[dict[str, object]] = [
        {
            "workspace_id": each.rep.workspace_id,
            "rep_id": each.rep.id,
            "part": each.hint.part,
            "subject": each.hint.subject,
            "day": each.day,
            "answer": None,
        }
        for each in given
    ]
    if rows:
        await database.write(lambda connection: hint_rows.keep_given(connection, rows))


async def answer_hint(database: Database, *, rep: Rep, part: Part, subject: str, answer: Answer, now: datetime) -> None:
    """Keep what a rep said to a hint."""
    day = now.astimezone(rep.zone).date()
    await database.write(
        lambda connection: hint_rows.keep_answer(
            connection, rep_id=rep.id, part=part, subject=subject, answer=answer, day=day
        )
    )
