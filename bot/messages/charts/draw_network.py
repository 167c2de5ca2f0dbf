"""Render introductions as a graph: givers on the left, introduced people on the right, a line for each introduction."""

from collections.abc import Iterator, Sequence

from bot.messages.charts.svg import BOTTOM, INK, PALETTE, SOFT, TOP, draw_card, draw_text
from bot.messages.text.chart import Network, NetworkLink

GIVERS_AT, OTHERS_AT, GAP = 420, 780, 24
NAME_SHOWN = 24


def draw_network_svg(network: Network) -> str:
    """Return a network as SVG; won referrals have thick lines, open ones thin."""
    givers = list(dict.fromkeys(link.giver for link in network.links))
    others = list(dict.fromkeys(link.name for link in network.links))
    return draw_card(
        network.title,
        *(_draw_link(link, givers, others) for link in network.links),
        *_draw_names(givers, GIVERS_AT - GAP, anchor="end"),
        *_draw_names(others, OTHERS_AT + GAP, anchor="start"),
    )


def _draw_link(link: NetworkLink, givers: Sequence[str], others: Sequence[str]) -> str:
    start, end = _find_height(givers, link.giver), _find_height(others, link.name)
    colour, width = (PALETTE[0], 6) if link.is_won else (PALETTE[1], 3)
    dash = ' stroke-dasharray="10 8"' if link.is_given else ""
    middle = (GIVERS_AT + OTHERS_AT) / 2
    path = f"M{GIVERS_AT} {start:.1f}C{middle} {start:.1f} {middle} {end:.1f} {OTHERS_AT} {end:.1f}"
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"{dash}/>'


def _draw_names(names: Sequence[str], at: float, *, anchor: str) -> Iterator[str]:
    edge = GIVERS_AT if anchor == "end" else OTHERS_AT
    for name in names:
        height = _find_height(names, name)
        yield f'<circle cx="{edge}" cy="{height:.1f}" r="9" fill="{SOFT}"/>'
        extra = f'text-anchor="{anchor}"'
        yield draw_text(at, height + 9, name[:NAME_SHOWN], size=26, colour=INK, extra=extra)


def _find_height(names: Sequence[str], name: str) -> float:
    room = (BOTTOM - TOP + 60) / len(names)
    return TOP - 40 + room * (names.index(name) + 0.5)
