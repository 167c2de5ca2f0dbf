"""Normalise account names: case, accents, punctuation, articles and legal forms are ignored."""

import re

from bot.domain.text.bounds import LONGEST_WORD
from bot.domain.text.words import fold_word, split_tokens, word_set

LEGAL_FORMS = word_set(
    """
    bv nv vof cv bvba cvba ebvba gmbh ltd limited inc llc plc corp sa srl sprl sarl sas ag scrl cvoa commv
    bvs nvs vofs ltds llcs plcs incs gmbhs
    """
)
ARTICLES = word_set("de het een t the le la les der den")
AND_WORDS = word_set("en and und et n")
# Stand inside many names, and name nobody by themselves.
SMALL_IN_NAMES = word_set("van von der den de du des la le ter ten te op aan in")
FAMILY_WORDS = word_set("zn zoon zonen zoons sons son dochters dochter co cie partners fils broers")
_LEFT_OUT = LEGAL_FORMS | ARTICLES | AND_WORDS
_SAME_WORD = {
    "kon": "koninklijke",
    "koninklijk": "koninklijke",
    "gebr": "gebroeders",
    "gebrs": "gebroeders",
    "st": "sint",
    "stg": "stichting",
    "fa": "firma",
    "zoon": "zn",
    "zonen": "zn",
    "zns": "zn",
    "vd": "van",
    "v/d": "van",
    "a/d": "aan",
    "o/d": "op",
    "ver": "vereniging",
    "gem": "gemeente",
}
ABBREVIATIONS = word_set("kon gebr st stg fa zn ver gem woningcorp dr ing mr ir vd zkh acc adv")
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
_WORD_PARTS = re.compile(r"\d+|[^\W\d_]+")
Pieces = tuple[list[str], list[str]]


def piece_of(key: str) -> str:
    """Return the part of a folded word that counts in a name: itself, its full spelling, or empty."""
    if key in _LEFT_OUT:
        return ""
    known = _SAME_WORD.get(key)
    if known is not None:
        return known
    return key if key.isalnum() else _NOT_ALPHANUMERIC.sub("", key)


def split_name(name: str) -> list[str]:
    """Return the significant pieces of a name; all of its words when none is significant."""
    keys = [fold_word(token) for token, _, _ in split_tokens(name)]
    pieces = [piece for key in keys if (piece := piece_of(key))]
    return pieces or [bare for key in keys if (bare := _NOT_ALPHANUMERIC.sub("", key))]


def split_pieces(word: str) -> Pieces:
    """Return the significant pieces of a word, and all of its pieces; for a name, see ``split_name``."""
    keys = [fold_word(token) for token, _, _ in split_tokens(word)]
    counted = [piece for key in keys if (piece := piece_of(key))]
    return counted, [bare for key in keys if (bare := _NOT_ALPHANUMERIC.sub("", key))]


def split_words_of(name: str) -> list[str]:
    """Return the finest words of a name: also split at hyphens and between letters and digits."""
    if name.isalpha() and name.isascii():  # one plain word, as most of a line are
        key = name.lower()
        return [part[:LONGEST_WORD] for part in _WORD_PARTS.findall(piece_of(key) or key)]
    loose = "".join(" " if char == "-" else char for char in name)
    return [part[:LONGEST_WORD] for piece in split_name(loose) for part in _WORD_PARTS.findall(piece)]


def normalise_name(name: str) -> str:
    """Return the normalised name, equal for all spellings of it; empty when it has no readable characters."""
    return "".join(split_name(name))
