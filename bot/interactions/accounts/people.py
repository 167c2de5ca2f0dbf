"""The people at an account: list, change, move and take out, and keep one whom a note mentions (Z1, K12)."""

from bot.domain.accounts.errors import AccountGone
from bot.domain.deals.deals import Level
from bot.interactions.accounts.cards import make_request
from bot.interactions.interaction import Handlers, Interaction, Reply, added
from bot.interactions.log.form import read_account
from bot.messages.accounts.account_answers import build_people
from bot.messages.accounts.account_forms import PERSON_FORM, build_person_form
from bot.messages.accounts.contact_person import build_contact_person_kept
from bot.messages.text.button_values import AccountRef, PersonInNote, PersonRef
from bot.messages.text.message import Message
from bot.services.accounts.change_person import PersonEdit, edit_person, find_person, remove_person
from bot.services.accounts.find_subject import find_account_option
from bot.services.accounts.load_account_card import load_account_card
from bot.services.accounts.save_contact_person import ContactPerson, save_contact_person
from bot.services.bot import Bot
from bot.services.log.submit_form import NEW_PREFIX
from bot.services.people.person_cache import Person


async def show_people(
    bot: Bot, person: Person, account_id: int, *, notice: str = "", undo: int | None = None
) -> Message:
    """Build the list of the people at an account."""
    card = await load_account_card(bot.database, rep=person.rep, account_id=account_id, now=bot.now())
    return build_people(
        bot.speak(person.rep), card.details, card.people, may_change=card.may_change, notice=notice, undo=undo
    )


async def list_people(bot: Bot, interaction: Interaction) -> Reply:
    """List the people at an account below a message."""
    return added(await show_people(bot, interaction.person, interaction.read(AccountRef).account_id))


async def open_person(bot: Bot, interaction: Interaction) -> Reply:
    """Open the form for somebody at an account."""
    rep, about = interaction.person.rep, interaction.read(PersonRef)
    person = await find_person(bot.database, rep=rep, person_id=about.person_id)
    account = await find_account_option(bot.database, rep=rep, account_id=person.account_id)
    if account is None:
        raise AccountGone
    return Reply(form=build_person_form(bot.speak(rep), person, account=account))


async def submit_person(bot: Bot, interaction: Interaction) -> Reply:
    """Save somebody at an account, who may have moved to another one."""
    about, filled, words = interaction.read(PersonRef), interaction.filled, bot.speak(interaction.person.rep)
    chosen = read_account(filled.choice("account"))
    if chosen is not None and chosen.startswith(NEW_PREFIX):
        return Reply(problems={"account": words.plain("account_form.other_missing")})
    edit = PersonEdit(
        person_id=about.person_id,
        name=filled.text("name"),
        role=filled.text("role"),
        level=filled.option("level", Level),
        account_id=int(chosen) if chosen else about.account_id,
    )
    made = await edit_person(bot.database, bot.accounts, make_request(bot, interaction, about.account_id), edit)
    notice = "changed" if made.change_id is not None else "unchanged"
    message = await show_people(bot, interaction.person, about.account_id, notice=notice, undo=made.change_id)
    return Reply(message=message)


async def remove(bot: Bot, interaction: Interaction) -> Reply:
    """Take somebody out of an account's contact persons."""
    about = interaction.read(PersonRef)
    request = make_request(bot, interaction, about.account_id)
    made = await remove_person(bot.database, bot.accounts, request, person_id=about.person_id)
    message = await show_people(bot, interaction.person, about.account_id, notice="removed", undo=made.change_id)
    return Reply(message=message)


async def keep_mentioned(bot: Bot, interaction: Interaction) -> Reply:
    """Keep the person whom a note mentions."""
    rep, said = interaction.person.rep, interaction.read(PersonInNote)
    person = ContactPerson(name=said.name, role=said.role, level=said.level)
    account = await save_contact_person(bot.database, rep=rep, account_id=said.account_id, person=person)
    words = bot.speak(rep)
    return added(build_contact_person_kept(words, name=said.name, account=account.name, level=said.level))


BUTTONS: Handlers = {
    "account_people": list_people,
    "person_edit": open_person,
    "person_remove": remove,
    "person_keep": keep_mentioned,
}
FORMS: Handlers = {PERSON_FORM: submit_person}
