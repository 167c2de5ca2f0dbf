"""Play the machine on empty databases: how long, from which seed, and with what done to each database first."""

import os
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.machine.account_days import AccountDays
from tests.machine.machine import Machine

STEPS = 50
# With these set, `make torture` plays longer, and from another seed each time.
EXAMPLES, SEED = int(os.environ.get("RITME_EXAMPLES", "0")), int(os.environ.get("RITME_SEED", "13"))
SHRINKS = "RITME_SHRINK" in os.environ


def play(make_database: Callable[[], str], *, examples: int, start: int = SEED) -> None:
    """Play that many days of at most ``STEPS`` steps; a failure prints its steps, which ``start`` repeats.

    ``make_database`` returns the URL of a migrated, empty database, another one each time.
    """

    @seed(start)
    class Played(AccountDays):
        def __init__(self) -> None:
            self.url = make_database()
            super().__init__()

    run_state_machine_as_test(
        Played,
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink) if SHRINKS else (Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )


def find_steps(make_database: Callable[[], str], *, examples: int) -> int | None:
    """Return after how many steps the machine fails, None when it does not within that many days."""
    Machine.steps = 0
    try:
        play(make_database, examples=examples)
    except Exception:  # noqa: BLE001 - whatever the bot or a check raised
        return Machine.steps
    return None
