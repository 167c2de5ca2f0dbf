"""The questions of a workspace with their results in a team, and editing their wording (V3)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.log.situations import Situation
from bot.domain.people.errors import ManagersOnly
from bot.domain.people.people import Rep
from bot.domain.questions.errors import PlaybookTooLong, QuestionEmpty, QuestionGone
from bot.domain.questions.questions import NOT_ASKED, ListedQuestion, QuestionRecord
from bot.messages.questions.playbook_file import join_lines
from bot.messages.text.words import LANGUAGES, Words, load_words
from bot.services.people.person_cache import Person
from bot.services.questions.playbooks import (
    adapt_question,
    change_playbook,
    find_own_questions,
    load_workspace_playbook,
)
from bot.services.questions.suggest_questions import load_records
from bot.storage.database import Database

# Slack's maximum length of a text field.
LONGEST_ON_FORM = 3000


@dataclass(frozen=True, slots=True)
class Rewording:
    """A question's new wording, as submitted."""

    question_id: str
    ask: str
    why: str
    not_when: str = ""
    is_off: bool = False


@dataclass(frozen=True, slots=True)
class TeamQuestions:
    """A workspace's questions, switched-off ones last, and their records in the team, by id."""

    listed: tuple[ListedQuestion, ...]
    records: Mapping[str, QuestionRecord]

    def list_about(self, situation: Situation) -> list[ListedQuestion]:
        """Return the questions of a situation, softest first."""
        found = [each for each in self.listed if each.question.situation is situation]
        return sorted(found, key=lambda each: each.question.daring)


async def load_team_questions(database: Database, *, person: Person, now: datetime) -> TeamQuestions:
    """Return the questions in the person's language, with their records in the person's team."""
    async with database.long_reading() as connection:
        playbook = await load_workspace_playbook(
            connection, workspace_id=person.workspace.id, language=person.rep.language
        )
        records = await load_records(connection, person, now)
    switched = [*((each, False) for each in playbook.questions), *((each, True) for each in playbook.off)]
    listed = tuple(ListedQuestion(each, records.get(each.id, NOT_ASKED), is_off) for each, is_off in switched)
    return TeamQuestions(listed=listed, records=records)


async def get_question(database: Database, *, person: Person, question_id: str, now: datetime) -> ListedQuestion:
    """Return a question that the person may edit.

    Raises:
        ManagersOnly: the rep is not a manager.
        QuestionGone: it no longer exists.
    """
    _check_leads(person.rep)
    questions = await load_team_questions(database, person=person, now=now)
    found = next((each for each in questions.listed if each.question.id == question_id), None)
    if found is None:
        raise QuestionGone
    return found


async def reword_question(database: Database, *, person: Person, rewording: Rewording, now: datetime) -> ListedQuestion:
    """Save a question's wording, or switch it off, and return it as it is now.

    Raises:
        ManagersOnly: the rep is not a manager.
        QuestionGone: it no longer exists.
        QuestionEmpty: a required text is empty.
        PlaybookBroken: a text is too long.
    """
    if not rewording.is_off:
        _check_texts(rewording)
    listed = await get_question(database, person=person, question_id=rewording.question_id, now=now)
    adapted = replace(
        listed.question,
        ask=join_lines(rewording.ask),
        why=join_lines(rewording.why),
        not_when=join_lines(rewording.not_when),
    )
    await adapt_question(
        database,
        workspace_id=person.workspace.id,
        language=person.rep.language,
        question=adapted,
        is_off=rewording.is_off,
        rep_id=person.rep.id,
        now=now,
    )
    return ListedQuestion(adapted, listed.record, rewording.is_off)


async def load_own_questions(database: Database, *, person: Person) -> str:
    """Return the workspace's own questions in the person's language, for the form.

    Raises:
        ManagersOnly: the rep is not a manager.
        PlaybookTooLong: they do not fit in a form field.
    """
    _check_leads(person.rep)
    text = await find_own_questions(database, workspace_id=person.workspace.id, language=person.rep.language)
    if len(text) > LONGEST_ON_FORM:
        raise PlaybookTooLong
    return text


async def save_own_questions(database: Database, *, person: Person, language: str, text: str, now: datetime) -> int:
    """Save the workspace's own questions, and return the total number of questions afterwards.

    Raises:
        ManagersOnly: the rep is not a manager.
        PlaybookBroken: they cannot be parsed; the earlier ones stay in force.
    """
    _check_leads(person.rep)
    return await change_playbook(
        database, workspace_id=person.workspace.id, language=language, text=text, rep_id=person.rep.id, now=now
    )


def find_situation(typed: str) -> Situation | None:
    """Return the situation whose code, or name in any language, contains the typed text; None when there is none."""
    wanted = typed.strip().casefold()
    if not wanted:
        return None
    voices = [load_words(language) for language in LANGUAGES]
    return next((each for each in Situation if any(wanted in name for name in _list_names(each, voices))), None)


def _list_names(situation: Situation, voices: list[Words]) -> list[str]:
    return [situation.value, *(words.plain(f"situations.{situation}").casefold() for words in voices)]


def _check_leads(rep: Rep) -> None:
    if not rep.role.leads:
        raise ManagersOnly


def _check_texts(rewording: Rewording) -> None:
    for field in ("ask", "why"):
        if not join_lines(getattr(rewording, field)):
            raise QuestionEmpty(field)
