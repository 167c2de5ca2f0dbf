"""What the bot can do, with examples."""

from bot.messages.message import Heading, Message, Paragraph
from bot.messages.words import Words


def build_log_help(words: Words, *, command: str) -> Message:
    """Show five lines that can be typed as they stand."""
    return Message(
        fallback=words.plain("help.fallback_log", command=command),
        parts=(
            Heading(words.say("help.log_title")),
            Paragraph(words.say("help.log_examples", command=command)),
            Paragraph(words.say("help.log_more", command=command), quiet=True),
        ),
    )


def build_ritme_help(words: Words, *, ritme: str, command: str, unknown: str = "") -> Message:
    """Show what there is besides logging; ``unknown`` is what was typed and not understood."""
    refused = (Paragraph(words.say("help.unknown", typed=unknown)),) if unknown else ()
    return Message(
        fallback=words.plain("help.fallback_ritme", ritme=ritme),
        parts=(
            *refused,
            Heading(words.say("help.ritme_title")),
            Paragraph(words.say("help.ritme_text")),
            Paragraph(words.say("help.ritme_commands", ritme=ritme)),
            Paragraph(words.say("help.ritme_log", command=command), quiet=True),
        ),
    )
