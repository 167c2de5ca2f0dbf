"""Stories: what is said and answered, in files that every platform plays.

One line a step: ``> `` says something to the bot, ``! `` presses a button by its label, ``@ label: day`` picks a day,
``= field: value | field: value`` fills in the form that is open and sends it. After that ``< `` gives each line of the
answer, all of them, and ``? `` the title of the form that comes up.
"""

from dataclasses import dataclass, field
from datetime import date
from difflib import ndiff
from pathlib import Path
from typing import Protocol


class Player(Protocol):
    """Somebody with one platform in front of them; ``lines`` and ``form`` are what the last step brought."""

    lines: list[str]
    form: str | None

    async def says(self, text: str) -> None: ...

    async def presses(self, label: str) -> None: ...

    async def picks(self, label: str, day: date) -> None: ...

    async def fills(self, values: dict[str, str]) -> None: ...


@dataclass
class Step:
    """Something that is done, and what has to come of it."""

    number: int
    sign: str
    words: str
    lines: list[str] = field(default_factory=list)
    form: str | None = None


def read_story(path: Path) -> list[Step]:
    """Return the steps of a story."""
    steps: list[Step] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        sign, _, words = line.partition(" ")
        if sign == "<":
            steps[-1].lines.append(words)
        elif sign == "?":
            steps[-1].form = words
        elif sign in {">", "!", "@", "="}:
            steps.append(Step(number, sign, words))
    return steps


async def play(story: list[Step], player: Player) -> None:
    """Do every step, and compare all that is shown after it."""
    for step in story:
        await _do(step, player)
        told, shown = [*step.lines, step.form or ""], [*player.lines, player.form or ""]
        assert told == shown, "\n".join([f"line {step.number}: {step.words}", *ndiff(told, shown)])


async def _do(step: Step, player: Player) -> None:
    match step.sign:
        case ">":
            await player.says(step.words)
        case "!":
            await player.presses(step.words)
        case "@":
            label, _, day = step.words.rpartition(": ")
            await player.picks(label, date.fromisoformat(day))
        case _:
            pairs = (each.split(": ", 1) for each in step.words.split(" | "))
            await player.fills({name.strip(): value for name, value in pairs})
