"""Messages about accounts that the plan leaves out: snoozed, and do not contact."""

from collections.abc import Sequence
from datetime import date

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.accounts.snoozed_accounts import Rest
from bot.messages.text.button_values import AccountInPlan, AccountRef
from bot.messages.text.line_form import LineKind, make_line_button
from bot.messages.text.message import Button, Controls, Emphasis, Message, MessagePart, Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.text import to_plain
from bot.messages.text.words import Words

NAME_SHOWN = 80


def describe_nobody_left(words: Words) -> tuple[MessagePart, ...]:
    """Report that there are no other suggestions today."""
    return (Paragraph(words.render("plan.nobody_left"), quiet=True),)


def describe_snoozed(
    words: Words, *, account_id: int, account_name: str, until: date, place: str = ""
) -> tuple[MessagePart, ...]:
    """Confirm until when an account is snoozed, with an undo button."""
    value = write_value(AccountInPlan(account_id, place))
    back = Button(label=words.plain("controls.undo"), action="plan_back", value=value)
    text = words.render("plan.rested", account=shorten(account_name, NAME_SHOWN), until=until)
    return (Paragraph(text, quiet=True), Controls((back,)))


def describe_unsnoozed(words: Words, *, account_name: str) -> tuple[MessagePart, ...]:
    """Confirm that an account may be suggested again."""
    return (Paragraph(words.render("plan.taken_back", account=shorten(account_name, NAME_SHOWN)), quiet=True),)


def build_snoozed_own(words: Words, account: NamedAccount, *, until: date) -> Message:
    """Confirm that an account is left alone by the user only, with the choice to leave it alone for all (K3)."""
    values = {"account": shorten(account.name, NAME_SHOWN), "until": until}
    value = write_value(AccountRef(account.id))
    buttons = (
        Button(label=words.plain("controls.rest_for_all"), action="peace_on", value=value),
        Button(label=words.plain("controls.undo"), action="rest_back", value=value),
    )
    told = (words.render("plan.rested", **values), words.render("plan.rested_own"))
    return Message(
        fallback=words.plain("plan.rested", **values), parts=(*(Paragraph(each) for each in told), Controls(buttons))
    )


def build_taken_back(words: Words, account: NamedAccount) -> Message:
    """Confirm that an account may be suggested to the user again."""
    parts = describe_unsnoozed(words, account_name=account.name)
    return Message(fallback=words.plain("plan.taken_back", account=shorten(account.name, NAME_SHOWN)), parts=parts)


def build_contact_stopped(words: Words, account: NamedAccount) -> Message:
    """Confirm that an account is no longer suggested to any rep, with an undo button."""
    text = words.render("plan.peace_kept", account=shorten(account.name, NAME_SHOWN))
    undo = Button(label=words.plain("controls.undo"), action="peace_off", value=write_value(AccountRef(account.id)))
    return Message(fallback=to_plain(text), parts=(Paragraph(text), Controls((undo,))))


def build_contact_allowed(words: Words, account: NamedAccount) -> Message:
    """Confirm that an account may be suggested again."""
    text = words.render("plan.peace_ended", account=shorten(account.name, NAME_SHOWN))
    return Message(fallback=to_plain(text), parts=(Paragraph(text),))


def build_do_not_contact_question(
    words: Words, *, typed: str, candidates: Sequence[NamedAccount], rest: Rest
) -> Message:
    """Ask which of several accounts is meant."""
    text = words.render("plan.which", typed=shorten(typed, NAME_SHOWN))
    action = {Rest.OWN: "rest_own", Rest.ALL: "peace_on", Rest.NONE: "peace_off"}[rest]
    choices = tuple(
        Button(label=shorten(account.name), action=action, value=write_value(AccountRef(account.id)))
        for account in candidates
    )
    return Message(fallback=to_plain(text), parts=(Paragraph(text), Controls(choices)))


def build_do_not_contact_list(words: Words, accounts: Sequence[NamedAccount], *, ritme: str) -> Message:
    """List the accounts marked do not contact, each with an undo button, and how to add one."""
    hint = Paragraph(words.render("plan.peace_hint", ritme=ritme), quiet=True)
    title = words.render("plan.peace_title" if accounts else "plan.peace_none")
    parts: list[MessagePart] = [Paragraph(title)]
    for account in accounts:
        again = Button(
            label=words.plain("controls.approach_again", account=shorten(account.name)),
            action="peace_off",
            value=write_value(AccountRef(account.id)),
            emphasis=Emphasis.PLAIN,
        )
        parts.append(Controls((again,)))
    return Message(fallback=to_plain(title), parts=(*parts, hint, Controls((make_line_button(words, LineKind.REST),))))
