"""Render a screen as HTML: the whole page, or one part of it."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, Undefined

from sandbox.entities import Channel, User
from sandbox.page.view_models import Screen
from sandbox.running_workspace import RunningWorkspace

TEMPLATES = Path(__file__).parent / "templates"
PARTS = {
    "sidebar": "sidebar.html",
    "messages": "message.html",
    "home": "home.html",
    "modal": "modal.html",
    "clock": "clock.html",
}
LANGUAGES = ("nl", "en")


class PageRenderer:
    """Renders screens with the templates, with autoescaping."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=Undefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.words_of = cache(self._read_words)

    def look(self, stage: RunningWorkspace, *, viewer: User, channel: Channel, tab: str = "", tour: str = "") -> Screen:
        """Return the screen of a user with a channel open; ``tour`` is the number of clicks that were made, if any."""
        words = self.words_of(viewer.language)
        clicks = int(tour) if tour.isdecimal() and int(tour) < len(words["tour"]) else None
        return Screen(stage, viewer, channel, tab, words, clicks if stage.workspace.guide.has_tour else None)

    def page(self, screen: Screen, *, count: int) -> str:
        """Render the whole page; ``count`` is the number of changes it includes."""
        return self._draw("page.html", screen, count=count)

    def teams_page(self, screen: Screen, *, count: int, is_connected: bool, in_channel: bool) -> str:
        """Render the page of Teams; ``is_connected`` says whether the bot takes activities."""
        return self._draw("teams.html", screen, count=count, is_connected=is_connected, in_channel=in_channel)

    def part(self, name: str, screen: Screen) -> str:
        """Render one of `PARTS`."""
        return self._draw(PARTS[name], screen)

    def _draw(self, template: str, screen: Screen, **more: Any) -> str:
        known = {"screen": screen, "ink": screen.rich_text_renderer, "words": screen.words}
        return self._environment.get_template(template).render(**known, **more)

    def _read_words(self, language: str) -> Mapping[str, Any]:
        known = language if language in LANGUAGES else LANGUAGES[-1]
        words: Mapping[str, Any] = self._environment.get_template(f"words_{known}.html").module.words  # type: ignore[attr-defined] # set by the template
        return words
