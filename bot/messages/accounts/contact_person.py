"""The form for a contact at a customer, and its confirmation (Z1)."""

from bot.domain.deals.deals import Level
from bot.messages.text.button_values import AccountRef
from bot.messages.text.message import ChoiceField, Field, Form, Message, Option, Paragraph, TextField
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

CONTACT_PERSON_FORM = "contact_person"
LONGEST_NAME, LONGEST_ROLE, NAME_SHOWN = 255, 120, 60


def build_contact_person_form(words: Words, *, account_id: int) -> Form:
    """Build the form for a contact: name, role and seniority level."""
    return Form(
        name=CONTACT_PERSON_FORM,
        title=words.plain("contact_person.title"),
        submit=words.plain("advice.form_submit"),
        close=words.plain("controls.cancel"),
        fields=ask_person(words),
        subject=write_value(AccountRef(account_id)),
    )


def ask_person(
    words: Words, *, name: str = "", role: str = "", level: Level | None = Level.EXECUTIVE
) -> tuple[Field, ...]:
    """Build the fields for somebody at a customer, filled in with what is known; ``level`` None is unknown."""
    levels = tuple(Option(value=each, label=words.plain(f"contact_person.level_{each}")) for each in Level)
    return (
        TextField(name="name", label=words.plain("contact_person.name"), initial=name, limit=LONGEST_NAME),
        TextField(
            name="role", label=words.plain("contact_person.role"), initial=role, required=False, limit=LONGEST_ROLE
        ),
        ChoiceField(name="level", label=words.plain("contact_person.level"), options=levels, initial=level),
    )


def build_contact_person_kept(words: Words, *, name: str, account: str, level: Level) -> Message:
    """Confirm that a contact was stored, and what that adds."""
    block = "contact_person.kept" if level is Level.USER else "contact_person.kept_high"
    values = {"name": shorten(name, NAME_SHOWN), "account": shorten(account, NAME_SHOWN)}
    return Message(fallback=words.plain(block, **values), parts=(Paragraph(words.render(block, **values)),))
