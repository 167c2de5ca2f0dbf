"""The number of SQL statements per common command, counted at the cursor on both databases.

A budget is two figures: the reads outside the writing transaction, and the statements inside it, which concurrent
requests share. A change that adds a statement must change a figure here and say why the reply needs it.
"""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.services.home.load_home import load_home
from bot.storage.commit import AwaitingCommitter, Groups, ThreadCommitter
from tests.conftest import Talk
from tests.interactions import answer_deal, answer_ritme

CONTROL = ("BEGIN", "COMMIT", "ROLLBACK")


@dataclass(slots=True)
class Budget:
    """Counts statements since the last reset."""

    read: int = 0
    written: int = 0
    is_writing: bool = False

    def count(self, statement: str) -> None:
        if statement.startswith(CONTROL):
            return
        if self.is_writing:
            self.written += 1
        else:
            self.read += 1

    def take(self) -> tuple[int, int]:
        taken = (self.read, self.written)
        self.read = self.written = 0
        return taken


@pytest.fixture
def budget(monkeypatch: pytest.MonkeyPatch) -> Iterator[Budget]:
    counted = Budget()

    def count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        counted.count(statement)

    for committer in (ThreadCommitter, AwaitingCommitter):
        monkeypatch.setattr(committer, "commit", _mark(committer.commit, counted))
    event.listen(Engine, "before_cursor_execute", count)
    yield counted
    event.remove(Engine, "before_cursor_execute", count)


def _mark(commit: Callable[..., Any], counted: Budget) -> Callable[..., Any]:
    async def commit_marked(committer: Any, groups: Groups, **more: Any) -> Any:
        counted.is_writing = True
        try:
            return await commit(committer, groups, **more)
        finally:
            counted.is_writing = False

    return commit_marked


# The typed command and its budget, with warm caches.
LINES = {
    "5 mails": (0, 3),
    "visit Acme": (0, 7),
    "bezoek Acme, offerte besproken": (0, 7),
    # One read: whether the account is called often enough to ask at what hour (V4).
    "gebeld met Acme, terugbellen over 2 weken": (1, 10),
    "bezoek Onbekend": (1, 1),
    "list": (1, 0),
    "undo": (0, 13),
    "help": (0, 0),
}


# On PostgreSQL the rep's row is locked, so that two replicas do not take the same line back.
LOCKING = {"undo": (0, 14)}


async def test_a_line_of_the_log_keeps_to_its_budget(talk: Talk, budget: Budget, database_kind: str) -> None:
    for text in LINES:
        await talk.says(text)
        if text != "undo":
            await talk.says("bezoek Acme")
    spent = {}
    for text in LINES:
        budget.take()
        await talk.says(text)
        spent[text] = budget.take()
    assert spent == LINES | (LOCKING if database_kind == "postgresql" else {})


async def test_a_correction_keeps_to_its_budget(talk: Talk, budget: Budget, database_kind: str) -> None:
    await talk.says("visit Acme")
    await talk.says("nee, Acme Nederland")
    budget.take()
    await talk.says("nee, Acme")
    # On PostgreSQL the rep and the entry are locked; one read is for the rest of the line.
    assert budget.take() == ((6, 21) if database_kind == "postgresql" else (6, 19))


async def test_a_contact_in_a_deal_keeps_to_its_budget(talk: Talk, budget: Budget) -> None:
    await answer_deal(talk.bot, person=talk.person, text="nieuw Acme Kassen 45k")
    await talk.says("visit Acme")
    budget.take()
    await talk.says("visit Acme")
    assert budget.take() == (0, 11)


async def test_the_first_line_after_a_start_keeps_to_its_budget(talk: Talk, budget: Budget) -> None:
    await answer_deal(talk.bot, person=talk.person, text="nieuw Acme Kassen 45k")
    budget.take()
    await talk.says("visit Acme")
    assert budget.take() == (3, 11)


async def test_the_line_after_one_with_a_next_step_reads_the_steps_again(talk: Talk, budget: Budget) -> None:
    await talk.says("visit Acme")
    await talk.says("gebeld met Acme, terugbellen over 2 weken")
    budget.take()
    await talk.says("visit De Vries & Zn.")
    assert budget.take() == (1, 7)


async def test_requests_that_come_together_share_their_statements(talk: Talk, budget: Budget) -> None:
    """Twenty concurrent lines share a commit, and cost little more than one."""
    await talk.says("visit Acme")
    budget.take()
    await asyncio.gather(*(talk.says("visit Acme", request=f"together:{number}") for number in range(20)))
    read, written = budget.take()
    assert read == 0
    assert written <= 3 * 7


async def test_looking_keeps_to_its_budget(talk: Talk, budget: Budget) -> None:
    bot, person = talk.bot, talk.person
    await talk.says("visit Acme")
    spent = {}
    for text in ("", "week"):
        await answer_ritme(bot, person=person, text=text)
        budget.take()
        await answer_ritme(bot, person=person, text=text)
        spent[text] = budget.take()
    # One of those of the day reads what the rep heard lately: who was named, rests (K5). Those of the week read what is
    # owed to a customer, and which open ends stand in a deal that is over (K1, K2). Both read the targets that held on
    # the days before today (K7).
    assert spent == {"": (8, 0), "week": (10, 0)}


async def test_a_page_that_nobody_looks_at_costs_one_statement(talk: Talk, budget: Budget) -> None:
    budget.take()
    await load_home(talk.bot.database, person=talk.person, now=talk.bot.now())
    assert budget.take() == (1, 0)
