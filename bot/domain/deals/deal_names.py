"""The names of an account's deals: the form in which they are compared, and where a line types one."""

from collections.abc import Sequence

from bot.domain.text.name_form import normalise_name, split_name

LONGEST_NAME = 200


def make_deal_key(name: str) -> str:
    """Return the form in which two names of a deal are equal; spelling out signs may lengthen it, so it is cut."""
    return (normalise_name(name) or name.casefold())[:LONGEST_NAME]


def measure_known_name(words: Sequence[str], names: Sequence[str], *, may_be_wish: bool) -> int:
    """Return how many of the first words type one of these names, or two words or more of one; 0 when none do.

    ``may_be_wish`` says that the first word means something of its own; then only a whole name of several words counts.
    """
    longest = max((len(name.split()) for name in names), default=0)
    for length in range(min(longest, len(words)), 0, -1):
        typed = " ".join(words[:length])
        if not normalise_name(typed) or (length == 1 and may_be_wish):
            continue
        if any(normalise_name(name) == normalise_name(typed) for name in names):
            return length
        is_part = length > 1 and not may_be_wish
        if is_part and any(_contains(split_name(name), split_name(typed)) for name in names):
            return length
    return 0


def _contains(pieces: Sequence[str], part: Sequence[str]) -> bool:
    return any(list(pieces[at : at + len(part)]) == list(part) for at in range(len(pieces) - len(part) + 1))
