"""What a logged contact tells about its account: that it was put away, and who was there (K12, Z1)."""

from bot.domain.deals.person_in_note import PersonMention
from bot.domain.home.day import LoggedExtras
from bot.domain.log.activity import Entry
from bot.messages.accounts.account_card import make_card_button
from bot.messages.text.button_values import PersonInNote
from bot.messages.text.message import Button, Controls, MessagePart, Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

NAME_SHOWN = 60


def describe_account_news(words: Words, entry: Entry, after: LoggedExtras) -> list[MessagePart]:
    """Return that the account is archived, and an offer to keep somebody whom the note mentions."""
    parts: list[MessagePart] = []
    if entry.account_id is None:
        return parts
    if after.is_archived:
        text = words.render("account_card.logged_archived", name=shorten(entry.account_name or "", NAME_SHOWN))
        parts += [Paragraph(text), Controls((make_card_button(words, entry.account_id),))]
    if after.person is not None:
        parts += _offer_person(words, after.person, entry.account_id)
    return parts


def _offer_person(words: Words, person: PersonMention, account_id: int) -> list[MessagePart]:
    name = shorten(person.name if person.is_named else person.role, NAME_SHOWN)
    values = {"name": name, "role": person.role if person.is_named else ""}
    value = write_value(PersonInNote(account_id, person.level, person.role, person.name))
    button = Button(label=words.plain("account_people.keep", name=name), action="person_keep", value=value)
    return [Paragraph(words.render("account_people.mentioned", **values), quiet=True), Controls((button,))]
