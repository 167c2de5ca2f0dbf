"""Read the targets of single people, one line each: "Sanne 3 1 0", "Bram: 2 bezoeken" (R1)."""

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.domain.people.errors import PersonTargetsUnclear
from bot.domain.people.people import Targets

HIGHEST = 50
_NUMBER = re.compile(r"(\d+)\s*([^\W\d_]*)")
# How the words of each kind begin, in both languages.
_KINDS = {
    "message": ("ber", "mai", "mes", "e-m", "ema"),
    "call": ("tel", "bel", "cal", "pho"),
    "visit": ("bez", "vis"),
}


def parse_person_targets(text: str, names: Mapping[int, str], usual: Targets) -> dict[int, Targets]:
    """Return the targets by the key of each person named; ``usual`` are those of who is not.

    ``names`` are the people that can be meant, by key. Three numbers are messages, calls and visits, in that order.

    Raises:
        PersonTargetsUnclear: a line names nobody or several, or no targets.
    """
    found: dict[int, Targets] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        first = _NUMBER.search(line)
        if first is None:
            raise PersonTargetsUnclear(line)
        key = _find_person(line[: first.start()], names, line)
        found[key] = _read_targets(line[first.start() :], usual, line)
    return found


def _find_person(typed: str, names: Mapping[int, str], line: str) -> int:
    wanted = typed.strip(" \t:,;=-@").casefold()
    whole = [key for key, name in names.items() if name.casefold() == wanted]
    begun = [key for key, name in names.items() if wanted and f"{name.casefold()} ".startswith(f"{wanted} ")]
    [*fitting] = whole or begun
    if len(fitting) != 1:
        raise PersonTargetsUnclear(line)
    return fitting[0]


def _read_targets(text: str, usual: Targets, line: str) -> Targets:
    counts = [(int(number), word.casefold()) for number, word in _NUMBER.findall(text)]
    if any(number > HIGHEST for number, _ in counts):
        raise PersonTargetsUnclear(line)
    if not any(word for _, word in counts):
        if len(counts) != len(_KINDS):
            raise PersonTargetsUnclear(line)
        message, call, visit = (number for number, _ in counts)
        return replace(usual, message=message, call=call, visit=visit)
    for number, word in counts:
        kind = next((kind for kind, starts in _KINDS.items() if word.startswith(starts)), None)
        if kind is None:
            raise PersonTargetsUnclear(line)
        usual = replace(usual, message=number) if kind == "message" else usual
        usual = replace(usual, call=number) if kind == "call" else usual
        usual = replace(usual, visit=number) if kind == "visit" else usual
    return usual
