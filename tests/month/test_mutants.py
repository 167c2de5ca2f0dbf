"""Turn each rule of METHOD K off once: the auditor sees it. `make auditor-check` prints after how many messages."""

import os
import sys

import pytest
from structlog.testing import capture_logs

from tests.month.auditor.ledger import CODES
from tests.month.mutants import MUTANTS, Mutant
from tests.month.running import audit_month

DAYS = 28


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.mark.auditor
@pytest.mark.skipif("RITME_AUDITOR" not in os.environ, reason="plays twelve months: make auditor-check")
@pytest.mark.timeout(0)
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: f"{mutant.code}: {mutant.what}")
async def test_the_auditor_sees_a_rule_that_is_turned_off(
    mutant: Mutant, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn_on = mutant.turn_off(monkeypatch)
    try:
        with capture_logs():
            ledger = await audit_month(
                database_url, mutant.seed, is_demo=mutant.is_demo, days=DAYS, stop=mutant.is_seen
            )
    finally:
        if turn_on is not None:
            turn_on()
    found = next((each for each in ledger.wrong.get(mutant.code, []) if mutant.is_about(each)), None)
    told = "NOT SEEN" if found is None else f"seen after {ledger.shown} messages: {found.claim.sentence}"
    sys.stdout.write(f"\n{mutant.code:4} {mutant.what:60} {told}\n")
    assert found is not None


def test_each_rule_has_a_mutant() -> None:
    assert {mutant.code for mutant in MUTANTS} == set(CODES) - {"fault"}
