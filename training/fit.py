"""Fit the linear model to examples; deterministic to the last digit."""

import math
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from bot.domain.statistics.features import list_features
from bot.domain.statistics.text_model import FeatureBlock, TextModel, Threshold, rank
from bot.domain.statistics.word_table import WordTable, load_words
from training.examples import Example
from training.report import Predicted

# The inverse regularisation strength, and the weight of a phrase beside that of a whole note, found by
# cross-validation on our own notes.
FREEDOM = 0.5
PHRASE_WEIGHT = 0.3
# Whether every note counts alike (0) or every label (1): there are many more notes in which nothing is in the way.
BALANCE = 0.25
# Turns the distances to the separating planes into log-odds; the likelihood of unseen notes is highest around here.
SHARPNESS = 4.0
# Cross-validation folds, stratified by label and language.
FOLDS = 5
NEVER = Threshold()


@dataclass(frozen=True, slots=True)
class Kept:
    """In how many examples a word or a piece of one has to occur to be kept: a piece that occurs once is noise."""

    word: int = 1
    piece: int = 2


KEPT = Kept()
# The share of harmless notes in which an alarm may be sure, measured on unseen notes.
FALSE_ALARMS = 0.006


def fit_model(
    examples: Sequence[Example], *, digest: str = "", threshold: Threshold = NEVER, kept: Kept = KEPT
) -> TextModel:
    """Return a model fitted to these examples."""
    counted = [list_features(example.text) for example in examples]
    words = _make_block([counts for counts, _ in counted], seldom=kept.word, start=0)
    pieces = _make_block([counts for _, counts in counted], seldom=kept.piece, start=len(words.places))
    labels = tuple(sorted({example.label for example in examples}))
    empty = _make_model(labels, words, pieces, table=load_words(), digest=digest, threshold=threshold)
    fitted = LinearSVC(C=FREEDOM, random_state=0, max_iter=5000)
    fitted.fit(
        _to_matrix(empty, examples),
        [example.label for example in examples],
        sample_weight=_weigh_examples(examples),
    )
    return TextModel(
        labels=labels,
        words=words,
        pieces=pieces,
        table=empty.table,
        weights=array("f", np.round(fitted.coef_.T * SHARPNESS, 3).ravel().tolist()),
        biases=tuple(float(value) for value in np.round(fitted.intercept_ * SHARPNESS, 3)),
        threshold=threshold,
        digest=digest,
    )


def _weigh_examples(examples: Sequence[Example]) -> list[float]:
    counts = Counter(example.label for example in examples)
    fewest = min(counts.values())
    return [
        (PHRASE_WEIGHT if example.is_phrase else 1.0) * (fewest / counts[example.label]) ** BALANCE
        for example in examples
    ]


def predict_unseen(examples: Sequence[Example], *, kept: Kept = KEPT) -> list[Predicted]:
    """Return for each note the probabilities of a model not trained on it (cross-validation).

    Phrases are always in the training set.
    """
    notes = [example for example in examples if not example.is_phrase]
    phrases = [example for example in examples if example.is_phrase]
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=1)
    found: dict[int, dict[str, float]] = {}
    for seen, unseen in folds.split(notes, [f"{note.label} {note.language}" for note in notes]):
        model = fit_model([*(notes[number] for number in seen), *phrases], kept=kept)
        found |= {int(number): model.score(notes[number].text) for number in unseen}
    return [(note, found[number]) for number, note in enumerate(notes)]


def find_threshold(predicted: Sequence[Predicted], *, right_when_sure: float, harmless: tuple[str, ...]) -> Threshold:
    """Return the lowest threshold with this precision, and with at most ``FALSE_ALARMS`` in harmless notes."""
    sure_from = _find_sure_from(predicted, right_when_sure)
    ranked = [rank(scores) for example, scores in predicted if example.label in harmless]
    alarms = sorted((order[0][1] for order in ranked if _is_contested(order, harmless)), reverse=True)
    allowed = int(len(ranked) * FALSE_ALARMS)
    contested_from = _just_above(alarms[allowed]) if len(alarms) > allowed else sure_from
    return Threshold(sure_from=sure_from, contested_from=max(sure_from, contested_from), harmless=harmless)


def _find_sure_from(predicted: Sequence[Predicted], right_when_sure: float) -> float:
    """Return the lowest probability above which the first label has this precision."""
    firsts = sorted(((rank(scores)[0], example.label) for example, scores in predicted), key=lambda item: -item[0][1])
    right, lowest = 0, 1.0
    for number, ((label, probability), true) in enumerate(firsts, start=1):
        right += label == true
        if right >= number * right_when_sure:
            lowest = probability
    return round(lowest, 5)


def _is_contested(order: Sequence[tuple[str, float]], harmless: tuple[str, ...]) -> bool:
    return order[0][0] not in harmless and order[1][0] in harmless


def _just_above(probability: float) -> float:
    return round(probability + 0.00001, 5)


def _make_block(counted: Sequence[Counter[str]], *, seldom: int, start: int) -> FeatureBlock:
    occurs = Counter(feature for counts in counted for feature in counts)
    kept = sorted(feature for feature, count in occurs.items() if count >= seldom)
    rarities = [round(math.log((1 + len(counted)) / (1 + occurs[feature])) + 1, 3) for feature in kept]
    return FeatureBlock(places={feature: place for place, feature in enumerate(kept)}, rarities=rarities, start=start)


def _make_model(labels: tuple[str, ...], words: FeatureBlock, pieces: FeatureBlock, **others: Any) -> TextModel:
    table: WordTable = others["table"]
    rows = len(words.places) + len(pieces.places) + table.dims
    return TextModel(
        labels=labels,
        words=words,
        pieces=pieces,
        weights=array("f", [0.0]) * (rows * len(labels)),
        biases=(0.0,) * len(labels),
        **others,
    )


def _to_matrix(model: TextModel, examples: Sequence[Example]) -> csr_matrix:
    cells = [
        (number, row, value) for number, example in enumerate(examples) for row, value in model.list_rows(example.text)
    ]
    numbers, rows, values = zip(*cells, strict=True)
    width = len(model.weights) // len(model.labels)
    return csr_matrix((values, (numbers, rows)), shape=(len(examples), width))
