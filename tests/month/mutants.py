"""The product with one rule of METHOD K turned off, for each of them."""

import importlib
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.month.auditor.ledger import Ledger, Violation

Patch = pytest.MonkeyPatch


@dataclass(frozen=True)
class Mutant:
    """A rule that is turned off; ``sentence`` is what its violations say, where the rule has other ones as well."""

    code: str
    what: str
    turn_off: Callable[[Patch], None]
    sentence: str = ""

    def is_about(self, violation: Violation) -> bool:
        """Return whether a violation is one that this mutant makes."""
        return re.search(self.sentence, f"{violation.claim.sentence} | {violation.claim.rows}") is not None

    def is_seen(self, ledger: Ledger) -> bool:
        """Return whether the auditor has seen it."""
        return any(map(self.is_about, ledger.wrong.get(self.code, ())))


def replace(patch: Patch, path: str, new: Any) -> None:
    """Put something else in the place of what a module of the product has, wherever it was imported."""
    for each in ("bot.interactions.table", "bot.services.delivery.compose_delivery", "bot.services.deals.scan_stalls"):
        importlib.import_module(each)
    home, _, name = path.rpartition(".")
    old = getattr(importlib.import_module(home), name)
    for module in list(sys.modules.values()):
        if module.__name__.startswith("bot.") and getattr(module, name, None) is old:
            patch.setattr(module, name, new)


def count_one_more(patch: Patch) -> None:
    progress = importlib.import_module("bot.domain.home.progress").Progress
    honest = progress.done_of
    patch.setattr(progress, "done_of", lambda self, kind: honest(self, kind) + 1)


def forget_what_was_logged(patch: Patch) -> None:
    progress = importlib.import_module("bot.domain.home.progress").Progress
    patch.setattr(progress, "is_empty", property(lambda _self: True))


def show_every_total(patch: Patch) -> None:
    rule = importlib.import_module("bot.domain.statistics.team_totals").TotalsRule
    patch.setattr(rule, "may_show", lambda _self, counted: bool(set(counted)))


MUTANTS = (
    Mutant("K10", "a total is shown over any number of people", show_every_total),
    Mutant("K7", "what was done today is one more than was logged", count_one_more, r"0/|\d/\d"),
    Mutant("K11", "nothing was logged today, whatever was", forget_what_was_logged, "gelogd vandaag|logged"),
)
