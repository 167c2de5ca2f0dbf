"""The training examples, and the models' accuracy on held-back notes (V3, N2)."""

from collections import Counter

import pytest
from rapidfuzz import fuzz, process

from benchmarks.reading import requests
from bot.domain.home.requests import REQUESTS_FILE, Request
from bot.domain.lessons.attitude_reader import ATTITUDES_FILE, load_attitude_reader
from bot.domain.lessons.attitudes import Attitude
from bot.domain.log.note_reader import SITUATIONS_FILE
from bot.domain.log.situations import Situation
from bot.domain.statistics.text_model import load_model
from bot.domain.statistics.word_table import load_words
from training.examples import (
    ATTITUDES,
    ATTITUDES_HARD,
    NO_OBSTACLE,
    OBSTACLES,
    REQUESTS,
    SITUATIONS,
    digest_examples,
    read_examples,
    read_held_back,
)
from training.report import Quality, measure_f1, measure_quality

FILES = {SITUATIONS: SITUATIONS_FILE, ATTITUDES: ATTITUDES_FILE, REQUESTS: REQUESTS_FILE}
HELD_BACK = {
    SITUATIONS: (SITUATIONS, NO_OBSTACLE, OBSTACLES),
    ATTITUDES: (ATTITUDES, ATTITUDES_HARD),
    REQUESTS: (REQUESTS,),
}
LABELS = {SITUATIONS: set(Situation), ATTITUDES: set(Attitude), REQUESTS: set(Request)}
# The fewest examples of a label in a language.
FEWEST = {SITUATIONS: 100, ATTITUDES: 100, REQUESTS: 30}
# From this similarity (0 to 100), a held-back note counts as a paraphrase of a training note.
ALIKE = 80


@pytest.mark.parametrize("subject", FILES)
def test_the_model_in_the_repository_learned_from_just_the_examples_in_it(subject: str) -> None:
    assert load_model(FILES[subject], table=load_words()).digest == digest_examples(subject)


@pytest.mark.parametrize("subject", FILES)
def test_every_label_has_examples_in_both_languages(subject: str) -> None:
    counts = Counter((example.label, example.language) for example in read_examples(subject) if example.language)
    assert {label for label, _ in counts} == LABELS[subject]
    assert min(counts.values()) >= FEWEST[subject]


@pytest.mark.parametrize("subject", FILES)
def test_no_note_that_was_held_back_was_learned_from(subject: str) -> None:
    learned = [example.text.casefold() for example in read_examples(subject) if not example.is_phrase]
    held_back = [example.text.casefold() for name in HELD_BACK[subject] for example in read_held_back(name)]
    likest = [process.extractOne(note, learned, scorer=fuzz.ratio) for note in held_back]
    assert [found for found in likest if found[1] >= ALIKE] == []


def test_situations_of_unseen_notes_are_read_as_well_as_promised() -> None:
    quality = _measure(SITUATIONS)
    assert quality.notes >= 400
    assert quality.first >= 0.80
    assert quality.near >= 0.94
    assert quality.sure >= 0.35
    assert quality.right_when_sure >= 0.97


def test_k8_no_obstacle_is_read_in_unseen_notes_without_one_and_others_are_still_read() -> None:
    quality = _measure(NO_OBSTACLE, OBSTACLES)
    assert quality.notes >= 300
    assert quality.first >= 0.86
    assert quality.near >= 0.965
    assert quality.sure >= 0.50
    assert quality.right_when_sure >= 0.97
    assert quality.false_alarms <= 0.02


@pytest.mark.parametrize("subject", HELD_BACK[ATTITUDES])
def test_attitudes_of_unseen_notes_are_read_as_well_as_promised(subject: str) -> None:
    reader = load_attitude_reader()
    read = [(note.label, reader.read(note.text)) for note in read_held_back(subject)]
    assert len(read) >= 150
    assert measure_f1([(label, reading.attitude) for label, reading in read]) >= 0.88
    praised = [label == Attitude.OWNERSHIP for label, reading in read if reading.deserves_praise]
    assert len(praised) >= 10
    assert sum(praised) >= 0.97 * len(praised)


def test_what_unseen_sayings_ask_for_is_found_as_well_as_promised() -> None:
    *found, right = requests.list_aims()
    assert [aim.examples for aim in found] == ["messages that ask, nl", "messages that ask, en"]
    assert min(aim.number for aim in found) >= 80
    assert min(aim.value for aim in found) >= 0.7
    assert right.value >= 0.95


def _measure(*names: str) -> Quality:
    model = load_model(SITUATIONS_FILE, table=load_words())
    predicted = [(note, model.score(note.text)) for name in names for note in read_held_back(name)]
    return measure_quality(predicted, threshold=model.threshold)
