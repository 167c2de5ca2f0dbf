"""Render a chart as PNG, with its own background and font: readable on a phone, in light and dark mode."""

from collections.abc import Iterator
from pathlib import Path

import resvg_py

from bot.messages.charts.draw_network import draw_network_svg
from bot.messages.charts.svg import BOTTOM, INK, LEFT, LINE, PALETTE, RIGHT, SOFT, TOP, draw_card, draw_text
from bot.messages.text.chart import Chart, Drawable, Network, Series

# The minimum of the vertical axis, so that one or two activities do not fill the chart.
LEAST_TOP = 4
FONTS = Path(__file__).parent / "fonts"


def draw_png(drawing: Drawable) -> bytes:
    """Render an SVG as a PNG of 1200 by 675 pixels.

    CPU-bound for about 50 ms, so run it off the event loop.
    """
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=draw_network_svg(drawing) if isinstance(drawing, Network) else draw_svg(drawing),
            skip_system_fonts=True,
            font_files=[str(path) for path in sorted(FONTS.glob("*.ttf"))],
            font_family="DejaVu Sans",
        )
    )


def draw_svg(chart: Chart) -> str:
    """Return a chart as SVG; user text is escaped."""
    return draw_card(
        chart.title,
        *_draw_legend(chart),
        f'<path d="M{LEFT} {BOTTOM}H{RIGHT}" stroke="{LINE}" stroke-width="3"/>',
        *_draw_bars(chart),
    )


def _draw_legend(chart: Chart) -> Iterator[str]:
    widths = [80 + 17 * len(series.name) for series in chart.series]
    # Many series, or long names, are written smaller.
    scale = min(1.0, (RIGHT - LEFT) / max(1, sum(widths)))
    left: float = LEFT
    for series, colour, width in zip(chart.series, PALETTE, widths, strict=False):
        yield f'<rect x="{left:.0f}" y="100" width="26" height="26" rx="6" fill="{colour}"/>'
        yield draw_text(left + 38, 122, series.name, size=round(26 * scale), colour=SOFT)
        left += width * scale


def _draw_bars(chart: Chart) -> Iterator[str]:
    values = [value for series in chart.series for value in series.values if value is not None]
    highest = max([LEAST_TOP, *values])
    room = (RIGHT - LEFT) / max(1, len(chart.labels))
    width = room * 0.8 / max(1, len(chart.series))
    for number, label in enumerate(chart.labels):
        left = LEFT + room * number
        yield draw_text(left + room / 2, BOTTOM + 44, label, size=24, colour=SOFT, extra='text-anchor="middle"')
        for place, series in enumerate(chart.series):
            yield _draw_bar(series, number, left + room * 0.1 + width * place, width, highest, PALETTE[place])


def _draw_bar(series: Series, number: int, left: float, width: float, highest: int, colour: str) -> str:  # noqa: PLR0917 - six plain numbers
    value = series.values[number]
    middle = left + width / 2
    if value is None:
        return draw_text(middle, BOTTOM - 10, "·", size=26, colour=SOFT, extra='text-anchor="middle"')
    height = (BOTTOM - TOP) * value / highest
    bar = (
        f'<rect x="{left + 2:.1f}" y="{BOTTOM - height:.1f}" width="{width - 4:.1f}" height="{height:.1f}" rx="5"'
        f' fill="{colour}"/>'
    )
    return bar + draw_text(middle, BOTTOM - height - 8, str(value), size=20, colour=INK, extra='text-anchor="middle"')
