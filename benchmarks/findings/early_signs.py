"""Calibration of early signs (O4): are deals forecast at 33% won one time in three, in simulations of known truth?"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp

from bot.domain.deals.early_signs import EarlyContact, SignedDeal, find_like, find_signs
from bot.domain.log.activity import Kind
from bot.domain.log.situations import Situation

SEEDS, ASKED = range(1, 61), 50
# Numbers of closed deals to learn from, from too few to many.
HISTORIES = (40, 60, 150, 400)
AIM_ERROR = 0.05
BANDS = 10
FIRST_DAY = date(2026, 1, 5)
# The base log-odds of winning, and what each sign adds to them.
USUAL_ODDS = -0.5
PLAIN_TRUTH = {
    "step_first": 0.6,
    "no_step": -0.6,
    "advance": 0.5,
    "situation:no_budget": -0.8,
    "situation:needs_others": -0.4,
    "slow": -0.4,
}
# One fixed prior serves all three: too cautious where signs are strong, not cautious enough where they mean nothing.
WORLDS: dict[str, Mapping[str, float]] = {
    "signs tell something": PLAIN_TRUTH,
    "signs tell a lot": {sign: 2 * weight for sign, weight in PLAIN_TRUTH.items()},
    "signs tell nothing": {},
}
# The probability of each kind of contact.
KINDS = {Kind.MESSAGE: 0.5, Kind.CALL: 0.35, Kind.VISIT: 0.15}
SITUATIONS = {
    None: 0.3,
    Situation.NEUTRAL: 0.25,
    Situation.NEEDS_OTHERS: 0.12,
    Situation.PRICE: 0.1,
    Situation.NO_BUDGET: 0.1,
    Situation.POSTPONED: 0.08,
    Situation.UNREACHABLE: 0.05,
}
STEP, ADVANCE, MOST_DAYS_BETWEEN = 0.35, 0.3, 10


@dataclass(frozen=True, slots=True)
class Forecast:
    """The forecast for an open deal, its true probability of winning, and whether it was won."""

    chance: float
    low: float
    high: float
    truth: float
    is_won: bool


@dataclass(frozen=True, slots=True)
class Band:
    """One row of the reliability table: the number of forecasts, their mean, and the share that was won."""

    tenth: int
    forecasts: int
    predicted: float
    won: float


def play_history(weights: Mapping[str, float], *, seed: int, closed: int, asked: int = ASKED) -> list[Forecast | None]:
    """Return the forecasts for open deals after learning from a number of closed ones; None where none is made."""
    chance = random.Random(f"{seed}:{closed}")
    past = [_close_deal(number, weights, chance) for number in range(closed)]
    return [_foretell(past, weights, chance) for _ in range(asked)]


def make_bands(forecasts: Sequence[Forecast]) -> list[Band]:
    """Return the reliability table, with a row for each tenth that has forecasts."""
    by_tenth: dict[int, list[Forecast]] = {}
    for each in forecasts:
        by_tenth.setdefault(int(each.chance * BANDS), []).append(each)
    return [
        Band(
            tenth=tenth,
            forecasts=len(those),
            predicted=sum(each.chance for each in those) / len(those),
            won=sum(each.is_won for each in those) / len(those),
        )
        for tenth, those in sorted(by_tenth.items())
    ]


def find_error(bands: Sequence[Band]) -> float:
    """Return the expected calibration error: the mean difference between forecast and outcome, over the bands."""
    total = sum(band.forecasts for band in bands)
    return sum(band.forecasts * abs(band.predicted - band.won) for band in bands) / total if total else 0.0


def find_chance(signs: frozenset[str], weights: Mapping[str, float]) -> float:
    """Return the true probability of winning: a logistic function of the signs."""
    odds = USUAL_ODDS + sum(weight for sign, weight in weights.items() if sign in signs)
    return 1 / (1 + exp(-odds))


def _close_deal(number: int, weights: Mapping[str, float], chance: random.Random) -> SignedDeal:
    signs = _draw_signs(chance)
    is_won = chance.random() < find_chance(signs, weights)
    return SignedDeal(id=number, name=f"Deal {number}", is_won=is_won, signs=signs)


def _foretell(past: Sequence[SignedDeal], weights: Mapping[str, float], chance: random.Random) -> Forecast | None:
    signs = _draw_signs(chance)
    truth = find_chance(signs, weights)
    is_won = chance.random() < truth
    said = find_like(signs, past)
    if said is None:
        return None
    return Forecast(chance=said.chance, low=said.low, high=said.high, truth=truth, is_won=is_won)


def _draw_signs(chance: random.Random) -> frozenset[str]:
    day = FIRST_DAY
    contacts = []
    for _ in range(3):
        contacts.append(_draw_contact(day, chance))
        day += timedelta(days=chance.randint(1, MOST_DAYS_BETWEEN))
    return find_signs(contacts)


def _draw_contact(day: date, chance: random.Random) -> EarlyContact:
    (kind,) = chance.choices(list(KINDS), list(KINDS.values()))
    (situation,) = chance.choices(list(SITUATIONS), list(SITUATIONS.values()))
    has_step = chance.random() < STEP
    return EarlyContact(
        kind=kind, day=day, is_advance=has_step and chance.random() < ADVANCE, situation=situation, has_step=has_step
    )


def measure_signs() -> list[str]:
    """Return the lines of the report."""
    lines = [f"Chances by early signs, {len(SEEDS)} seeds, {ASKED} open deals each:"]
    for name, weights in WORLDS.items():
        lines.append(f"  {name}")
        for closed in HISTORIES:
            answers = [answer for seed in SEEDS for answer in play_history(weights, seed=seed, closed=closed)]
            lines += _report(closed, answers)
    return lines


def _report(closed: int, answers: Sequence[Forecast | None]) -> list[str]:
    forecasts = [answer for answer in answers if answer is not None]
    silent = 1 - len(forecasts) / len(answers)
    if not forecasts:
        return [f"    {closed:3} closed deals: nothing said of {silent:.0%}"]
    bands = make_bands(forecasts)
    error = find_error(bands)
    caches = sum(each.low <= each.truth <= each.high for each in forecasts) / len(forecasts)
    verdict = f"calibration error {error:.3f} (aim {AIM_ERROR:.2f}: {'yes' if error <= AIM_ERROR else 'NO'})"
    return [
        f"    {closed:3} closed deals: nothing said of {silent:.0%}, {verdict}, truth within the interval {caches:.0%}",
        "           said  deals  on average  really won  difference",
    ] + [
        f"      {band.tenth * 10:3}-{band.tenth * 10 + 10:3}% {band.forecasts:6} {band.predicted:11.1%}"
        f" {band.won:11.1%} {band.won - band.predicted:+11.1%}"
        for band in bands
    ]


def main() -> None:
    """Print the report."""
    for line in measure_signs():
        print(line)


if __name__ == "__main__":
    main()
