"""Messages about stalled deals: one in the morning for a rep, a list for a manager (V1, N5)."""

from collections.abc import Sequence

from bot.domain.deals.deals import Deal
from bot.domain.hints.stall_news import ListedStall, StalledTotal, StallNews
from bot.domain.meetings.agenda import PointKind
from bot.messages.deals.deal_parts import name_deal, name_stalls
from bot.messages.deals.deal_requests import make_action
from bot.messages.meetings.points import make_agenda_button
from bot.messages.questions.advice import make_question_value
from bot.messages.text.button_values import DealRef, DealVerb
from bot.messages.text.meeting_values import PointRef, QuestionGift
from bot.messages.text.message import Button, Controls, Emphasis, Heading, Message, MessagePart, Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.text import to_plain
from bot.messages.text.words import Words

REASONS_SHOWN = 2
NAME_SHOWN = 60
FIRST_NAME_SHOWN = 20


def describe_stall_news(words: Words, news: StallNews) -> list[MessagePart]:
    """Return a stalled deal with its reasons and one question; after three rounds, the options to decide."""
    deal = news.deal
    reasons = "; ".join(name_stalls(words, deal, news.stalls[:REASONS_SHOWN]))
    parts: list[MessagePart] = [
        Heading(words.render("stall_news.title")),
        Paragraph(words.render("stall_news.deal", name=_name_shortly(deal), worth=deal.worth, reasons=reasons)),
    ]
    if news.asks_decision:
        return [*parts, Paragraph(words.render("stall_news.decide")), _make_decisions(words, deal)]
    return [*parts, *_describe_question(words, news)]


def describe_stall_shortly(words: Words, news: StallNews) -> list[MessagePart]:
    """Return the same with one reason, and without the reason for the question."""
    [reason] = name_stalls(words, news.deal, news.stalls[:1])
    whole = [part for part in describe_stall_news(words, news) if not isinstance(part, Heading)]
    values = {"name": _name_shortly(news.deal), "worth": news.deal.worth, "reasons": reason}
    first = Paragraph(words.render("stall_news.deal", **values))
    return [first, *(part for part in whole[1:] if not (isinstance(part, Paragraph) and part.quiet))]


def build_stalled_list(
    words: Words, listed: Sequence[ListedStall], total: StalledTotal, *, team_id: int, reader_id: int
) -> Message:
    """List a team's stalled deals by value for its manager, each with reasons, a question, and what can be done.

    A question of one's own deal is not passed on: ``reader_id`` is who reads this.
    """
    if not listed:
        empty = Paragraph(words.render("stall_news.none"))
        return Message(fallback=words.plain("stall_news.none"), parts=(empty,))
    # A total over too few people is none (K10); the deals themselves are shown with their owners.
    title = words.render("stall_news.list_title", count=total.deals, worth=total.value)
    heading = Heading(title if total.deals else words.render("stall_news.list_largest"))
    parts: list[MessagePart] = [heading]
    for each in listed:
        reasons = "; ".join(name_stalls(words, each.deal, each.stalls))
        parts.append(
            Paragraph(
                words.render(
                    "stall_news.list_line",
                    name=name_deal(each.deal),
                    owner=each.owner,
                    worth=each.deal.worth,
                    reasons=reasons,
                )
            )
        )
        if each.question:
            parts.append(Paragraph(words.render("stall_news.list_question", question=each.question), quiet=True))
        parts.append(_make_acts(words, each, team_id=team_id, is_own=each.deal.owner_id == reader_id))
    if total.deals > len(listed):
        parts.append(Paragraph(words.render("deal.list_more", count=total.deals - len(listed)), quiet=True))
    return Message(fallback=to_plain(heading.text), parts=tuple(parts))


def describe_stalled_total(words: Words, total: StalledTotal) -> list[MessagePart]:
    """Return totals of a team's stalled deals: number, value, and the longest-standing reasons."""
    if not total.deals:
        return []
    reasons = [
        words.plain(f"stall_news.total_{each.reason}", count=each.deals, due_on=each.since) for each in total.reasons
    ]
    return [
        Heading(words.render("stall_news.total_title")),
        Paragraph(words.render("stall_news.total", count=total.deals, worth=total.value, reasons="; ".join(reasons))),
    ]


def _make_acts(words: Words, each: ListedStall, *, team_id: int, is_own: bool) -> Controls:
    """Return what a manager can do about a stalled deal: pass a question on, talk about it, look at it."""
    deal = each.deal
    give = Button(
        label=words.plain("stall_news.give_question", owner=_find_first_name(each.owner)),
        action="question_give",
        value=write_value(QuestionGift(deal.id, each.question_id)),
    )
    card = Button(label=words.plain("stall_news.show"), action="deal_show", value=write_value(DealRef(deal.id)))
    discuss = make_agenda_button(words, PointRef(team_id, PointKind.DEAL, deal.id))
    return Controls((*([give] if each.question and each.owner and not is_own else []), discuss, card))


def _find_first_name(name: str) -> str:
    return shorten(name.partition(" ")[0], FIRST_NAME_SHOWN)


def _name_shortly(deal: Deal) -> str:
    return shorten(name_deal(deal), NAME_SHOWN)


def _describe_question(words: Words, news: StallNews) -> list[MessagePart]:
    deal, advice = news.deal, news.advice
    card = Button(label=words.plain("stall_news.show"), action="deal_show", value=write_value(DealRef(deal.id)))
    if not advice.questions:
        return [Paragraph(words.render("advice.nothing_left")), Controls((card,))]
    first = advice.questions[0]
    asked = Button(
        label=words.plain("advice.asked"),
        action="question_done",
        value=make_question_value(advice, first),
        emphasis=Emphasis.PRIMARY,
    )
    other = Button(label=words.plain("advice.other"), action="question_ask", value=write_value(DealRef(deal.id)))
    return [
        Paragraph(words.render("stall_news.question", question=first.question.ask)),
        Paragraph(words.render("advice.reason", why=first.question.why, not_when="", count=0, made=0), quiet=True),
        Controls((asked, other, card)),
    ]


def _make_decisions(words: Words, deal: Deal) -> Controls:
    return Controls(
        (
            Button(
                label=words.plain("stall_news.commit"),
                action="question_ask",
                value=write_value(DealRef(deal.id)),
                emphasis=Emphasis.PRIMARY,
            ),
            Button(label=words.plain("stall_news.hand_over"), action="deal_give", value=write_value(DealRef(deal.id))),
            Button(
                label=words.plain("stall_news.close"),
                action="deal_change_below",
                value=write_value(make_action(deal, DealVerb.LOSE)),
            ),
        )
    )
