"""The beta distribution: what may be believed of a share after some trials."""

from itertools import count
from math import exp, lgamma, log, log1p

# Stands in for a zero that would be divided by.
TINY = 1e-300
# A step that changes less is lost in the rounding of a float (2e-16) after a few hundred more.
PRECISION = 1e-14
# Each halving settles one binary digit, and a float between 0 and 1 has 53 of them.
HALVINGS = 60


def find_beta_share(at: float, *, a: float, b: float) -> float:
    """Return how much of a beta distribution lies below ``at``: the regularised incomplete beta function (Z7).

    ``at`` lies between 0 and 1, ``a`` and ``b`` are above 0; anything else is a ValueError.
    """
    _require(at, a, b)
    if at in {0, 1}:
        return at
    # The fraction runs fast on this side of the mean only; the other side is the mirror image.
    if at > (a + 1) / (a + b + 2):
        return 1 - find_beta_share(1 - at, a=b, b=a)
    front = a * log(at) + b * log1p(-at) + lgamma(a + b) - lgamma(a) - lgamma(b)
    return exp(front) / (a * _find_fraction(at, a, b))


def find_beta_quantile(share: float, *, a: float, b: float) -> float:
    """Return the value below which this share of a beta distribution lies, from 0 to 1 (Z7).

    ``share`` lies between 0 and 1, ``a`` and ``b`` are above 0; anything else is a ValueError.
    """
    _require(share, a, b)
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if find_beta_share(middle, a=a, b=b) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _require(share: float, a: float, b: float) -> None:
    if not (0 <= share <= 1 and a > 0 and b > 0):
        raise ValueError(f"no share of a beta distribution: {share}, {a}, {b}")


def _find_fraction(at: float, a: float, b: float) -> float:
    """Return the continued fraction 1 + d1/(1 + d2/(1 + ...)) of the function, from its front by Lentz's method."""
    value = numerator = 1.0
    denominator = 0.0
    for number in count(1):
        term = _find_term(number, at, a, b)
        denominator = 1 / (1 + term * denominator or TINY)
        numerator = 1 + term / numerator or TINY
        value *= numerator * denominator
        if abs(numerator * denominator - 1) < PRECISION:
            break
    return value


def _find_term(number: int, at: float, a: float, b: float) -> float:
    half = number // 2
    place = a + 2 * half
    if number % 2:
        return -(a + half) * (a + b + half) * at / (place * (place + 1))
    return half * (b - half) * at / ((place - 1) * place)
