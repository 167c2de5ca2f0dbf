"""A team's scorecard without the shares that may not be shown (Z8, K10)."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.certainties.scorecard import Certainty, Scorecard, ScoreLine
from bot.domain.statistics.team_totals import TotalsRule


def hide_lines(card: Scorecard, people: Mapping[int, Scorecard], rule: TotalsRule) -> Scorecard:
    """Return a team's scorecard without the shares that may not be shown; ``people`` has the cards of its reps."""
    return replace(card, lines=tuple(_hide_line(line, people, rule) for line in card.lines))


def keep_sides(card: Scorecard, *, value: bool = True, before: Scorecard | None) -> Scorecard:
    """Return a scorecard with the shares of a month, or without, and the earlier ones of another card, or none.

    Who was in a team at the end of the one month is not who was at the end of the other.
    """
    earlier = {line.certainty: line.before for line in before.lines} if before is not None else {}
    lines = (
        replace(line, value=line.value if value else None, before=earlier.get(line.certainty)) for line in card.lines
    )
    return replace(card, lines=tuple(lines))


def _hide_line(line: ScoreLine, people: Mapping[int, Scorecard], rule: TotalsRule) -> ScoreLine:
    if line.certainty is Certainty.REPETITION:  # the patterns of the workspace, whoever the team is
        return line
    own = {rep: each for rep, card in people.items() for each in card.lines if each.certainty is line.certainty}
    return replace(
        line,
        value=rule.keep(line.value, [rep for rep, each in own.items() if each.value is not None]),
        before=rule.keep(line.before, [rep for rep, each in own.items() if each.before is not None]),
    )
