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
