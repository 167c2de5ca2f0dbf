"""Check the database: reachable, at the newest revision, and free of dead letters."""

from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from bot.domain.delivery.delivery_state import DeliveryState
from bot.storage.database import Database
from bot.storage.delivery.deliveries import count_states
from bot.storage.migrate import find_revision, get_newest_revision


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check: a detail when it passed, or the problem and its remedy."""

    subject: str
    detail: str = ""
    problem: str = ""
    remedy: str = ""

    @property
    def is_good(self) -> bool:
        """Whether the check passed."""
        return not self.problem


async def check_database(database: Database) -> list[Finding]:
    """Return the results of all checks of the database."""
    try:
        async with database.long_reading() as connection:
            revision = await find_revision(connection)
            states = await count_states(connection) if revision is not None else {}
    except (SQLAlchemyError, OSError) as error:
        return [
            Finding(
                subject="Database",
                problem=f"It does not answer ({type(error).__name__}).",
                remedy="Check RITME_DATABASE_URL, and that the server runs and lets this machine in.",
            )
        ]
    return [_judge_revision(revision), _judge_deliveries(states)]


def _judge_revision(revision: str | None) -> Finding:
    newest = get_newest_revision()
    if revision == newest:
        return Finding(subject="Database", detail=f"answers, at revision {revision}")
    return Finding(
        subject="Database",
        problem=f"It is at revision {revision or 'none'}, this version needs {newest}.",
        remedy="Run: ritme migrate",
    )


def _judge_deliveries(states: dict[DeliveryState, int]) -> Finding:
    failed, doubtful = states.get(DeliveryState.FAILED, 0), states.get(DeliveryState.IN_DOUBT, 0)
    if failed or doubtful:
        return Finding(
            subject="Deliveries",
            problem=f"{failed} could not be delivered, {doubtful} are in doubt.",
            remedy="Look for delivery.refused and delivery.in_doubt in the log; the reason is kept with each row.",
        )
    waiting = states.get(DeliveryState.WAITING, 0) + states.get(DeliveryState.SENDING, 0)
    return Finding(subject="Deliveries", detail=f"{states.get(DeliveryState.SENT, 0)} sent, {waiting} on their way")
