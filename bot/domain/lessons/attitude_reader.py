"""Classify whom a note about a lost deal holds responsible (N2)."""

from functools import lru_cache

from bot.domain.lessons.attitudes import Attitude
from bot.domain.statistics.text_model import TextModel, load_model
from bot.domain.statistics.word_table import MODEL_FOLDER, load_words

ATTITUDES_FILE = MODEL_FOLDER / "attitudes.bin"


class AttitudeReader:
    """Classifies the attitude of a note with a trained model."""

    def __init__(self, model: TextModel) -> None:
        self._model = model

    def read(self, note: str) -> Attitude:
        """Return the most probable attitude of a note."""
        scores = self._model.score(note)
        return Attitude(max(scores, key=lambda label: scores[label]))


@lru_cache(maxsize=1)
def load_attitude_reader() -> AttitudeReader:
    """Load the reader from its model file; cached after the first call."""
    return AttitudeReader(load_model(ATTITUDES_FILE, table=load_words()))
