"""Render a `Message` as HTML to read: buttons and forms are for the chat. Every text is escaped."""

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup, escape

from bot.messages.text.message import Controls, Divider, Heading, Message, MessagePart, Paragraph, Picture, Row, Table
from bot.messages.text.text import Text


def draw_html(message: Message, *, pictures: Mapping[int, str]) -> Markup:
    """Return the parts of a message; ``pictures`` are the addresses of its charts, by the place of their part."""
    drawn = [
        _draw_picture(part, pictures.get(place)) if isinstance(part, Picture) else _DRAWERS[type(part)](part)
        for place, part in enumerate(message.parts)
    ]
    return Markup("\n").join(drawn) if drawn else Markup("<p>{}</p>").format(message.fallback)


def _draw_text(text: Text) -> Markup:
    """Return runs of text, each line on a line of its own."""
    whole = Markup()
    for span in text:
        run = Markup("<br>").join(escape(line) for line in span.text.split("\n"))
        run = Markup("<b>{}</b>").format(run) if span.bold else run
        whole += Markup("<i>{}</i>").format(run) if span.italic else run
    return whole


def _draw_picture(part: Picture, address: str | None) -> Markup:
    if address is None:
        return Markup("<p>{}</p>").format(part.alt)
    return Markup('<img src="{}" alt="{}">').format(address, part.alt)


def _draw_table(part: Table) -> Markup:
    kind = Markup("td") if part.is_text else Markup('td class="figure"')
    rows = [[_draw_cell(cell, row=row, place=place, kind=kind) for place, cell in enumerate(cells)]
            for row, cells in enumerate(part.rows)]  # fmt: skip
    return Markup("<table>{}</table>").format(
        Markup().join(Markup("<tr>{}</tr>").format(Markup().join(r)) for r in rows)
    )


def _draw_cell(cell: str, *, row: int, place: int, kind: Markup) -> Markup:
    if row == 0:
        return Markup('<th scope="col">{}</th>').format(cell)
    opened = kind if place else Markup("td")
    return Markup("<{}>{}</td>").format(opened, cell)


_DRAWERS: dict[type[MessagePart], Callable[[Any], Markup]] = {
    Heading: lambda part: Markup("<h2>{}</h2>").format(_draw_text(part.text)),
    Paragraph: lambda part: Markup("<p{}>{}</p>").format(
        Markup(' class="quiet"') if part.quiet else Markup(), _draw_text(part.text)
    ),
    Row: lambda part: Markup("<p>{}</p>").format(_draw_text(part.text)),
    Table: _draw_table,
    Divider: lambda _part: Markup("<hr>"),
    Controls: lambda _part: Markup(),
}
