"""Render shares around a centre: a petal for this month, an arc for the month before, and every figure in words."""

from collections.abc import Iterator
from math import cos, pi, sin

from bot.messages.charts.svg import CARD, FIGURE, INK, LEFT, LINE, PALETTE, SMALL, SOFT, WIDTH, draw_card, draw_text
from bot.messages.text.chart import Spoke, Wheel

HEIGHT, X, Y, RADIUS = 1240, WIDTH / 2, 620, 320
# The hole in the middle, so that a small share is still seen.
HOLE, GAP = 60, 0.06
WHOLE, HALF = 100, 50
NAME_AT, BELOW, MARGIN = 1.2, 44, 20
# The width of a character, as a part of its height.
WIDE = 0.62
BOLD = 'font-weight="bold"'


def draw_wheel_svg(wheel: Wheel) -> str:
    """Return a wheel as SVG."""
    count = len(wheel.spokes)
    rings = (
        f'<circle cx="{X}" cy="{Y}" r="{_find_radius(share):.1f}" fill="none" stroke="{LINE}" stroke-width="3"/>'
        for share in (HALF, WHOLE)
    )
    petals = (part for place, spoke in enumerate(wheel.spokes) for part in _draw_spoke(spoke, place, count))
    return draw_card(wheel.title, *rings, *petals, *_draw_legend(wheel), height=HEIGHT)


def _draw_spoke(spoke: Spoke, place: int, count: int) -> Iterator[str]:
    start, end = _find_angle(place, count) + GAP, _find_angle(place + 1, count) - GAP
    if spoke.value is not None:
        colour = PALETTE[place % 2]
        yield f'<path d="{_draw_sector(start, end, _find_radius(spoke.value))}" fill="{colour}"/>'
    if spoke.before is not None:
        yield from _draw_before(start, end, _find_radius(spoke.before))
    middle = (start + end) / 2
    x, y = _find_point(middle, RADIUS * NAME_AT)
    side = _find_anchor(x)
    anchor = f'text-anchor="{side}"'
    lift = BELOW * (1 - sin(middle)) / 2
    yield draw_text(x, y - lift + 8, spoke.name, size=FIGURE, colour=INK, extra=f"{anchor} {BOLD}")
    for row, line in enumerate(_break(spoke.shown, _count_shown(x, side)), 1):
        yield draw_text(x, y - lift + 8 + BELOW * row, line, size=SMALL, colour=SOFT, extra=anchor)


def _count_shown(x: float, side: str) -> int:
    """Return for how many characters there is room between a name and the edge."""
    room = {"start": WIDTH - x, "end": x}.get(side, WIDTH / 2) - MARGIN
    return int(room / (SMALL * WIDE))


def _break(shown: str, most: int) -> tuple[str, ...]:
    """Return a figure on two lines if it is too long for one, broken at the space nearest to its middle."""
    spaces = [place for place, sign in enumerate(shown) if sign == " "]
    if len(shown) <= most or not spaces:
        return (shown,)
    middle = min(spaces, key=lambda place: abs(place - len(shown) / 2))
    return shown[:middle], shown[middle + 1 :]


def _draw_before(start: float, end: float, radius: float) -> Iterator[str]:
    """Draw the month before as an arc that is seen on the petal and beside it."""
    arc = _draw_arc(start, end, radius)
    yield f'<path d="{arc}" fill="none" stroke="{CARD}" stroke-width="16"/>'
    yield f'<path d="{arc}" fill="none" stroke="{INK}" stroke-width="8" stroke-dasharray="16 10"/>'


def _draw_legend(wheel: Wheel) -> Iterator[str]:
    at = HEIGHT - 60
    yield f'<rect x="{LEFT}" y="{at - 32}" width="40" height="40" rx="8" fill="{PALETTE[0]}"/>'
    yield draw_text(LEFT + 60, at, wheel.now, size=SMALL, colour=SOFT)
    if any(spoke.before is not None for spoke in wheel.spokes):
        yield f'<path d="M{X} {at - 12}h70" stroke="{INK}" stroke-width="8" stroke-dasharray="16 10"/>'
        yield draw_text(X + 90, at, wheel.before, size=SMALL, colour=SOFT)


def _draw_sector(start: float, end: float, radius: float) -> str:
    (x1, y1), (x2, y2) = _find_point(start, radius), _find_point(end, radius)
    (x3, y3), (x4, y4) = _find_point(end, HOLE), _find_point(start, HOLE)
    outer = f"M{x1:.1f} {y1:.1f}A{radius:.1f} {radius:.1f} 0 0 1 {x2:.1f} {y2:.1f}"
    return f"{outer}L{x3:.1f} {y3:.1f}A{HOLE} {HOLE} 0 0 0 {x4:.1f} {y4:.1f}Z"


def _draw_arc(start: float, end: float, radius: float) -> str:
    (x1, y1), (x2, y2) = _find_point(start, radius), _find_point(end, radius)
    return f"M{x1:.1f} {y1:.1f}A{radius:.1f} {radius:.1f} 0 0 1 {x2:.1f} {y2:.1f}"


def _find_radius(share: int) -> float:
    return HOLE + (RADIUS - HOLE) * min(share, WHOLE) / WHOLE


def _find_angle(place: int, count: int) -> float:
    """Return the angle at which a petal begins, from the top, clockwise."""
    return 2 * pi * (place - 0.5) / count - pi / 2


def _find_point(angle: float, radius: float) -> tuple[float, float]:
    return X + radius * cos(angle), Y + radius * sin(angle)


def _find_anchor(x: float) -> str:
    if abs(x - X) < RADIUS / 4:
        return "middle"
    return "start" if x > X else "end"
