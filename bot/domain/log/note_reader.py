"""Classify the situation in a note, using the workspace's corrections (V3)."""

import math
from collections.abc import Sequence
from functools import lru_cache

from bot.domain.log.note_index import NoteIndex
from bot.domain.log.situations import Candidate, Correction, NoteReading, Situation
from bot.domain.statistics.text_model import TextModel, load_model, rank
from bot.domain.statistics.word_table import MODEL_FOLDER, load_words
from bot.domain.text.words import fold

SITUATIONS_FILE = MODEL_FOLDER / "situations.bin"
# The number of workspaces whose corrections are indexed in memory (LRU).
WORKSPACES_HELD = 64
# The log-odds added for a note nearly identical to a corrected one; the same note is read as it was corrected. The push
# falls linearly to 0 at SIMILAR_FROM, the similarity that unrelated notes reach by chance (99 in 100 pairs of our own
# notes stay below 0.32).
STRONGEST_CORRECTION = 20.0
SIMILAR_FROM = 0.35
# In words; in a note as short as this, letters and meaning of words that were never seen are too little to go by.
SHORT_NOTE = 3
# The difference of weights from which a word speaks for an obstacle; it is above 1 for such words as "voicemail".
EVIDENCE = 0.5
# A word this short is a scrap of another one, such as "af" of "belt af"; but "no" tells everything.
TOO_SHORT = 2
TELLING = frozenset(("no",))
SENT = frozenset((
    "offerte", "offertes", "prijsofferte", "voorstel", "aanbieding", "brochure", "catalogus", "documentatie",
    "info", "informatie", "prijslijst", "bevestiging", "verslag", "uitnodiging", "mail", "email", "per", "via",
    "de", "het", "een", "onze", "ons", "mijn", "nieuwe", "aangepaste", "herziene", "verstuurd", "gestuurd",
    "gemaild", "doorgestuurd", "opgestuurd", "nagestuurd", "verzonden", "bezorgd", "overgemaakt", "quote",
    "quotation", "proposal", "offer", "catalogue", "catalog", "information", "pricelist", "confirmation", "minutes",
    "invitation", "the", "our", "my", "new", "revised", "updated", "sent", "emailed", "mailed", "over", "out", "by",
))  # fmt: skip


class NoteReader:
    """Classifies the situation of a note with a trained model."""

    def __init__(self, model: TextModel) -> None:
        self._model = model
        self._index = lru_cache(WORKSPACES_HELD)(lambda notes: NoteIndex(model, notes))

    def read(self, note: str, *, corrections: Sequence[Correction] = (), without: str | None = None) -> NoteReading:
        """Return the likeliest situations of a note.

        ``corrections`` are the workspace's corrected notes; ``without`` is a situation the rep has ruled out.
        """
        scored = self._model.score(note) if without == Situation.NEUTRAL else self._score(note)
        own = {label: score for label, score in scored.items() if label != without}
        scores = self._learn(note, own, corrections) if corrections else own
        ranked = rank(scores)
        is_taught = scores is not own
        return NoteReading(
            candidates=tuple(Candidate(Situation(label), score) for label, score in ranked),
            is_confident=self._model.threshold.accepts(ranked) and (is_taught or self._names(note, ranked[0][0])),
        )

    def _score(self, note: str) -> dict[str, float]:
        """Return the probability of each situation; sending something is neutral, whatever it was (K8)."""
        scores = self._model.score(note)
        if not _names_only_what_was_sent(note):
            return scores
        return {label: float(label == Situation.NEUTRAL) for label in scores}

    def _names(self, note: str, label: str) -> bool:
        """Return whether a short note has a word for the obstacle, and not just one that resembles such words (K8)."""
        is_obstacle = Situation(label).is_obstacle
        if not is_obstacle or len(note.split()) > SHORT_NOTE:
            return True
        return self._model.find_evidence(note, label) >= EVIDENCE

    def _learn(self, note: str, scores: dict[str, float], corrections: Sequence[Correction]) -> dict[str, float]:
        index = self._index(tuple(correction.note for correction in corrections))
        same = index.find_same(note)
        if same is not None and corrections[same].situation in scores:
            return {label: float(label == corrections[same].situation) for label in scores}
        likenesses = index.compare(note)
        push: dict[str, float] = {}
        for correction, likeness in zip(corrections, likenesses, strict=True):
            strength = STRONGEST_CORRECTION * max(0.0, likeness - SIMILAR_FROM) / (1 - SIMILAR_FROM)
            push[correction.situation] = max(strength, push.get(correction.situation, 0.0))
        if not any(push.values()):
            return scores
        pushed = {label: score * math.exp(push.get(label, 0.0)) for label, score in scores.items()}
        total = sum(pushed.values())
        return {label: score / total for label, score in pushed.items()}


@lru_cache(maxsize=1)
def load_note_reader() -> NoteReader:
    """Load the reader from its model files, which takes some tenths of a second; cached after the first call."""
    return NoteReader(load_model(SITUATIONS_FILE, table=load_words()))


def _names_only_what_was_sent(note: str) -> bool:
    """Return whether a note has no other words than for something sent, figures, and scraps of two letters."""
    words = fold(note).replace(",", " ").replace(".", " ").split()
    return all(map(_is_plain, words))


def _is_plain(word: str) -> bool:
    is_scrap = len(word) <= TOO_SHORT and word not in TELLING
    return word in SENT or is_scrap or any(each.isdigit() for each in word)
