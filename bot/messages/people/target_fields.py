"""The fields that ask for the targets of a working day, alike in every form (R1)."""

from collections.abc import Callable

from bot.domain.log.activity import RHYTHM_KINDS, Kind
from bot.messages.text.message import NumberField
from bot.messages.text.parts import name_kind
from bot.messages.text.words import Words

MOST_A_DAY = 50


def name_target(kind: Kind) -> str:
    """Return the name of the field of a kind."""
    return f"target_{kind}"


def ask_targets(words: Words, find_target: Callable[[Kind], int]) -> tuple[NumberField, ...]:
    """Return a field for each of the three kinds, with the target that holds now."""
    return tuple(
        NumberField(
            name=name_target(kind),
            label=words.plain("settings_form.target", what=name_kind(words, kind)),
            initial=find_target(kind),
            lowest=0,
            highest=MOST_A_DAY,
        )
        for kind in RHYTHM_KINDS
    )
