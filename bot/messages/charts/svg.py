"""Parts that all charts share: size, colours, and escaped text."""

from html import escape

WIDTH, HEIGHT = 1200, 675
LEFT, RIGHT, TOP, BOTTOM = 60, 1140, 170, 580
INK, SOFT, CARD, LINE = "#1d1c1d", "#4a4a55", "#fbf7ff", "#d9cfe3"
# The colours also differ in lightness, so that they can be distinguished without colour vision.
PALETTE = ("#5b2a86", "#1f7a8c", "#e07a1f", "#a11d4d", "#6f8f1f")
TITLE_SHOWN = 48


def draw_card(title: str, *content: str) -> str:
    """Return an SVG with its own background and title."""
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="DejaVu Sans">',
            f'<rect width="{WIDTH}" height="{HEIGHT}" rx="24" fill="{CARD}"/>',
            draw_text(LEFT, 70, title[:TITLE_SHOWN], size=36, colour=INK, extra='font-weight="bold"'),
            *content,
            "</svg>",
        )
    )


def draw_text(x: float, y: float, text: str, *, size: int, colour: str, extra: str = "") -> str:
    """Return text at a point; user text is escaped."""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}" {extra}>{escape(text)}</text>'
