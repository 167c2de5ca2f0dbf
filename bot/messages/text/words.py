"""Load and render the texts per language: Jinja2 templates, one file per message, one block per part."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.messages.text.formats import FORMATS, TODAY
from bot.messages.text.text import Text, parse_text, protect_value, to_plain

TEMPLATES = Path(__file__).parents[1] / "templates"
# Between the name of a block and the number of a variant of it.
VARIANT = "__"
LANGUAGES = ("nl", "en")
# The size of each cache of rendered blocks, per language.
BLOCKS_HELD = 8192
# At one moment there are at most three local days on earth, in each of two languages, besides texts without a day.
DAYS_HELD = 8


class Words:
    """The texts of one language on a local day of the reader; a block is named ``file.block``.

    Rendered blocks are cached by their values: most texts recur many times a day. Days of another year than ``today``
    carry their year; all days do while it is None (K7).
    """

    def __init__(self, *, language: str, templates: dict[str, Template], today: date | None = None) -> None:
        self.language = language
        self.templates = templates
        self.today = today
        self._say = lru_cache(maxsize=BLOCKS_HELD)(self._parse)
        self._plain = lru_cache(maxsize=BLOCKS_HELD)(self._flatten)
        self._variants: dict[str, tuple[str, ...]] = {}

    def render(self, block: str, /, **values: Any) -> Text:
        """Render a block as styled text; values are strings, numbers, days and times."""
        return self._say(block, tuple(values.items()))

    def plain(self, block: str, /, **values: Any) -> str:
        """Render a block as plain text, for a label or a notification."""
        return self._plain(block, tuple(values.items()))

    def list_variants(self, block: str) -> tuple[str, ...]:
        """Return a block and its variants, named "file.block__2" and on, in which the same is said otherwise."""
        if block not in self._variants:
            name, _, part = block.partition(".")
            others = (each for each in self.templates[name].blocks if each.partition(VARIANT)[0] == part)
            self._variants[block] = tuple(f"{name}.{each}" for each in sorted(others))
        return self._variants[block]

    def take_stale(self) -> bool:
        """Return whether anything was said lately: never, for what somebody asks for."""
        return False

    def list_blocks(self) -> Iterator[str]:
        """Return the names of all blocks."""
        return (f"{name}.{block}" for name, template in self.templates.items() for block in template.blocks)

    def _flatten(self, block: str, values: tuple[tuple[str, Any], ...]) -> str:
        return to_plain(self._parse(block, values))

    def _parse(self, block: str, values: tuple[tuple[str, Any], ...]) -> Text:
        name, _, part = block.partition(".")
        template = self.templates[name]
        # Shared: blocks use only the given values, so the merge with the environment's globals can be skipped.
        context = template.new_context({**dict(values), TODAY: self.today}, shared=True)
        return parse_text("".join(template.blocks[part](context)).strip())


def load_words(language: str, *, today: date | None = None) -> Words:
    """Return the texts in a language, or in the default language if it is not supported.

    ``today`` is the reader's local day; None for texts that tell no day.
    """
    return _load(language if language in LANGUAGES else LANGUAGES[0], today)


@lru_cache(maxsize=DAYS_HELD)
def _load(language: str, today: date | None) -> Words:
    return Words(language=language, templates=_load_templates(language), today=today)


@lru_cache
def _load_templates(language: str) -> dict[str, Template]:
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
    return {name: environment.get_template(f"{name}.j2") for name in names}
