"""What the words of a note are about: who acts, a decision, something handed over, a state of the customer.

Words of one class say alike about a day, so that the model knows "stemt" where its examples said "beslist".
"""

from functools import lru_cache

from bot.domain.text.words import word_set

# The beginnings of words: what is written behind them is an inflection or the rest of a compound.
_BEGINNINGS = {
    "decide": """
        beslis beslui teken onderteken handteken kies keuze stem stemt vote votes voting sign decid decis choos
        pick uitsla uitsluit verdict antwoord answer reactie reageer akkoord approv gunn award outcome result
        knoop oordeel goedkeur goedgekeurd respond reply replies uitkomst judg kiezen
    """,
    "hand_over": """
        stuur stuurt stur send opstur opstuur toestur toestuur bezorg lever deliver breng bring haal ophal afhal
        collect drop bestel order reorder post koerier ship nalever nabestel plaats install monteer monter
        ontvang receiv overhandig afgev geef meegev levering retour terugstur submit indien aanlever aanbied
        dien print
    """,
    "contact": """
        bel belt bellen call ring phone mail app appt kom komt komen come langs langskom terugkom passeer passer
        rij zie zien see spreek sprek speak praat prat talk demo presentat presenteer present toon tonen show
        uitleg toelicht proev proef taste bespreek besprek discuss doornem neem overleg evalu lunch koffie
        coffee afspraak meet meeting appointment rondleid tour bezoek visit schuif aanschuif aansluit join
        attend bijwon training workshop opleid kennismak intake webinar sessie session herbel terugbel probeer
        prober try vergader bijeenkomst
    """,
    "measure": """
        opmet inmet meet meten maten opnam opnem nakijk herstel repareer reparer plaatsbezoek werf onderhoud
        check nazien survey fit measure
    """,
    "third": """
        leveranc supplier verzeker insur monteur techniek plumber aannem keur inspect council gemeente bank
        notaris accountant boekhoud concurrent competitor politie police koerier courier loodgiet elektric
        dierenarts vergunn raad bestuur board directie auditor audit ggd arts dokter doctor architect verhuurder
        landlord belasting vakbond union or mr provincie minister rechter court curator wethouder loods expert
        schoonma technician engineer contractor installer broker cqc ofsted dvsa favv
    """,
    "state": """
        dicht gesloten closed clos shut sluit away verlof vakantie holiday leave ziek sick vrij feest jarig
        verhui move moving start begin open eind loopt verloop expir ends ending stop pensioen retir bouwverlof
        inventaris season seizoen zwanger bevall bruil trouw wedding birthday verjaar jubile kermis carnaval
        staking strike stag conge feestdag afwezig absent bezet booked vol volgeboekt verbouw renov verkocht
        overgenomen fus merg ingaan geldig valid until tarief prijs stijg daal price rise increas boekjaar
        takeover
    """,
    "promise": """
        zou zouden had hadden beloof beloofd belov verwacht meant suppos promis due hoopt hope wanted wou wilde
        expected gingen
    """,
    "invite": """
        uitgenodig invit welkom welcome mag mogen gevraag verwacht expect verwelkom nodig rsvp asked aanwezig
        erbij meegaan meekom meekijk meedoen gast guest
    """,
    "we": "ik k we wij i ons onze our us mij me mijn my wl ill im collega",
    "they": "hij zij ze he she they hun haar zijn his her their klant die who",
    "us": "mij me ons us",
    "past": """
        was waren were had hadden kwam kwamen ging gingen werd werden came went sinds since geleden ago gisteren
        vorige laatst toen did didn didnt bleek kreeg kregen
    """,
    "not": "niet not geen no nooit never zonder without nix nee dont wont cant nergens niks nothing",
    "deadline": "deadline uiterlijk inschrij tender aanbested rsvp laatste last voor by before binnen",
    "event": """
        beurs fair expo event opendeur opening festival concert congres markt market match race wedstrijd feest
        party
    """,
    "offer": """
        offerte quote voorstel proposal prijs price tarie catalog monster staal sample folder brochure contract
        order
    """,
    "then": "dan then daarna vervolgens die dag that",
}
# In letters; shorter ones stand for whole words only, and so do all of the classes of small words.
_SHORTEST_BEGINNING = 4
_SMALL_CLASSES = frozenset(("we", "they", "us", "past", "not", "then"))
_LONGEST_BEGINNING = 11
_MOST_REMEMBERED = 4_096


def _index() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Return the classes of whole words, and of the beginnings of words."""
    whole: dict[str, set[str]] = {}
    begun: dict[str, set[str]] = {}
    for name, listed in _BEGINNINGS.items():
        for word in word_set(listed):
            whole.setdefault(word, set()).add(name)
            if len(word) >= _SHORTEST_BEGINNING and name not in _SMALL_CLASSES:
                begun.setdefault(word, set()).add(name)
    return (
        {word: tuple(sorted(names)) for word, names in whole.items()},
        {word: tuple(sorted(names)) for word, names in begun.items()},
    )


_WHOLE, _BEGUN = _index()


@lru_cache(maxsize=_MOST_REMEMBERED)
def classify_word(key: str) -> tuple[str, ...]:
    """Return the classes of a folded word, the ones of its longest known beginning; none for another word."""
    found = _WHOLE.get(key)
    if found is not None:
        return found
    for length in range(min(len(key), _LONGEST_BEGINNING), _SHORTEST_BEGINNING - 1, -1):
        found = _BEGUN.get(key[:length])
        if found is not None:
            return found
    return ()
