"""The sentence for everything that can be wrong, in the person's language; what was typed is given back."""

from bot.domain.log.errors import LogLineError
from bot.errors import RitmeError
from bot.messages.text.command_names import USUAL_NAMES, CommandNames
from bot.messages.text.message import Message, Paragraph, Part
from bot.messages.text.parts import shorten
from bot.messages.text.words import Words

LINE_SHOWN = 300


def explain_error(words: Words, error: RitmeError, *, commands: CommandNames = USUAL_NAMES) -> str:
    """Return one clear sentence about an error."""
    return words.plain(f"errors.{error.code}", **_list_values(error, commands))


def build_problem(words: Words, error: RitmeError, *, commands: CommandNames, line: str = "") -> Message:
    """Say what is wrong, and give back the line that was typed."""
    sentence = explain_error(words, error, commands=commands)
    parts: list[Part] = [Paragraph(words.say(f"errors.{error.code}", **_list_values(error, commands)))]
    parts += _give_back(words, line)
    if isinstance(error, LogLineError):
        parts.append(Paragraph(words.say("errors.help_hint", command=commands.log), quiet=True))
    return Message(fallback=sentence, parts=tuple(parts))


def build_unexpected(words: Words, *, incident: str, line: str = "") -> Message:
    """Admit a fault of ours, with the code under which it stands in the log, and give back what was typed."""
    text = words.say("errors.unexpected", incident=incident)
    return Message(
        fallback=words.plain("errors.unexpected", incident=incident),
        parts=(Paragraph(text), *_give_back(words, line)),
    )


def _list_values(error: RitmeError, commands: CommandNames) -> dict[str, object]:
    return commands.values | {name: getattr(value, "name", value) for name, value in vars(error).items()}


def _give_back(words: Words, line: str) -> list[Part]:
    if not line.strip():
        return []
    return [Paragraph(words.say("errors.line_kept", line=shorten(line, LINE_SHOWN)), quiet=True)]
