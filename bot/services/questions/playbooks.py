"""The questions that a workspace uses: ours, with its own additions, changes and switches (V3)."""

from collections.abc import Collection
from datetime import datetime
from functools import lru_cache

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.log.stored_text import check_text
from bot.domain.people.people import Rep
from bot.domain.questions.questions import Playbook, Question
from bot.messages.questions.playbook_file import (
    adapt_question_text,
    load_playbook,
    merge_playbook,
    switch_question_text,
)
from bot.messages.text.words import LANGUAGES
from bot.storage.database import Database
from bot.storage.questions import questions as question_rows
from bot.storage.row_locks import lock_row
from bot.storage.tables.people import workspaces

TEXTS_HELD = 256
LONGEST_PLAYBOOK = 100_000


async def load_workspace_playbook(connection: AsyncConnection, *, workspace_id: int, language: str) -> Playbook:
    """Return the playbook of a workspace in a language."""
    text = await question_rows.find_playbook(connection, workspace_id=workspace_id, language=language)
    return _merge(language, text)


async def load_workspace_playbooks(
    connection: AsyncConnection, *, reps: Collection[Rep]
) -> dict[tuple[int, str], Playbook]:
    """Return the playbooks of these reps' workspaces, by workspace id and the rep's language."""
    wanted = {(rep.workspace_id, rep.language) for rep in reps}
    texts = await question_rows.find_playbooks(connection, workspace_ids={workspace_id for workspace_id, _ in wanted})
    return {key: _merge(key[1], texts.get(key, "")) for key in wanted}


async def find_own_questions(database: Database, *, workspace_id: int, language: str) -> str:
    """Return a workspace's own questions as YAML."""
    async with database.reading() as connection:
        return await question_rows.find_playbook(connection, workspace_id=workspace_id, language=language)


async def change_playbook(
    database: Database, *, workspace_id: int, language: str, text: str, rep_id: int | None, now: datetime
) -> int:
    """Save a workspace's own questions, and return the total number of questions afterwards.

    Raises:
        PlaybookBroken: they cannot be parsed; the earlier ones stay in force.
        TextTooLong: they exceed the maximum length.
    """
    text = check_text(text, LONGEST_PLAYBOOK)
    playbook = _merge(language, text)
    await database.write(
        lambda connection: question_rows.save_playbook(
            connection, workspace_id=workspace_id, language=language, text=text, rep_id=rep_id, now=now
        )
    )
    return len(playbook.questions)


async def adapt_question(
    database: Database,
    *,
    workspace_id: int,
    language: str,
    question: Question,
    is_off: bool,
    rep_id: int | None,
    now: datetime,
) -> None:
    """Save the workspace's wording of a question in a language, and switch the question off or on.

    The switch applies to every language in which the workspace has the question.

    Raises:
        PlaybookBroken: a text is empty or too long; the question is left as it was.
    """

    async def work(connection: AsyncConnection) -> None:
        await lock_row(connection, workspaces, workspace_id)
        for each in dict.fromkeys((language, *LANGUAGES)):
            text = await question_rows.find_playbook(connection, workspace_id=workspace_id, language=each)
            if each == language and not is_off:
                adapted = adapt_question_text(text, question)
            else:
                adapted = _switch(_merge(each, text), text, question.id, is_off=is_off)
            if adapted == text:
                continue
            _merge(each, adapted)
            await question_rows.save_playbook(
                connection, workspace_id=workspace_id, language=each, text=adapted, rep_id=rep_id, now=now
            )

    await database.write(work)


def _switch(playbook: Playbook, text: str, question_id: str, *, is_off: bool) -> str:
    """Return the YAML with the question switched; unchanged when it already is, or is missing."""
    others = playbook.questions if is_off else playbook.off
    found = [each for each in others if each.id == question_id]
    return switch_question_text(text, found[0], is_off=is_off) if found else text


@lru_cache(maxsize=TEXTS_HELD)
def _merge(language: str, text: str) -> Playbook:
    base = load_playbook(language)
    return merge_playbook(base, text) if text.strip() else base
