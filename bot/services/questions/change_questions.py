"""The questions of a workspace to look at, with what its team found of them, and to be put into other words (V3)."""

from dataclasses import dataclass, replace

from bot.domain.log.situations import Situation
from bot.domain.people.errors import ManagersOnly
from bot.domain.questions.errors import QuestionEmpty, QuestionGone
from bot.domain.questions.questions import NOT_ASKED, Record
from bot.messages.questions.playbook_file import join_lines
from bot.messages.questions.question_list import (
    ListedQuestion,
    build_best_questions,
    build_question_form,
    build_question_list,
)
from bot.messages.text.message import Form, Message, Paragraph
from bot.messages.text.words import LANGUAGES, Words, load_words
from bot.services.bot import Bot
from bot.services.people.people_book import Person
from bot.services.questions.playbooks import adapt_question, read_playbook
from bot.services.questions.suggest_questions import read_records


@dataclass(frozen=True, slots=True)
class Rewording:
    """A question in other words, as somebody filled them in."""

    question_id: str
    ask: str
    why: str
    not_when: str = ""
    is_off: bool = False


async def answer_questions(bot: Bot, *, person: Person, typed: str = "") -> Message:
    """List the questions of the situation that is meant; without one, those that work best in the team."""
    words = bot.speak(person.rep)
    situation = find_situation(typed)
    if situation is None:
        questions, records = await _read_questions(bot, person)
        return build_best_questions(words, [each.question for each in questions if not each.is_off], records)
    listed = [each for each in await _list_questions(bot, person) if each.question.situation is situation]
    listed.sort(key=lambda each: each.question.daring)
    return build_question_list(words, situation, listed, may_change=person.rep.role.leads)


async def open_question_form(bot: Bot, *, person: Person, question_id: str) -> Form:
    """Return the form of one question.

    Raises:
        ManagersOnly: the rep does not lead.
        QuestionGone: it is not there any more.
    """
    return build_question_form(bot.speak(person.rep), await _get_question(bot, person, question_id))


async def reword_question(bot: Bot, *, person: Person, rewording: Rewording) -> Message:
    """Take a question into use in other words, or switch it off, and show it as it is now.

    Raises:
        ManagersOnly: the rep does not lead.
        QuestionGone: it is not there any more.
        QuestionEmpty: a text that is needed has nothing in it.
        PlaybookBroken: a text is too long.
    """
    if not rewording.is_off:
        _check_texts(rewording)
    listed = await _get_question(bot, person, rewording.question_id)
    adapted = replace(
        listed.question,
        ask=join_lines(rewording.ask),
        why=join_lines(rewording.why),
        not_when=join_lines(rewording.not_when),
    )
    await adapt_question(
        bot.database,
        workspace_id=person.workspace.id,
        language=person.rep.language,
        question=adapted,
        is_off=rewording.is_off,
        rep_id=person.rep.id,
        now=bot.now(),
    )
    words = bot.speak(person.rep)
    block = "question_list.switched_off" if rewording.is_off else "question_list.changed"
    shown = build_question_list(
        words, adapted.situation, [ListedQuestion(adapted, listed.record, rewording.is_off)], may_change=True
    )
    return replace(shown, parts=(Paragraph(words.say(block)), *shown.parts[1:]))


def _check_texts(rewording: Rewording) -> None:
    for field in ("ask", "why"):
        if not join_lines(getattr(rewording, field)):
            raise QuestionEmpty(field)


def find_situation(typed: str) -> Situation | None:
    """Return the situation whose code or name, in any language, holds what was typed."""
    wanted = typed.strip().casefold()
    if not wanted:
        return None
    voices = [load_words(language) for language in LANGUAGES]
    return next((each for each in Situation if any(wanted in name for name in _list_names(each, voices))), None)


def _list_names(situation: Situation, voices: list[Words]) -> list[str]:
    return [situation.value, *(words.plain(f"situations.{situation}").casefold() for words in voices)]


async def _get_question(bot: Bot, person: Person, question_id: str) -> ListedQuestion:
    if not person.rep.role.leads:
        raise ManagersOnly
    found = [each for each in await _list_questions(bot, person) if each.question.id == question_id]
    if not found:
        raise QuestionGone
    return found[0]


async def _list_questions(bot: Bot, person: Person) -> list[ListedQuestion]:
    """Return the questions in use, and those that the workspace switched off."""
    listed, _ = await _read_questions(bot, person)
    return listed


async def _read_questions(bot: Bot, person: Person) -> tuple[list[ListedQuestion], dict[str, Record]]:
    async with bot.database.reading() as connection:
        playbook = await read_playbook(connection, workspace_id=person.workspace.id, language=person.rep.language)
        records = await read_records(connection, person, bot.now())
    switched = [*((each, False) for each in playbook.questions), *((each, True) for each in playbook.off)]
    return [ListedQuestion(each, records.get(each.id, NOT_ASKED), is_off) for each, is_off in switched], records
