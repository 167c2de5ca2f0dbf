"""List questions with their results in the team, and edit their wording (V3)."""

from bot.interactions.interaction import Filled, Handlers, Interaction, Reply, Shown
from bot.messages.questions.question_list import (
    QUESTION_FORM,
    build_best_questions,
    build_question_form,
    build_question_list,
    build_reworded,
)
from bot.messages.text.button_values import QuestionRef, QuestionSearch
from bot.messages.text.message import Message
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from bot.services.questions.change_questions import (
    Rewording,
    find_situation,
    get_question,
    load_team_questions,
    reword_question,
)

LIST_WORDS = frozenset({"lijst", "list", "stand", "alle", "all"})


async def list_questions(bot: Bot, *, person: Person, typed: str) -> Message:
    """List the questions of the typed situation; without one, those with the best results in the team."""
    words = bot.speak(person.rep)
    situation = find_situation(typed)
    questions = await load_team_questions(bot.database, person=person, now=bot.now())
    if situation is None:
        in_use = [each.question for each in questions.listed if not each.is_off]
        return build_best_questions(words, in_use, questions.records)
    listed = questions.list_about(situation)
    return build_question_list(words, situation, listed, may_change=person.rep.role.leads)


async def show_list(bot: Bot, interaction: Interaction) -> Reply:
    """List the questions of the chosen situation."""
    typed = interaction.read(QuestionSearch).typed
    return Reply(message=await list_questions(bot, person=interaction.person, typed=typed))


async def change(bot: Bot, interaction: Interaction) -> Reply:
    """Open the form of one question."""
    person = interaction.person
    question_id = interaction.read(QuestionRef).question_id
    question = await get_question(bot.database, person=person, question_id=question_id, now=bot.now())
    return Reply(form=build_question_form(bot.speak(person.rep), question), shown=Shown.ADDED)


async def submit(bot: Bot, interaction: Interaction) -> Reply:
    """Save a question's wording, or switch it off, and show it."""
    person = interaction.person
    rewording = read_rewording(interaction.read(QuestionRef).question_id, interaction.filled)
    question = await reword_question(bot.database, person=person, rewording=rewording, now=bot.now())
    return Reply(message=build_reworded(bot.speak(person.rep), question))


def read_rewording(question_id: str, filled: Filled) -> Rewording:
    """Parse the submitted form."""
    return Rewording(
        question_id=question_id,
        ask=filled.text("ask"),
        why=filled.text("why"),
        not_when=filled.text("not_when"),
        is_off="off" in filled.ticked("off"),
    )


BUTTONS: Handlers = {"question_list": show_list, "question_change": change}
FORMS: Handlers = {QUESTION_FORM: submit}
