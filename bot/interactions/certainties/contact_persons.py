"""Handlers for the form of a contact person at a customer, with role and level (Z1)."""

from bot.domain.deals.deals import Level
from bot.interactions.interaction import Filled, Handlers, Interaction, Reply, Shown
from bot.messages.accounts.contact_person import (
    CONTACT_PERSON_FORM,
    build_contact_person_form,
    build_contact_person_kept,
)
from bot.messages.text.button_values import AccountRef
from bot.services.accounts.save_contact_person import ContactPerson, save_contact_person
from bot.services.bot import Bot


async def open_contact_person(bot: Bot, interaction: Interaction) -> Reply:
    """Open the contact person form for an account."""
    account_id = interaction.read(AccountRef).account_id
    form = build_contact_person_form(bot.speak(interaction.person.rep), account_id=account_id)
    return Reply(form=form, shown=Shown.ADDED)


async def submit(bot: Bot, interaction: Interaction) -> Reply:
    """Save the submitted contact person."""
    rep, somebody = interaction.person.rep, read_contact_person(interaction.filled)
    account_id = interaction.read(AccountRef).account_id
    account = await save_contact_person(bot.database, rep=rep, account_id=account_id, person=somebody)
    message = build_contact_person_kept(bot.speak(rep), name=somebody.name, account=account.name, level=somebody.level)
    return Reply(message=message)


def read_contact_person(filled: Filled) -> ContactPerson:
    """Parse the submitted form."""
    return ContactPerson(
        name=filled.text("name"), role=filled.text("role"), level=filled.option("level", Level, default=Level.USER)
    )


BUTTONS: Handlers = {"contact_open": open_contact_person}
FORMS: Handlers = {CONTACT_PERSON_FORM: submit}
