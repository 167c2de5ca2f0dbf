"""Help texts with examples."""

from bot.messages.text.command_names import CommandNames
from bot.messages.text.message import Heading, Message, Paragraph
from bot.messages.text.words import Words


def build_log_help(words: Words, *, command: str) -> Message:
    """Show five example log lines."""
    return Message(
        fallback=words.plain("help.fallback_log", command=command),
        parts=(
            Heading(words.render("help.log_title")),
            Paragraph(words.render("help.log_examples", command=command)),
            Paragraph(words.render("help.log_more", command=command), quiet=True),
        ),
    )


def build_ritme_help(words: Words, *, commands: CommandNames, unknown: str = "") -> Message:
    """Show the commands other than logging; ``unknown`` is typed text that was not understood."""
    refused = (Paragraph(words.render("help.unknown", typed=unknown)),) if unknown else ()
    return Message(
        fallback=words.plain("help.fallback_ritme", **commands.values),
        parts=(
            *refused,
            Heading(words.render("help.ritme_title")),
            Paragraph(words.render("help.ritme_text")),
            Paragraph(words.render("help.ritme_commands", **commands.values)),
            Heading(words.render("help.ritme_method_title")),
            Paragraph(words.render("help.ritme_method", **commands.values)),
            Paragraph(words.render("help.ritme_log", **commands.values), quiet=True),
        ),
    )
