"""Somebody of rank in a note: only who was there, with a name if there is one; never from what is denied or to come."""

import pytest

from bot.domain.deals.deals import Level
from bot.domain.deals.person_in_note import find_person

WAS_THERE = [
    ("met de directeur gesproken", "Directeur", "directeur", Level.EXECUTIVE),
    ("directeur Piet de Boer was erbij", "Piet de Boer", "directeur", Level.EXECUTIVE),
    ("met directeur Jan van der Berg gesproken, wil offerte", "Jan van der Berg", "directeur", Level.EXECUTIVE),
    ("met directeur dhr. Jansen gesproken", "Jansen", "directeur", Level.EXECUTIVE),
    ("goed gesprek met eigenaar Kees", "Kees", "eigenaar", Level.EXECUTIVE),
    ("met CEO gesproken", "CEO", "CEO", Level.EXECUTIVE),
    ("spoke with the CEO Anna Smith", "Anna Smith", "CEO", Level.EXECUTIVE),
    ("offerte besproken met hun inkoopmanager Els", "Els", "inkoopmanager", Level.MANAGER),
    ("met de manager en de directeur gesproken", "Directeur", "directeur", Level.EXECUTIVE),
    ("prijs is hoog. zaakvoerder gesproken", "Zaakvoerder", "zaakvoerder", Level.EXECUTIVE),
    ("gesproken met directeur Acme", "Directeur", "directeur", Level.EXECUTIVE),
    ("de eigenaar zat erbij maar zei niets", "Eigenaar", "eigenaar", Level.EXECUTIVE),
]
WAS_NOT = [
    "de directeur was er niet",
    "directeur moet nog beslissen",
    "afspraak met de directeur gemaakt",
    "volgende keer met de directeur",
    "wil met de directeur praten",
    "onze directeur belt hem",
    "manager wil korting",
    "met het management gesproken",
    "met inkoper gesproken",
    "not the director but the buyer was there",
    "the director was absent",
    "prijs te hoog",
    "",
]


@pytest.mark.parametrize(("note", "name", "role", "level"), WAS_THERE)
def test_who_was_there_is_found(note: str, name: str, role: str, level: Level) -> None:
    found = find_person(note, account="Acme Nederland")
    assert found is not None
    assert (found.name, found.role, found.level) == (name, role, level)


@pytest.mark.parametrize("note", WAS_NOT)
def test_who_was_not_there_is_not_found(note: str) -> None:
    assert find_person(note) is None
