"""The words of the bot in each language: Jinja2 templates, one file for each message, one block for each part."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.messages.formats import FORMATS
from bot.messages.text import Text, parse_text, protect_value, to_plain

TEMPLATES = Path(__file__).parent / "templates"
LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """What the bot can say in one language; a block is named ``file.block``."""

    language: str
    templates: dict[str, Template]

    def say(self, block: str, /, **values: Any) -> Text:
        """Return one block as styled text."""
        return parse_text(self._render(block, values))

    def plain(self, block: str, /, **values: Any) -> str:
        """Return one block as characters, for a label or a notification."""
        return to_plain(parse_text(self._render(block, values)))

    def knows(self, block: str) -> bool:
        """Return whether there is such a block."""
        name, _, part = block.partition(".")
        return name in self.templates and part in self.templates[name].blocks

    def list_blocks(self) -> Iterator[str]:
        """Return the names of all blocks."""
        return (f"{name}.{block}" for name, template in self.templates.items() for block in template.blocks)

    def _render(self, block: str, values: dict[str, Any]) -> str:
        name, _, part = block.partition(".")
        template = self.templates[name]
        pieces = template.blocks[part](template.new_context(values))
        return "".join(pieces).strip()


def load_words(language: str) -> Words:
    """Return the words in one of our languages, the first of them for any other."""
    return _load(language if language in LANGUAGES else LANGUAGES[0])


@lru_cache
def _load(language: str) -> Words:
    folder = TEMPLATES / language
    environment = Environment(  # noqa: S701 - nothing here becomes HTML; spans keep user text literal
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        finalize=protect_value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {name: make(language) for name, make in FORMATS.items()}
    names = sorted(path.stem for path in folder.glob("*.j2"))
    return Words(language=language, templates={name: environment.get_template(f"{name}.j2") for name in names})
