"""The stages of a workspace's deals, in order."""

from dataclasses import dataclass

from bot.domain.text.words import fold_word

USUAL = ("intake", "behoefte", "offerte", "onderhandeling")
MOST_STAGES, LONGEST_NAME = 10, 20
# Synonyms of the default stages, in both languages.
_ALIASES = {
    "kennismaking": "intake", "lead": "intake", "qualification": "intake", "kwalificatie": "intake",
    "need": "behoefte", "needs": "behoefte", "discovery": "behoefte", "analyse": "behoefte", "analysis": "behoefte",
    "quote": "offerte", "proposal": "offerte", "voorstel": "offerte", "aanbod": "offerte", "aanbieding": "offerte",
    "negotiation": "onderhandeling", "onderhandelen": "onderhandeling", "closing": "onderhandeling",
}  # fmt: skip
# What a usual stage is called in another language than the one in which it is stored.
_NAMES = {"en": {"behoefte": "need", "offerte": "quote", "onderhandeling": "negotiation"}}
_USUAL_OF = {name: stage for names in _NAMES.values() for stage, name in names.items()}


class StagesInvalid(ValueError):
    """The list is empty or too long, or has a duplicate, an empty or an overlong name."""


@dataclass(frozen=True, slots=True)
class Stages:
    """The names of the stages, from the first to the last before a deal is won."""

    names: tuple[str, ...] = USUAL

    def find(self, typed: str) -> str | None:
        """Return the stage for its name, a synonym, or an unambiguous beginning of its name; None otherwise."""
        key = fold_word(typed.strip())
        exact = [name for name in self.names if fold_word(name) == key]
        if exact:
            return exact[0]
        alias = _ALIASES.get(key)
        if alias in self.names:
            return alias
        begun = [name for name in self.names if len(key) >= LEAST_LETTERS and fold_word(name).startswith(key)]
        if not begun and len(key) >= LEAST_FOREIGN_LETTERS:
            begun = [stage for name, stage in _USUAL_OF.items() if name.startswith(key) and stage in self.names]
        return begun[0] if len(begun) == 1 else None

    def place(self, name: str) -> int:
        """Return the index of a stage; 0 for a stage that was removed."""
        return self.names.index(name) if name in self.names else 0

    def find_next(self, name: str) -> str | None:
        """Return the next stage, None after the last."""
        place = self.place(name) + 1
        return self.names[place] if place < len(self.names) else None

    def is_late(self, name: str) -> bool:
        """Return whether a stage is in the second half."""
        return self.place(name) * 2 >= len(self.names)

    @property
    def code(self) -> str:
        """The stages in their stored form."""
        return ",".join(self.names)


# The shortest prefix that can name a stage.
LEAST_LETTERS = 3
# In another language: one more, since "nee" is a word.
LEAST_FOREIGN_LETTERS = 4


def name_stage(stage: str, language: str) -> str:
    """Return a stage as a reader calls it: a usual one in his or her language, another one as it was typed."""
    return _NAMES.get(language, {}).get(stage, stage)


def unify_stages(typed: Stages, *, known: Stages) -> Stages:
    """Return the stages with a usual one under its stored name, in whatever language it was typed.

    One that is in use under the typed name keeps it.
    """
    return Stages(tuple(name if name in known.names else _USUAL_OF.get(name, name) for name in typed.names))


def parse_stages(text: str) -> Stages:
    """Parse names separated by commas; an empty text means the defaults.

    Raises:
        StagesInvalid: they are not a valid list of stages.
    """
    if not text.strip():
        return Stages()
    names = tuple(" ".join(part.split()).casefold() for part in text.split(","))
    if len(names) > MOST_STAGES or len(set(names)) < len(names):
        raise StagesInvalid
    if any(not name or len(name) > LONGEST_NAME for name in names):
        raise StagesInvalid
    return Stages(names)
