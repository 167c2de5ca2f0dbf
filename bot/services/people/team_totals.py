"""Whether a team's totals may be shown: over four people, or when each person of a small team agreed (K10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.errors import TeamGone
from bot.domain.people.people import Rep, Team
from bot.domain.statistics.team_totals import TotalsRule, is_small, write_people
from bot.storage.database import Database
from bot.storage.people import people as people_rows
from bot.storage.people import totals_answers as answer_rows
from bot.storage.people.totals_answers import NewTotalsAnswer


@dataclass(frozen=True, slots=True)
class TotalsConsent:
    """A team with the people that count in its totals, and what they answered, by rep id; ``people`` as stored."""

    team: Team
    reps: tuple[Rep, ...]
    answers: dict[int, bool]

    @property
    def people(self) -> str:
        """The people as they are stored with an answer."""
        return write_people([rep.id for rep in self.reps])

    @property
    def is_small(self) -> bool:
        """Whether each of them must agree."""
        return is_small([rep.id for rep in self.reps])

    @property
    def is_given(self) -> bool:
        """Whether it is a small team of which each has agreed."""
        return self.is_small and all(self.answers.get(rep.id, False) for rep in self.reps)

    @property
    def rule(self) -> TotalsRule:
        """Which totals may be shown."""
        return TotalsRule(frozenset(rep.id for rep in self.reps) if self.is_given else frozenset())

    @property
    def unasked(self) -> tuple[Rep, ...]:
        """Who is still to answer; nobody once one of them said no, since nothing is shown then."""
        if not self.is_small or False in self.answers.values():
            return ()
        return tuple(rep for rep in self.reps if rep.id not in self.answers)


async def load_totals_rule(
    connection: AsyncConnection, *, team: Team, reps: Sequence[Rep], still_in: Sequence[Rep] = ()
) -> TotalsRule:
    """Return the rule for the totals of a team over a period with these people.

    Where some left the team since, those who are ``still_in`` may have agreed without them.
    """
    consent = await _load_consent(connection, team, reps)
    if not consent.is_given and 0 < len(still_in) < len(reps):
        consent = await _load_consent(connection, team, still_in)
    return consent.rule


async def load_consent(connection: AsyncConnection, *, team: Team, now: datetime) -> TotalsConsent:
    """Return what the people who are in a team now, and sell (K4), answered."""
    reps = await people_rows.list_reps(connection, workspace_id=team.workspace_id, team_id=team.id, here_at=now)
    begun = [rep for rep in reps if not rep.is_awaited]
    selling = [rep for rep in begun if not rep.leads_only_on(now.astimezone(rep.zone).date())]
    return await _load_consent(connection, team, selling)


async def load_current_consent(database: Database, *, team: Team, now: datetime) -> TotalsConsent:
    """Return the same of a team."""
    async with database.reading() as connection:
        return await load_consent(connection, team=team, now=now)


async def find_own_consent(database: Database, *, rep: Rep, now: datetime) -> TotalsConsent | None:
    """Return the consent of a rep's small team, None for who is in none or does not count in its totals."""
    async with database.reading() as connection:
        team = await people_rows.find_team(connection, workspace_id=rep.workspace_id, team_id=rep.team_id or 0)
        consent = await load_consent(connection, team=team, now=now) if team is not None else None
    is_asked = consent is not None and consent.is_small and rep.id in {each.id for each in consent.reps}
    return consent if is_asked else None


async def answer_totals(
    database: Database, *, rep: Rep, team_id: int, people: str, agrees: bool, now: datetime
) -> TotalsConsent:
    """Save whether a rep agrees that totals of the team are shown; a yes about other people than now is not saved.

    Raises:
        TeamGone: the rep is not in this team (any more).
    """

    async def work(connection: AsyncConnection) -> TotalsConsent:
        team = await people_rows.find_team(connection, workspace_id=rep.workspace_id, team_id=team_id)
        if team is None:
            raise TeamGone
        consent = await load_consent(connection, team=team, now=now)
        if rep.id not in {each.id for each in consent.reps}:
            raise TeamGone
        if consent.is_small and (people == consent.people or not agrees):
            answer = NewTotalsAnswer(
                workspace_id=rep.workspace_id,
                team_id=team.id,
                rep_id=rep.id,
                people=consent.people,
                agrees=agrees,
                created_at=now,
            )
            await answer_rows.save_totals_answer(connection, answer)
        return await load_consent(connection, team=team, now=now)

    return await database.write(work)


async def _load_consent(connection: AsyncConnection, team: Team, reps: Sequence[Rep]) -> TotalsConsent:
    consent = TotalsConsent(team, tuple(reps), {})
    if not consent.is_small:
        return consent
    answers = await answer_rows.load_totals_answers(connection, team_id=team.id, people=consent.people)
    return TotalsConsent(team, tuple(reps), answers)
