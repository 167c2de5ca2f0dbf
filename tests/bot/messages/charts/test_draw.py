"""Charts: the image size, the contrast of the colours, and no injection through typed text."""

import struct

import pytest

from bot.messages.charts.draw import draw_png, draw_svg
from bot.messages.charts.svg import CARD, INK, PALETTE, SOFT
from bot.messages.text.chart import Chart, Series

CHART = Chart(
    title="Team <Noord> & co: acht weken",
    labels=("26-1", "2-2"),
    series=(Series("berichten", (12, None)), Series("bezoeken", (3, 0))),
)


def measure_contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours by WCAG."""

    def measure_light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((measure_light(one), measure_light(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_a_chart_is_a_png_of_1200_by_675() -> None:
    png = draw_png(CHART)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (1200, 675)


def test_what_was_typed_is_only_text() -> None:
    assert "&lt;Noord&gt; &amp; co" in draw_svg(CHART)
    assert "<Noord>" not in draw_svg(CHART)


@pytest.mark.parametrize("colour", [INK, SOFT])
def test_words_stand_out_on_their_own_card_whatever_the_page(colour: str) -> None:
    assert measure_contrast(colour, CARD) >= 4.5


@pytest.mark.parametrize("colour", PALETTE)
def test_bars_stand_out_too(colour: str) -> None:
    assert measure_contrast(colour, CARD) >= 2.5
