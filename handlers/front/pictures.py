"""Render the charts of a message for a platform that takes pictures by address."""

import asyncio
import base64

from bot.messages.charts.draw import draw_png
from bot.messages.text.message import Message, Picture


async def draw_pictures(message: Message) -> dict[int, str]:
    """Return the charts of a message as data URIs, by place; rendering takes CPU time, so it is done in a thread."""
    charts = {place: part.chart for place, part in enumerate(message.parts) if isinstance(part, Picture)}
    pngs = {place: await asyncio.to_thread(draw_png, chart) for place, chart in charts.items()}
    return {place: f"data:image/png;base64,{base64.b64encode(png).decode()}" for place, png in pngs.items()}
