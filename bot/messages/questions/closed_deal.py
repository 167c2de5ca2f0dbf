"""The answer to who asks what to ask in a deal that was won or lost: the after-sale, or the lesson (K1)."""

from bot.domain.deals.deals import DealState
from bot.domain.lessons.lessons import LessonState
from bot.domain.questions.closed_deal import ClosedAdvice
from bot.messages.deals.deal_parts import name_deal
from bot.messages.lessons.lessons import offer_lesson
from bot.messages.text.button_values import AccountRef, DealRef
from bot.messages.text.message import Button, Controls, Heading, Message, MessagePart, Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words


def build_closed_advice(words: Words, advice: ClosedAdvice) -> Message:
    """Say that a deal is closed, and offer what is left: the lesson of a lost one, the next contact after a won one."""
    deal, lesson = advice.deal, advice.lesson
    name = name_deal(deal)
    block = f"closed_advice.{deal.state}"
    parts: list[MessagePart] = [
        Heading(words.render("deal.title", name=name, state=deal.state)),
        Paragraph(words.render(block, contact_on=advice.contact_on, is_unhappy=advice.poor is not None)),
    ]
    if advice.poor is not None:
        values = {"account": shorten(deal.account_name), "score": advice.poor.score, "day": advice.poor.day}
        parts.append(Paragraph(words.render("advice.first_that", **values)))
    if lesson is not None and lesson.state is LessonState.KEPT and lesson.quote:
        parts.append(Paragraph(words.render("closed_advice.lesson", quote=lesson.quote), quiet=True))
    elif lesson is not None and lesson.state is not LessonState.KEPT:
        parts += offer_lesson(words, lesson)
    parts.append(Controls(_make_buttons(words, advice)))
    fallback = words.plain("deal.fallback", name=name, stage=deal.stage, state=deal.state)
    return Message(fallback=fallback, parts=tuple(parts))


def _make_buttons(words: Words, advice: ClosedAdvice) -> tuple[Button, ...]:
    deal = advice.deal
    card = Button(label=words.plain("closed_advice.card"), action="deal_show", value=write_value(DealRef(deal.id)))
    if deal.state is DealState.LOST:
        return (card,)
    label = words.plain("controls.log_account", account=shorten(deal.account_name))
    return (Button(label=label, action="account_log", value=write_value(AccountRef(deal.account_id))), card)
