"""Recognise column headers, in Dutch and English, from spreadsheets and CRM exports."""

import re
import unicodedata

_NAMES: dict[str, tuple[str, ...]] = {
    "name": (
        "name", "naam", "account name", "accountnaam", "bedrijf", "bedrijfsnaam", "company", "company name",
        "klantnaam", "organisatie", "organization", "organisation", "relatie",
    ),
    "account": (
        "account", "klant", "customer", "associated company", "primary associated company", "associated company name",
    ),
    "owner": (
        "owner", "eigenaar", "accountmanager", "account manager", "account owner", "accounteigenaar", "verkoper",
        "sales rep", "rep", "medewerker", "employee", "user", "gebruiker", "door", "by", "assigned to",
        "toegewezen aan", "deal owner", "opportunity owner", "deal eigenaar",
    ),
    "stage": (
        "stage", "fase", "status", "relatietype", "account type", "accounttype", "lifecycle stage", "deal stage",
        "dealfase", "opportunity stage",
    ),
    "segment": ("segment", "branche", "industry", "sector"),
    "city": ("city", "plaats", "stad", "woonplaats", "vestigingsplaats", "town", "billing city"),
    "contract_end": (
        "contract end", "contract end date", "contract einde", "einde contract", "einddatum contract", "contracteinde",
        "contract einddatum", "einddatum", "end date", "contract tot", "renewal date", "verlengdatum",
    ),
    "value": (
        "value", "waarde", "omzet", "omzet per jaar", "jaaromzet", "annual revenue", "annual value", "revenue",
        "amount", "bedrag",
    ),
    "do_not_contact": (
        "do not contact", "niet benaderen", "niet contacteren", "met rust laten", "geen contact", "opt out",
        "do not call", "niet bellen", "dnc",
    ),
    "date": ("date", "datum", "day", "dag", "activity date", "activiteitsdatum", "created", "due date"),
    "kind": ("kind", "type", "soort", "activity type", "activiteit", "activity", "type activiteit", "soort activiteit"),
    "count": ("count", "aantal", "number", "quantity"),
    "note": (
        "note", "notes", "notitie", "notities", "onderwerp", "subject", "description", "omschrijving", "opmerking",
        "opmerkingen", "comments", "verslag",
    ),
    "next_date": (
        "next step", "next step date", "volgende stap", "next date", "vervolgdatum", "follow up", "opvolging",
    ),
    "next_time": ("next time", "next step time", "volgende tijd", "tijd volgende stap", "vervolgtijd"),
    "deal": (
        "deal", "deal name", "dealnaam", "opportunity", "opportunity name", "kans", "kansnaam", "offerte", "project",
    ),
    "margin": ("margin", "marge", "gross margin", "brutomarge", "gross profit", "winst"),
    "currency": (
        "currency", "valuta", "munt", "munteenheid", "currency code", "valutacode", "currency iso code",
        "deal currency",
    ),
    "opened_on": (
        "opened", "geopend", "opened on", "geopend op", "open date", "start date", "startdatum", "create date",
        "aangemaakt", "aangemaakt op", "created on", "created date",
    ),
    "stage_since": ("stage since", "fase sinds", "in stage since", "stage date", "fase datum"),
    "close_on": (
        "close", "closes", "close date", "closing date", "sluitdatum", "verwachte sluitdatum", "expected close",
        "expected close date", "sluit op", "verwachte sluitingsdatum", "sluitingsdatum",
    ),
    "closed_on": ("closed", "gesloten", "closed on", "gesloten op", "closed date", "won on", "lost on"),
    "contact": (
        "contact", "contact name", "contactpersoon", "contact person", "person", "persoon", "full name",
        "volledige naam",
    ),
    "role": ("role", "rol", "function", "functie", "job title", "title", "titel", "functietitel"),
    "level": ("level", "niveau", "seniority"),
    "id": ("id", "activity id", "activiteit id", "record id", "nummer", "reference", "referentie"),
}  # fmt: skip
_FIELDS = {name: field for field, names in _NAMES.items() for name in names}
# Headers that only a list of deals has, whatever else is in it.
_OF_DEALS = frozenset({
    *_NAMES["deal"], *_NAMES["margin"], *_NAMES["stage_since"], *_NAMES["close_on"], *_NAMES["closed_on"],
    "deal stage", "dealfase", "opportunity stage", "deal owner", "deal eigenaar", "opportunity owner", "pipeline",
    "probability", "kans %", "slagingskans", "waarschijnlijkheid", "forecast", "forecast category", "lost reason",
    "verliesreden", "won", "deal value", "dealwaarde", "weighted value",
})  # fmt: skip
# No known header is longer.
LONGEST_HEADER = 100
_BETWEEN = re.compile(r"[\s_./-]+")

# The headers of our own export files.
ACCOUNT_HEADERS = {
    "name": "name", "owner": "owner", "stage": "stage", "segment": "segment", "city": "city",
    "contract_end": "contract end", "value": "value", "do_not_contact": "do not contact",
}  # fmt: skip
ACTIVITY_HEADERS = {
    "id": "id", "date": "date", "kind": "kind", "account": "account", "owner": "rep", "count": "count", "note": "note",
    "next_date": "next step", "next_time": "next time",
}  # fmt: skip
DEAL_HEADERS = {
    "account": "account", "deal": "deal", "owner": "owner", "stage": "stage", "value": "value", "margin": "margin",
    "currency": "currency", "opened_on": "opened", "stage_since": "stage since", "close_on": "close date",
    "closed_on": "closed",
}  # fmt: skip
CONTACT_HEADERS = {"account": "account", "contact": "contact", "role": "role", "level": "level"}


def recognise_column(header: str) -> str | None:
    """Return the field for a header, None when it is unknown."""
    return _FIELDS.get(_fold_header(header))


def is_telltale(header: str) -> bool:
    """Return whether only a list of deals has this header."""
    return _fold_header(header) in _OF_DEALS


def _fold_header(header: str) -> str:
    plain = unicodedata.normalize("NFKD", header[:LONGEST_HEADER]).encode("ascii", "ignore").decode()
    return _BETWEEN.sub(" ", plain).strip().casefold()
