"""Power and false positives of the pattern search (Z7): how often it finds a planted pattern or claims a false one."""

import random
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.statistics.patterns import ClosedDeal, Trait, bucket_contacts, bucket_response, find_patterns

DEALS, PLANTED, SHUFFLED = 300, range(1, 201), range(1, 401)
AIM_FOUND, AIM_FALSE = 0.90, 0.05
# The planted segment wins twice as often as the others.
TRUTH = (Trait.SEGMENT, "metal")
USUAL_CHANCE, PLANTED_CHANCE = 0.25, 0.5
HALF = 0.5
# The share of all deals in the planted segment; the target figure is for half of them.
SHARES = (HALF, 1 / 3, 1 / 5)
OTHER_SEGMENTS = ("food", "transport")
# Traits that are independent of winning.
SOURCES, LEVELS = ("fair", "referral", "website", "cold"), ("executive", "manager", "user")
QUESTIONS, ASKED = tuple(f"question-{number}" for number in range(8)), 0.3
MOST_CONTACTS, MOST_DAYS = 12, 8
# The probability that a deal lacks a trait.
UNKNOWN = 0.1


def make_history(*, seed: int, share: float = HALF, deals: int = DEALS) -> list[ClosedDeal]:
    """Return closed deals in which only the planted segment, a given share of them, wins more often."""
    chance = random.Random(seed)
    return [_make_deal(number, chance, share) for number in range(deals)]


def shuffle_outcomes(deals: Sequence[ClosedDeal], *, seed: int) -> list[ClosedDeal]:
    """Return the same deals with their outcomes permuted, so that no trait matters."""
    outcomes = [deal.is_won for deal in deals]
    random.Random(seed).shuffle(outcomes)
    return [replace(deal, is_won=is_won) for deal, is_won in zip(deals, outcomes, strict=True)]


def is_found(deals: Sequence[ClosedDeal]) -> bool:
    """Return whether the planted segment is reported as winning more often."""
    return any(
        (pattern.trait, pattern.value) == TRUTH and pattern.rate > pattern.outside.base
        for pattern in find_patterns(deals)
    )


def is_misled(deals: Sequence[ClosedDeal]) -> bool:
    """Return whether a pattern is reported for a trait that is independent of winning."""
    return any(pattern.trait is not Trait.SEGMENT for pattern in find_patterns(deals))


def _make_deal(number: int, chance: random.Random, share: float) -> ClosedDeal:
    is_planted = chance.random() < share
    known = {
        TRUTH if is_planted else (Trait.SEGMENT, chance.choice(OTHER_SEGMENTS)),
        *((Trait.QUESTION, question) for question in QUESTIONS if chance.random() < ASKED),
    }
    others = (
        (Trait.SOURCE, chance.choice(SOURCES)),
        (Trait.ENTRY_LEVEL, chance.choice(LEVELS)),
        (Trait.CONTACTS, bucket_contacts(chance.randint(1, MOST_CONTACTS))),
        (Trait.FIRST_RESPONSE, bucket_response(chance.randint(0, MOST_DAYS))),
    )
    return ClosedDeal(
        id=number,
        name=f"Deal {number}",
        is_won=chance.random() < (PLANTED_CHANCE if is_planted else USUAL_CHANCE),
        traits=frozenset(known | {each for each in others if chance.random() >= UNKNOWN}),
    )


def measure_patterns() -> list[str]:
    """Return the lines of the report."""
    lines = [f"{DEALS} closed deals, a segment that wins {PLANTED_CHANCE:.0%} against {USUAL_CHANCE:.0%}:"]
    for share in SHARES:
        histories = [make_history(seed=seed, share=share) for seed in PLANTED]
        found = sum(map(is_found, histories)) / len(histories)
        misled = sum(map(is_misled, histories)) / len(histories)
        aim = f" (aim {AIM_FOUND:.0%}: {'yes' if found >= AIM_FOUND else 'NO'})" if share == HALF else ""
        lines.append(
            f"  {share:4.0%} of the deals: found in {found:.1%} of {len(histories)} histories{aim},"
            f" and something that is not so in {misled:.1%}"
        )
    false = sum(bool(find_patterns(shuffle_outcomes(make_history(seed=seed), seed=seed))) for seed in SHUFFLED)
    share = false / len(SHUFFLED)
    lines.append(
        f"  outcomes shuffled: something claimed in {share:.1%} of {len(SHUFFLED)} histories"
        f" (aim at most {AIM_FALSE:.0%}: {'yes' if share <= AIM_FALSE else 'NO'})"
    )
    return lines


def main() -> None:
    """Print the report."""
    for line in measure_patterns():
        print(line)


if __name__ == "__main__":
    main()
