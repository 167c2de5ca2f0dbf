"""The beta distribution, the posterior of a rate after a number of trials."""

from itertools import count
from math import exp, lgamma, log, log1p

# Replaces a zero denominator.
TINY = 1e-300
# Stop when a factor is this close to 1: the rounding of a few hundred iterations (2e-16 each) is larger.
PRECISION = 1e-14
# Each bisection step gains one binary digit; a float between 0 and 1 has 53.
HALVINGS = 60


def find_beta_share(at: float, *, a: float, b: float) -> float:
    """Return the cumulative probability at ``at``: the regularised incomplete beta function (Z7).

    Raises:
        ValueError: ``at`` is not from 0 to 1, or ``a`` or ``b`` is not above 0.
    """
    _require(at, a, b)
    if at in {0, 1}:
        return at
    # The continued fraction converges quickly only below the mean; use symmetry above it.
    if at > (a + 1) / (a + b + 2):
        return 1 - find_beta_share(1 - at, a=b, b=a)
    front = a * log(at) + b * log1p(-at) + lgamma(a + b) - lgamma(a) - lgamma(b)
    return exp(front) / (a * _find_fraction(at, a, b))


def find_beta_quantile(share: float, *, a: float, b: float) -> float:
    """Return the quantile of a beta distribution, from 0 to 1 (Z7).

    Raises:
        ValueError: ``share`` is not from 0 to 1, or ``a`` or ``b`` is not above 0.
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
    """Return the continued fraction 1 + d1/(1 + d2/(1 + ...)) of the function, by Lentz's method."""
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
