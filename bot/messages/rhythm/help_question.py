"""Ask somebody who did nothing with a week of plans, once, whether they help (K5)."""

from bot.domain.home.day import RepDay
from bot.messages.text.message import Button, Controls, Message, Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.text import to_plain
from bot.messages.text.words import Words

NAME_SHOWN = 40
# The buttons, with the name of what each does.
ANSWERS = {"yes": "help_yes", "time": "settings_open", "weekly": "help_weekly", "silent": "help_silent"}


def build_help_question(words: Words, day: RepDay) -> Message:
    """Ask whether the plans help; without an answer there is one message a week."""
    name = shorten(day.rep.name.split()[0], NAME_SHOWN) if day.rep.name.split() else ""
    text = words.render("rhythm.help_question", name=name)
    buttons = tuple(
        Button(label=words.plain(f"rhythm.help_{answer}"), action=action) for answer, action in ANSWERS.items()
    )
    return Message(fallback=to_plain(text), parts=(Paragraph(text), Controls(buttons)))


def build_help_answer(words: Words, block: str) -> Message:
    """Confirm the answer in one line."""
    text = words.render(f"rhythm.{block}")
    return Message(fallback=to_plain(text), parts=(Paragraph(text),))
