"""Help: six lines with buttons, and every word that can be typed."""

from collections.abc import Callable, Mapping

from bot.domain.home.menu import MenuEntry
from bot.domain.people.people import Rep, Role
from bot.messages.home.menu import make_menu_button, make_settings_button
from bot.messages.home.small_talk import make_day_button, make_log_button
from bot.messages.text.command_names import CommandNames
from bot.messages.text.message import Button, Controls, Emphasis, Heading, Message, MessagePart, Paragraph, Row
from bot.messages.text.words import Words
from bot.messages.welcome.greeting import make_set_up_button

# The six lines of each role, the most needed first.
LINES = {
    Role.REP: ("log", "day", "deals", "questions", "figures", "settings"),
    Role.MANAGER: ("log", "day", "deals", "figures", "team", "settings"),
    Role.ADMINISTRATOR: ("log", "day", "deals", "figures", "team", "setup"),
}


def build_log_help(words: Words, *, command: str) -> Message:
    """Show five example log lines."""
    return Message(
        fallback=words.plain("help.fallback_log", command=command),
        parts=(
            Heading(words.render("help.log_title")),
            Paragraph(words.render("help.log_examples", command=command)),
            Paragraph(words.render("help.log_more", command=command), quiet=True),
            Controls((make_log_button(words), make_day_button(words))),
        ),
    )


def build_ritme_help(words: Words, rep: Rep, *, commands: CommandNames) -> Message:
    """Show in six lines what somebody of this role can do, each with its button."""
    lines = (Row(words.render(f"help.line_{name}"), _make_button(words, name)) for name in LINES[rep.role])
    settings = (make_settings_button(words),) if rep.role is Role.ADMINISTRATOR else ()
    return Message(
        fallback=words.plain("help.fallback_ritme", **_name(words, commands)),
        parts=(
            Heading(words.render("help.ritme_title")),
            *lines,
            Paragraph(words.render("help.ritme_typed", **_name(words, commands)), quiet=True),
            Controls((*settings, make_menu_button(words, MenuEntry.WORDS))),
        ),
    )


def build_all_words(words: Words, rep: Rep, *, commands: CommandNames) -> Message:
    """Show every word that somebody of this role can type, with examples."""
    leads: tuple[MessagePart, ...] = _describe_setup(words, rep, commands) if rep.role.leads else ()
    return Message(
        fallback=words.plain("help.fallback_ritme", **_name(words, commands)),
        parts=(
            Heading(words.render("help.words_title")),
            Paragraph(words.render("help.ritme_commands", **_name(words, commands))),
            Heading(words.render("help.ritme_method_title")),
            Paragraph(words.render("help.ritme_method", **_name(words, commands))),
            *leads,
            Paragraph(words.render("help.ritme_log", **_name(words, commands)), quiet=True),
        ),
    )


def build_setup_help(words: Words, rep: Rep, *, commands: CommandNames) -> Message:
    """Show what a manager or administrator can set up."""
    return Message(
        fallback=words.plain("help.setup_title"),
        parts=(
            *_describe_setup(words, rep, commands),
            Controls((make_set_up_button(words, Emphasis.PRIMARY), make_settings_button(words))),
        ),
    )


def _describe_setup(words: Words, rep: Rep, commands: CommandNames) -> tuple[MessagePart, ...]:
    is_administrator = rep.role is Role.ADMINISTRATOR
    mine = (Paragraph(words.render("help.of_administrator", **_name(words, commands))),) if is_administrator else ()
    return (
        Heading(words.render("help.setup_title")),
        Paragraph(words.render("help.of_manager", **_name(words, commands))),
        *mine,
    )


def _make_button(words: Words, name: str) -> Button:
    return _MAKERS[name](words) if name in _MAKERS else make_menu_button(words, MenuEntry(name))


_MAKERS: Mapping[str, Callable[[Words], Button]] = {
    "log": make_log_button,
    "day": make_day_button,
    "settings": make_settings_button,
}


def _name(words: Words, commands: CommandNames) -> Mapping[str, str]:
    return commands.in_language(words.language).values
