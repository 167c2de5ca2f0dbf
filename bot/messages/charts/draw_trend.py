"""Render a trend: a panel per kind, its bars with their figures above them, and the target as a dashed line."""

from collections.abc import Iterator

from bot.messages.charts.svg import CARD, FIGURE, INK, LEFT, LINE, PALETTE, RIGHT, SMALL, SOFT, draw_card, draw_text
from bot.messages.text.chart import Trend, TrendPanel

FIRST, PANEL, BARS = 130, 330, 190
FOOT = 90
# The part of a panel above the bars: its name, and room for a figure.
HEAD = 110
HALO = f'stroke="{CARD}" stroke-width="12" stroke-linejoin="round" paint-order="stroke"'
MIDDLE, END, BOLD = 'text-anchor="middle"', 'text-anchor="end"', 'font-weight="bold"'


def draw_trend_svg(trend: Trend) -> str:
    """Return a trend as SVG; the labels stand once, below the last panel."""
    height = FIRST + PANEL * len(trend.panels) + FOOT
    return draw_card(
        trend.title,
        *(part for place, panel in enumerate(trend.panels) for part in _draw_panel(panel, place)),
        *_draw_labels(trend, FIRST + PANEL * len(trend.panels) + 44),
        height=height,
    )


def _draw_panel(panel: TrendPanel, place: int) -> Iterator[str]:
    top, colour = FIRST + PANEL * place, PALETTE[place % len(PALETTE)]
    floor = top + HEAD + BARS
    yield draw_text(LEFT, top + 34, panel.name, size=FIGURE, colour=INK, extra=BOLD)
    yield f'<path d="M{LEFT} {floor}H{RIGHT}" stroke="{LINE}" stroke-width="3"/>'
    highest = max([panel.target, *(value for value in panel.values if value is not None)]) or 1.0
    heights = [None if value is None else BARS * value / highest for value in panel.values]
    yield from (_draw_bar(number, len(heights), floor, height, colour) for number, height in enumerate(heights))
    if panel.target:
        yield draw_text(RIGHT, top + 34, panel.target_shown, size=SMALL, colour=SOFT, extra=END)
        at = floor - BARS * panel.target / highest
        yield f'<path d="M{LEFT} {at:.1f}H{RIGHT}" stroke="{INK}" stroke-width="4" stroke-dasharray="14 10"/>'
    yield from (_draw_figure(panel, number, floor, height) for number, height in enumerate(heights))


def _draw_bar(number: int, count: int, floor: int, height: float | None, colour: str) -> str:
    if height is None:
        return ""
    room = (RIGHT - LEFT) / count
    left = LEFT + room * number + room * 0.16
    return (
        f'<rect x="{left:.1f}" y="{floor - height:.1f}" width="{room * 0.68:.1f}" height="{height:.1f}" rx="8"'
        f' fill="{colour}"/>'
    )


def _draw_figure(panel: TrendPanel, number: int, floor: int, height: float | None) -> str:
    """Draw the figure of a bar above it, or a dot where nothing was measured; it stays readable on the line."""
    middle = LEFT + (RIGHT - LEFT) / len(panel.values) * (number + 0.5)
    if height is None:
        return draw_text(middle, floor - 12, "·", size=FIGURE, colour=SOFT, extra=MIDDLE)
    return draw_text(
        middle, floor - height - 12, panel.shown[number], size=SMALL, colour=INK, extra=f"{MIDDLE} {BOLD} {HALO}"
    )


def _draw_labels(trend: Trend, at: int) -> Iterator[str]:
    room = (RIGHT - LEFT) / max(1, len(trend.labels))
    for number, label in enumerate(trend.labels):
        yield draw_text(LEFT + room * (number + 0.5), at, label, size=SMALL, colour=SOFT, extra=MIDDLE)
