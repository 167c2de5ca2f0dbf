"""Exact test for the difference between two rates, and its correction for multiple tests."""

from collections.abc import Sequence
from math import exp, fsum, lgamma

# Two equally likely outcomes may differ this much in log probability through rounding.
ROUNDING = 1e-7


def find_p_value(hits: int, tries: int, *, other_hits: int, other_tries: int) -> float:
    """Return the two-sided p-value of Fisher's exact test, from 0 to 1 (Z7).

    The sum over all splits of the hits that are no likelier than the observed one. The order of the groups has no
    effect.
    """
    # Compute both orders of the groups in the same order, so that rounding is the same.
    (hits, tries), (other_hits, other_tries) = sorted(((hits, tries), (other_hits, other_tries)))
    all_hits = hits + other_hits
    splits = range(max(0, all_hits - other_tries), min(tries, all_hits) + 1)
    logs = [_weigh(split, tries) + _weigh(all_hits - split, other_tries) for split in splits]
    top, seen = max(logs), logs[hits - splits.start] + ROUNDING
    return fsum(exp(each - top) for each in logs if each <= seen) / fsum(exp(each - top) for each in logs)


def find_claims(p_values: Sequence[float], *, level: float) -> tuple[int, ...]:
    """Return the indexes of the significant p-values by Holm's method, smallest first (Z7).

    The probability of any false claim is at most ``level``, for any number of tests and any dependence between them.
    """
    ordered = sorted(range(len(p_values)), key=lambda place: p_values[place])
    claimed = []
    for rank, place in enumerate(ordered):
        if p_values[place] > level / (len(p_values) - rank):
            break
        claimed.append(place)
    return tuple(claimed)


def _weigh(hits: int, tries: int) -> float:
    """Return the log of the number of ways to get these hits, without the factorial that all splits share."""
    return -lgamma(hits + 1) - lgamma(tries - hits + 1)
