"""Messages about deals: the card, a list, the history, and confirmations (V1)."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from bot.domain.deals.deal_line import DealLine
from bot.domain.deals.deal_story import DealCard, DealHistory, ListedDeal, StoryPoint
from bot.domain.deals.deals import Deal, DealEvent, DealState, EventKind, Level
from bot.domain.deals.early_signs import Likeness
from bot.domain.deals.relations import Relations
from bot.domain.log.activity import Kind
from bot.domain.people.stages import name_stage
from bot.domain.text.money import Worth, add_up
from bot.messages.deals.deal_fixes import make_fix_buttons
from bot.messages.deals.deal_parts import name_deal, name_stalls
from bot.messages.deals.deal_requests import make_action, make_request
from bot.messages.deals.likeness import describe_likeness
from bot.messages.deals.wins import describe_win, make_win_button
from bot.messages.text.button_values import AccountRef, DealEvents, DealGift, DealRef, DealVerb
from bot.messages.text.line_form import LineKind, make_line_button
from bot.messages.text.message import Button, Controls, Emphasis, Heading, Message, MessagePart, Paragraph
from bot.messages.text.parts import name_own_kind, shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.text import to_plain
from bot.messages.text.words import Words

MOST_LISTED = 20
MOST_EVENTS = 30
LABEL_SHOWN = 24
CHOICES = 8
STAGE_EVENTS = frozenset({EventKind.CREATED, EventKind.STAGE, EventKind.STAGE_BACK})


def build_deal_card(
    words: Words, card: DealCard, *, undo: Sequence[int] = (), notice: str = "", like: Likeness | None = None
) -> Message:
    """Show a deal: its status, next step and history.

    ``undo`` are the events that a button undoes, ``like`` the similar earlier deals (O4).
    """
    deal = card.deal
    parts: list[MessagePart] = [Heading(words.render("deal.title", name=name_deal(deal), state=deal.state))]
    if notice:
        values = {"stage": deal.stage, "name": deal.name, "account": deal.account_name, **_list_contacts(deal)}
        values["step_on"] = deal.activity_rollup.step_on
        parts.append(Paragraph(words.render(f"deal.{notice}", **values)))
    parts.append(Paragraph(words.render(f"deal.{deal.state}", **_list_figures(card))))
    if deal.state is DealState.OPEN:
        parts += _describe_step(words, deal, card.today)
        parts.append(Paragraph(words.render("deal.contacts", **_list_contacts(deal)), quiet=True))
        parts += _describe_relations(words, card.relations)
    if card.score is not None:
        said = {"account": deal.account_name, "score": card.score.score, "day": card.score.day}
        parts.append(Paragraph(words.render("deal.score", **said), quiet=True))
    parts += describe_win(words, card.win)
    parts.append(Paragraph(words.render("deal.story", line=_draw_story(words, card.story))))
    parts.append(Paragraph(words.render("deal.legend"), quiet=True))
    reasons = name_stalls(words, deal, card.stalls)
    if reasons:
        parts.append(Paragraph(words.render("deal.stalled", reasons="; ".join(reasons))))
    if like is not None:
        parts += describe_likeness(words, like, deal_id=deal.id)
    parts += _make_controls(words, card, undo, is_new=notice == "won_now")
    fallback = words.plain("deal.fallback", name=name_deal(deal), stage=deal.stage, state=deal.state)
    return Message(fallback=fallback, parts=tuple(parts))


def build_deal_list(words: Words, deals: Sequence[ListedDeal], *, command: str) -> Message:
    """List a user's open deals by value, or show how to start without any."""
    if not deals:
        new = Controls((make_line_button(words, LineKind.DEAL, emphasis=Emphasis.PRIMARY),))
        parts = (Paragraph(words.render("deal.list_empty")), new)
        return Message(fallback=words.plain("deal.list_empty"), parts=parts)
    title, *lines = describe_deals(words, deals, shown=MOST_LISTED)
    hint = Paragraph(words.render("deal.list_hint", deal=command), quiet=True)
    new = Controls((make_line_button(words, LineKind.DEAL),))
    return Message(fallback=to_plain(title.text), parts=(title, *lines, hint, new))


