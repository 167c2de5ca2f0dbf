"""Other replies about deals: help, the stages, and an unclear account."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.deals.deal_line import DealLine
from bot.domain.deals.deal_words import write_deal
from bot.domain.deals.deals import Deal
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown
from bot.domain.people.stages import Stages
from bot.messages.deals.deal_parts import build_account_question
from bot.messages.deals.deal_requests import make_request
from bot.messages.text.line_form import LineKind, make_line_button
from bot.messages.text.message import Button, Controls, Heading, Message, MessagePart, Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words


def build_deal_help(words: Words, *, command: str) -> Message:
    """Show the syntax of deal lines."""
    return Message(
        fallback=words.plain("deal.help_title"),
        parts=(Heading(words.render("deal.help_title")), Paragraph(words.render("deal.help", deal=command))),
    )


def build_stages(words: Words, stages: Stages, *, may_change: bool, is_new: bool = False) -> Message:
    """Show the stages of a workspace's deals, with a button to change them; ``is_new`` confirms a change."""
    known = ", ".join(stages.names)
    block = "deal.stages_set" if is_new else "deal.stages"
    parts: list[MessagePart] = [Paragraph(words.render(block, known=known))]
    change = Controls((make_line_button(words, LineKind.STAGES),))
    parts.append(change if may_change else Paragraph(words.render("deal.stages_hint"), quiet=True))
    return Message(fallback=words.plain(block, known=known), parts=tuple(parts))


def build_give_hint(words: Words, deal: Deal, *, command: str) -> Message:
    """Show the command that hands a deal over."""
    values = {"deal": command, "line": write_deal(deal.account_name, deal.name)}
    text = words.render("stall_news.give_hint", **values)
    return Message(fallback=words.plain("stall_news.give_hint", **values), parts=(Paragraph(text),))


def build_account_choice(
    words: Words,
    error: AccountUnknown | AccountAmbiguous,
    *,
    lines: Mapping[int, DealLine],
    created: DealLine | None = None,
) -> Message:
    """Offer the accounts with names similar to the typed one, each with the rest of the line in its button.

    ``created`` is the line for a new account under the typed name.
    """
    buttons = [
        Button(
            label=shorten(account.name),
            action="deal_choose",
            value=write_value(make_request(lines[account.id], account_id=account.id)),
        )
        for account in error.candidates
        if account.id in lines
    ]
    if created is not None:
        label = words.plain("controls.create", name=shorten(error.typed))
        value = write_value(make_request(replace(created, account=error.typed)))
        buttons.append(Button(label=label, action="deal_create_for", value=value))
    return build_account_question(words, error, buttons)
