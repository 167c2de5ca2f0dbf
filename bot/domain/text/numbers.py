"""Parse numbers: digits, Dutch words and English words."""

from bot.domain.text.words import word_list

_SMALL_NL = word_list(
    """
    nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien
    """
)
_TEENS_NL = word_list("vijftien zestien zeventien achttien negentien")
_TENS_NL = word_list("twintig dertig veertig vijftig zestig zeventig tachtig negentig")
_SMALL_EN = word_list(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    """
)
_TEENS_EN = word_list("fifteen sixteen seventeen eighteen nineteen")
_TENS_EN = word_list("twenty thirty forty fifty sixty seventy eighty ninety")


def _list_numbers(small: list[str], teens: list[str], tens: list[str]) -> dict[str, int]:
    words = {word: number for number, word in enumerate(small + teens)}
    words |= {word: 10 * number for number, word in enumerate(tens, start=2)}
    return words


def _list_compounds() -> dict[str, int]:
    words: dict[str, int] = {}
    for tens, ten in enumerate(_TENS_NL, start=2):
        words |= {f"{one}en{ten}": 10 * tens + number for number, one in enumerate(_SMALL_NL[:10]) if number}
    for tens, ten in enumerate(_TENS_EN, start=2):
        words |= {f"{ten}{one}": 10 * tens + number for number, one in enumerate(_SMALL_EN[:10]) if number}
    return words


ENGLISH_NUMBERS = frozenset(_SMALL_EN + _TEENS_EN + _TENS_EN)
NUMBER_WORDS: dict[str, int] = {
    **_list_numbers(_SMALL_NL, _TEENS_NL, _TENS_NL),
    **_list_numbers(_SMALL_EN, _TEENS_EN, _TENS_EN),
    **_list_compounds(),
    "honderd": 100,
    "hundred": 100,
    "tweehonderd": 200,
    "driehonderd": 300,
    "vijfhonderd": 500,
    "duizend": 1000,
    "thousand": 1000,
    "dozijn": 12,
    "dozen": 12,
}
# In digits. A longer number becomes one value above every limit, without being converted.
_LONGEST_NUMBER = 9


def parse_whole_number(key: str) -> int | None:
    """Parse a whole number from a word or digits, None when it is no whole number."""
    if key.isdecimal():
        return int(key) if len(key) <= _LONGEST_NUMBER else 10**_LONGEST_NUMBER
    return NUMBER_WORDS.get(key)
