"""The card of an account: what is known of it, and buttons to put that right where it is seen (K12)."""

from collections.abc import Sequence

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.accounts.customer_score import GOOD_NEWS_RESTS, may_ask_good_news
from bot.domain.deals.deals import DealState
from bot.domain.home.account_card import AccountCard, AccountContact, AccountDeal, AccountDetails, PersonThere
from bot.messages.text.button_values import AccountChangeRef, AccountRef, DealRef
from bot.messages.text.line_form import LineKind, make_line_button
from bot.messages.text.message import Button, Controls, Emphasis, Heading, Message, MessagePart, Paragraph
from bot.messages.text.parts import name_activity, shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.text import Text
from bot.messages.text.words import Words

LINE_SHOWN = 300
NAME_SHOWN, NOTE_SHOWN, PEOPLE_SHOWN, ALIASES_SHOWN, DEALS_WITH_BUTTON = 120, 120, 8, 5, 3


def build_account_card(
    words: Words, card: AccountCard, *, notice: str = "", undo: int | None = None, other: str = ""
) -> Message:
    """Show an account; ``notice`` is the template block shown first, about ``other`` if it names another account.

    ``undo`` is the change that a button takes back.
    """
    details, name = card.details, shorten(card.details.name, NAME_SHOWN)
    parts: list[MessagePart] = [Heading(words.render("account_card.title", name=name))]
    if notice:
        values = {"name": name, "other": shorten(other, NAME_SHOWN)}
        parts.append(Paragraph(words.render(f"account_card.{notice}", **values)))
    if details.is_archived:
        parts.append(Paragraph(words.render("account_card.archived")))
    parts += _describe_details(words, card)
    parts += _describe_contacts(words, card)
    parts += _describe_deals(words, card)
    parts.append(Paragraph(_describe_people(words, card.people)))
    if card.score is not None:
        score = {"score": card.score.score, "day": card.score.day}
        parts.append(Paragraph(words.render("account_card.score", **score)))
    if card.poor is not None and not may_ask_good_news(card.poor, day=card.today):
        until = {"until": card.poor.day + GOOD_NEWS_RESTS}
        parts.append(Paragraph(words.render("account_card.no_good_news", **until), quiet=True))
    if not card.may_change:
        text = words.render("account_card.of_colleague", owner=shorten(details.owner_name, NAME_SHOWN))
        parts.append(Paragraph(text, quiet=True))
    parts += _make_controls(words, card, undo)
    return Message(fallback=words.plain("account_card.title", name=name), parts=tuple(parts))


def build_account_question(words: Words, *, typed: str, candidates: Sequence[NamedAccount]) -> Message:
    """Ask which account is meant, or report that none has that name."""
    block = "account_card.which" if candidates else "account_card.unknown"
    text = words.render(block, typed=shorten(typed, NAME_SHOWN))
    buttons = tuple(
        Button(label=shorten(each.name), action="account_show", value=write_value(AccountRef(each.id)))
        for each in candidates
    )
    controls = (Controls(buttons),) if buttons else ()
    return Message(fallback=words.plain(block, typed=shorten(typed, NAME_SHOWN)), parts=(Paragraph(text), *controls))


def build_account_name_missing(words: Words, *, ritme: str) -> Message:
    """Ask which account is meant, with an example."""
    text = words.render("account_card.name_missing", ritme=ritme)
    find = Controls((make_line_button(words, LineKind.ACCOUNT),))
    return Message(fallback=words.plain("account_card.name_missing", ritme=ritme), parts=(Paragraph(text), find))


def build_line_problem(words: Words, block: str, *, line: str) -> Message:
    """Report what of a typed line cannot be read, and give the line back."""
    kept = words.render("errors.line_kept", line=shorten(line, LINE_SHOWN))
    parts = (Paragraph(words.render(f"account_form.{block}")), Paragraph(kept, quiet=True))
    return Message(fallback=words.plain(f"account_form.{block}"), parts=parts)


def name_person(words: Words, person: PersonThere) -> str:
    """Format a person with role and level: "Piet Bakker (inkoper, gebruiker)"."""
    level = words.plain(f"account_card.level_{person.level}") if person.level else ""
    known = ", ".join(each for each in (shorten(person.role, NAME_SHOWN), level) if each)
    name = shorten(person.name, NAME_SHOWN)
    return f"{name} ({known})" if known else name


def make_undo_button(words: Words, change_id: int) -> Button:
    """Return the button that takes a change back."""
    value = write_value(AccountChangeRef(change_id))
    return Button(label=words.plain("controls.undo"), action="account_undo", value=value)


def make_card_button(words: Words, account_id: int) -> Button:
    """Return the button that shows an account's card."""
    return Button(
        label=words.plain("account_card.button"), action="account_show", value=write_value(AccountRef(account_id))
    )


