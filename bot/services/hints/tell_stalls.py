"""The stalled deal that a rep hears of in the morning, at most one a day (V1, N5)."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.hints.stall_news import StallNews, count_round, is_news
from bot.domain.people.people import Workspace
from bot.services.deals.scan_stalls import Judge, read_judge
from bot.services.people.people_book import Person
from bot.services.questions.suggest_questions import AskAbout, read_advice
from bot.storage.database import Database
from bot.storage.deals import stalls as stall_rows


class JudgeBook:
    """The judges of a batch, each read once for a workspace and a day."""

    def __init__(self) -> None:
        self._held: dict[tuple[int, date], Judge] = {}

    async def get(self, connection: AsyncConnection, *, workspace: Workspace, today: date) -> Judge:
        """Return the judge of a workspace on a local day."""
        key = (workspace.id, today)
        if key not in self._held:
            self._held[key] = await read_judge(connection, workspace=workspace, today=today)
        return self._held[key]


async def find_stall_news(
    connection: AsyncConnection, *, person: Person, judges: JudgeBook, now: datetime
) -> StallNews | None:
    """Return the most valuable stalled deal that the rep may hear of now, None when there is none."""
    rep = person.rep
    today = now.astimezone(rep.zone).date()
    found = await stall_rows.list_stalled(connection, workspace_id=rep.workspace_id, owner_ids=[rep.id])
    if not found:
        return None
    judge = await judges.get(connection, workspace=person.workspace, today=today)
    for stalled in found:
        # Something may have happened since the last scan.
        stalls = judge.judge(stalled.deal)
        if stalls and is_news(stalled, today=today, workdays=judge.workdays):
            deal = stalled.deal
            advice = await read_advice(connection, person, AskAbout(deal.account_id, deal.id), now)
            return StallNews(
                deal=deal, stalls=stalls, round=count_round(stalled, today=today), day=today, advice=advice
            )
    return None


async def keep_told(database: Database, news: Sequence[StallNews]) -> None:
    """Keep what reps were told about; the same news on the same day counts once."""
    if news:
        await database.write(lambda connection: stall_rows.keep_told(connection, news))