def build_own_stalls(words: Words, deals: Sequence[ListedDeal], *, has_deals: bool, command: str) -> Message:
    """List a user's stalled deals; ``has_deals``: there are open ones, so that none of them stalls."""
    if deals or not has_deals:
        return build_deal_list(words, deals, command=command)
    return Message(fallback=words.plain("deal.none_stalled"), parts=(Paragraph(words.render("deal.none_stalled")),))


def describe_deals(
    words: Words, deals: Sequence[ListedDeal], *, shown: int
) -> tuple[Heading, *tuple[MessagePart, ...]]:
    """Return open deals under a heading with their number and total value; the first ``shown`` have a line each."""
    worth = add_up(each.deal.worth for each in deals)
    lines: list[MessagePart] = [
        Paragraph(words.render("deal.list_line", **_list_line(words, each))) for each in deals[:shown]
    ]
    if len(deals) > shown:
        lines.append(Paragraph(words.render("deal.list_more", count=len(deals) - shown), quiet=True))
    return (Heading(words.render("deal.list_title", count=len(deals), worth=worth)), *lines)


def build_deal_choice(words: Words, deals: Sequence[Deal], *, line: DealLine) -> Message:
    """Ask which of an account's deals is meant; each button carries the changes that the line asks for."""
    return _ask_deal(words, deals, "deal_choose", lambda deal: write_value(make_request(line, deal=deal)))


def build_gift_choice(words: Words, deals: Sequence[Deal], *, receiver: str) -> Message:
    """Ask which of an account's deals to hand over; ``receiver`` is the platform's id of the new owner."""
    return _ask_deal(
        words,
        deals,
        "deal_hand_over",
        lambda deal: write_value(DealGift(deal.id, deal.state, deal.stage, receiver)),
    )


def build_deal_history(words: Words, history: DealHistory) -> Message:
    """List every change of a deal with its author (an import if there is none), latest first."""
    deal = history.deal
    lines: list[MessagePart] = [Heading(words.render("deal.title", name=name_deal(deal), state=deal.state))]
    for event in list(reversed(history.events))[:MOST_EVENTS]:
        who = history.people.get(event.rep_id, "") if event.rep_id is not None else words.plain("deal.by_import")
        before, after = (_name_value(words, event, text, history=history) for text in (event.before, event.after))
        block = f"deal.event_{event.kind}"
        said = words.render(block, day=event.day, who=who, before=before, after=after, known=bool(event.after))
        lines.append(Paragraph(said))
    return Message(fallback=words.plain("deal.title", name=name_deal(deal), state=deal.state), parts=tuple(lines))


def build_deal_undone(words: Words) -> Message:
    """Confirm that opening a deal was undone."""
    return Message(fallback=words.plain("deal.removed"), parts=(Paragraph(words.render("deal.removed")),))


def _list_figures(card: DealCard) -> dict[str, object]:
    deal = card.deal
    return {
        "stage": deal.stage,
        "days": card.stage_days,
        "usual": card.usual_days,
        "worth": deal.worth,
        "margin": deal.profit,
        "close_on": deal.close_on,
        "closed_on": deal.closed_on,
        "owner": card.owner,
        "is_small": card.is_undersized,
    }


def _list_contacts(deal: Deal) -> dict[str, object]:
    activity_rollup = deal.activity_rollup
    return {
        "contacts": activity_rollup.contacts,
        "since": activity_rollup.contacts_since,
        "last_advance": activity_rollup.last_advance,
    }


def _describe_relations(words: Words, relations: Relations) -> list[MessagePart]:
    """Return the entry level of the deal and the levels since; empty while no contacts are known (Z1)."""
    if relations.entry is None and not relations.known:
        return []
    names = {level: words.plain(f"deal.level_{level}") for level in Level}
    text = words.render(
        "deal.relations",
        entry=names[relations.entry] if relations.entry else "",
        above=tuple(names[level] for level in relations.above),
        below=tuple(names[level] for level in relations.below),
    )
    return [Paragraph(text, quiet=True)]


def _describe_step(words: Words, deal: Deal, today: date) -> list[MessagePart]:
    step_on = deal.activity_rollup.step_on
    if step_on is None:
        return [Paragraph(words.render("deal.no_step"))]
    block = "step_overdue" if step_on < today else "step"
    return [Paragraph(words.render(f"deal.{block}", due_on=step_on))]


