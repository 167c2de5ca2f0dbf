"""Parts that all charts share: size, colours, and escaped text.

A phone shows a picture about 340 points wide, less than a third of its size: nothing is smaller than ``SMALL``.
"""

from html import escape

WIDTH, HEIGHT = 1200, 675
LEFT, RIGHT, TOP, BOTTOM = 60, 1140, 170, 580
INK, SOFT, CARD, LINE = "#1d1c1d", "#4a4a55", "#fbf7ff", "#d9cfe3"
# The colours also differ in lightness, so that they can be distinguished without colour vision.
PALETTE = ("#5b2a86", "#1f7a8c", "#e07a1f", "#a11d4d", "#6f8f1f")
# The sizes of a title, of a figure, and of everything else: 14, 11 and 10 points on a phone.
TITLE, FIGURE, SMALL = 48, 40, 34
TITLE_SHOWN = 44


def draw_card(title: str, *content: str, height: int = HEIGHT) -> str:
    """Return an SVG with its own background and title, so that it reads the same on a light and on a dark page."""
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" font-family="DejaVu Sans">',
            f'<rect width="{WIDTH}" height="{height}" rx="24" fill="{CARD}"/>',
            draw_text(LEFT, 80, title[:TITLE_SHOWN], size=TITLE, colour=INK, extra='font-weight="bold"'),
            *content,
            "</svg>",
        )
    )


def draw_text(x: float, y: float, text: str, *, size: int, colour: str, extra: str = "") -> str:
    """Return text at a point; user text is escaped."""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}" {extra}>{escape(text)}</text>'
