"""Reading a note after a lost deal for whose doing it was (N2)."""

from functools import lru_cache

from bot.domain.lessons.attitudes import Attitude
from bot.domain.statistics.text_model import TextModel, load_model
from bot.domain.statistics.word_table import MODEL_FOLDER, load_words

ATTITUDES_FILE = MODEL_FOLDER / "attitudes.bin"


class AttitudeReader:
    """Reads notes with a trained model."""

    def __init__(self, model: TextModel) -> None:
        self._model = model

    def read(self, note: str) -> Attitude:
        """Return the likeliest attitude of a note."""
        scores = self._model.score(note)
        return Attitude(max(scores, key=lambda label: scores[label]))


@lru_cache(maxsize=1)
def load_attitude_reader() -> AttitudeReader:
    """Return the reader; the first time it is read from its file."""
    return AttitudeReader(load_model(ATTITUDES_FILE, table=load_words()))
