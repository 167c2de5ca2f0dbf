"""The training examples, and the models' accuracy on held-back notes (V3, N2)."""

from collections import Counter

import pytest
from rapidfuzz import fuzz, process

from bot.domain.lessons.attitude_reader import ATTITUDES_FILE, load_attitude_reader
from bot.domain.lessons.attitudes import Attitude
from bot.domain.log.note_reader import SITUATIONS_FILE
from bot.domain.log.situations import Situation
from bot.domain.statistics.text_model import load_model
from bot.domain.statistics.word_table import load_words
from training.examples import ATTITUDES, SITUATIONS, digest_examples, read_examples, read_held_back
from training.report import measure_f1, measure_quality

FILES = {SITUATIONS: SITUATIONS_FILE, ATTITUDES: ATTITUDES_FILE}
LABELS = {SITUATIONS: set(Situation), ATTITUDES: set(Attitude)}
# From this similarity (0 to 100), a held-back note counts as a paraphrase of a training note.
ALIKE = 80


@pytest.mark.parametrize("subject", FILES)
def test_the_model_in_the_repository_learned_from_just_the_examples_in_it(subject: str) -> None:
    assert load_model(FILES[subject], table=load_words()).digest == digest_examples(subject)


@pytest.mark.parametrize("subject", FILES)
def test_every_label_has_examples_in_both_languages(subject: str) -> None:
    counts = Counter((example.label, example.language) for example in read_examples(subject))
    assert {label for label, _ in counts} == LABELS[subject]
    assert min(counts.values()) >= 100


@pytest.mark.parametrize("subject", FILES)
def test_no_note_that_was_held_back_was_learned_from(subject: str) -> None:
    learned = [example.text.casefold() for example in read_examples(subject) if not example.is_phrase]
    held_back = [example.text.casefold() for example in read_held_back(subject)]
    likest = [process.extractOne(note, learned, scorer=fuzz.ratio) for note in held_back]
    assert [found for found in likest if found[1] >= ALIKE] == []


def test_situations_of_unseen_notes_are_read_as_well_as_promised() -> None:
    model = load_model(SITUATIONS_FILE, table=load_words())
    predicted = [(note, model.score(note.text)) for note in read_held_back(SITUATIONS)]
    quality = measure_quality(predicted, sure_from=model.sure_from)
    assert quality.notes >= 400
    assert quality.first >= 0.70
    assert quality.near >= 0.90
    assert quality.sure >= 0.50
    assert quality.right_when_sure >= 0.90


def test_attitudes_of_unseen_notes_are_read_as_well_as_promised() -> None:
    reader = load_attitude_reader()
    notes = read_held_back(ATTITUDES)
    assert len(notes) >= 150
    assert measure_f1([(note.label, reader.read(note.text)) for note in notes]) >= 0.75
