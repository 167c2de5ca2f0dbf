"""Fit the linear model to examples; deterministic to the last digit."""

import math
from array import array
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from bot.domain.statistics.features import list_features
from bot.domain.statistics.text_model import FeatureBlock, TextModel
from bot.domain.statistics.word_table import WordTable, load_words
from training.examples import Example

# The inverse regularisation strength, found by cross-validation on our own notes.
FREEDOM = 10.0
# A word piece that occurs once is noise; a whole word may be informative.
SELDOM_PIECE = 2
# Cross-validation folds, stratified by label and language.
FOLDS = 5
# The precision required of predictions above ``sure_from``, measured on unseen notes.
RIGHT_WHEN_SURE = 0.92


def fit_model(examples: Sequence[Example], *, digest: str = "", sure_from: float = 1.0) -> TextModel:
    """Return a model fitted to these examples."""
    counted = [list_features(example.text) for example in examples]
    words = _make_block([counts for counts, _ in counted], seldom=1, start=0)
    pieces = _make_block([counts for _, counts in counted], seldom=SELDOM_PIECE, start=len(words.places))
    labels = tuple(sorted({example.label for example in examples}))
    empty = _make_model(labels, words, pieces, table=load_words(), digest=digest, sure_from=sure_from)
    fitted = LogisticRegression(C=FREEDOM, max_iter=3000)
    fitted.fit(_to_matrix(empty, examples), [example.label for example in examples])
    return TextModel(
        labels=labels,
        words=words,
        pieces=pieces,
        table=empty.table,
        weights=array("f", np.round(fitted.coef_.T, 3).ravel().tolist()),
        biases=tuple(float(value) for value in np.round(fitted.intercept_, 3)),
        sure_from=sure_from,
        digest=digest,
    )


def predict_unseen(examples: Sequence[Example]) -> list[tuple[Example, dict[str, float]]]:
    """Return for each note the probabilities of a model not trained on it (cross-validation).

    Phrases are always in the training set.
    """
    notes = [example for example in examples if not example.is_phrase]
    phrases = [example for example in examples if example.is_phrase]
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=1)
    found: dict[int, dict[str, float]] = {}
    for seen, unseen in folds.split(notes, [f"{note.label} {note.language}" for note in notes]):
        model = fit_model([*(notes[number] for number in seen), *phrases])
        found |= {int(number): model.score(notes[number].text) for number in unseen}
    return [(note, found[number]) for number, note in enumerate(notes)]


def find_sure_from(predicted: Sequence[tuple[Example, dict[str, float]]]) -> float:
    """Return the lowest probability above which the first label has the required precision."""
    ranked = sorted(
        (
            (max(scores.values()), max(scores, key=lambda label: scores[label]) == example.label)
            for example, scores in predicted
        ),
        reverse=True,
    )
    right, lowest = 0, 1.0
    for number, (probability, is_right) in enumerate(ranked, start=1):
        right += is_right
        if right >= number * RIGHT_WHEN_SURE:
            lowest = probability
    return round(lowest, 3)


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
