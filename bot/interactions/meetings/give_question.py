"""A manager passes a question on to the owner of a stalled deal, with words of his or her own (V3, K3)."""

from bot.domain.meetings.gift import QuestionForOwner
from bot.interactions.interaction import Handlers, Interaction, Reply, Shown, added
from bot.messages.meetings.given_question import (
    GIFT_FORM,
    QUESTION_FIELD,
    WORDS_FIELD,
    GivenQuestion,
    build_gift_form,
    build_question_given,
    build_question_received,
)
from bot.messages.text.meeting_values import QuestionGift
from bot.messages.text.words import load_words
from bot.services.bot import Bot
from bot.services.delivery.tell_colleague import tell_colleague
from bot.services.meetings.give_question import load_gift
from bot.services.people.person_cache import Person


async def open_gift(bot: Bot, interaction: Interaction) -> Reply:
    """Open the form with the question."""
    person, asked = interaction.person, interaction.read(QuestionGift)
    gift = await load_gift(
        bot.database, person=person, deal_id=asked.deal_id, question_id=asked.question_id, now=bot.now()
    )
    return Reply(form=build_gift_form(bot.speak(person.rep), gift), shown=Shown.ADDED)


async def submit_gift(bot: Bot, interaction: Interaction) -> Reply:
    """Send the question to the owner of the deal, at once or when the quiet hours end."""
    person, asked, filled = interaction.person, interaction.read(QuestionGift), interaction.filled
    gift = await load_gift(
        bot.database, person=person, deal_id=asked.deal_id, question_id=asked.question_id, now=bot.now()
    )
    given = GivenQuestion(
        by=person.rep.name, question=filled.text(QUESTION_FIELD) or gift.question, said=filled.text(WORDS_FIELD)
    )
    owner = gift.owner
    words = load_words(owner.language, today=bot.now().astimezone(owner.zone).date())
    message = build_question_received(words, gift, given)
    await tell_colleague(
        bot.database, by=person, rep=owner, message=message, request_key=interaction.request_key, now=bot.now()
    )
    return added(build_question_given(bot.speak(person.rep), gift))


async def _load(bot: Bot, person: Person, asked: QuestionGift) -> QuestionForOwner:
    deal_id, question_id = asked.deal_id, asked.question_id
    return await load_gift(bot.database, person=person, deal_id=deal_id, question_id=question_id, now=bot.now())


BUTTONS: Handlers = {"question_give": open_gift}
FORMS: Handlers = {GIFT_FORM: submit_gift}
