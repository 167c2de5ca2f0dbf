"""The words of the bot in each language: Jinja2 templates, one file for each message, one block for each part."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.messages.text.formats import FORMATS
from bot.messages.text.text import Text, parse_text, protect_value, to_plain

TEMPLATES = Path(__file__).parents[1] / "templates"
LANGUAGES = ("nl", "en")
BLOCKS_HELD = 8192


class Words:
    """What the bot can say in one language; a block is named ``file.block``.

    The same block with the same values is rendered once: most of what the bot says, it says all day long.
    """

    def __init__(self, *, language: str, templates: dict[str, Template]) -> None:
        self.language = language
        self.templates = templates
        self._say = lru_cache(maxsize=BLOCKS_HELD)(self._parse)
        self._plain = lru_cache(maxsize=BLOCKS_HELD)(self._flatten)

    def render(self, block: str, /, **values: Any) -> Text:
        """Return one block as styled text; values are strings, numbers, days and times."""
        return self._say(block, tuple(values.items()))

    def plain(self, block: str, /, **values: Any) -> str:
        """Return one block as characters, for a label or a notification."""
        return self._plain(block, tuple(values.items()))

    def list_blocks(self) -> Iterator[str]:
        """Return the names of all blocks."""
        return (f"{name}.{block}" for name, template in self.templates.items() for block in template.blocks)

    def _flatten(self, block: str, values: tuple[tuple[str, Any], ...]) -> str:
        return to_plain(self._parse(block, values))

    def _parse(self, block: str, values: tuple[tuple[str, Any], ...]) -> Text:
        name, _, part = block.partition(".")
        template = self.templates[name]
        # Shared: nothing but our values can be named in a block, so there is nothing to merge them with.
        context = template.new_context(dict(values), shared=True)
        return parse_text("".join(template.blocks[part](context)).strip())


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
