"""The questions that may be asked in a situation, and which of them to suggest now (V3)."""

import random
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.log.situations import Situation

# What is believed of a question before anybody asked it: as if it had been asked four times, and more than once in
# four an advance had followed. Few trials move it, so that a new question gets its turn; many settle it.
PRIOR_ADVANCES, PRIOR_OTHERS = 1.2, 2.8
SOFTEST, MOST_DARING = 1, 3
SUGGESTED = 2
# An advance within so many working days is put down to the question.
DAYS_TO_ADVANCE = 10


class When(StrEnum):
    """The half of the stages in which a question fits."""

    EARLY = "early"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with why it works, when to leave it, its code in the method, and how much it dares (1 to 3)."""

    id: str
    situation: Situation
    ask: str
    why: str
    not_when: str = ""
    method: str = "V3"
    daring: int = 2
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Playbook:
    """All questions of a workspace in one language, in their order; those that are ``off`` are suggested to nobody."""

    questions: tuple[Question, ...]
    off: tuple[Question, ...] = ()

    def list_for(self, situation: Situation, *, is_late: bool) -> list[Question]:
        """Return the questions that fit a situation in this half of the stages, softest first."""
        wrong = When.EARLY if is_late else When.LATE
        fitting = [each for each in self.questions if each.situation is situation and each.when is not wrong]
        return sorted(fitting, key=lambda question: question.daring)

    def find(self, question_id: str) -> Question | None:
        """Return a question by its id."""
        return next((question for question in self.questions if question.id == question_id), None)


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    """How often a question was asked in a team, and after how many of these an advance followed within ten days."""

    asked: int = 0
    advanced: int = 0

    @property
    def belief(self) -> float:
        """How likely an advance is thought to be after this question, from 0 to 1."""
        return (PRIOR_ADVANCES + self.advanced) / (PRIOR_ADVANCES + PRIOR_OTHERS + self.asked)


NOT_ASKED = QuestionRecord()


@dataclass(frozen=True, slots=True)
class ChoiceContext:
    """What is known when a question is chosen: what the team has found, and what this deal has heard already.

    ``contacts`` without an advance make bolder; ``refused`` are not for this rep.
    """

    records: Mapping[str, QuestionRecord]
    used: AbstractSet[str] = frozenset()
    refused: AbstractSet[str] = frozenset()
    contacts: int = 0


def choose_questions(
    candidates: Sequence[Question], choice: ChoiceContext, *, seed: str, count: int = SUGGESTED
) -> list[Question]:
    """Return the best questions to ask now: each draws from what is believed of it, and the highest draws win.

    So one that did well comes often, and one that nobody tried now and then. The same seed gives the same choice.
    """
    boldest = min(MOST_DARING, SOFTEST + max(1, choice.contacts))
    allowed = [each for each in candidates if each.id not in choice.refused]
    fresh = [each for each in allowed if each.id not in choice.used]
    fitting = [each for each in fresh or allowed if each.daring <= boldest] or fresh or allowed
    chance = random.Random(seed)  # noqa: S311 - to explore, not to keep a secret
    draws = {each.id: _draw(choice.records.get(each.id, NOT_ASKED), chance) for each in fitting}
    return sorted(fitting, key=lambda question: -draws[question.id])[:count]


def _draw(record: QuestionRecord, chance: random.Random) -> float:
    return chance.betavariate(PRIOR_ADVANCES + record.advanced, PRIOR_OTHERS + record.asked - record.advanced)


@dataclass(frozen=True, slots=True)
class ListedQuestion:
    """A question with what the team found of it; one that is off is not suggested to anybody."""

    question: Question
    record: QuestionRecord = NOT_ASKED
    is_off: bool = False
