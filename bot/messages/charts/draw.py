"""Render a chart as PNG, with its own background and font: readable on a phone, in light and dark mode."""

from pathlib import Path

import resvg_py

from bot.messages.charts.draw_network import draw_network_svg
from bot.messages.charts.draw_trend import draw_trend_svg
from bot.messages.charts.draw_wheel import draw_wheel_svg
from bot.messages.text.chart import Drawable, Network, Trend

FONTS = Path(__file__).parent / "fonts"


def draw_png(drawing: Drawable) -> bytes:
    """Render an SVG as a PNG, 1200 pixels wide.

    CPU-bound for about 50 ms, so run it off the event loop.
    """
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=draw_svg(drawing),
            skip_system_fonts=True,
            font_files=[str(path) for path in sorted(FONTS.glob("*.ttf"))],
            font_family="DejaVu Sans",
        )
    )


def draw_svg(drawing: Drawable) -> str:
    """Return a chart as SVG; user text is escaped."""
    if isinstance(drawing, Network):
        return draw_network_svg(drawing)
    return draw_trend_svg(drawing) if isinstance(drawing, Trend) else draw_wheel_svg(drawing)
