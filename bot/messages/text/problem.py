"""The sentence for every error, in the user's language, with the typed text returned."""

from bot.domain.log.errors import LogLineError
from bot.errors import LineTooLong, RitmeError
from bot.messages.text.command_names import USUAL_NAMES, CommandNames
from bot.messages.text.line_form import LineKind, make_line_button, make_word_button
from bot.messages.text.message import Button, Controls, Message, MessagePart, Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.words import Words

LINE_SHOWN = 300
# What asks for the same in a form, and what shows what there is to choose from, by the code of the error.
FORMS = {
    "after_sale_unclear": LineKind.AFTER_SALE,
    "company_days_unclear": LineKind.COMPANY_DAY,
    "currency_unknown": LineKind.CURRENCY,
    "deal_missing": LineKind.DEAL,
    "free_days_unclear": LineKind.FREE,
    "goal_unclear": LineKind.GOAL,
    "stages_unclear": LineKind.STAGES,
    "team_name_invalid": LineKind.TEAM,
}
_ENTRIES = ("entry_list.title", "log", "list")
SHOWN = {
    "deal_unknown": ("menu.deals", "deal", ""),
    "draft_gone": _ENTRIES,
    "entry_changed_since": _ENTRIES,
    "nothing_to_correct": _ENTRIES,
    "team_missing": ("setup.team_button", "team", ""),
}
# The size of a paragraph that every platform accepts, and the most paragraphs in which an overlong text is returned.
PARAGRAPH, MOST_PARAGRAPHS = 1_900, 6


def explain_error(words: Words, error: RitmeError, *, commands: CommandNames = USUAL_NAMES) -> str:
    """Return one sentence about an error."""
    return words.plain(f"errors.{error.code}", **_list_values(words, error, commands))


def build_problem(words: Words, error: RitmeError, *, commands: CommandNames, line: str = "") -> Message:
    """Report an error, and return the typed line."""
    sentence = explain_error(words, error, commands=commands)
    parts: list[MessagePart] = [Paragraph(words.render(f"errors.{error.code}", **_list_values(words, error, commands)))]
    parts += _give_back_whole(words, line) if isinstance(error, LineTooLong) else _give_back(words, line)
    if isinstance(error, LogLineError):
        parts.append(Paragraph(words.render("errors.help_hint", command=commands.log), quiet=True))
    parts += _offer_way_on(words, error)
    return Message(fallback=sentence, parts=tuple(parts))


def build_unexpected(words: Words, *, incident: str, line: str = "", is_stored: bool = False) -> Message:
    """Report an internal error, with its incident code in the log.

    The typed line is returned, unless something was stored before the error: typing it again would duplicate that.
    """
    block = "errors.unexpected_stored" if is_stored else "errors.unexpected"
    return Message(
        fallback=words.plain(block, incident=incident),
        parts=(Paragraph(words.render(block, incident=incident)), *(() if is_stored else _give_back(words, line))),
    )


def _offer_way_on(words: Words, error: RitmeError) -> list[MessagePart]:
    """Return the button with which the same can be done without knowing what to type, where there is one."""
    if isinstance(error, LogLineError):
        return [Controls((Button(label=words.plain("controls.open_log"), action="log_open"),))]
    if error.code == "deal_closed":
        reopen = f"{getattr(error, 'line', '')} heropen"
        return [Controls((make_word_button(words.plain("deal.reopen"), "deal", reopen),))]
    if error.code in FORMS:
        return [Controls((make_line_button(words, FORMS[error.code]),))]
    if error.code in SHOWN:
        label, word, rest = SHOWN[error.code]
        return [Controls((make_word_button(words.plain(label), word, rest),))]
    return []


def _list_values(words: Words, error: RitmeError, commands: CommandNames) -> dict[str, object]:
    return commands.in_language(words.language).values | {
        name: getattr(value, "name", value) for name, value in vars(error).items()
    }


def _give_back(words: Words, line: str, *, limit: int = LINE_SHOWN) -> list[MessagePart]:
    if not line.strip():
        return []
    return [Paragraph(words.render("errors.line_kept", line=shorten(line, limit)), quiet=True)]


def _give_back_whole(words: Words, line: str) -> list[MessagePart]:
    """Return the complete line: the command's input field is empty by now, and nothing was stored."""
    pieces = [line[start : start + PARAGRAPH] for start in range(0, len(line), PARAGRAPH)][:MOST_PARAGRAPHS]
    return [part for piece in pieces for part in _give_back(words, piece, limit=PARAGRAPH)]
