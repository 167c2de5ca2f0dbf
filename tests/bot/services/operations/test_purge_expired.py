"""What is kept for a while only is deleted after that while, and nothing before."""

from datetime import timedelta

from bot.services.operations.purge_expired import purge_expired
from tests.bot.interactions.world import dump
from tests.conftest import StillClock, Talk


async def test_revisions_and_drafts_are_deleted_once_they_are_too_old(talk: Talk, clock: StillClock) -> None:
    await talk.says("5 mails")
    await talk.says("moet 4 zijn")
    await talk.says("bezoek Bakkerij Oost")
    before = clock.now()
    clock.move(days=2)
    await talk.says("3 mails")
    await talk.says("undo")
    gone = await purge_expired(
        talk.bot.database, drafts_before=before + timedelta(days=1), deliveries_before=before - timedelta(days=1)
    )
    assert (gone.drafts, gone.revisions, gone.deliveries) == (1, 1, 0)
    rows = await dump(talk.bot.database)
    assert [(row["made_at"], row["restored_at"]) for row in rows["revisions"]] == [(clock.now(), None)]
    assert len(rows["activities"]) == 2
