"""Hold every message to the rules, at the moment at which it is shown."""

import re
from collections.abc import Iterable
from dataclasses import replace

from tests.month.auditor.case import Case, Rule
from tests.month.auditor.checks import (
    asking,
    cards,
    closed,
    counts,
    echo,
    figures,
    hollow,
    pages,
    people,
    reviews,
    scores,
    totals,
)
from tests.month.auditor.checks.rest import Rest
from tests.month.auditor.ledger import Ledger
from tests.month.auditor.reading import blank
from tests.month.auditor.rows import Reader
from tests.month.auditor.seen import Book, Place, Seen
from tests.month.auditor.unread import needs_reading

RULES: tuple[Rule, ...] = (
    closed.check_pools,
    closed.check_stalls,
    closed.check_advances,
    closed.check_deals,
    closed.check_coaching,
    figures.check_progress,
    figures.check_yesterday,
    figures.check_under_way,
    figures.check_percentages,
    figures.check_shares,
    figures.check_parts,
    figures.check_years,
    scores.check_good_news,
    scores.check_form,
    people.check_visits,
    people.check_steps,
    people.check_promises,
    people.check_agenda,
    counts.check_colleagues,
    counts.check_bars,
    counts.check_targets,
    counts.check_streak,
    counts.check_open,
    totals.check_totals,
    totals.check_names,
    hollow.check_hollow,
    hollow.check_nudges,
    hollow.check_silence,
    hollow.check_faults,
    pages.check_titles,
    pages.check_rests,
    pages.check_scores,
    pages.check_deliveries,
    pages.check_story,
    pages.check_weeks,
    echo.check_entries,
    echo.check_steps,
    echo.check_quotes,
    cards.check_card,
    cards.check_continuations,
    cards.check_sums,
    cards.check_titles,
    cards.check_amounts,
    reviews.check_agreements,
    reviews.check_hour,
    reviews.check_pace,
    reviews.check_week_before,
    reviews.check_month,
    reviews.check_open_ends,
    asking.check_asking,
)
REPLIES = ("reply",)
# A page that somebody opened; others are drawn in the background, and may be replaced at once.
OPENED = "opened"
_FIGURE = re.compile(r"\d")


class Auditor:
    """The audit of one month; ``hold`` takes what was shown since the last time."""

    def __init__(self, reader: Reader, book: Book, *, seed: int) -> None:
        self.ledger = Ledger()
        self._reader = reader
        self._book = book
        self._seed = seed
        self._rules: list[Rule] = [*RULES, scores.Requests().check, Rest().check]

    def hold(self, shown: Iterable[Seen]) -> None:
        """Check these messages, which were shown just now."""
        rows = self._reader.now()
        for seen in [each for each in shown if each.place is not Place.HOME or each.kind == OPENED]:
            if seen.kind.isdigit():
                kind, written = rows.delivery(seen.kind)
                place = Place.ANSWER if kind in REPLIES else seen.place
                seen = replace(seen, kind=kind, place=place, written=written)  # noqa: PLW2901
            case = Case(seen, rows, self._book)
            claims = [claim for rule in self._rules for claim in rule(case)]
            self.ledger.add(case, claims, seed=self._seed)
            self._note_unread(case)

    def _note_unread(self, case: Case) -> None:
        """Note the sentences with a figure or a name that no rule has read, so that new ones cannot slip by."""
        if case.seen.place is Place.FORM:
            return
        for line in case.lines:
            names = [account.name for account in case.accounts_in(line)]
            if needs_reading(line) and blank(line, []) != "#" and (names or _FIGURE.search(line)):
                self.ledger.sentences += 1
                if line not in case.read:
                    self.ledger.unread[blank(line, names)] += 1
