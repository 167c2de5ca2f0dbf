"""Whether somebody who leads sells too (K4): the question, and the answer to what was said."""

from bot.messages.text.button_values import SellsToo
from bot.messages.text.line_form import make_word_button
from bot.messages.text.message import Button, Controls, Message, Paragraph
from bot.messages.text.record_values import write_value
from bot.messages.text.text import to_plain
from bot.messages.text.words import Words

SELLS_TOO = "sells_too"


def build_selling_question(words: Words) -> Message:
    """Ask somebody who leads, and never logged anything, whether he or she sells too."""
    text = words.render("selling.ask")
    return Message(
        fallback=to_plain(text),
        parts=(Paragraph(text), Controls((_make(words, "yes", sells=True), _make(words, "no", sells=False)))),
    )


def build_selling_set(words: Words, *, sells: bool, ritme: str) -> Message:
    """Confirm that somebody sells from now on, or only leads and is counted nowhere."""
    text = words.render("selling.sells" if sells else "selling.leads", ritme=ritme)
    week = make_word_button(words.plain("menu.team_week"), "team", "week")
    buttons = () if sells else (Controls((week, _make(words, "again", sells=True))),)
    return Message(fallback=to_plain(text), parts=(Paragraph(text), *buttons))


def _make(words: Words, answer: str, *, sells: bool) -> Button:
    label = words.plain(f"selling.{answer}_button")
    return Button(label=label, action=SELLS_TOO, value=write_value(SellsToo(sells)))
