"""Who a rep knows at the own accounts (Z1)."""

from collections.abc import Sequence

from bot.domain.home.account_card import PeopleAt
from bot.messages.accounts.account_card import name_person
from bot.messages.home.small_talk import make_log_button
from bot.messages.text.button_values import AccountRef
from bot.messages.text.message import Button, Controls, Heading, Message, Paragraph, Row
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

ACCOUNTS_SHOWN, PEOPLE_SHOWN, NAME_SHOWN = 15, 4, 60


def build_own_people(words: Words, known: Sequence[PeopleAt]) -> Message:
    """List the people at each account, with a button to its card."""
    title = words.plain("menu.people_title")
    if not known:
        text = Paragraph(words.render("menu.people_none"))
        return Message(fallback=title, parts=(text, Controls((make_log_button(words),))))
    rows = (_describe(words, each) for each in known[:ACCOUNTS_SHOWN])
    left = len(known) - ACCOUNTS_SHOWN
    more = (Paragraph(words.render("menu.people_more", count=left), quiet=True),) if left > 0 else ()
    return Message(fallback=title, parts=(Heading(words.render("menu.people_title")), *rows, *more))


def _describe(words: Words, each: PeopleAt) -> Row:
    names = [name_person(words, person) for person in each.people[:PEOPLE_SHOWN]]
    more = ["…"] if len(each.people) > PEOPLE_SHOWN else []
    values = {"account": shorten(each.account_name, NAME_SHOWN), "names": ", ".join([*names, *more])}
    button = Button(
        label=words.plain("account_card.button"), action="account_show", value=write_value(AccountRef(each.account_id))
    )
    return Row(words.render("menu.people_at", **values), button)
