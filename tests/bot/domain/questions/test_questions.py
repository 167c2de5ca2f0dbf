"""The choice of a question: explores early, exploits later, and is deterministic for a seed (V3)."""

from collections import Counter

from bot.domain.log.situations import Situation
from bot.domain.questions.questions import ChoiceContext, Question, QuestionRecord, choose_questions

QUESTIONS = [
    Question(id=name, situation=Situation.PRICE, ask=f"{name}?", why="", daring=daring)
    for name, daring in (("soft", 1), ("middle", 2), ("other", 2), ("bold", 3))
]


def choose(choice: ChoiceContext, *, seed: str = "x", count: int = 1) -> list[str]:
    return [question.id for question in choose_questions(QUESTIONS, choice, seed=seed, count=count)]


def test_the_same_seed_gives_the_same_questions() -> None:
    choice = ChoiceContext(records={}, contacts=9)
    assert choose(choice, count=3) == choose(choice, count=3)


def test_without_experience_every_question_gets_its_turn() -> None:
    choice = ChoiceContext(records={}, contacts=9)
    counts = Counter(choose(choice, seed=str(number))[0] for number in range(400))
    assert set(counts) == {"soft", "middle", "other", "bold"}
    assert min(counts.values()) > 60


def test_what_works_comes_most_and_the_others_now_and_then() -> None:
    records = {"middle": QuestionRecord(asked=40, advanced=30), "soft": QuestionRecord(asked=40, advanced=4)}
    counts = Counter(choose(ChoiceContext(records=records, contacts=9), seed=str(number))[0] for number in range(400))
    assert counts["middle"] > 300
    assert counts["other"] > counts["soft"]


def test_a_first_contact_is_not_dared_too_much() -> None:
    assert all(choose(ChoiceContext(records={}, contacts=1), seed=str(number)) != ["bold"] for number in range(100))


def test_what_was_used_comes_again_only_when_nothing_else_is_left() -> None:
    used = frozenset({"soft", "middle", "other"})
    assert choose(ChoiceContext(records={}, used=used, contacts=9), count=2) == ["bold"]
    assert choose(ChoiceContext(records={}, used=used | {"bold"}, contacts=9), count=9) != []


def test_what_is_not_for_a_rep_never_comes() -> None:
    refused = frozenset({"soft", "middle", "other", "bold"})
    assert choose(ChoiceContext(records={}, refused=refused, contacts=9), count=9) == []


def test_belief_rises_with_an_advance_and_falls_without() -> None:
    assert QuestionRecord(asked=1, advanced=1).belief > QuestionRecord().belief > QuestionRecord(asked=1).belief
