"""A question that a manager passes on: the form, and what the owner of the deal receives (V3, K3)."""

from dataclasses import dataclass

from bot.domain.meetings.gift import QuestionForOwner
from bot.messages.deals.deal_parts import name_deal, name_stalls
from bot.messages.text.button_values import DealRef, QuestionUseRef
from bot.messages.text.meeting_values import QuestionGift
from bot.messages.text.message import Button, Controls, Emphasis, Form, Message, MessagePart, Paragraph, TextField
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

GIFT_FORM = "question_gift"
QUESTION_FIELD, WORDS_FIELD = "question", "words"
NAME_SHOWN, REASONS_SHOWN, QUESTION_LIMIT, WORDS_LIMIT, LABEL_NAME = 60, 2, 500, 1000, 30


@dataclass(frozen=True, slots=True)
class GivenQuestion:
    """Who passes it on, the question as it was sent, and what was said with it."""

    by: str
    question: str
    said: str


def build_gift_form(words: Words, gift: QuestionForOwner) -> Form:
    """Build the form with the question, which may be changed, and room for words of one's own."""
    owner = shorten(gift.owner.name, LABEL_NAME)
    return Form(
        name=GIFT_FORM,
        title=words.plain("gift.form_title"),
        submit=words.plain("gift.form_submit"),
        close=words.plain("handover.close"),
        fields=(
            TextField(
                name=QUESTION_FIELD,
                label=words.plain("gift.question_field", name=shorten(name_deal(gift.deal), LABEL_NAME)),
                initial=gift.question[:QUESTION_LIMIT],
                lines=True,
                limit=QUESTION_LIMIT,
            ),
            TextField(
                name=WORDS_FIELD,
                label=words.plain("gift.words_field", owner=owner),
                hint=words.plain("gift.words_hint", owner=owner),
                required=False,
                lines=True,
                limit=WORDS_LIMIT,
            ),
        ),
        subject=write_value(QuestionGift(gift.deal.id, gift.question_id)),
    )


def build_question_given(words: Words, gift: QuestionForOwner) -> Message:
    """Confirm that the question is on its way."""
    values = {"owner": gift.owner.name, "name": shorten(name_deal(gift.deal), NAME_SHOWN)}
    return Message(
        fallback=words.plain("gift.given", **values), parts=(Paragraph(words.render("gift.given", **values)),)
    )


def build_question_received(words: Words, gift: QuestionForOwner, given: GivenQuestion) -> Message:
    """Tell the owner of a deal who passes which question on, and why; one that was changed counts for no other."""
    reasons = "; ".join(name_stalls(words, gift.deal, gift.stalls[:REASONS_SHOWN]))
    values = {"by": given.by, "name": shorten(name_deal(gift.deal), NAME_SHOWN), "reasons": reasons}
    parts: list[MessagePart] = [Paragraph(words.render("gift.received", **values))]
    if given.said:
        parts.append(Paragraph(words.render("gift.said", by=given.by.partition(" ")[0], said=given.said)))
    parts.append(Paragraph(words.render("stall_news.question", question=given.question)))
    card = Button(label=words.plain("stall_news.show"), action="deal_show", value=write_value(DealRef(gift.deal.id)))
    use = QuestionUseRef(gift.deal.account_id, gift.deal.id, gift.situation, gift.question_id)
    asked = Button(
        label=words.plain("advice.asked"), action="question_done", value=write_value(use), emphasis=Emphasis.PRIMARY
    )
    parts.append(Controls((asked, card) if given.question == gift.question else (card,)))
    return Message(fallback=words.plain("gift.received", **values), parts=tuple(parts))
