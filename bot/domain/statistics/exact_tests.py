"""Whether two shares differ by more than luck, and how much may be claimed after many such looks."""

from collections.abc import Sequence
from math import exp, fsum, lgamma

# Two outcomes that are equally likely may differ so much (as a logarithm) by rounding alone.
ROUNDING = 1e-7


def find_p_value(hits: int, tries: int, *, other_hits: int, other_tries: int) -> float:
    """Return the p-value of Fisher's exact test, two-sided: from 0 to 1, small when the shares hardly agree (Z7).

    All splits of the hits over both groups that are no likelier than the one that was seen are added up. Which group
    comes first makes no difference.
    """
    # Both orders are counted in the same one, so that rounding cannot tell them apart.
    (hits, tries), (other_hits, other_tries) = sorted(((hits, tries), (other_hits, other_tries)))
    all_hits = hits + other_hits
    splits = range(max(0, all_hits - other_tries), min(tries, all_hits) + 1)
    logs = [_weigh(split, tries) + _weigh(all_hits - split, other_tries) for split in splits]
    top, seen = max(logs), logs[hits - splits.start] + ROUNDING
    return fsum(exp(each - top) for each in logs if each <= seen) / fsum(exp(each - top) for each in logs)


def find_claims(p_values: Sequence[float], *, level: float) -> tuple[int, ...]:
    """Return the places of what may be claimed by Holm's rule, the smallest p-value first (Z7).

    The chance that any of these claims is false is at most ``level``, however many there are and however they hang
    together.
    """
    ordered = sorted(range(len(p_values)), key=lambda place: p_values[place])
    claimed = []
    for rank, place in enumerate(ordered):
        if p_values[place] > level / (len(p_values) - rank):
            break
        claimed.append(place)
    return tuple(claimed)


def _weigh(hits: int, tries: int) -> float:
    """Return the logarithm of the ways to hit so often, but for the factorial of the tries, which all splits share."""
    return -lgamma(hits + 1) - lgamma(tries - hits + 1)
