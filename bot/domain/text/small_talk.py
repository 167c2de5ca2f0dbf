"""Recognise a greeting, thanks or a question about one's day in a message that is no line for the log.

Every word of such a message is one of a small vocabulary. One word outside it, such as the name of an account, and the
message is no small talk: a contact that was done is never mistaken for a greeting.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto

from rapidfuzz.distance import OSA

from bot.domain.text.small_talk_words import (
    ALL_WORDS,
    BOT_PHRASES,
    CHAT_PHRASES,
    FAREWELLS,
    GREETING_PHRASES,
    GREETINGS,
    GREETS_TIME,
    HELP_PHRASES,
    LEFT_PHRASES,
    MONTH_WORDS,
    MYSELF_PHRASES,
    POLITE,
    REMARKS,
    SKIN_TONES,
    SMALL,
    TEAM_PHRASES,
    THANKS,
    THANKS_SIGNS,
    TO_DO_PHRASES,
    WEEK_WORDS,
    WHO_PHRASES,
    Phrases,
)
from bot.domain.text.words import fold_word, split_tokens

# A longer message is no small talk, and needs no further look.
LONGEST_TALK, MOST_WORDS = 160, 16
# The shortest word in which one typo is corrected: shorter ones are too often one letter away from another.
_SHORTEST_SLIP = 4
_MARKS = frozenset("?!.,;:()-'\"\u2026")


class Topic(StrEnum):
    """What a message of small talk is about."""

    GREETING = auto()
    THANKS = auto()
    FAREWELL = auto()
    LEFT = auto()  # how much is left today
    WHO = auto()  # whom to contact
    TO_DO = auto()
    MYSELF = auto()  # how do I stand
    TEAM = auto()  # how does the team stand
    HELP = auto()
    BOT = auto()  # is this a person
    CHAT = auto()  # a remark about the day


class Period(StrEnum):
    """The period that a question is about."""

    TODAY = auto()
    WEEK = auto()
    MONTH = auto()


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """A message of small talk: its topic, and for a question the period."""

    topic: Topic
    period: Period = Period.TODAY


_COURTESIES = THANKS | FAREWELLS | GREETINGS | GREETS_TIME | REMARKS | POLITE | SMALL
_QUESTIONS: tuple[tuple[Topic, Phrases], ...] = (
    (Topic.TEAM, TEAM_PHRASES),
    (Topic.LEFT, LEFT_PHRASES),
    (Topic.WHO, WHO_PHRASES),
    (Topic.TO_DO, TO_DO_PHRASES),
    (Topic.BOT, BOT_PHRASES),
    (Topic.CHAT, CHAT_PHRASES),
    (Topic.HELP, HELP_PHRASES),
    (Topic.MYSELF, MYSELF_PHRASES),
    (Topic.GREETING, GREETING_PHRASES),
)


def find_small_talk(text: str) -> SmallTalk | None:
    """Return what a message of small talk is about, None for anything else, a line for the log above all."""
    if len(text) > LONGEST_TALK:
        return None
    keys = _read_words(text)
    if keys is None:
        return SmallTalk(Topic.THANKS) if text.strip().rstrip(SKIN_TONES) in THANKS_SIGNS else None
    topic = _find_question(keys) or _find_courtesy(keys) or _find_question([key for key in keys if key not in POLITE])
    return None if topic is None else SmallTalk(topic, _find_period(keys))


def strip_greeting(text: str) -> str:
    """Return a message without the greeting that it begins with, up to a comma or exclamation mark; else as it is."""
    head, mark, rest = _split_at_mark(text)
    if not mark or len(head) > LONGEST_TALK:
        return text
    keys = [fold_word(token) for token, _, _ in split_tokens(head)]
    is_greeting = (
        bool(keys)
        and keys[0] in GREETINGS | GREETS_TIME
        and all(key in GREETINGS | GREETS_TIME | REMARKS for key in keys)
    )
    return rest.strip() if rest.strip() and is_greeting else text


def _split_at_mark(text: str) -> tuple[str, str, str]:
    place = min((at for at in (text.find(mark) for mark in ",!") if at > 0), default=-1)
    return (text, "", "") if place < 0 else (text[:place], text[place], text[place + 1 :])


def _read_words(text: str) -> list[str] | None:
    """Return the words, with typos corrected; None when one of them is outside the vocabulary."""
    typed = [fold_word(token) for token, _, _ in split_tokens(text) if token not in _MARKS]
    typed = [key for key in typed if any(char.isalnum() for char in key)]  # emoji say nothing more
    if not typed or len(typed) > MOST_WORDS:
        return None
    keys = [_correct(key) for key in typed]
    return [key for key in keys if key is not None] if None not in keys else None


def _correct(key: str) -> str | None:
    """Return the word of the vocabulary that is meant, None when there is none near."""
    if key in ALL_WORDS:
        return key
    if len(key) < _SHORTEST_SLIP or not key.isalpha():
        return None
    near = (word for word in ALL_WORDS if len(word) >= _SHORTEST_SLIP and abs(len(word) - len(key)) <= 1)
    return min(
        (word for word in near if word[0] == key[0] and OSA.distance(word, key, score_cutoff=1) <= 1), default=None
    )


def _find_question(keys: Sequence[str]) -> Topic | None:
    """Return the topic of a question in exactly these words."""
    joined, words = " ".join(keys), set(keys)
    for topic, phrases in _QUESTIONS:
        if any(f" {phrase} " in f" {joined} " for phrase in phrases.anywhere):
            return topic
        if joined in phrases.alone or any(needed <= words for needed in phrases.together):
            return topic
    return None


def _find_period(keys: Iterable[str]) -> Period:
    words = set(keys)
    if words & WEEK_WORDS:
        return Period.WEEK
    return Period.MONTH if words & MONTH_WORDS else Period.TODAY


def _find_courtesy(keys: Sequence[str]) -> Topic | None:
    """Return thanks, a farewell or a greeting, when there is one and nothing else is said."""
    said = set(keys)
    if not said <= _COURTESIES:
        return None
    topics = ((Topic.THANKS, THANKS), (Topic.FAREWELL, FAREWELLS), (Topic.GREETING, GREETINGS))
    return next((topic for topic, words in topics if said & words), None)
