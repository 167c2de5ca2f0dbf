"""Answers to a message that is no line for the log: what it may have asked for, and what has no view of its own."""

from collections.abc import Mapping, Sequence

from bot.domain.home.requests import Request
from bot.messages.home.menu import make_settings_button
from bot.messages.home.small_talk import LINE_SHOWN, make_day_button, make_help_button, make_log_button
from bot.messages.text.message import Button, Controls, Message, Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.request_values import RequestChoice
from bot.messages.text.words import Words

# The label of a request is its own name, but of these.
LABELS: Mapping[Request, str] = {Request.QUIET: "less", Request.PRIVACY: "seen", Request.CORRECT: "undo"}
# A button's value has room for a message up to here.
LONGEST_SAID = 200


def build_offered(words: Words, requests: Sequence[Request], *, line: str) -> Message:
    """Ask whether one of these requests was meant, and give the typed text back."""
    buttons = [_make_request_button(words, request, line) for request in requests]
    count = len(buttons)
    return Message(
        fallback=words.plain("requests.offered", count=count),
        parts=(
            Paragraph(words.render("requests.offered", count=count)),
            Paragraph(words.render("errors.line_kept", line=shorten(line, LINE_SHOWN)), quiet=True),
            Controls((*buttons, make_log_button(words), make_help_button(words))),
        ),
    )


def build_complaint(words: Words) -> Message:
    """Say sorry, and offer what may have been looked for."""
    return _say(words, "complaint", (make_log_button(words), make_day_button(words), make_help_button(words)))


def build_privacy(words: Words) -> Message:
    """Say who sees what (K10)."""
    return _say(words, "privacy", (make_day_button(words), make_settings_button(words)))


def _say(words: Words, block: str, buttons: Sequence[Button]) -> Message:
    text = Paragraph(words.render(f"requests.{block}"))
    return Message(fallback=words.plain(f"requests.{block}"), parts=(text, Controls(tuple(buttons))))


def _make_request_button(words: Words, request: Request, line: str) -> Button:
    value = write_value(RequestChoice(request, line if len(line) <= LONGEST_SAID else ""))
    return Button(label=words.plain(f"requests.{LABELS.get(request, request)}"), action="request_do", value=value)
