"""Charts: the image size, sizes that a phone can show, the contrast of the colours, and no injection through text."""

import re
import struct
from dataclasses import replace

import pytest

from bot.messages.charts.draw import draw_png, draw_svg
from bot.messages.charts.svg import CARD, INK, PALETTE, SOFT
from bot.messages.text.chart import Drawable, Network, NetworkLink, Spoke, Trend, TrendPanel, Wheel

TREND = Trend(
    title="Team <Noord> & co",
    labels=("26-1", "2-2", "9-2"),
    panels=(
        TrendPanel("Berichten", (4.0, None, 5.5), ("4", "", "5,5"), 5, "doel 5"),
        TrendPanel("Bezoeken", (0.5, 1.0, 0.0), ("0,5", "1", "0")),
    ),
)
WHEEL = Wheel(
    title="Zeven <zekerheden>",
    spokes=(
        Spoke("Relaties", 73, 50, "8 van 11 (73%)"),
        Spoke("Reputatie", 0, None, "0 van 3"),
        Spoke("Repetitie", None, None, "nog niet te meten"),
    ),
    now="maart 2026",
    before="februari 2026",
)
NETWORK = Network("Je netwerk", (NetworkLink("Acme", "Orka BV"),))
# A phone shows a picture at less than a third of its size; smaller than this is below 9 points there.
SMALLEST = 32


def measure_contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours by WCAG."""

    def measure_light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((measure_light(one), measure_light(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def list_texts(drawing: Drawable) -> list[str]:
    """Return every word in a picture."""
    return re.findall(r">([^<>]+)</text>", draw_svg(drawing))


@pytest.mark.parametrize(
    ("drawing", "height"),
    [(TREND, 130 + 2 * 330 + 90), (WHEEL, 1240), (NETWORK, 675)],
    ids=["trend", "wheel", "network"],
)
def test_a_chart_is_a_png_as_wide_as_a_phone_can_use(drawing: Drawable, height: int) -> None:
    png = draw_png(drawing)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (1200, height)


def test_what_was_typed_is_only_text() -> None:
    assert "Team &lt;Noord&gt; &amp; co" in list_texts(TREND)
    assert "<Noord>" not in draw_svg(TREND)
    assert "<zekerheden>" not in draw_svg(WHEEL)


@pytest.mark.parametrize("drawing", [TREND, WHEEL], ids=["trend", "wheel"])
def test_nothing_is_too_small_for_a_phone(drawing: Drawable) -> None:
    assert min(map(int, re.findall(r'font-size="(\d+)"', draw_svg(drawing)))) >= SMALLEST


def test_every_figure_of_a_trend_is_in_words_with_its_target_and_a_dot_where_nothing_was_measured() -> None:
    texts = list_texts(TREND)
    figures = ["Berichten", "doel 5", "4", "·", "5,5", "Bezoeken", "0,5", "1", "0"]
    assert sorted(texts) == sorted(["Team &lt;Noord&gt; &amp; co", *figures, "26-1", "2-2", "9-2"])


def test_a_target_above_every_bar_still_fits_in_its_panel() -> None:
    low = replace(TREND.panels[0], values=(1.0, 2.0, 3.0), shown=("1", "2", "3"), target=50.0)
    heights = [float(y) for y in re.findall(r"M60 ([0-9.]+)H1140", draw_svg(replace(TREND, panels=(low,))))]
    assert heights == [430.0, 240.0]


def test_every_share_of_a_wheel_is_in_words_and_what_is_not_measured_has_no_petal() -> None:
    # A long figure is broken into two lines.
    texts = " ".join(list_texts(WHEEL))
    assert [each for spoke in WHEEL.spokes for each in (spoke.name, spoke.shown) if each not in texts] == []
    assert len(re.findall(r'A60 60 0 0 0 .*?Z"', draw_svg(WHEEL))) == 2
    assert "februari 2026" in texts


def test_a_month_without_one_before_has_no_legend_for_it() -> None:
    alone = replace(WHEEL, spokes=tuple(replace(spoke, before=None) for spoke in WHEEL.spokes))
    assert "februari 2026" not in list_texts(alone)


@pytest.mark.parametrize("colour", [INK, SOFT])
def test_words_stand_out_on_their_own_card_whatever_the_page(colour: str) -> None:
    assert measure_contrast(colour, CARD) >= 4.5


@pytest.mark.parametrize("colour", PALETTE)
def test_bars_stand_out_too(colour: str) -> None:
    assert measure_contrast(colour, CARD) >= 2.5
