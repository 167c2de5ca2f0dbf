"""What a message asks for that is no line for the log, by a trained classifier."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.domain.statistics.text_model import TextModel, load_model, rank
from bot.domain.statistics.word_table import MODEL_FOLDER, load_words

REQUESTS_FILE = MODEL_FOLDER / "requests.bin"
# A longer message is a note, and no request.
LONGEST_REQUEST = 160
# From this probability a request is offered with a button, and at most so many of them: of three that are offered the
# right one is among them far more often than the likeliest alone is right, and a button too many costs nothing.
OFFERED_FROM, MOST_OFFERED = 0.15, 3
# Behind small talk or a line for the log, which are likelier, it takes more.
BEHIND_FROM = 0.3
# Of so few words, and where the message may also be a line for the log, it has to be likelier.
FEW_WORDS, LIKELY_FROM = 3, 0.6


class Request(StrEnum):
    """What a message may ask for or tell; ``OTHER`` is anything else, a line for the log above all."""

    LEFT = "left"  # how much is left today
    WHO = "who"  # whom to contact
    TODAY = "today"
    STEPS = "steps"
    WEEK = "week"
    MONTH = "month"
    FIGURES = "figures"
    PEOPLE = "people"
    DEALS = "deals"
    STALLED = "stalled"
    TEAM = "team"
    SETTINGS = "settings"
    QUIET = "quiet"  # to be left alone
    ABSENT = "absent"
    QUESTIONS = "questions"  # what to ask a customer
    LESSONS = "lessons"
    HELP = "help"
    PRIVACY = "privacy"
    UNDO = "undo"
    WON = "won"
    LOST = "lost"
    MOVE = "move"  # an appointment that gets another day, or is cancelled
    CORRECT = "correct"
    THANKS = "thanks"
    GREETING = "greeting"
    CHAT = "chat"
    COMPLAINT = "complaint"
    OTHER = "other"


# Small talk has an answer and needs no button.
NEVER_OFFERED = frozenset(
    {Request.THANKS, Request.GREETING, Request.CHAT, Request.COMPLAINT, Request.HELP, Request.OTHER}
)


@dataclass(frozen=True, slots=True)
class RequestReading:
    """The requests that a message may be, the likeliest first, and whether the first is reliable enough to act on.

    ``is_likely``: it is worth offering even when the message may be a line for the log.
    """

    offered: tuple[Request, ...]
    sure: Request | None = None
    is_likely: bool = False


NO_REQUEST = RequestReading(offered=())


class RequestReader:
    """Classifies a message with a trained model."""

    def __init__(self, model: TextModel) -> None:
        self._model = model

    def read(self, text: str) -> RequestReading:
        """Return what a message may ask for."""
        if len(text) > LONGEST_REQUEST:
            return NO_REQUEST
        ranked = rank(self._model.score(text))
        first, likelihood = Request(ranked[0][0]), ranked[0][1]
        least = BEHIND_FROM if first in NEVER_OFFERED else OFFERED_FROM
        if len(text.split()) <= FEW_WORDS:
            least = LIKELY_FROM
        likely = [Request(label) for label, score in ranked if score >= least]
        is_sure = self._model.threshold.accepts(ranked) and first is not Request.OTHER
        return RequestReading(
            offered=tuple(each for each in likely if each not in NEVER_OFFERED)[:MOST_OFFERED],
            sure=first if is_sure else None,
            is_likely=likelihood >= LIKELY_FROM,
        )


@lru_cache(maxsize=1)
def load_request_reader() -> RequestReader:
    """Load the reader from its model file; cached after the first call."""
    return RequestReader(load_model(REQUESTS_FILE, table=load_words()))
