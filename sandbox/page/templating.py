"""Turns a screen into HTML: the whole page, or the part of it that changed."""

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
    """Draws screens with the templates; everything that is not ours is escaped."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=Undefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.words_of = cache(self._read_words)

    def look(self, stage: RunningWorkspace, *, viewer: User, channel: Channel, tab: str = "") -> Screen:
        """Return the screen of somebody who looks at a channel."""
        return Screen(stage, viewer, channel, tab, self.words_of(viewer.language))

    def page(self, screen: Screen, *, count: int) -> str:
        """Draw the whole page, as it is after ``count`` changes."""
        return self._draw("page.html", screen, count=count)

    def part(self, name: str, screen: Screen) -> str:
        """Draw one of PARTS."""
        return self._draw(PARTS[name], screen)

    def _draw(self, template: str, screen: Screen, **more: Any) -> str:
        known = {"screen": screen, "ink": screen.rich_text_renderer, "words": screen.words}
        return self._environment.get_template(template).render(**known, **more)

    def _read_words(self, language: str) -> Mapping[str, Any]:
        known = language if language in LANGUAGES else LANGUAGES[-1]
        words: Mapping[str, Any] = self._environment.get_template(f"words_{known}.html").module.words  # type: ignore[attr-defined] # set by the template
        return words
