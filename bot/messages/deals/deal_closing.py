"""Ask whether a deal is won or lost that a message seems to tell of, before anything is closed (K1, K8)."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.deals.deal_line import DealLine
from bot.domain.deals.deals import Deal
from bot.domain.text.money import Worth
from bot.messages.deals.deal_parts import name_deal
from bot.messages.deals.deal_requests import make_request
from bot.messages.text.button_values import DealRef
from bot.messages.text.message import MOST_IN_ROW, Button, Controls, Message, Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words


def build_closing_question(words: Words, card: Message, deal: Deal, *, line: DealLine) -> Message:
    """Return a deal's card with the question before it: closed as the line says, or not yet."""
    worth = None if line.value is None else Worth(line.value, line.currency or deal.currency)
    values = {"name": name_deal(deal), "state": line.state, "worth": worth}
    yes = Button(
        label=words.plain(f"deal_closing.yes_{line.state}"),
        action="deal_choose",
        value=write_value(make_request(line, deal=deal)),
    )
    no = Button(label=words.plain("deal_closing.no"), action="deal_keep", value=write_value(DealRef(deal.id)))
    asked = Paragraph(words.render("deal_closing.ask", **values))
    fallback = words.plain("deal_closing.ask", **values)
    return replace(card, fallback=fallback, parts=(asked, Controls((yes, no)), *card.parts))


def build_closing_choice(words: Words, deals: Sequence[Deal], *, line: DealLine) -> Message:
    """Ask which of several deals is closed as the line says."""
    buttons = tuple(
        Button(label=shorten(deal.name), action="deal_choose", value=write_value(make_request(line, deal=deal)))
        for deal in deals[:MOST_IN_ROW]
    )
    values = {"account": deals[0].account_name, "state": line.state}
    text = words.render("deal_closing.which", **values)
    return Message(fallback=words.plain("deal_closing.which", **values), parts=(Paragraph(text), Controls(buttons)))
