"""Names and texts for the demo data."""

from bot.domain.log.situations import Situation

SEGMENTS = ("Tuinbouw", "Metaal", "Voeding", "Logistiek", "Zorg")
CITIES = ("Venlo", "Zwolle", "Breda", "Hoorn", "Ede", "Roosendaal", "Almelo", "Barendrecht")
REP_NAMES = (
    "Sanne de Wit", "Oliver Hughes", "Bram Kuiper", "Fatima Aydin", "Joris Peeters", "Lotte Smit", "Daan Visser",
    "Nadia el Amrani", "Pieter Claes", "Eva Jonker", "Koen Maas", "Iris Bos",
)  # fmt: skip
FIRST = (
    "Van den Berg", "De Groot", "Hendriks", "Noorder", "Zuider", "Lindenhof", "Brouwer", "Kester", "Vermeulen",
    "Molenaar", "Waterland", "Rijnmond", "Achterhoek", "Dommel", "Schelde", "Polder", "Kempen", "Duin", "Veluwe",
)  # fmt: skip
SECOND = {
    "Tuinbouw": ("Kwekerijen", "Plantgoed", "Orchideeën"),
    "Metaal": ("Metaal", "Staalbouw", "Constructie"),
    "Voeding": ("Bakkerijen", "Zuivel", "Vleeswaren"),
    "Logistiek": ("Transport", "Logistiek", "Opslag"),
    "Zorg": ("Thuiszorg", "Zorggroep", "Kliniek"),
}
REPEAT_BUYERS = (
    "Huize Avondrust", "De Wijde Blik", "Zonnehof", "Beukenhage", "De Linde", "Sint Annahof", "Parkzicht",
    "De Vierstroom", "Het Kompas", "Maasoever", "De Hazelaar", "Elzenrade",
)  # fmt: skip
LEAVERS = (
    "Van Loon Installaties", "Bosman Interieurbouw", "Timmers Verpakking", "Kuipers Maritiem", "Peeters & Zonen",
    "Stevens Drukwerk", "Dekkers Koeltechniek", "Jacobs Machinebouw", "Willems Bestrating", "Claessens Textiel",
)  # fmt: skip
# One for each rep: there is always a next call, and nothing is ever agreed.
GOING_ON = (
    "Kassenbouw Westland", "Drukkerij Rijnzicht", "Brouwerij De Haan", "Jachtwerf Loosdrecht", "Zuivelhoeve Bergen",
    "Steenfabriek Maasbracht", "Kistenfabriek Poort", "Touwslagerij Knoop", "Mouterij Het Anker",
)  # fmt: skip
DEALS = ("Kas", "Dak", "Lijn", "Hal", "Koeling", "Onderhoud", "Uitbreiding", "Renovatie")
NOTES = {
    Situation.PRICE: ("vindt het bedrag hoog, wil korting", "legt er een goedkopere offerte naast"),
    Situation.NO_BUDGET: ("geen geld dit jaar", "wacht op de begroting"),
    Situation.NO_COMMITMENT: ("aardig gesprek, komt erop terug", "belooft te bellen, zegt niet wanneer"),
    Situation.NEEDS_OTHERS: ("moet het nog met de compagnon bespreken", "de bedrijfsleider wil er ook iets van vinden"),
    Situation.PROPOSAL_UNREAD: ("had het voorstel nog niet open gehad", "offerte ligt onderop"),
    Situation.UNREACHABLE: ("voicemail", "neemt niet op"),
}
ADVANCE_NOTES = ("afspraak gemaakt om het door te nemen", "wil een proefopstelling zien", "haalt de directeur erbij")
BLAME = (
    "die klant weet gewoon niet wat hij wil",
    "inkoop kijkt alleen naar de laagste prijs, daar valt niet tegenop te werken",
    "onze prijzen zijn te hoog, dan kan ik praten wat ik wil",
    "concurrent gooit het weer te grabbel, wat kan ik daaraan doen",
)
OWNERSHIP = (
    "ik had eerder moeten vragen wie er beslist",
    "te lang gewacht met nabellen, dat is mijn les",
    "ik stuurde de offerte zonder hem samen door te nemen",
    "had moeten doorvragen toen ze vaag bleven",
)
FACT = ("ze kozen de huidige leverancier", "project gaat niet door", "verschil was 8 procent")
PRAISE, COMPLAINT = (
    ("snelle levering", "fijne montage", "denkt mee"),
    ("facturen onduidelijk", "lang wachten op de monteur"),
)
CAUGHT_UP, YEAR_CONTRACT, CONSUMABLES = "bijgepraat", "Jaarcontract", "Verbruiksartikelen"
ENGLISH = {
    "Kas": "Greenhouse",
    "Dak": "Roof",
    "Lijn": "Line",
    "Hal": "Hall",
    "Koeling": "Cooling",
    "Onderhoud": "Maintenance",
    "Uitbreiding": "Extension",
    "Renovatie": "Renovation",
    YEAR_CONTRACT: "Annual contract",
    CONSUMABLES: "Consumables",
    CAUGHT_UP: "caught up",
    "vindt het bedrag hoog, wil korting": "finds the price high, wants a discount",
    "legt er een goedkopere offerte naast": "has a cheaper quote next to ours",
    "geen geld dit jaar": "no money this year",
    "wacht op de begroting": "is waiting for the budget",
    "aardig gesprek, komt erop terug": "nice talk, will come back to it",
    "belooft te bellen, zegt niet wanneer": "promises to call, does not say when",
    "moet het nog met de compagnon bespreken": "has to discuss it with the partner first",
    "de bedrijfsleider wil er ook iets van vinden": "the plant manager wants a say in it as well",
    "had het voorstel nog niet open gehad": "had not opened the proposal yet",
    "offerte ligt onderop": "our quote is at the bottom of the pile",
    "voicemail": "voicemail",
    "neemt niet op": "does not pick up",
    "afspraak gemaakt om het door te nemen": "agreed a day to go through it",
    "wil een proefopstelling zien": "wants to see a trial set-up",
    "haalt de directeur erbij": "brings in the director",
    "die klant weet gewoon niet wat hij wil": "that customer simply does not know what he wants",
    "inkoop kijkt alleen naar de laagste prijs, daar valt niet tegenop te werken": (
        "purchasing only looks at the lowest price, there is no working against that"
    ),
    "onze prijzen zijn te hoog, dan kan ik praten wat ik wil": "our prices are simply too high, nobody can sell that",
    "concurrent gooit het weer te grabbel, wat kan ik daaraan doen": (
        "the competitor gives it away for nothing, you cannot win from that"
    ),
    "ik had eerder moeten vragen wie er beslist": "I should have asked earlier who decides",
    "te lang gewacht met nabellen, dat is mijn les": "waited too long with the second call, that is my lesson",
    "ik stuurde de offerte zonder hem samen door te nemen": "I sent the quote without going through it together",
    "had moeten doorvragen toen ze vaag bleven": "should have asked on when they stayed vague",
    "ze kozen de huidige leverancier": "they chose their present supplier",
    "project gaat niet door": "the project is off",
    "verschil was 8 procent": "the difference was 8 percent",
    "snelle levering": "fast delivery",
    "fijne montage": "a fine installation",
    "denkt mee": "thinks along",
    "facturen onduidelijk": "invoices unclear",
    "lang wachten op de monteur": "a long wait for the engineer",
}


def say_in(language: str, text: str) -> str:
    """Return a text of the demo, or a name that begins with one ("Dak 2026-12"), in a language (``nl`` or ``en``)."""
    if language == "nl" or not text:
        return text
    first, space, rest = text.partition(" ")
    return ENGLISH.get(text) or f"{ENGLISH.get(first, first)}{space}{rest}"
