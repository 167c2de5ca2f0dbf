"""Which promises a message of the bot's own accord names, and which it asks about and then lets rest (V2, K5)."""

from dataclasses import dataclass

from bot.domain.delivery.memory import ASKED_AFTER
from bot.domain.home.day import RepDay
from bot.domain.log.next_steps import AgreedStep


@dataclass(frozen=True, slots=True)
class Promises:
    """The steps to name, the first of them first, and the one to ask about: move it, drop it, or keep silent."""

    named: tuple[AgreedStep, ...] = ()
    asked: AgreedStep | None = None


def choose_promises(day: RepDay) -> Promises:
    """Return today's promises and those left open lately; one that was open for three mornings is asked about once.

    What was asked about rests until it is moved, and so does what would be a fourth morning with the same account.
    """
    blocked = day.memory.find_blocked()
    awake = [step for step in day.steps_due if step.asked_on is None or step.asked_on == day.day]
    todays = [step for step in awake if step.due_on == day.day]
    left_open = [step for step in awake if step.due_on < day.day and step.account_id not in blocked]
    ripe = [step for step in left_open if _is_ripe(day, step)]
    named = [*todays, *(step for step in left_open if not _is_ripe(day, step))]
    return Promises(named=tuple(named), asked=ripe[0] if ripe else None)


def _is_ripe(day: RepDay, step: AgreedStep) -> bool:
    return step.asked_on == day.day or day.memory.count_step(step.id, since=step.due_on) >= ASKED_AFTER
