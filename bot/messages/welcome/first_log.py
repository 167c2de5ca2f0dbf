"""The short form for the first contact: a name is all there is to type."""

from bot.domain.log.activity import RHYTHM_KINDS, Kind
from bot.domain.text.bounds import LONGEST_NAME
from bot.messages.text.message import ChoiceField, DateField, Form, Option, TextField
from bot.messages.text.parts import name_kind
from bot.messages.text.words import Words

FIRST_LOG_FORM = "first_log"


def build_first_log_form(words: Words) -> Form:
    """Build the form with whom somebody spoke to last, how, what about and what was agreed."""
    kinds = tuple(Option(value=kind, label=name_kind(words, kind)) for kind in RHYTHM_KINDS)
    return Form(
        name=FIRST_LOG_FORM,
        title=words.plain("welcome.first_title"),
        submit=words.plain("log_form.submit"),
        close=words.plain("controls.cancel"),
        fields=(
            TextField(name="who", label=words.plain("welcome.first_who"), limit=LONGEST_NAME),
            ChoiceField(name="kind", label=words.plain("welcome.first_kind"), options=kinds, initial=Kind.CALL),
            TextField(name="note", label=words.plain("welcome.first_note"), required=False, lines=True),
            DateField(name="next_date", label=words.plain("log_form.next_date"), required=False),
        ),
    )