def _list_line(words: Words, listed: ListedDeal) -> dict[str, object]:
    deal = listed.deal
    reasons = name_stalls(words, deal, listed.stalls[:1])
    return {
        "name": name_deal(deal),
        "stage": deal.stage,
        "worth": deal.worth,
        "due_on": deal.activity_rollup.step_on,
        "reason": reasons[0] if reasons else "",
    }


def _draw_story(words: Words, story: Sequence[StoryPoint]) -> str:
    drawn = []
    for point in story:
        closes = point.what == EventKind.CLOSE_ON and point.after
        drawn.append(
            words.plain(
                f"deal.story_{point.what if point.own is None else Kind.OWN}",
                name="" if point.own is None else name_own_kind(words, point.own),
                day=point.day,
                after=point.after,
                close_on=date.fromisoformat(point.after) if closes else None,
                is_advance=point.is_advance,
            )
        )
    return " → ".join(drawn)


def _make_controls(words: Words, card: DealCard, undo: Sequence[int], *, is_new: bool) -> list[Controls]:
    """Return the buttons for the reader; of a colleague's closed deal only that of the account's card."""
    deal = card.deal
    buttons: list[Button] = []
    if undo:
        value = write_value(DealEvents(deal.id, tuple(undo)))
        buttons.append(Button(label=words.plain("controls.undo"), action="deal_undo", value=value))
    if deal.state is DealState.OPEN:
        label = words.plain("deal.ask")
        buttons.append(
            Button(label=label, action="question_ask", value=write_value(DealRef(deal.id)), emphasis=Emphasis.PRIMARY)
        )
    if card.may_change and deal.state is DealState.WON:
        buttons.append(make_win_button(words, deal, is_new=is_new))
    if card.may_change:
        buttons += [*_make_changes(words, card), *make_fix_buttons(words, deal)]
    account = write_value(AccountRef(deal.account_id))
    buttons.append(Button(label=words.plain("account_card.button"), action="account_show", value=account))
    return [Controls(tuple(buttons))] if buttons else []


def _make_changes(words: Words, card: DealCard) -> list[Button]:
    deal = card.deal
    if deal.state is not DealState.OPEN:
        return [_make_change(deal, words.plain("deal.reopen"), DealVerb.REOPEN)]
    buttons = []
    if card.next_stage is not None:
        label = words.plain("deal.to_stage", stage=shorten(card.next_stage, LABEL_SHOWN))
        buttons.append(_make_change(deal, label, DealVerb.MOVE, target=card.next_stage))
    won = _make_change(deal, words.plain("deal.won_button"), DealVerb.WIN)
    return [*buttons, won, _make_change(deal, words.plain("deal.lost_button"), DealVerb.LOSE)]


def _make_change(deal: Deal, label: str, verb: DealVerb, *, target: str = "") -> Button:
    return Button(label=label, action="deal_change", value=write_value(make_action(deal, verb, target=target)))


def _ask_deal(words: Words, deals: Sequence[Deal], action: str, write: Callable[[Deal], str]) -> Message:
    account = deals[0].account_name
    buttons = tuple(Button(label=shorten(deal.name), action=action, value=write(deal)) for deal in deals[:CHOICES])
    text = words.render("deal.which", account=account)
    return Message(fallback=words.plain("deal.which", account=account), parts=(Paragraph(text), Controls(buttons)))


def _name_value(words: Words, event: DealEvent, text: str, *, history: DealHistory) -> object:
    if not text:
        return words.plain("deal.unknown_value")
    match event.kind:
        case EventKind.OWNER | EventKind.ACCOUNT:
            names = history.people if event.kind is EventKind.OWNER else history.accounts
            return names.get(int(text), text)
        case EventKind.STATE:
            return words.plain(f"deal.state_{text}")
        case EventKind.CLOSE_ON:
            return words.plain("deal.on_day", day=date.fromisoformat(text))
        case EventKind.VALUE | EventKind.MARGIN:
            return words.plain("deal.amount", worth=Worth(Decimal(text), history.find_currency(event)))
        case _:
            return name_stage(text, words.language) if event.kind in STAGE_EVENTS else text
