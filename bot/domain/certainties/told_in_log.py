"""Recognise a customer's score or an introduction in a line that was meant for the log (Z2, Z3)."""

import re
from dataclasses import dataclass

from bot.domain.certainties.feedback import BEST, LEAST
from bot.domain.certainties.feedback_line import parse_score
from bot.domain.certainties.referrals import ReferralState
from bot.domain.text.numbers import NUMBER_WORDS
from bot.domain.text.words import fold_word, split_tokens, word_set

_SCORE_WORDS = word_set(
    """
    gaf geeft gaven geven gegeven scoort scoorde scoorden gescoord beoordeelt beoordeelde beoordeelden beoordeeld
    waardeert waardeerde gewaardeerd kreeg kregen krijgen krijg gekregen gehad cijfer rapportcijfer nps score
    gave gives given rated rates rate scored scores rating got received
    """
)
_BEFORE_SCORE = word_set(
    """
    een een' a an ons us me mij met with het the cijfer score rapportcijfer rating nps van of as als wel maar dikke
    mooie nette ruime krappe magere hele goede goeie slechte vette flinke zware stevige solid good bad only we wij
    er daar : =
    """
)
_AFTER_SCORE = word_set(
    """
    omdat want maar because since but voor for over van from en and dus so met with vanwege wegens
    . , ; : ! ? ( - \u2013 + punten out / op bij at gekregen gehad gegeven gescoord given
    """
)
_BEHIND_SCORE = word_set(
    "van from bij at gekregen gehad gegeven gescoord given got received punten points . , ; : ! ? - \u2013 +"
)
# Right behind a score with an article: "heeft ons een 6 gegeven".
_GIVEN_BEHIND = word_set("gekregen gehad gegeven gescoord given")
_ARTICLES = word_set("een a an 'n n")
# The words of a line that tells a score and nobody's name.
_NOBODY = word_set(
    "they ze zij hij he she die de the klant customer client just net vandaag today heeft hebben has have"
)
_EDGES = " ,;:.+-\u2013()\"'“”"
_REFERRAL_WORDS = word_set(
    """
    introductie introducties intro intros introduction introductions doorverwijzing doorverwijzingen referral referrals
    doorverwezen geintroduceerd introduced referred
    """
)
_REFERRAL_STATES = {
    **dict.fromkeys(word_set("beloofd belooft beloofde toegezegd promised promises promise"), ReferralState.PROMISED),
    **dict.fromkeys(
        word_set("gekregen kreeg kregen gehad got received doorverwezen geintroduceerd introduced referred"),
        ReferralState.INTRODUCED,
    ),
    **dict.fromkeys(word_set("gevraagd vroeg vroegen vraag vragen asked ask asking"), ReferralState.ASKED),
}
_DENIED = word_set("niet geen nooit not no never nog wil moet zal ga wilde will should must")


_LEADS_TO = re.compile(r"(?:\b(?:bij|naar|to)|->|\u2192)\s+([^,;.!?]{2,80})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ToldScore:
    """A score from 0 to 10 as typed, and the words behind it."""

    score: int
    words: str = ""


def find_told_score(text: str, *, account: str) -> ToldScore | None:
    """Return the score that a customer gave according to a line, None when it tells of none.

    A number counts only when nothing but small words and the name of the ``account`` stands between it and a word for
    giving, and when it counts nothing itself ("gaf 2 offertes").
    """
    tokens = split_tokens(text)
    keys = [fold_word(token) for token, _, _ in tokens]
    if _SCORE_WORDS.isdisjoint(keys):
        return None
    name = {fold_word(token) for token, _, _ in split_tokens(account)}
    for index in range(len(keys)):
        score = _read_score(keys, index)
        if score is not None and _is_given(keys, index, name) and _counts_nothing(keys, index, name):
            start = _skip_rest(keys, index + 1, name)
            return ToldScore(score, text[tokens[start][1] :].strip(_EDGES) if start < len(tokens) else "")
    return None


def tells_score_alone(text: str) -> bool:
    """Return whether a line tells a score with an article and names nobody before it: "ze gaven ons een 8"."""
    keys = [fold_word(token) for token, _, _ in split_tokens(text)]
    at = next(
        (at for at in range(1, len(keys)) if keys[at - 1] in _BEFORE_SCORE and _read_score(keys, at) is not None), 0
    )
    return at > 0 and not _ARTICLES.isdisjoint(keys[:at]) and set(keys[:at]) <= _SCORE_WORDS | _BEFORE_SCORE | _NOBODY


def find_told_referral(text: str) -> ReferralState | None:
    """Return how far an introduction is that a line tells of, None when it tells of none."""
    keys = [fold_word(token) for token, _, _ in split_tokens(text)]
    if _REFERRAL_WORDS.isdisjoint(keys) or not _DENIED.isdisjoint(keys):
        return None
    return next((state for word, state in _REFERRAL_STATES.items() if word in keys), None)


def find_told_name(note: str) -> str:
    """Return the person or company that an introduction leads to according to a note, "" when it names none."""
    found = _LEADS_TO.search(note)
    return found[1].strip(_EDGES) if found else ""


def _read_score(keys: list[str], index: int) -> int | None:
    key = keys[index]
    if key in NUMBER_WORDS and key not in ("een", "one"):
        number = NUMBER_WORDS[key]
    else:
        found = parse_score(key)
        if found is None:
            return None
        number = found
    signed = index > 0 and keys[index - 1] in ("-", "\u2212")
    return number if LEAST <= number <= BEST and not signed else None


def _is_given(keys: list[str], index: int, name: set[str]) -> bool:
    before = index - 1
    while before >= 0 and keys[before] not in _SCORE_WORDS and (keys[before] in _BEFORE_SCORE or keys[before] in name):
        before -= 1
    if before >= 0 and keys[before] in _SCORE_WORDS:
        return True
    behind = _skip_scale(keys, index + 1)
    has_article = not _ARTICLES.isdisjoint(keys[max(0, index - 2) : index])
    if has_article and keys[index - 1] in _BEFORE_SCORE and behind < len(keys) and keys[behind] in _GIVEN_BEHIND:
        return True
    starts = index == 0 or (index == 1 and keys[0] in _BEFORE_SCORE)
    follows = keys[index + 1] if index + 1 < len(keys) else ""
    return starts and follows in {"van", "from", *_GIVEN_BEHIND} and not _SCORE_WORDS.isdisjoint(keys[index + 1 :])


def _skip_scale(keys: list[str], index: int) -> int:
    """Return where a line goes on behind "out of 10" or "op 10"."""
    for scale in (["out", "of", "10"], ["op", "10"], ["/", "10"]):
        if keys[index : index + len(scale)] == scale:
            return index + len(scale)
    return index


def _counts_nothing(keys: list[str], index: int, name: set[str]) -> bool:
    return index + 1 == len(keys) or keys[index + 1] in _AFTER_SCORE or keys[index + 1] in name


def _skip_rest(keys: list[str], index: int, name: set[str]) -> int:
    """Return where the customer's words begin: behind "out of 10" and "van Acme gekregen"."""
    index = _skip_scale(keys, index)
    while index < len(keys) and (keys[index] in _BEHIND_SCORE or keys[index] in name):
        index += 1
    return index
