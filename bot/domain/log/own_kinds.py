"""A workspace's own kinds of activity, besides message, call and visit (R1, O2)."""

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.log.activity import Kind, NamedKind, OwnKindId

# The kind that every workspace starts with: its name stands in the templates, until somebody gives it another.
OVER_DELIVERY = "over_delivery"
OVER_DELIVERY_WORDS = (
    "meer geleverd",
    "extraatje",
    "overdelivery",
    "over-delivered",
    "overdelivered",
    "delivered extra",
)
# As the templates call it, by language.
OVER_DELIVERY_NAMES = {"nl": "Extra geleverd", "en": "Over-delivery"}


class Period(StrEnum):
    """The span of time that a target is for."""

    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class KindContent:
    """What a manager decides about a kind.

    ``counts_for`` is None for a kind with a ``target`` of its own; a target of 0 is counted and never asked for.
    ``words`` are what it may be called in a line, besides its name.
    """

    name: str
    words: tuple[str, ...] = ()
    counts_for: Kind | None = None
    target: int = 0
    period: Period = Period.DAY


@dataclass(frozen=True, slots=True)
class OwnKind:
    """A kind of a workspace; one with a ``code`` and no name is called as the templates say."""

    id: OwnKindId
    content: KindContent
    code: str = ""
    is_archived: bool = False

    @property
    def named(self) -> NamedKind:
        """The kind as an activity refers to it."""
        return NamedKind(self.id, self.content.name, self.code)

    @property
    def kind(self) -> Kind:
        """What its activities count for."""
        return self.content.counts_for or Kind.OWN

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, in every language for a kind that nobody has named."""
        return (self.content.name,) if self.content.name else self.usual_names

    @property
    def usual_names(self) -> tuple[str, ...]:
        """What the templates call it, in every language; empty for a kind that somebody made."""
        return tuple(OVER_DELIVERY_NAMES.values()) if self.code == OVER_DELIVERY else ()

    def name_in(self, language: str) -> str:
        """Return its name, for a kind that nobody has named in this language."""
        return self.content.name or OVER_DELIVERY_NAMES.get(language, self.usual_names[0])

    @property
    def phrases(self) -> tuple[str, ...]:
        """Everything it may be called in a line."""
        return (*self.names, *self.content.words)

    @property
    def has_own_target(self) -> bool:
        """Whether it is in use and counts for itself."""
        return self.content.counts_for is None and not self.is_archived

    def with_target(self, target: int) -> "OwnKind":
        """Return the kind with another target, as one rep chose it."""
        return replace(self, content=replace(self.content, target=target))

    def wants(self, period: Period) -> int:
        """Return its own target for a period, 0 when it has none of that period."""
        return self.content.target if self.has_own_target and self.content.period is period else 0
