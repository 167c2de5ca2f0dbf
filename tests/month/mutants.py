"""The product with one rule of METHOD K turned off, for each of them."""

import importlib
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Engine, event

from tests.month.auditor.ledger import Ledger, Violation

Patch = pytest.MonkeyPatch


@dataclass(frozen=True)
class Mutant:
    """A rule that is turned off; ``sentence`` is what its violations say, where the rule has other ones as well.

    ``turn_off`` may return what turns it on again, when the patch does not. ``seed`` is of a month in which it shows
    several times.
    """

    code: str
    what: str
    turn_off: Callable[[Patch], Callable[[], object] | None]
    sentence: str = ""
    seed: int = 1
    is_demo: bool = False

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


def leave_accounts_as_they_were(patch: Patch) -> None:
    standing = importlib.import_module("bot.domain.deals.standing").Standing
    replace(patch, "bot.domain.deals.standing.judge_standing", lambda given, _deals: standing(given.stage))


def ask_good_news_of_anybody(patch: Patch) -> None:
    replace(patch, "bot.domain.accounts.customer_score.may_ask_good_news", lambda _poor, *, day: day is not None)


def show_the_steps_of_colleagues(_patch: Patch) -> Callable[[], object]:
    """Leave out of queries whose steps they are."""

    def rewrite(_c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> Any:  # noqa: FBT001
        if "FROM next_steps" in statement:
            statement = statement.replace("next_steps.rep_id = ?", "(next_steps.rep_id = ? OR 1 = 1)")
        return statement, parameters

    event.listen(Engine, "before_cursor_execute", rewrite, retval=True)
    return lambda: event.remove(Engine, "before_cursor_execute", rewrite)


def take_the_past_along(patch: Patch) -> None:
    """Have a team consist of whoever is in it now, on every day."""
    spans = importlib.import_module("bot.storage.people.team_spans")
    load, always = spans.load_spans, importlib.import_module("bot.domain.calendar.day_spans").DaySpan()

    async def load_present(connection: Any, *, team_id: int) -> dict[int, tuple[Any, ...]]:
        found = await load(connection, team_id=team_id)
        return {rep_id: (always,) for rep_id, days in found.items() if days[-1].until == always.until}

    replace(patch, "bot.storage.people.team_spans.load_spans", load_present)


def count_those_who_are_away(patch: Patch) -> None:
    calendar = importlib.import_module("bot.domain.calendar.workdays").WorkCalendar
    patch.setattr(calendar, "find_counted_part", lambda self, day: self.week.part_of(day))


def show_the_whole_morning(patch: Patch) -> None:
    replace(patch, "bot.messages.rhythm.budget.fit_pieces", lambda pieces, **_bounds: list(pieces))


def name_the_same_every_morning(patch: Patch) -> None:
    memory = importlib.import_module("bot.domain.delivery.memory").Memory
    patch.setattr(memory, "find_blocked", lambda _self: frozenset())
    patch.setattr(memory, "find_resting", lambda _self: frozenset())


def repeat_what_lasts(patch: Patch) -> None:
    replace(patch, "bot.domain.reviews.resting_claims.rest_claims", lambda day, _heard: (day, None))


def propose_no_customers(patch: Patch) -> None:
    plan = importlib.import_module("bot.domain.accounts.contact_plan")
    customer = importlib.import_module("bot.domain.accounts.account").AccountStage.CUSTOMER
    honest = plan.suggest_contacts

    def suggest(histories: Any, **named: Any) -> Any:
        return honest([each for each in histories if each.stage is not customer], **named)

    replace(patch, "bot.domain.accounts.contact_plan.suggest_contacts", suggest)


def believe_every_own_date(patch: Patch) -> None:
    replace(patch, "bot.domain.log.advance.is_own_plan", lambda _kind: False)


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


def take_the_buttons_away(patch: Patch) -> None:
    """Leave out everything that can be pressed below a message of the bot's own accord."""
    blocks = importlib.import_module("handlers.slack.blocks")
    draw = blocks.draw_blocks

    def draw_without(message: Any, **limits: Any) -> Any:
        shown = [each for each in draw(message, **limits) if each["type"] != "actions"]
        return [{name: part for name, part in each.items() if name != "accessory"} for each in shown]

    for module in ("handlers.slack.blocks", "handlers.slack.messenger"):
        patch.setattr(importlib.import_module(module), "draw_blocks", draw_without)


MUTANTS = (
    Mutant("K1", "winning or losing a deal leaves its account what it was", leave_accounts_as_they_were, seed=8),
    Mutant("K2", "a poor score forbids nothing", ask_good_news_of_anybody),
    Mutant("K3", "the steps of colleagues are in the plan as well", show_the_steps_of_colleagues),
    Mutant("K4", "who is away, not here yet or only leads counts", count_those_who_are_away),
    Mutant("K4", "who changes team takes the past along", take_the_past_along, "asked .* from", seed=7),
    Mutant("K5", "a morning has no bounds", show_the_whole_morning, "a morning of"),
    Mutant("K5", "names do not rotate", name_the_same_every_morning, "mornings in a row"),
    Mutant("K5", "a channel hears the same figure every day", repeat_what_lasts, "named on", 101, is_demo=True),
    Mutant("K6", "no customer is ever proposed", propose_no_customers, "customers wait"),
    Mutant("K7", "what was done today is one more than was logged", count_one_more),
    Mutant("K9", "a date in an own message is an advance", believe_every_own_date),
    Mutant("K10", "a total is shown over any number of people", show_every_total),
    Mutant("K11", "nothing was logged today, whatever was", forget_what_was_logged),
    Mutant("ask", "a message has no buttons", take_the_buttons_away),
)
