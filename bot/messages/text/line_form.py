"""Buttons in the place of typed commands: one that does it, and one that asks for the rest in a form."""

from dataclasses import dataclass
from enum import StrEnum

from bot.messages.text.menu_values import MeantWord
from bot.messages.text.message import Button, Emphasis, Form, TextField
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

LINE_FORM = "typed_line"
LINE_FIELD = "line"
OPEN_LINE = "line_open"
LONGEST_LINE = 300


class LineKind(StrEnum):
    """A command of which a form asks the rest."""

    DEAL = "deal"
    TEAM = "team"
    GOAL = "goal"
    FEEDBACK = "feedback"
    REFERRAL = "referral"
    FREE = "free"
    COMPANY_DAY = "company_day"
    REST = "rest"
    ACCOUNT = "account"
    TOPIC = "topic"
    STAGES = "stages"
    AFTER_SALE = "after_sale"
    CURRENCY = "currency"


@dataclass(frozen=True, slots=True)
class LineStart:
    """The command that a form completes."""

    kind: LineKind


def make_line_button(words: Words, kind: LineKind, *, emphasis: Emphasis = Emphasis.PLAIN) -> Button:
    """Return the button that opens the form of a command."""
    label = words.plain(f"line_form.{kind}_button")
    return Button(label=label, action=OPEN_LINE, value=write_value(LineStart(kind)), emphasis=emphasis)


def make_word_button(label: str, word: str, rest: str = "") -> Button:
    """Return the button that does what can be typed after the main command."""
    return Button(label=label, action="word_meant", value=write_value(MeantWord(word, rest)))


def build_line_form(words: Words, kind: LineKind) -> Form:
    """Build the form of a command; its hint shows what can be typed."""
    return Form(
        name=LINE_FORM,
        title=words.plain(f"line_form.{kind}_button"),
        submit=words.plain("line_form.submit"),
        close=words.plain("handover.close"),
        fields=(
            TextField(
                name=LINE_FIELD,
                label=words.plain(f"line_form.{kind}"),
                hint=words.plain(f"line_form.{kind}_hint"),
                limit=LONGEST_LINE,
            ),
        ),
        subject=write_value(LineStart(kind)),
    )
