"""The questions for each situation, and the choice of which to suggest now (V3)."""

import random
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.log.situations import Situation
from bot.domain.statistics.team_totals import FEWEST_PEOPLE

# The beta prior for an untested question: four trials, a little over one advance. A weak prior gives new questions a
# turn; data soon outweigh it.
PRIOR_ADVANCES, PRIOR_OTHERS = 1.2, 2.8
SOFTEST, MOST_DARING = 1, 3
SUGGESTED = 2
# An advance within this many working days is attributed to the question.
DAYS_TO_ADVANCE = 10
# The method code of questions for a referral.
REFERRAL = "Z3"


class When(StrEnum):
    """The half of the stages to which a question applies."""

    EARLY = "early"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its rationale, when not to use it, its method code, and how daring it is (1 to 3).

    ``good_news`` marks those for more business; a referral has its own method code.
    """

    id: str
    situation: Situation
    ask: str
    why: str
    not_when: str = ""
    method: str = "V3"
    daring: int = 2
    when: When | None = None
    good_news: bool = False

    @property
    def asks_good_news(self) -> bool:
        """Whether it asks for a referral or for more business, which an unhappy customer is not asked for (K2)."""
        return self.good_news or self.method == REFERRAL


@dataclass(frozen=True, slots=True)
class Playbook:
    """A workspace's questions in one language, in order; those in ``off`` are never suggested."""

    questions: tuple[Question, ...]
    off: tuple[Question, ...] = ()

    def list_for(self, situation: Situation, *, is_late: bool, is_unhappy: bool = False) -> list[Question]:
        """Return the questions for a situation in this half of the stages, softest first.

        A customer who ``is_unhappy`` is asked for no good news (K2).
        """
        wrong = When.EARLY if is_late else When.LATE
        fitting = [
            each
            for each in self.questions
            if each.situation is situation and each.when is not wrong and not (is_unhappy and each.asks_good_news)
        ]
        return sorted(fitting, key=lambda question: question.daring)

    def find(self, question_id: str) -> Question | None:
        """Return a question by its id, None if unknown."""
        return next((question for question in self.questions if question.id == question_id), None)


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    """How often a team asked a question, and how often an advance followed within ten working days.

    ``people`` is how many asked it.
    """

    asked: int = 0
    advanced: int = 0
    people: int = field(default=0, compare=False)

    @property
    def may_show(self) -> bool:
        """Whether the figures may be shown (K10)."""
        return self.people >= FEWEST_PEOPLE

    @property
    def belief(self) -> float:
        """The posterior mean probability of an advance, from 0 to 1."""
        return (PRIOR_ADVANCES + self.advanced) / (PRIOR_ADVANCES + PRIOR_OTHERS + self.asked)


NOT_ASKED = QuestionRecord()


@dataclass(frozen=True, slots=True)
class ChoiceContext:
    """The context of a choice: the team's records, and the questions already used for this deal.

    More ``contacts`` without an advance allow more daring questions; ``refused`` are excluded for this rep.
    """

    records: Mapping[str, QuestionRecord]
    used: AbstractSet[str] = frozenset()
    refused: AbstractSet[str] = frozenset()
    contacts: int = 0


def choose_questions(
    candidates: Sequence[Question], choice: ChoiceContext, *, seed: str, count: int = SUGGESTED
) -> list[Question]:
    """Return the best questions to ask now, by Thompson sampling: one draw per posterior, the highest draws win.

    Successful questions come often, untested ones now and then. Deterministic for a seed.
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
    """A question with its record in the team; one that is off is never suggested."""

    question: Question
    record: QuestionRecord = NOT_ASKED
    is_off: bool = False
