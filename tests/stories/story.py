"""Stories: conversations in text files, played on every platform.

One step per line: ``> `` sends a command, ``~ `` a message to the bot, ``! `` presses a button by its label,
``@ label: day`` picks a day,
``= field: value | field: value`` fills in and submits the open form. After a step, ``< `` lists each line of the reply
(all of them), and ``? `` the title of the form that opens.
"""

from dataclasses import dataclass, field
from datetime import date
from difflib import ndiff
from pathlib import Path
from typing import Protocol


class Player(Protocol):
    """A user on one platform; ``lines`` and ``form`` are the reply to the last step."""

    lines: list[str]
    form: str | None

    async def says(self, text: str) -> None: ...

    async def writes(self, text: str) -> None: ...

    async def presses(self, label: str) -> None: ...

    async def picks(self, label: str, day: date) -> None: ...

    async def fills(self, values: dict[str, str]) -> None: ...


@dataclass
class Step:
    """An action and its expected reply."""

    number: int
    sign: str
    words: str
    lines: list[str] = field(default_factory=list)
    form: str | None = None


def read_story(path: Path) -> list[Step]:
    """Parse the steps of a story."""
    steps: list[Step] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        sign, _, words = line.partition(" ")
        if sign == "<":
            steps[-1].lines.append(words)
        elif sign == "?":
            steps[-1].form = words
        elif sign in {">", "~", "!", "@", "="}:
            steps.append(Step(number, sign, words))
    return steps


async def play(story: list[Step], player: Player) -> None:
    """Play every step, and compare the complete reply."""
    for step in story:
        await _do(step, player)
        told, shown = [*step.lines, step.form or ""], [*player.lines, player.form or ""]
        assert told == shown, "\n".join([f"line {step.number}: {step.words}", *ndiff(told, shown)])


async def _do(step: Step, player: Player) -> None:
    match step.sign:
        case ">":
            await player.says(step.words)
        case "~":
            await player.writes(step.words)
        case "!":
            await player.presses(step.words)
        case "@":
            label, _, day = step.words.rpartition(": ")
            await player.picks(label, date.fromisoformat(day))
        case _:
            pairs = (each.split(": ", 1) for each in step.words.split(" | "))
            await player.fills({name.strip(): value for name, value in pairs})
