"""The budget of a message that nobody asked for: how many words and buttons it may show, and what is left out first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.messages.text.message import Controls, MessagePart, Row, list_lines

# In any morning, over every language, hint and situation.
MOST_WORDS, MOST_BUTTONS = 90, 8


@dataclass(frozen=True, slots=True)
class Piece:
    """Parts of a message that are shown together or not at all; the highest ``rank`` is left out first.

    ``accounts`` and ``steps`` are what they name.
    """

    rank: int
    parts: tuple[MessagePart, ...]
    accounts: frozenset[int] = frozenset()
    steps: frozenset[int] = frozenset()


def fit_pieces(pieces: Sequence[Piece], *, words: int = MOST_WORDS, buttons: int = MOST_BUTTONS) -> list[Piece]:
    """Return the pieces that fit, in their order; the most important are chosen first.

    A piece that does not fit is left out as a whole.
    """
    kept: set[int] = set()
    for place in sorted(range(len(pieces)), key=lambda place: (pieces[place].rank, place)):
        needs_words, needs_buttons = count_words(pieces[place].parts), count_buttons(pieces[place].parts)
        if needs_words <= words and needs_buttons <= buttons:
            words, buttons = words - needs_words, buttons - needs_buttons
            kept.add(place)
    return [piece for place, piece in enumerate(pieces) if place in kept]


def count_words(parts: Iterable[MessagePart]) -> int:
    """Return how many words parts show, those of their buttons included; what is in a menu is not shown."""
    return sum(_count_words(part) for part in parts)


def count_buttons(parts: Iterable[MessagePart]) -> int:
    """Return how many controls parts show; the menu of a row is one."""
    return sum(len(part.items) if isinstance(part, Controls) else isinstance(part, Row) for part in parts)


def _count_words(part: MessagePart) -> int:
    shown = list_lines(part)
    if isinstance(part, Controls):
        shown = [item.label for item in part.items]
    elif isinstance(part, Row) and not part.more:
        shown = [*shown, part.button.label]
    return sum(len(line.split()) for line in shown)
