"""Find the person of rank whom a note says was there, to be proposed as a contact person (Z1, K8).

Believed only as far as it goes: a clause that denies it, or that is about later, names nobody.
"""

import re
from dataclasses import dataclass

from bot.domain.deals.deals import Level
from bot.domain.text.calendar_words import WEEKDAYS
from bot.domain.text.name_form import normalise_name
from bot.domain.text.words import fold, word_set

# Notes are looked at as far as this; a note of this length says who was there long before its end.
LOOKED_AT, LONGEST_NAME = 1_000, 60
_LEVELS = {
    Level.EXECUTIVE: word_set(
        """
        directeur directrice dga ceo cfo coo cto eigenaar eigenares zaakvoerder zaakvoerster bestuurder
        directie directielid owner director president founder oprichter mede-eigenaar vennoot
        """
    ),
    Level.MANAGER: word_set(
        """
        manager hoofd leidinggevende teamleider bedrijfsleider afdelingshoofd inkoopmanager salesmanager
        plantmanager vestigingsmanager productiemanager operationsmanager hrmanager supervisor teamlead
        """
    ),
}
_RANKS = list(Level)
_LEVEL_OF = {word: level for level, words in _LEVELS.items() for word in words}
_BEFORE = word_set("de den hun haar zijn hare onze the their his her our a een algemeen managing commercieel technisch")
_WITH = {"met", "with", "bij"}
_THERE = word_set(
    """
    gesproken gezeten ontmoet sprak erbij aanwezig aangeschoven ontvangen ontving zat schoof overlegd
    spoke spoken talked met joined attended present there sat aan-tafel
    """
)
_NOT_NOW = word_set(
    """
    niet geen nooit zonder afwezig ziek weg vrij vakantie wil willen moet moeten gaat gaan zal zullen morgen
    later straks volgende keer afspraak plannen gepland ingepland kan kon zou wou wilde moest beslist
    beslissen vragen vraagt overleggen intern terugkoppelen not no never without absent wants want must should will
    would could next tomorrow appointment meet later needs need decides decide ask asks still nog eerst
    """
)
_CLAUSES = re.compile(r"[.;,!?\n()]|\bmaar\b|\bbut\b")
_SHORT_TITLE = re.compile(r"\b(dhr|mevr|mw|mr|mrs|ms|dr|ir|drs)\.", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W\d_](?:[\w'\u2019.-]*\w)?")
_TITLES = word_set("dhr mevr mw meneer mevrouw mr mrs ms heer dr ir drs")
_PARTICLES = word_set("van de der den ten ter te von op het 't")
_MOST_NAMES = 4


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person of rank in a note: the title as the role, and the name, or the title again while no name is given."""

    name: str
    role: str
    level: Level

    @property
    def is_named(self) -> bool:
        """Whether the note gives a name."""
        return self.name.casefold() != self.role.casefold()


def find_person(note: str, *, account: str = "") -> PersonMention | None:
    """Return the first person of rank who was there according to a note; ``account`` is no name of a person."""
    for clause in _CLAUSES.split(_SHORT_TITLE.sub(r"\1", note[:LOOKED_AT])):
        found = _find_in_clause([token[0] for token in _TOKEN.finditer(clause)], account)
        if found is not None:
            return found
    return None


def _find_in_clause(words: list[str], account: str) -> PersonMention | None:
    keys = [fold(word) for word in words]
    titles = [at for at, key in enumerate(keys) if key in _LEVEL_OF]
    if not titles or _NOT_NOW & set(keys) or not any(_was_there(keys, at) for at in titles):
        return None
    place = min(titles, key=lambda at: _RANKS.index(_LEVEL_OF[keys[at]]))
    role = words[place] if words[place].isupper() else words[place].casefold()
    name = _read_name(words[place + 1 :], account)
    return PersonMention(name=name or f"{role[0].upper()}{role[1:]}", role=role, level=_LEVEL_OF[keys[place]])


def _was_there(keys: list[str], place: int) -> bool:
    start = place
    while start > 0 and keys[start - 1] in _BEFORE:
        start -= 1
    return (start > 0 and keys[start - 1] in _WITH) or bool(_THERE & set(keys))


def _read_name(words: list[str], account: str) -> str:
    """Return the capitalised words right after a title, with the small ones between them."""
    names: list[str] = []
    for word in words[:_MOST_NAMES]:
        key = fold(word)
        if not names and key in _TITLES:
            continue
        is_name = word[0].isupper() and key not in WEEKDAYS
        if not is_name and (key not in _PARTICLES or not names):
            break
        names.append(word)
    while names and not names[-1][0].isupper():
        names.pop()
    name = " ".join(names)[:LONGEST_NAME]
    known = normalise_name(account)
    return "" if not name or normalise_name(name) in known else name