def _describe_details(words: Words, card: AccountCard) -> list[MessagePart]:
    details = card.details
    line = words.render(
        "account_card.details",
        stage=words.plain(f"account_card.stage_{details.stage}"),
        owner=shorten(details.owner_name, NAME_SHOWN),
        segment=shorten(details.segment, NAME_SHOWN),
        city=shorten(details.city, NAME_SHOWN),
    )
    parts: list[MessagePart] = [Paragraph(line)]
    if details.worth is not None or details.contract_end is not None:
        values = {"worth": details.worth, "contract_end": details.contract_end}
        parts.append(Paragraph(words.render("account_card.contract", **values)))
    if details.rests_on(card.today):
        values = {"until": details.quiet_until}
        parts.append(Paragraph(words.render("account_card.quiet", **values)))
    if card.aliases:
        names = ", ".join(shorten(each, NAME_SHOWN) for each in card.aliases[:ALIASES_SHOWN])
        parts.append(Paragraph(words.render("account_card.aliases", names=names), quiet=True))
    return parts


def _describe_contacts(words: Words, card: AccountCard) -> list[MessagePart]:
    details = card.details
    values = {"contacts": details.contacts, "day": details.last_contact, "due_on": card.next_step}
    parts: list[MessagePart] = [Paragraph(words.render("account_card.contacts", **values))]
    return parts + [Paragraph(_describe_contact(words, each), quiet=True) for each in card.latest]


def _describe_contact(words: Words, contact: AccountContact) -> Text:
    return words.render(
        "account_card.contact",
        day=contact.day,
        what=name_activity(words, contact.kind, contact.count, contact.own),
        is_own=contact.is_own,
        note=shorten(contact.note, NOTE_SHOWN),
    )


def _describe_deals(words: Words, card: AccountCard) -> list[MessagePart]:
    return [Paragraph(_describe_deal(words, each)) for each in card.deals]


def _describe_deal(words: Words, deal: AccountDeal) -> Text:
    return words.render(
        f"account_card.deal_{deal.state}",
        name=shorten(deal.name, NAME_SHOWN),
        stage=deal.stage,
        worth=deal.worth,
        day=deal.closed_on,
    )


def _describe_people(words: Words, people: Sequence[PersonThere]) -> Text:
    if not people:
        return words.render("account_card.no_people")
    names = "; ".join(name_person(words, each) for each in people[:PEOPLE_SHOWN])
    return words.render("account_card.people", names=names, more=max(0, len(people) - PEOPLE_SHOWN))


def _make_controls(words: Words, card: AccountCard, undo: int | None) -> list[Controls]:
    """Return the buttons for the reader: to use the account, and to put it right."""
    account_id = card.details.id
    rows = [Controls((make_undo_button(words, undo),))] if undo is not None else []
    use = [
        _make(words, "log", "account_log", account_id, emphasis=Emphasis.PRIMARY),
        _make(words, "people_button", "account_people", account_id),
        *(_make_deal(words, each) for each in card.deals[:DEALS_WITH_BUTTON] if each.state is DealState.OPEN),
    ]
    rows.append(Controls(tuple(use)))
    merge = _make(words, "merge", "account_merge", account_id)
    if not card.may_change:
        return [*rows, Controls((merge,))]
    change = [_make(words, "edit", "account_edit", account_id), merge, *_make_states(words, card)]
    if card.is_bare:
        confirm = words.plain("account_card.delete_confirm", name=shorten(card.details.name))
        change.append(_make(words, "delete", "account_delete", account_id, emphasis=Emphasis.DANGER, confirm=confirm))
    return [*rows, Controls(tuple(change))]


def _make_states(words: Words, card: AccountCard) -> list[Button]:
    account_id, details = card.details.id, card.details
    quiet = "quiet_off" if details.rests_on(card.today) else "quiet_on"
    kept = "archive_off" if details.is_archived else "archive_on"
    return [
        _make(words, quiet, f"account_{quiet}", account_id),
        _make(words, kept, f"account_{kept}", account_id),
    ]


def _make_deal(words: Words, deal: AccountDeal) -> Button:
    label = words.plain("account_card.deal", name=shorten(deal.name))
    return Button(label=label, action="deal_show", value=write_value(DealRef(deal.id)))


def _make(
    words: Words,
    block: str,
    action: str,
    account_id: int,
    *,
    emphasis: Emphasis = Emphasis.PLAIN,
    confirm: str | None = None,
) -> Button:
    label, value = words.plain(f"account_card.{block}"), write_value(AccountRef(account_id))
    return Button(label=label, action=action, value=value, emphasis=emphasis, confirm=confirm)


def describe_owner(words: Words, details: AccountDetails) -> str:
    """Return the owner's name, or that there is none."""
    return shorten(details.owner_name, NAME_SHOWN) or words.plain("account_card.nobody")
