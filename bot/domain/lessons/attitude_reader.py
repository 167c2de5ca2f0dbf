"""Classify whom a note about a lost deal holds responsible (N2)."""

from functools import lru_cache

from bot.domain.lessons.attitudes import Attitude, AttitudeReading
from bot.domain.statistics.text_model import TextModel, load_model, rank
from bot.domain.statistics.word_table import MODEL_FOLDER, load_words

ATTITUDES_FILE = MODEL_FOLDER / "attitudes.bin"


class AttitudeReader:
    """Classifies the attitude of a note with a trained model."""

    def __init__(self, model: TextModel) -> None:
        self._model = model

    def read(self, note: str) -> AttitudeReading:
        """Return the most probable attitude of a note."""
        ranked = rank(self._model.score(note))
        return AttitudeReading(Attitude(ranked[0][0]), is_sure=self._model.threshold.accepts(ranked))


@lru_cache(maxsize=1)
def load_attitude_reader() -> AttitudeReader:
    """Load the reader from its model file; cached after the first call."""
    return AttitudeReader(load_model(ATTITUDES_FILE, table=load_words()))
